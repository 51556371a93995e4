/**
 * An archive of minutes, played again: each file is the pad of its day, and `minutes --apply` makes its pull request in the sandbox.
 * Then the command runs a second time, a person merges, and it runs a third time.
 */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from '../../src/cli/program.ts'
import { minutesBranch, minutesPath, ofMeeting } from '../../src/domain/notes/minutes-path.ts'
import { type Sandbox, startSandbox } from '../sandbox/github.ts'
import { type PadServer, startPadServer } from '../sandbox/pads/pad-server.ts'
import type { ArchivePad } from './archive-pads.ts'
import { type Count, countWords } from './count-words.ts'

export type Replayed = {
  readonly pad: ArchivePad
  readonly code: number
  /** What the command said, each run. */
  readonly told: readonly string[]
  readonly pulls: number
  /** The pad names another day: the app stops, and a person runs it with that day, as the message says. */
  readonly otherDay: string | null
  readonly count: Count | null
  /** Lines of the pad that stay there: off the record, of another meeting, with a secret. */
  readonly linesLeft: number
  readonly writes: number
  /** Of the second run, and of the third, after the merge. */
  readonly writesLater: number
  readonly seconds: number
}

type World = {
  readonly sandbox: Sandbox
  readonly pads: PadServer
  readonly config: string
  readonly env: Readonly<Record<string, string>>
  now: Date
}

export type ReplayOptions = {
  readonly each?: (replayed: Replayed) => void
  /** A person merges after the second run, and it runs a third time. */
  readonly merges?: boolean
}

export async function replay(
  pads: readonly ArchivePad[],
  { each = () => {}, merges = true }: ReplayOptions = {},
): Promise<readonly Replayed[]> {
  const folder = mkdtempSync(join(tmpdir(), 'scs-sprint-replay-'))
  const start = new Date('2022-01-01T12:00:00Z')
  const world = { now: start } as World
  const github = join(folder, 'world.yml')
  writeFileSync(github, WORLD)
  const sandbox = await startSandbox({ world: github, now: () => world.now })
  // They count hours of the real clock.
  sandbox.limits.points = 2 ** 31 - 1
  const server = await startPadServer({
    pads: pads.map(({ file, text, date }) => ({ name: padName(file), markdownTyped: text, editedAt: `${date}T16:00:00.000Z` })),
  })
  try {
    const config = join(folder, 'sprint.yml')
    writeFileSync(config, configFor([...new Set(pads.map(({ team }) => team))]))
    const GITHUB_TOKEN = sandbox.tokens.installation('scs', { expiresAt: new Date('2100-01-01') })
    const env = {
      GHE_HOST: sandbox.env.GHE_HOST,
      GHE_PROTOCOL: 'http',
      GHE_SITE: sandbox.env.GHE_SITE,
      GITHUB_TOKEN,
      DATA_DIR: join(folder, 'data'),
    }
    Object.assign(world, { sandbox, pads: server, config, env })
    const all: Replayed[] = []
    for (const pad of pads) {
      const replayed = await replayOne(world, pad, merges)
      all.push(replayed)
      each(replayed)
    }
    return all
  } finally {
    await Promise.all([sandbox.close(), server.close()])
  }
}

const padName = (file: string) => file.replaceAll('/', '--').replace(/\.md$/, '')

