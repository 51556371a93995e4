/** The disk is full or read-only from each write on, files are torn or foreign, and PostgreSQL goes away under load. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Command, commands, endOf, envOf, runCommand, withScene } from '../cli/every-command/faults.ts'
import { scsSprint } from '../cli/terminal.ts'
import { buildIfStale } from '../fresh-build.ts'
import { postgresServer } from '../postgres.ts'
import { coverage, tryCases } from './cases.ts'
import { type Undisturbed, undisturbedProcess, watchedCommand } from './crashes.ts'
import { databaseRows } from './database-cuts.ts'
import { embeddedDiskRows } from './embedded-disk.ts'
import { firstDifference, firstLines, none, type Part, triedFile } from './part.ts'

const AT_ONCE = 3
/** What keeps the command line from writing, and what the message must name. */
const breaks = { ENOSPC: /disk is full/, EROFS: /read-only/ } as const

/** What may lie in DATA_DIR from a crash, an older version or a person. */
const litter: readonly (readonly [name: string, make: (data: string) => void])[] = [
  ['half a line in audit.jsonl', (data) => writeFileSync(join(data, 'audit.jsonl'), '{"at":"2023-01-17T10:00:00Z","kind":"create-com')],
  ['half a line in comments.jsonl', (data) => writeFileSync(join(data, 'comments.jsonl'), '{"on":"scs/issues#1","comm')],
  ['bytes that are no text in audit.jsonl', (data) => writeFileSync(join(data, 'audit.jsonl'), Buffer.from([0xff, 0, 0xfe, 10]))],
  ['half of the history of the board', (data) => historyFile(data, '{"schema":"scs-sprint/board-hist')],
  ['an empty history of the board', (data) => historyFile(data, '')],
  ['an empty snapshot of an earlier version', (data) => snapshotFile(data, '')],
  [
    'half a snapshot of an earlier version',
    (data) => snapshotFile(data, '{"schema":"scs-sprint/board","version":1,"takenAt":"2023-01-17T1'),
  ],
  ['a snapshot of a later version', (data) => snapshotFile(data, '{"schema":"scs-sprint/board","version":99}')],
  [
    'a folder in place of a snapshot',
    (data) => mkdirSync(join(data, 'snapshots', 'scs-6', '2023-01-17T10-00-00-000Z.json'), { recursive: true }),
  ],
  [
    'files of somebody else',
    (data) => {
      writeFileSync(join(data, 'README.txt'), 'Not of this app.\n')
      writeFileSync(join(data, '.DS_Store'), Buffer.from([0, 0, 0, 1]))
    },
  ],
]

function historyFile(data: string, text: string): void {
  mkdirSync(join(data, 'snapshots'), { recursive: true })
  writeFileSync(join(data, 'snapshots', 'scs-6.jsonl'), text)
}

function snapshotFile(data: string, text: string): void {
  mkdirSync(join(data, 'snapshots', 'scs-6'), { recursive: true })
  writeFileSync(join(data, 'snapshots', 'scs-6', '2023-01-17T10-00-00-000Z.json'), text)
}

/** Cannot write from the n-th write on; then the disk is well again. */
function unwritable(
  command: Command,
  code: keyof typeof breaks,
  at: number,
  undisturbed: Undisturbed | undefined,
): Promise<readonly string[]> {
  return withScene(command, async (scene) => {
    const ran = await watchedCommand(scene, command, { SOAK_BREAK: `${code}:${at}` }).ended
    const next = await runCommand(scene, command)
    const difference = firstDifference(endOf(scene), undisturbed?.after)
    return [
      ...(ran.code === 0 || ran.code === 1 ? [] : [`ended with ${ran.code}: ${ran.err}`]),
      ...(breaks[code].test(ran.err) ? [] : [`did not say what is wrong: ${ran.err}`]),
      ...(next.code === 0 ? [] : [`the next run ended with ${next.code}: ${next.err}`]),
      ...(difference === null ? [] : [difference]),
    ]
  })
}

function littered(command: Command, make: (data: string) => void, undisturbed: Undisturbed | undefined): Promise<readonly string[]> {
  return withScene(command, async (scene) => {
    const data = join(scene.folder, 'data')
    rmSync(data, { recursive: true, force: true })
    mkdirSync(data, { recursive: true })
    make(data)
    const ran = await runCommand(scene, command)
    const log = await scsSprint(['log'], envOf(scene))
    const difference = firstDifference(endOf(scene), undisturbed?.after)
    return [
      ...(ran.code === 0 ? [] : [`ended with ${ran.code}: ${ran.err}`]),
      ...(log.code === 0 ? [] : [`log ended with ${log.code}: ${log.err}`]),
      ...(difference === null ? [] : [difference]),
    ]
  })
}

export const storagePart: Part = {
  name: 'storage',
  title: 'Disk full, read-only, torn files, database gone',
  run: async ({ print, until }) => {
    buildIfStale()
    const embedded = await embeddedDiskRows(print)
    const database = postgresServer === null ? null : await databaseRows(postgresServer, print)
    const undisturbed = new Map<Command, Undisturbed>()
    for (const command of commands) undisturbed.set(command, await undisturbedProcess(command))
    const full = commands.flatMap((command) =>
      (['ENOSPC', 'EROFS'] as const).flatMap((code) =>
        Array.from({ length: undisturbed.get(command)?.writes.files ?? 0 }, (_, at) => ({
          name: `${command}: ${code} from write ${at} on`,
          play: () => unwritable(command, code, at + 1, undisturbed.get(command)),
        })),
      ),
    )
    // What the first look of `all clear` noted is part of its scene.
    const torn = commands
      .filter((command) => command !== 'all clear')
      .flatMap((command) =>
        litter.map(([what, make]) => ({ name: `${command}: ${what}`, play: () => littered(command, make, undisturbed.get(command)) })),
      )
    const problemsOf = (problems: readonly string[]) => problems
    const tried = await tryCases([...torn, ...full], { file: triedFile('storage'), atOnce: AT_ONCE, until, problemsOf, print })
    const among = (cases: readonly { readonly name: string }[]) => {
      const names = new Set(cases.map(({ name }) => name))
      return tried.filter(({ name }) => names.has(name))
    }
    const failed = (cases: readonly { readonly name: string }[]) => among(cases).filter(({ outcome }) => outcome.length > 0).length
    return {
      did: `Command-line store: a disk that is full or read-only from a write on (${coverage(among(full), full.length)}), torn or foreign files in DATA_DIR (${coverage(among(torn), torn.length)}). ${embedded.did} ${database === null ? 'PostgreSQL was not at hand.' : database.did}`,
      rows: [
        none('Disk full or read-only: exit code, message, next run or final state not as expected', failed(full)),
        none('Torn or foreign files: exit code, log or final state not as expected', failed(torn)),
        ...embedded.rows,
        ...(database?.rows ?? []),
      ],
      failures: firstLines([
        ...embedded.failures,
        ...(database?.failures ?? []),
        ...tried.flatMap(({ name, outcome }) => (outcome.length > 0 ? [`${name}: ${outcome.join('; ')}`] : [])),
      ]),
    }
  },
}
