/**
 * Snapshots of boards in the database, as one chain of states a board: the newest complete one lies there whole, each
 * earlier one is told by what was different. One that is not complete is told by how it differs from the state of its time.
 */
import type { Snapshot } from '../../../../domain/board/board.ts'
import {
  applyChange,
  applyChanges,
  type Changes,
  changesBetween,
  headOf,
  type Parts,
  partsOf,
  snapshotOf,
} from '../../../../domain/board/history/parts.ts'
import { BrokenHistory, type Json, patched } from '../../../../domain/board/history/patch.ts'
import type { Log } from '../../../../ports.ts'
import { isSameQuarter, toForget, YEAR_MS } from '../../retention.ts'
import { type BoardKey, type BoardState, type Db, type EarlierPart, type HistoryRows, readBoardState } from './board-rows.ts'
import { type BoardWrite, deleteKept, keptTimes, lockBoard, writeBoard } from './board-tables.ts'

type Tools = { readonly now: Date; readonly log: Log }

/** Several at once, in a transaction. A snapshot of the same moment is replaced. */
export async function addSnapshots(db: Db, board: BoardKey, snapshots: Iterable<Snapshot>, { now, log }: Tools): Promise<void> {
  await lockBoard(db, board)
  let state = readable(board, await readBoardState(db, board), log)
  for (const snapshot of snapshots) {
    const write = nextWrite(state, snapshot)
    if (!(await writeBoard(db, board, state.revision, write))) throw new Error('A board that is locked was written on by others.')
    state = stateAfter(state, write)
  }
  await forgetIncomplete(db, board, now)
}

/** Others that write on the same board at the same time come first; more often than this is no chance. */
const MOST_TRIES = 20

/**
 * One, without a transaction: it is compared with what is there, and written if nothing else was written meanwhile, else compared again.
 * Returns whether rows were given up.
 */
export async function addSnapshot(db: Db, board: BoardKey, snapshot: Snapshot, { now, log }: Tools): Promise<boolean> {
  for (let tries = 1; ; tries++) {
    const read = await readBoardState(db, board)
    const state = readable(board, read, log)
    const write = nextWrite(state, snapshot)
    if (await writeBoard(db, board, state.revision, write)) {
      const hasForgotten = (read.hasIncomplete || !snapshot.complete) && (await forgetIncomplete(db, board, now))
      return hasForgotten || write.superseded !== null
    }
    if (tries === MOST_TRIES) throw new Error(`The board ${board.owner}/${board.number} was written on by others ${MOST_TRIES} times.`)
  }
}

/** As `BoardState`, in memory. */
type State = {
  readonly position: number
  readonly revision: number
  readonly parts: Parts
  readonly step: () => readonly EarlierPart[]
  readonly shown: BoardState['shown']
}

/** Where what is there cannot be read, all of the next snapshot is new. */
function readable(board: BoardKey, { position, revision, parts, step, shown }: BoardState, log: Log): State {
  const rest = { position, revision, step, shown }
  try {
    return { ...rest, parts: parts() }
  } catch (error) {
    if (!(error instanceof BrokenHistory)) throw error
    log.warn(`The saved board ${board.owner}/${board.number} cannot be read and is skipped: ${error.message}`)
    return { ...rest, parts: new Map() }
  }
}

function nextWrite(state: State, snapshot: Snapshot): BoardWrite {
  const to = partsOf(snapshot)
  const { position, parts: from } = state
  const takenAt = new Date(snapshot.takenAt).toISOString()
  const kept = { takenAt, complete: snapshot.complete, position, head: headOf(snapshot), changes: null }
  if (!snapshot.complete) return { kept: { ...kept, changes: changesBetween(from, to) }, superseded: null, step: null }
  const { superseded, isAlone } = supersededBy(state, takenAt)
  const was = changesBetween(to, from)
  const names = Object.keys(was)
  // Where nothing changed, the newest state is the one that is there.
  if (names.length === 0) return { kept, superseded, step: null }
  if (superseded !== null && isAlone) return { kept, superseded, step: { to, names, was: withoutState(state, to, was) } }
  return { kept: { ...kept, position: position + 1 }, superseded, step: { to, names, was } }
}

