/** Files of an archive of minutes as pads of their day: whose team, which day, which meeting of that day. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export type ArchivePad = {
  readonly file: string
  readonly text: string
  readonly team: string
  readonly date: string
  /** Of the team on that day, from 1. */
  readonly meeting: number
}

/** A template has no day; it is played as the pad of this one. */
const UNDATED = '2023-01-05'

/** Oldest first. All Markdown files except the README of the archive itself. */
export function readPads(folder: string): readonly ArchivePad[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md') && file !== 'README.md')
  const seen = new Map<string, number>()
  return files
    .map((file) => ({ file, team: teamOf(file), date: dayOf(file) }))
    .sort((a, b) => (a.date + a.team + a.file < b.date + b.team + b.file ? -1 : 1))
    .map(({ file, team, date }) => {
      const meeting = (seen.get(`${team} ${date}`) ?? 0) + 1
      seen.set(`${team} ${date}`, meeting)
      return { file, team, date, meeting, text: readFileSync(join(folder, file), 'utf8') }
    })
}

const teamOf = (file: string): string => dirname(file).split('/')[0] ?? ''

/** `20230118.md`, `20220718-overflow.md`, and files in a folder of a day or a month. */
function dayOf(file: string): string {
  const [, year, month, day = '01'] = /(\d{4})-?(\d{2})(?:-?(\d{2}))?(?!\d)/.exec(file) ?? []
  return year === undefined ? UNDATED : `${year}-${month}-${day}`
}

/** A choice that is the same at each run: files in the order of a hash of seed and name. */
export function sampleOf<Item extends { readonly file: string }>(items: readonly Item[], count: number, seed: number): readonly Item[] {
  const chosen = [...items].sort((a, b) => rank(a.file, seed) - rank(b.file, seed)).slice(0, count)
  return items.filter((item) => chosen.includes(item))
}

function rank(name: string, seed: number): number {
  let hash = seed ^ 0x811c9dc5
  for (const char of name) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193)
  return hash >>> 0
}
