/**
 * What a look at the board costs with a history of a day, a month, a year and ten years, against one without: ratios in
 * one run. Each look is made in a process of its own; the best of several counts, since other work can only add.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { addSnapshots } from '../../src/adapters/store/database/board/board-history.ts'
import { keyOf } from '../../src/adapters/store/database/board/board-tables.ts'
import { openDatabase } from '../../src/adapters/store/database/database.ts'
import { createLogWriter } from '../../src/adapters/store/files/board-log-file.ts'
import { writePrivate } from '../../src/adapters/store/files/private-files.ts'
import { ownDatabase, postgresServer } from '../postgres.ts'
import { BENCH, END, historyOf } from './history-board.ts'

type Look = { readonly ms: number; readonly wall: number; readonly rss: number; readonly findings: number }
type Kind = 'files' | 'embedded' | 'server'
type Place = { readonly kind: Kind; readonly place: string; readonly remove: () => Promise<void> }

const CARDS = 1000
const LENGTHS: readonly (readonly [name: string, days: number])[] = [
  ['none', 1],
  ['a day', 2],
  ['a month', 30],
  ['a year', 365],
  ['ten years', 3650],
]
const TIMES = 3
const AT_MOST = 1.2
/** Of 20,000 cards against an empty board. */
const AT_MOST_MB = 250

/** Prints as it goes; false when a goal is missed. */
export async function benchHistory(print: (line: string) => void): Promise<boolean> {
  let kept = true
  const told = (what: string, got: number, atMost: number, unit: string) => {
    if (got > atMost) kept = false
    print(`${got <= atMost ? 'kept' : 'MISS'}   ${what}: ${got.toFixed(2)} of at most ${atMost} ${unit}`)
  }
  const kinds: readonly Kind[] = postgresServer === null ? ['files', 'embedded'] : ['files', 'embedded', 'server']
  for (const kind of kinds) {
    print(`History: a look after one webhook, ${CARDS} cards, ${kind}`)
    print('')
    print('| history | CPU | time | memory |')
    print('| --- | ---: | ---: | ---: |')
    const best = new Map<string, Look>()
    // Ten years in the embedded database take minutes to make.
    for (const [name, days] of LENGTHS.filter(([, length]) => kind === 'files' || length <= 365)) {
      const look = await lookAt(kind, CARDS, days, TIMES)
      best.set(name, look)
      print(`| ${name} | ${look.ms.toFixed(0)} ms | ${look.wall.toFixed(0)} ms | ${look.rss.toFixed(0)} MB |`)
    }
    print('')
    const ratio = (name: string, of: string, what: 'ms' | 'rss') => (best.get(name)?.[what] ?? 0) / (best.get(of)?.[what] ?? 1)
    for (const [what, unit] of [['ms', 'CPU'] as const, ['rss', 'memory'] as const]) {
      told(`${unit} with a year of history, against none`, ratio('a year', 'none', what), AT_MOST, 'times')
      if (best.has('ten years')) told(`${unit} with ten years, against a year`, ratio('ten years', 'a year', what), AT_MOST, 'times')
    }
    print('')
  }
  const [empty, large] = [await lookAt('files', 0, 2, 1), await lookAt('files', 20_000, 2, 1)]
  told('memory of a look at 20,000 cards, above one at an empty board', large.rss - empty.rss, AT_MOST_MB, 'MB')
  return kept
}

async function lookAt(kind: Kind, cards: number, days: number, times: number): Promise<Look> {
  const looks: Look[] = []
  const { place, remove } = await filled(kind, cards, days)
  try {
    for (let time = 0; time < times; time += 1) looks.push(await inProcess(kind, place))
  } finally {
    await remove()
  }
  const least = (what: keyof Look) => Math.min(...looks.map((look) => look[what]))
  return { ms: least('ms'), wall: least('wall'), rss: least('rss'), findings: least('findings') }
}

async function filled(kind: Kind, cards: number, days: number): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'scs-sprint-bench-'))
  const own = kind === 'server' && postgresServer !== null ? await ownDatabase(postgresServer) : null
  const remove = async () => {
    await own?.drop()
    await rm(folder, { recursive: true, force: true })
  }
  if (kind === 'files') {
    const writer = createLogWriter()
    for (const snapshot of historyOf(cards, days)) writer.add(snapshot)
    await writePrivate(join(folder, 'snapshots', 'scs-6.jsonl'), writer.text())
    return { kind, place: folder, remove }
  }
  const database = await openDatabase({ url: own?.url ?? null, dataDir: folder })
  const log = { info: () => {}, warn: () => {} }
  await database.db.transaction().execute((work) => addSnapshots(work, keyOf(BENCH), historyOf(cards, days), { now: new Date(END), log }))
  await database.tidy()
  await database.close()
  return { kind, place: own?.url ?? folder, remove }
}

async function inProcess(kind: Kind, place: string): Promise<Look> {
  const script = fileURLToPath(new URL('history-look.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, kind, place])
  return JSON.parse(stdout) as Look
}
