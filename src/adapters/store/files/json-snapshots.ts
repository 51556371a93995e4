/** The history of boards in files, for the command line: a file of JSON lines a board, as `board-log.ts` writes them. */
import { join } from 'node:path'
import type { Snapshot } from '../../../domain/board/board.ts'
import type { PackedSnapshot } from '../../../domain/board/history/packed.ts'
import type { BoardName, Clock, Log, SnapshotStore } from '../../../ports.ts'
import { YEAR_MS } from '../retention.ts'
import { ALL, addToLog, type LogReader, type LogSource, readLogFile, rewriteLog, whileLocked } from './board-log-file.ts'
import { earlierFiles, moveEarlierFiles, namesIn, readEarlier } from './earlier-snapshots.ts'
import { looksReader, newestReader, packingReader, timesReader } from './log-readers.ts'
import { privateFolder, removeLeftOvers } from './private-files.ts'

type Tools = { readonly log: Log; readonly clock: Clock }

/** All of a board, for a backup. */
export type WholeHistory = {
  readonly packed: (board: BoardName) => Promise<readonly PackedSnapshot[]>
  /** Those of moments that are missing. Returns how many. */
  readonly addMissing: (board: BoardName, snapshots: Iterable<Snapshot>) => Promise<number>
}

/** Files are `<dir>/snapshots/<owner>-<number>.jsonl`; a folder of that name holds the snapshots of an earlier version. */
export function createJsonSnapshotStore(dir: string, { log, clock }: Tools): SnapshotStore & WholeHistory {
  const folder = join(dir, 'snapshots')
  const pathOf = (board: BoardName) => join(folder, `${nameOf(board)}.jsonl`)

  const sources = new Map<string, Promise<LogSource>>()
  /** First what an earlier version kept is moved into the file. */
  const sourceOf = (board: BoardName): Promise<LogSource> => {
    const path = pathOf(board)
    const source = sources.get(path) ?? moveEarlierFiles(join(folder, nameOf(board)), path, log)
    sources.set(path, source)
    return source
  }
  const read = async <Result>(board: BoardName, since: string | null, begin: LogReader<Result>) =>
    readLogFile(await sourceOf(board), since, begin, log)

  const tools = () => ({ log, now: clock.now() })

  return {
    latest: async (board, { before, complete = false } = {}) => {
      const end = before?.toISOString() ?? null
      const newest = newestReader(clock.now(), { complete, end })
      const { result, isAll } = await read(board, end, newest)
      return result === null && !isAll ? (await read(board, ALL, newest)).result : result
    },
    history: async (board, { since } = {}) => {
      const now = clock.now()
      const looks = looksReader(now, since?.toISOString())
      const from = since ?? new Date(now.getTime() - YEAR_MS)
      const { result, isAll } = await read(board, from.toISOString(), looks)
      // The newest complete one is among them however old it is.
      const found = isAll || result.some(({ complete }) => complete) ? result : (await read(board, ALL, looks)).result
      return found.map(({ snapshot }) => snapshot)
    },
    keep: async (snapshot) => {
      await privateFolder(folder)
      await removeLeftOvers(folder, clock.now())
      await sourceOf(snapshot.board)
      const path = pathOf(snapshot.board)
      await whileLocked(path, () => addToLog(path, snapshot, tools()))
    },
    packed: async (board) => (await read(board, ALL, packingReader)).result,
    addMissing: async (board, snapshots) => {
      await privateFolder(folder)
      const there = new Set((await read(board, ALL, timesReader)).result)
      const missing = [...snapshots].filter(({ takenAt }) => !there.has(new Date(takenAt).toISOString()))
      if (missing.length > 0) await whileLocked(pathOf(board), () => rewriteLog(pathOf(board), missing, tools()))
      return missing.length
    },
  }
}

function nameOf({ owner, number }: BoardName): string {
  return `${owner.toLowerCase().replaceAll(/[^a-z0-9-]/g, '_')}-${number}`
}

/** Every board of which `<dir>` has snapshots, by its newest one. */
export async function keptBoards(dir: string, tools: Tools): Promise<readonly BoardName[]> {
  const folder = join(dir, 'snapshots')
  const names = await namesIn(folder)
  const boards: BoardName[] = []
  for (const name of new Set(names.filter((file) => !file.endsWith('.lock')).map((file) => file.replace(/\.jsonl$/, '')))) {
    const snapshot = await newestIn(folder, name, tools)
    if (snapshot !== null) boards.push({ owner: snapshot.board.owner, number: snapshot.board.number })
  }
  return boards
}

async function newestIn(folder: string, name: string, { log, clock }: Tools): Promise<Snapshot | null> {
  const quiet: Log = { ...log, warn: () => {} }
  const { result } = await readLogFile(
    { path: join(folder, `${name}.jsonl`) },
    null,
    newestReader(clock.now(), { complete: false, end: null }),
    quiet,
  )
  if (result !== null) return result
  for (const file of await earlierFiles(join(folder, name))) {
    const snapshot = await readEarlier(file, quiet)
    if (snapshot !== null) return snapshot
  }
  return null
}
