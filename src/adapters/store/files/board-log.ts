/**
 * The lines of the file in which the command line keeps the history of a board, one JSON object a line. A snapshot is told by
 * what changed since the complete one before it; from time to time a line holds all parts of the board, so that nobody has
 * to read from the beginning. Each line has a sum of itself and names the line that it goes on from: half a line, one that
 * was edited, and what rests on it are noticed and passed over.
 */
import { createHash } from 'node:crypto'
import type { Snapshot } from '../../../domain/board/board.ts'
import { type PackedSnapshot, packAfter, unpackAfter } from '../../../domain/board/history/packed.ts'
import { type Head, headOf, type Parts, snapshotOf } from '../../../domain/board/history/parts.ts'
import { BrokenHistory, type Json, keptJson } from '../../../domain/board/history/patch.ts'

/** `on`: the sum of the line of the complete snapshot before it; null: it is complete in itself. */
type SnapshotLine = { readonly sum: string; readonly on: string | null; readonly snapshot: PackedSnapshot }
/** The complete snapshot whose line has the sum `of`, taken `at`, with all its parts. */
type StateLine = { readonly of: string; readonly state: WholeState }
type WholeState = { readonly head: Head; readonly parts: Readonly<Record<string, Json>> }

const SNAPSHOT_LINE = /^\{"sum":"(?<sum>[\da-f]{16})","on":(?:null|"(?<on>[\da-f]{16})"),"snapshot":/
const STATE_LINE = /^\{"sum":"(?<sum>[\da-f]{16})","of":"(?<of>[\da-f]{16})","at":"(?<at>[\dT:.Z-]{1,40})","state":/
/** No text within JSON has it: there its quotes are escaped. */
export const STATE_MARK = '","state":{'

/** Where a reader or writer of the file stands. */
export type LogState = {
  /** Of the newest complete snapshot; null: nothing is known before the next line. */
  readonly parts: Parts | null
  /** The sum of its line. */
  readonly sum: string | null
  readonly head: Head | null
}

export const atBeginning: LogState = { parts: null, sum: null, head: null }

/** The line, and where whoever wrote it stands then. */
export function writeSnapshotLine(state: LogState, snapshot: Snapshot): { readonly line: string; readonly state: LogState } {
  const { packed, parts } = packAfter(state.parts, snapshot)
  const on = state.parts === null ? null : state.sum
  const text = JSON.stringify(packed)
  const sum = sumOf(`${on} ${text}`)
  const line = `{"sum":"${sum}","on":${JSON.stringify(on)},"snapshot":${text}}`
  return { line, state: snapshot.complete ? { parts, sum, head: headOf(snapshot) } : state }
}

/** null: there was no complete snapshot yet. */
export function writeStateLine({ parts, sum, head }: LogState): string | null {
  if (parts === null || sum === null || head === null) return null
  const at = new Date(head.takenAt).toISOString()
  const text = JSON.stringify({ head, parts: Object.fromEntries(parts) })
  return `{"sum":"${sumOf(`${sum} ${at} ${text}`)}","of":"${sum}","at":"${at}","state":${text}}`
}

/** The moment of a line that holds all parts; null for any other one. Its text may be cut off. */
export function momentOfState(line: string): string | null {
  return STATE_LINE.exec(line)?.groups?.at ?? null
}

export type ReadSnapshot = {
  /** ISO instant in UTC. */
  readonly takenAt: string
  readonly complete: boolean
  /** To be asked before the next one is read. */
  readonly show: () => Snapshot
}

/**
 * What was kept, in order; `unread` is told of each line that cannot be read. Beginning with a line that holds all parts,
 * its snapshot is the first one. Returns where the next line is written.
 */
export function* readLog(lines: Iterable<string>, unread: () => void): Generator<ReadSnapshot, LogState> {
  let state = atBeginning
  for (const text of lines) {
    // Whoever read the lines before it knows all that a line with all parts says.
    if (text === '' || (state.sum !== null && STATE_LINE.exec(text)?.groups?.of === state.sum)) continue
    const line = readLine(text)
    const shown = line === null ? null : partsAfter(state, line)
    if (line === null || shown === null) {
      // Parts of it may have been changed already.
      if (line !== null && 'on' in line && line.on === state.sum) state = atBeginning
      unread()
      continue
    }
    const [head, sum] = 'of' in line ? [line.state.head, line.of] : [line.snapshot.head, line.sum]
    if (head.complete) state = { parts: shown, sum, head }
    yield { takenAt: new Date(head.takenAt).toISOString(), complete: head.complete, show: () => snapshotOf(shown, head) }
  }
  return state
}

/** null: it is not based on the line before it. */
function partsAfter(state: LogState, line: SnapshotLine | StateLine): Parts | null {
  if ('of' in line) return new Map(Object.entries(line.state.parts))
  if (line.on !== null && line.on !== state.sum) return null
  try {
    return unpackAfter(line.on === null ? null : state.parts, line.snapshot)
  } catch (error) {
    if (error instanceof BrokenHistory) return null
    throw error
  }
}

/** null: it was not written like this. */
function readLine(text: string): SnapshotLine | StateLine | null {
  const snapshot = SNAPSHOT_LINE.exec(text)
  const state = snapshot ? null : STATE_LINE.exec(text)
  const found = snapshot ?? state
  if (found === null || !text.endsWith('}')) return null
  const inner = text.slice(found[0].length, -1)
  const { sum = '', on = null, of = '', at = '' } = found.groups ?? {}
  if (sumOf(snapshot ? `${on} ${inner}` : `${of} ${at} ${inner}`) !== sum) return null
  return snapshot ? { sum, on, snapshot: keptJson<PackedSnapshot>(inner) } : { of, state: keptJson<WholeState>(inner) }
}

function sumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
