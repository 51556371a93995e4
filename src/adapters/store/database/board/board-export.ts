/** The history of a board in the database as files and backups hold it, and back. */
import type { Snapshot } from '../../../../domain/board/board.ts'
import { type PackedSnapshot, unpack } from '../../../../domain/board/history/packed.ts'
import { applyChange, applyChanges, type Changes, changesBetween, type Head, type Parts } from '../../../../domain/board/history/parts.ts'
import { BrokenHistory, type Json } from '../../../../domain/board/history/patch.ts'
import type { BoardHistory, Log } from '../../../../ports.ts'
import { addSnapshots } from './board-history.ts'
import { type BoardKey, type Db, readHistoryRows } from './board-rows.ts'
import { keptTimes, keyOf } from './board-tables.ts'

/** Of every board, oldest first. In a transaction that sees one state of the database. */
export async function exportHistory(db: Db, log: Log): Promise<readonly BoardHistory[]> {
  const boards = await db.selectFrom('boards').select(['owner', 'number']).orderBy('owner').orderBy('number').execute()
  const all: BoardHistory[] = []
  for (const board of boards) all.push({ board, snapshots: await exportBoard(db, board, log) })
  return all
}

async function exportBoard(db: Db, board: BoardKey, log: Log): Promise<readonly PackedSnapshot[]> {
  const newestFirst: PackedSnapshot[] = []
  try {
    const times = (await keptTimes(db, board)).map(({ takenAt }) => takenAt)
    const rows = await readHistoryRows(db, board, times)
    const [kept, earlier, parts] = [rows.snapshots(), rows.earlier(), rows.parts()]
    let waiting: Waiting[] = []
    const settle = (before: Parts) => {
      for (const { head, values } of waiting) newestFirst.push({ head, changes: changesTo(values, before) })
      waiting = []
    }
    let next = 0
    for (const { position, head, changes } of kept) {
      for (let change = earlier[next]; change !== undefined && change.position > position; change = earlier[next]) {
        for (const { values } of waiting) if (!values.has(change.name)) values.set(change.name, parts.get(change.name))
        applyChange(parts, change.name, change.was)
        next += 1
      }
      if (head.complete) settle(parts)
      waiting.push({ head, values: valuesOf(changes ?? {}, parts) })
    }
    // Before the oldest one there was nothing.
    for (const { values } of waiting) for (const [name, value] of parts) if (!values.has(name)) values.set(name, value)
    settle(new Map())
  } catch (error) {
    if (!(error instanceof BrokenHistory)) throw error
    log.warn(`Saved snapshots of ${board.owner}/${board.number} cannot be read and are skipped: ${error.message}`)
  }
  return newestFirst.reverse()
}

/** A snapshot that is complete as soon as the one before it is known; `values`: the parts in which the two may differ. */
type Waiting = { readonly head: Head; readonly values: Map<string, Json | undefined> }

/** What the changes make of the parts that they are about. */
function valuesOf(changes: Changes, parts: Parts): Map<string, Json | undefined> {
  const changed = new Map(Object.keys(changes).flatMap((name) => (parts.has(name) ? [[name, parts.get(name) as Json] as const] : [])))
  applyChanges(changed, changes)
  return new Map(Object.keys(changes).map((name) => [name, changed.get(name)]))
}

function changesTo(values: ReadonlyMap<string, Json | undefined>, before: Parts): Changes {
  const [from, to]: [Parts, Parts] = [new Map(), new Map()]
  for (const [name, value] of values) {
    const old = before.get(name)
    if (old !== undefined) from.set(name, old)
    if (value !== undefined) to.set(name, value)
  }
  return changesBetween(from, to)
}

/** Adds the snapshots of moments that are missing, in a transaction. Returns how many. */
export async function importHistory(
  db: Db,
  history: readonly BoardHistory[],
  tools: { readonly now: Date; readonly log: Log },
): Promise<number> {
  let added = 0
  for (const { board, snapshots } of history) {
    const there = new Set((await keptTimes(db, keyOf(board))).map(({ takenAt }) => takenAt))
    const missing = function* (): Generator<Snapshot> {
      for (const snapshot of unpack(snapshots)) {
        if (there.has(new Date(snapshot.takenAt).toISOString())) continue
        added += 1
        yield snapshot
      }
    }
    await addSnapshots(db, keyOf(board), missing(), tools)
  }
  return added
}