async function replayOne(world: World, given: ArchivePad, merges: boolean): Promise<Replayed> {
  const started = performance.now()
  const { sandbox } = world
  world.now = new Date(`${given.date}T20:00:00Z`)
  const before = pullsOf(sandbox).length
  const asked = await minutes(world, given)
  const [, otherDay = null] = /with `--date (\d{4}-\d{2}-\d{2})`/.exec(asked.code === 1 ? asked.err : '') ?? []
  const pad = otherDay === null ? given : { ...given, date: otherDay, meeting: 1 + pullsOn(world, given.team, otherDay) }
  const first = otherDay === null ? asked : await minutes(world, pad)
  const made = pullsOf(sandbox).slice(before)
  const count = countOf(world, pad, first.err)
  const writes = sandbox.requests.filter(isWrite).length
  const second = await minutes(world, pad)
  if (merges) for (const { number } of made) await sandbox.edit('fkr').mergePull(`scs/minutes#${number}`)
  const third = merges ? await minutes(world, pad) : second
  const writesLater = sandbox.requests.filter(isWrite).length - writes
  sandbox.requests.length = 0
  return {
    ...{ pad: given, code: Math.max(first.code, second.code, third.code), told: [first.err, second.err, third.err] },
    ...{ pulls: made.length, otherDay, count, linesLeft: linesLeft(first.err).size, writes, writesLater },
    seconds: (performance.now() - started) / 1000,
  }
}

const pullsOn = ({ sandbox }: World, team: string, date: string) =>
  pullsOf(sandbox).filter(({ head }) => head.startsWith(minutesBranch(team, date))).length

async function minutes({ env, pads, config, now }: World, { team, date, meeting, file }: ArchivePad) {
  let err = ''
  const code = await run(
    [
      ...['minutes', '--apply', '--config', config, '--team', team, '--date', date, '--pad', `${pads.url}/${padName(file)}`],
      ...(meeting === 1 ? [] : ['--meeting', String(meeting)]),
    ],
    {
      env: { ...env, SPRINT_NOW: now.toISOString() },
      out: () => {},
      err: (text) => {
        err += text
      },
      readStdin: async () => new Uint8Array(),
      isTerminal: false,
    },
  )
  return { code, err }
}

const pullsOf = (sandbox: Sandbox) => [...(sandbox.world.repositories.get('scs/minutes')?.pulls.values() ?? [])]

const isWrite = ({ method, operation }: Sandbox['requests'][number]) =>
  method !== 'GET' && !/access_tokens$/.test(operation) && !/^query\b/.test(operation)

function countOf({ sandbox }: World, { team, date, meeting, text }: ArchivePad, told: string): Count | null {
  const git = sandbox.world.repositories.get('scs/minutes')?.git
  const head = git?.branches.get(minutesBranch(team, date, meeting))
  const path = ofMeeting(minutesPath('{team}/{yyyymmdd}.md', team, date), meeting)
  const file = git?.commits.get(head ?? '')?.files.get(path)
  return file === undefined ? null : countWords(text, file.toString('utf8'), linesLeft(told))
}

/** What stays in the pad on purpose, as the command says, with lines of the pad. */
const LEFT = [
  /^Off the record, and left out: lines? (.*)\.$/m,
  /^The pad also has other meetings, which are left out here: (.*)\.$/m,
  /, lines? ([\d, ]+): something that looks like a secret was left out\.$/m,
]

function linesLeft(told: string): ReadonlySet<number> {
  const ranges = LEFT.flatMap((words) => [...(words.exec(told)?.[1] ?? '').matchAll(/(?<![\d-])(\d+)(?: to (\d+))?(?![\d-])/g)])
  return new Set(
    ranges.flatMap(([, from = '', to = from]) => Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) => Number(from) + index)),
  )
}

const WORLD = `now: 2022-01-01T12:00:00Z
organizations: { scs: { id: 1001, members: [fkr] } }
users: { fkr: { id: 101 } }
repositories:
  scs/minutes: { collaborators: { fkr: admin }, files: { README.md: "# Minutes\\n" } }
installations: { scs: { id: 1 } }
`

/** The archive is public as it was typed. */
function configFor(teams: readonly string[]): string {
  return `organization: scs
minutes: { repository: scs/minutes }
pads: { hosts: [127.0.0.1] }
privacy: { absences: as-typed, emails: keep, secrets: mask }
teams:
${teams.map((id) => `  ${id}: { name: ${id}${id === 'sig-standardization' ? ', firstHeading: 2' : ''} }`).join('\n')}
`
}
