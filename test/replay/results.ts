/** What a replay is measured by, and how it is told. */
import type { Replayed } from './replay.ts'

/** Why the command makes no pull request, and is right. */
const RIGHTLY_NONE = [
  ['did not take place', /did not take place/],
  ['nobody has typed', /nobody has typed yet/],
] as const

/** null: there should be one. */
function rightlyNone({ pulls, told }: Replayed): string | null {
  if (pulls > 0) return null
  return RIGHTLY_NONE.find(([, words]) => words.test(told[0] ?? ''))?.[0] ?? null
}

export function missesOf(one: Replayed): readonly string[] {
  const { pad, pulls, count, writes, writesLater, code, told } = one
  const miss = (found: string) => `${pad.file}: ${found}`
  if (rightlyNone(one) !== null) return writes === 0 ? [] : [miss(`expected no writes without minutes, found ${writes}`)]
  return [
    ...(code === 0 ? [] : [miss(`expected exit code 0, found ${code}: ${told.find((text) => text.includes('xpected'))?.slice(0, 400)}`)]),
    ...(pulls === 1 ? [] : [miss(`expected one pull request, found ${pulls}`)]),
    ...(count === null || count.lost.length === 0 ? [] : [miss(`words lost: ${count.lost.join(' ').slice(0, 400)}`)]),
    ...(count === null || count.moved.length === 0 ? [] : [miss(`words out of order: ${count.moved.join(' ').slice(0, 400)}`)]),
    ...(writesLater === 0 ? [] : [miss(`expected no writes of later runs, found ${writesLater}`)]),
  ]
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)

/** One row a team, and all. */
export function tableOf(all: readonly Replayed[]): string {
  const teams = [...new Set(all.map(({ pad }) => pad.team))].sort()
  const rows = [
    ...teams.map((team) =>
      rowOf(
        team,
        all.filter(({ pad }) => pad.team === team),
      ),
    ),
    rowOf('all', all),
  ]
  const others = all.filter(({ otherDay }) => otherDay !== null)
  const none = all.flatMap((one) => rightlyNone(one) ?? []).sort()
  return [
    '| team | files | pull requests | words | lost | out of order | lines left | later writes | other day | none |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    'Lines left: they stay in the pad, and the command says so: off the record, of another meeting, with a secret.',
    `Other day: the pad names another day than its file, so the app stopped and a person ran it with that day: ${others.length}.`,
    `None: ${[...new Set(none)].map((why) => `${why} (${none.filter((one) => one === why).length})`).join(', ') || 'no file'}.`,
  ].join('\n')
}

function rowOf(name: string, of: readonly Replayed[]): string {
  const counts = of.flatMap(({ count }) => count ?? [])
  const cells = [
    of.length,
    sum(of.map(({ pulls }) => pulls)),
    sum(counts.map(({ words }) => words)),
    sum(counts.map(({ lost }) => lost.length)),
    sum(counts.map(({ moved }) => moved.length)),
    sum(of.map(({ linesLeft }) => linesLeft)),
    sum(of.map(({ writesLater }) => writesLater)),
    of.filter(({ otherDay }) => otherDay !== null).length,
    of.filter((one) => rightlyNone(one) !== null).length,
  ]
  return `| ${name} | ${cells.join(' | ')} |`
}