function stateAfter(state: State, { kept, superseded, step }: BoardWrite): State {
  const { takenAt, complete, position } = kept
  const others = position === state.position ? state.shown.filter((one) => one.takenAt !== takenAt && one.takenAt !== superseded) : []
  const shown = [...others, { takenAt, complete }].sort((a, b) => (a.takenAt < b.takenAt ? 1 : -1))
  const revision = state.revision + 1
  if (step === null) return { ...state, revision, shown }
  const entries = Object.entries(step.was).map(([name, was]) => ({ position, name, was }))
  return { position, revision, parts: step.to, step: () => entries, shown }
}

/**
 * Which snapshot of the newest state gives way to the next one: a complete one of the same quarter of an hour. `isAlone`:
 * the state is told by no other one and gives way too.
 */
function supersededBy({ shown }: State, takenAt: string): { readonly superseded: string | null; readonly isAlone: boolean } {
  const newest = shown.find(({ complete }) => complete)
  const givesWay = newest !== undefined && newest.takenAt <= takenAt && isSameQuarter(newest.takenAt, takenAt)
  return { superseded: givesWay ? newest.takenAt : null, isAlone: shown.length === 1 }
}

/** What turns `to` into the state before the newest one, whose own changes go. */
function withoutState({ parts: from, step }: State, to: Parts, was: Changes): Changes {
  const earlier = new Map(step().map((one) => [one.name, one]))
  const before: Parts = new Map()
  const after: Parts = new Map()
  for (const name of new Set([...earlier.keys(), ...Object.keys(was)])) {
    const [old, now] = [valueBefore(from.get(name), earlier.get(name)), to.get(name)]
    if (old !== undefined) before.set(name, old)
    if (now !== undefined) after.set(name, now)
  }
  return changesBetween(after, before)
}

function valueBefore(value: Json | undefined, earlier: EarlierPart | undefined): Json | undefined {
  if (earlier === undefined) return value
  return earlier.was === null ? undefined : patched(value ?? null, earlier.was)
}

/** Complete ones are small and stay; one that is not may be as large as the board. Returns whether there were some. */
async function forgetIncomplete(db: Db, board: BoardKey, now: Date): Promise<boolean> {
  const incomplete = await db
    .selectFrom('board_snapshots')
    .select('taken_at')
    .where('owner', '=', board.owner)
    .where('number', '=', board.number)
    .where('complete', '=', false)
    .where('taken_at', '<=', now.toISOString())
    .execute()
  if (incomplete.length === 0) return false
  const times = await keptTimes(db, board, new Date(now.getTime() - YEAR_MS).toISOString())
  const all = [...times, ...incomplete.map(({ taken_at }) => ({ takenAt: taken_at, complete: false }))]
  const known = [...new Map(all.map((one) => [one.takenAt, one])).values()].filter(({ takenAt }) => takenAt <= now.toISOString())
  const old = toForget(known, now).flatMap(({ takenAt, complete }) => (complete ? [] : [takenAt]))
  await deleteKept(db, board, old)
  return old.length > 0
}

/** The snapshots that were read, by their moments. What several have in common is there once. What cannot be read is told and passed over. */
export function snapshotsIn(rows: HistoryRows, board: BoardKey, log: Log): ReadonlyMap<string, Snapshot> {
  const found = new Map<string, Snapshot>()
  try {
    const parts = rows.parts()
    const earlier = rows.earlier()
    let next = 0
    for (const { takenAt, position, head, changes } of rows.snapshots()) {
      for (let change = earlier[next]; change !== undefined && change.position > position; change = earlier[next]) {
        applyChange(parts, change.name, change.was)
        next += 1
      }
      const shown = changes === null ? parts : new Map(parts)
      if (changes !== null) applyChanges(shown, changes)
      found.set(takenAt, snapshotOf(shown, head))
    }
  } catch (error) {
    if (!(error instanceof BrokenHistory)) throw error
    log.warn(`Saved snapshots of ${board.owner}/${board.number} cannot be read and are skipped: ${error.message}`)
  }
  return found
}
