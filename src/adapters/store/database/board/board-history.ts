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
import {
  type BoardKey,
  type Db,
  deleteKept,
  type EarlierPart,
  keptTimes,
  lockBoard,
  readEarlier,
  readKept,
  readParts,
  writeEarlier,
  writeKept,
  writeParts,
} from './board-tables.ts'

type Tools = { readonly now: Date; readonly log: Log }

/** In a transaction, one after the other. A snapshot of the same moment is replaced. Returns whether rows were given up. */
export async function addSnapshots(db: Db, board: BoardKey, snapshots: Iterable<Snapshot>, { now, log }: Tools): Promise<boolean> {
  let position = await lockBoard(db, board)
  let from = await readableParts(db, board, log)
  let hasGivenUp = false
  for (const snapshot of snapshots) {
    const to = partsOf(snapshot)
    const takenAt = new Date(snapshot.takenAt).toISOString()
    if (!snapshot.complete) {
      await writeKept(db, board, { takenAt, complete: false, position, head: headOf(snapshot), changes: changesBetween(from, to) })
      continue
    }
    const { superseded, isAlone } = await newestShown(db, board, { position, takenAt })
    if (superseded !== null) await deleteKept(db, board, [superseded])
    hasGivenUp ||= superseded !== null
    const step = { position, from, to, was: changesBetween(to, from) }
    position = await writeStep(db, board, step, { at: takenAt, isReplaced: superseded !== null && isAlone })
    await writeKept(db, board, { takenAt, complete: true, position, head: headOf(snapshot), changes: null })
    from = to
  }
  return (await forgetIncomplete(db, board, now)) || hasGivenUp
}

/** Returns the position of the newest state. Where nothing changed, it is the one that is there. */
async function writeStep(db: Db, board: BoardKey, step: Step, { at, isReplaced }: { at: string; isReplaced: boolean }): Promise<number> {
  const names = Object.keys(step.was)
  if (names.length === 0) return step.position
  const position = isReplaced ? step.position : step.position + 1
  await writeEarlier(db, board, { position, at, was: isReplaced ? await withoutState(db, board, step) : step.was })
  await writeParts(db, board, { to: step.to, names, position })
  return position
}

/** Where what is there cannot be read, all of the snapshot is new. */
async function readableParts(db: Db, board: BoardKey, log: Log): Promise<Parts> {
  try {
    return await readParts(db, board)
  } catch (error) {
    if (!(error instanceof BrokenHistory)) throw error
    log.warn(`The saved board ${board.owner}/${board.number} cannot be read and is skipped: ${error.message}`)
    return new Map()
  }
}

/**
 * Which snapshot of the newest state gives way to the next one: a complete one of the same quarter of an hour. `isAlone`:
 * the state is told by no other one and gives way too.
 */
async function newestShown(db: Db, { owner, number }: BoardKey, next: { readonly position: number; readonly takenAt: string }) {
  const rows = await db
    .selectFrom('board_snapshots')
    .select(['taken_at', 'complete'])
    .where('owner', '=', owner)
    .where('number', '=', number)
    .where('position', '=', next.position)
    .orderBy('taken_at', 'desc')
    .execute()
  const newest = rows.find(({ complete }) => complete)
  const givesWay = newest !== undefined && newest.taken_at <= next.takenAt && isSameQuarter(newest.taken_at, next.takenAt)
  return { superseded: givesWay ? newest.taken_at : null, isAlone: rows.length === 1 }
}

type Step = { readonly position: number; readonly from: Parts; readonly to: Parts; readonly was: Changes }

/** What turns `to` into the state before the newest one, whose own changes go. */
async function withoutState(db: Db, board: BoardKey, { position, from, to, was }: Step): Promise<Changes> {
  const earlier = new Map((await readEarlier(db, board, position - 1)).map((one) => [one.name, one]))
  await db
    .deleteFrom('board_changes')
    .where('owner', '=', board.owner)
    .where('number', '=', board.number)
    .where('position', '=', position)
    .execute()
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

/**
 * The snapshots of these moments, in the order given; in a transaction that sees one state of the database. What several
 * of them have in common is there once. What cannot be read is told and passed over.
 */
export async function readSnapshots(db: Db, board: BoardKey, times: readonly string[], log: Log): Promise<readonly Snapshot[]> {
  if (times.length === 0) return []
  const found = new Map<string, Snapshot>()
  try {
    const kept = await readKept(db, board, times)
    const parts = await readParts(db, board)
    const earlier = await readEarlier(db, board, Math.min(...kept.map(({ position }) => position)))
    let next = 0
    for (const { takenAt, position, head, changes } of kept) {
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
  return times.flatMap((takenAt) => found.get(takenAt) ?? [])
}
