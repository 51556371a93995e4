/** The file of a board's history: read from its end, as far as it is asked for; written under a lock, in order of time. */
import { open } from 'node:fs/promises'
import type { Snapshot } from '../../../domain/board/board.ts'
import { countOf } from '../../../domain/text/count-of.ts'
import { errnoCode, TryAgainError, UserError } from '../../../errors.ts'
import type { Log } from '../../../ports.ts'
import { takeLock } from '../../files/file-lock.ts'
import { isMissing } from '../../files/files.ts'
import { isSameQuarter, type Kept, toForget } from '../retention.ts'
import {
  atBeginning,
  type LogState,
  momentOfState,
  type ReadSnapshot,
  readLog,
  STATE_MARK,
  writeSnapshotLine,
  writeStateLine,
} from './board-log.ts'
import { appendLine, writePrivate } from './private-files.ts'

/** The file of a board, or what would be in it. */
export type LogSource = { readonly path: string; readonly bytes?: Buffer }

/** The end of a file, beginning with a line that holds all parts, or all of it. */
type LogPart = {
  readonly lines: readonly string[]
  readonly isAll: boolean
  /** In bytes: the line that holds all parts (0: there is none), and what follows it. */
  readonly wholeSize: number
  readonly since: number
}

/** At least so much is read at once. */
const CHUNK = 64 * 1024

/** What was written since `since` (ISO instant in UTC; null: the newest state is enough), and what it rests on. */
async function readPart({ path, bytes: known }: LogSource, since: string | null): Promise<LogPart> {
  if (known) return { lines: known.toString('utf8').split('\n'), isAll: true, wholeSize: 0, since: 0 }
  const file = await opened(path)
  if (file === null) return { lines: [], isAll: true, wholeSize: 0, since: 0 }
  try {
    const { size } = await file.stat()
    for (let length = CHUNK; ; length *= 4) {
      const start = Math.max(0, size - length)
      const bytes = Buffer.alloc(size - start)
      await file.read(bytes, 0, bytes.length, start)
      const found = stateBefore(bytes, since)
      if (found === null && start > 0) continue
      const lines = bytes
        .subarray(found ?? 0)
        .toString('utf8')
        .split('\n')
      const wholeSize = found === null ? 0 : Buffer.byteLength(lines[0] ?? '')
      return { lines, isAll: found === null, wholeSize, since: bytes.length - (found ?? 0) - wholeSize }
    }
  } finally {
    await file.close()
  }
}

/** Where the last line with all parts begins that was written before that moment; null: it is not in these bytes. */
function stateBefore(bytes: Buffer, since: string | null): number | null {
  for (let mark = bytes.lastIndexOf(STATE_MARK); mark >= 0; mark = mark === 0 ? -1 : bytes.lastIndexOf(STATE_MARK, mark - 1)) {
    const begin = bytes.lastIndexOf('\n', mark) + 1
    const at = momentOfState(bytes.subarray(begin, mark + STATE_MARK.length).toString('latin1'))
    // The first line of the bytes may lack its beginning: then it is not taken for one.
    if (at !== null && (since === null || at < since)) return begin
  }
  return null
}

async function opened(path: string) {
  try {
    return await open(path, 'r')
  } catch (error) {
    if (isMissing(error)) return null
    if (errnoCode(error) !== 'EACCES') throw error
    throw new UserError(`${path}: expected a file that this user may read, found no permission. Give it, or set another DATA_DIR.`, {
      cause: error,
    })
  }
}

/** What a reader makes of the snapshots of a file; begun anew where the end of the file was not enough. */
export type LogReader<Result> = () => { readonly see: (read: ReadSnapshot) => void; readonly result: () => Result }

type Read<Result> = Pick<LogPart, 'isAll' | 'since' | 'wholeSize'> & { readonly result: Result; readonly state: LogState }

/** Shows the reader, oldest first, what was kept since that moment, and some before it. What cannot be read is reported and skipped. */
export async function readLogFile<Result>(
  source: LogSource,
  since: string | null,
  begin: LogReader<Result>,
  log: Log,
): Promise<Read<Result>> {
  const part = await readPart(source, since)
  const reader = begin()
  let unread = 0
  const reading = readLog(part.lines, () => {
    unread += 1
  })
  let next = reading.next()
  for (; !next.done; next = reading.next()) reader.see(next.value)
  // Earlier lines may contain what is damaged.
  if (unread > 0 && !part.isAll) return readLogFile(source, ALL, begin, log)
  if (unread > 0) log.warn(`${source.path}: ${countOf(unread, 'line')} cannot be read and are skipped.`)
  const { isAll, since: after, wholeSize } = part
  return { result: reader.result(), state: next.value, since: after, isAll, wholeSize }
}

/** Before every moment. */
export const ALL = ''

const LOCK_WAIT_MS = 20_000

/** One writer at a time, of this process or another one; readers need not wait. */
export async function whileLocked<Result>(path: string, task: () => Promise<Result>): Promise<Result> {
  const lock = await takeLock(`${path}.lock`, LOCK_WAIT_MS)
  if (lock === null) throw new TryAgainError(`${path}: another scs-sprint has been writing here for ${LOCK_WAIT_MS / 1000} s.`)
  try {
    return await task()
  } finally {
    await lock.release()
  }
}

/** So much may follow a line with all parts before there is another one: a quarter of what that one takes. */
const LEAST_BETWEEN = 64 * 1024

type Tools = { readonly log: Log; readonly now: Date }

/** For whoever holds the lock. `now` tells what of the old is worth keeping. */
export async function addToLog(path: string, snapshot: Snapshot, tools: Tools): Promise<void> {
  const newestOf: LogReader<string | null> = () => {
    let newest: string | null = null
    return {
      see: ({ takenAt }) => {
        newest = takenAt
      },
      result: () => newest,
    }
  }
  const { result: newest, state, since, wholeSize } = await readLogFile({ path }, null, newestOf, tools.log)
  if (newest !== null && new Date(snapshot.takenAt).toISOString() <= newest) return rewriteLog(path, [snapshot], tools)
  const next = writeSnapshotLine(state, snapshot)
  const isDue = isStateDue(since, wholeSize)
  const whole = isDue ? writeStateLine(next.state) : null
  await appendLine(path, whole === null ? next.line : `${next.line}\n${whole}`)
  if (isDue) await compactLog(path, tools)
}

/** `since`: bytes after the last line with all parts, which has `wholeSize`; 0 where there is none. */
function isStateDue(since: number, wholeSize: number): boolean {
  return since > LEAST_BETWEEN && since > wholeSize / 4
}

/** Writes the file anew without what is not kept, where that is a good part of it. */
async function compactLog(path: string, { log, now }: Tools): Promise<void> {
  const { result: times } = await readLogFile({ path }, ALL, timesOf, log)
  if (keptOf(times, now).size < 0.75 * times.length) await rewriteLog(path, [], { log, now })
}

/** Whole or not at all: in order of time, with the snapshots that are added in place of those of the same moments. */
export async function rewriteLog(path: string, added: readonly Snapshot[], { log, now }: Tools): Promise<void> {
  const { result: times } = await readLogFile({ path }, ALL, timesOf, log)
  const news = new Map(added.map((snapshot) => [new Date(snapshot.takenAt).toISOString(), snapshot]))
  const all = new Map([...times, ...[...news].map(([takenAt, { complete }]) => ({ takenAt, complete }))].map((one) => [one.takenAt, one]))
  const kept = keptOf([...all.values()].sort(byTime), now)
  const waiting = [...news].filter(([takenAt]) => kept.has(takenAt)).sort(([a], [b]) => (a < b ? -1 : 1))
  const merging: LogReader<string> = () => {
    const writer = createLogWriter()
    let next = 0
    const addUntil = (end: string | null) => {
      for (let one = waiting[next]; one !== undefined && (end === null || one[0] < end); one = waiting[next]) {
        writer.add(one[1])
        next += 1
      }
    }
    return {
      see: ({ takenAt, show }) => {
        addUntil(takenAt)
        if (kept.has(takenAt) && !news.has(takenAt)) writer.add(show())
      },
      result: () => {
        addUntil(null)
        return writer.text()
      },
    }
  }
  const { result: text } = await readLogFile({ path }, ALL, merging, { ...log, warn: () => {} })
  await writePrivate(path, text)
}

const timesOf: LogReader<readonly Kept[]> = () => {
  const times: Kept[] = []
  return { see: ({ takenAt, complete }) => void times.push({ takenAt, complete }), result: () => times }
}

function byTime(a: Kept, b: Kept): number {
  return a.takenAt < b.takenAt ? -1 : 1
}

/** The text of a file with these snapshots, oldest first. */
export function createLogWriter(): { readonly add: (snapshot: Snapshot) => void; readonly text: () => string } {
  const lines: string[] = []
  let state = atBeginning
  let since = 0
  let wholeSize = 0
  return {
    add: (snapshot) => {
      const next = writeSnapshotLine(state, snapshot)
      state = next.state
      lines.push(next.line)
      since += Buffer.byteLength(next.line)
      const whole = isStateDue(since, wholeSize) ? writeStateLine(state) : null
      if (whole === null) return
      lines.push(whole)
      since = 0
      wholeSize = Buffer.byteLength(whole)
    },
    text: () => lines.map((line) => `${line}\n`).join(''),
  }
}

/** Which moments, given in order of time, stay: of complete snapshots the last of each quarter of an hour, of others what is looked at. */
function keptOf(times: readonly Kept[], now: Date): ReadonlySet<string> {
  const forgotten = new Set(toForget(times, now))
  let later: string | null = null
  const kept = new Set<string>()
  for (const one of [...times].reverse()) {
    const stays = one.complete ? later === null || !isSameQuarter(one.takenAt, later) : !forgotten.has(one)
    if (stays) kept.add(one.takenAt)
    if (one.complete) later = one.takenAt
  }
  return kept
}

export type { ReadSnapshot }
