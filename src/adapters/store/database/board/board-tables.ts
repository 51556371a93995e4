/** The rows of a board's history: its newest complete snapshot part by part, what each part was before, and which snapshots there were. */
import { type Kysely, sql } from 'kysely'
import type { BoardItem, Epic } from '../../../../domain/board/board.ts'
import type { Changes, Head, Parts } from '../../../../domain/board/history/parts.ts'
import { type Json, keptJson, type Patch } from '../../../../domain/board/history/patch.ts'
import { refKey } from '../../../../domain/reference.ts'
import type { Kept } from '../../retention.ts'
import type { Tables } from '../database.ts'

export type Db = Kysely<Tables>
/** `owner` in lower case. */
export type BoardKey = { readonly owner: string; readonly number: number }

/** A snapshot that was kept. `position`: of the state that it shows, or, with `changes`, that it differs from by them. */
type KeptSnapshot = {
  readonly takenAt: string
  readonly complete: boolean
  readonly position: number
  readonly head: Head
  readonly changes: Changes | null
}

export function keyOf({ owner, number }: BoardKey): BoardKey {
  return { owner: owner.toLowerCase(), number }
}

/** Waits for whoever writes on the same board. Returns the position of the newest complete snapshot, 0 where there is none. */
export async function lockBoard(db: Db, { owner, number }: BoardKey): Promise<number> {
  const values = { owner, number, position: 0 }
  await db
    .insertInto('boards')
    .values(values)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const row = await db
    .selectFrom('boards')
    .select('position')
    .where('owner', '=', owner)
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return row.position
}

/** Those of these moments, from the newest state to the oldest. */
export async function readKept(db: Db, { owner, number }: BoardKey, times: readonly string[]): Promise<readonly KeptSnapshot[]> {
  const rows = await db
    .selectFrom('board_snapshots')
    .selectAll()
    .where('owner', '=', owner)
    .where('number', '=', number)
    .where('taken_at', 'in', [...times])
    .orderBy('position', 'desc')
    .execute()
  return rows.map(({ taken_at, complete, position, head, changes }) => ({
    takenAt: taken_at,
    complete,
    position,
    head: keptJson<Head>(head),
    changes: changes === null ? null : keptJson<Changes>(changes),
  }))
}

export async function writeKept(db: Db, { owner, number }: BoardKey, kept: KeptSnapshot): Promise<void> {
  const values = {
    complete: kept.complete,
    position: kept.position,
    head: JSON.stringify(kept.head),
    changes: kept.changes === null ? null : JSON.stringify(kept.changes),
  }
  await db
    .insertInto('board_snapshots')
    .values({ owner, number, taken_at: kept.takenAt, ...values })
    .onConflict((conflict) => conflict.columns(['owner', 'number', 'taken_at']).doUpdateSet(values))
    .execute()
}

export async function deleteKept(db: Db, { owner, number }: BoardKey, times: readonly string[]): Promise<void> {
  if (times.length === 0) return
  await db
    .deleteFrom('board_snapshots')
    .where('owner', '=', owner)
    .where('number', '=', number)
    .where('taken_at', 'in', [...times])
    .execute()
}

/** In any order. `from`: the earliest `takenAt`. */
export async function keptTimes(db: Db, { owner, number }: BoardKey, from = ''): Promise<readonly Kept[]> {
  const rows = await db
    .selectFrom('board_snapshots')
    .select(['taken_at', 'complete'])
    .where('owner', '=', owner)
    .where('number', '=', number)
    .where('taken_at', '>=', from)
    .execute()
  return rows.map(({ taken_at, complete }) => ({ takenAt: taken_at, complete }))
}

export async function readParts(db: Db, { owner, number }: BoardKey): Promise<Parts> {
  const rows = await db
    .selectFrom('board_parts')
    .select(['name', 'value'])
    .where('owner', '=', owner)
    .where('number', '=', number)
    .execute()
  return new Map(rows.map(({ name, value }) => [name, keptJson<Json>(value)]))
}

export type EarlierPart = { readonly position: number; readonly name: string; readonly was: Patch | null }

/** What parts were before the positions above `position`, the newest first. */
export async function readEarlier(db: Db, { owner, number }: BoardKey, position: number): Promise<readonly EarlierPart[]> {
  const rows = await db
    .selectFrom('board_changes')
    .select(['position', 'name', 'was'])
    .where('owner', '=', owner)
    .where('number', '=', number)
    .where('position', '>', position)
    .orderBy('position', 'desc')
    .execute()
  return rows.map(({ was, ...row }) => ({ ...row, was: was === null ? null : keptJson<Patch>(was) }))
}

/** Rows of one statement: PostgreSQL takes 65,535 values. */
const ROWS_AT_ONCE = 500

/** The newest state is `to`, which differs from the one before in the parts that `names` tell, and has a position of its own. */
export async function writeParts(
  db: Db,
  { owner, number }: BoardKey,
  { to, names, position }: { readonly to: Parts; readonly names: readonly string[]; readonly position: number },
): Promise<void> {
  await db.updateTable('boards').set({ position }).where('owner', '=', owner).where('number', '=', number).execute()
  const rows = names.flatMap((name) => {
    const value = to.get(name)
    return value === undefined ? [] : [{ owner, number, name, value: JSON.stringify(value), ...idsOf(name, value) }]
  })
  for (const some of batches(rows)) {
    await db
      .insertInto('board_parts')
      .values(some)
      .onConflict((conflict) =>
        conflict.columns(['owner', 'number', 'name']).doUpdateSet({
          value: sql`excluded.value`,
          kind: sql`excluded.kind`,
          ref: sql`excluded.ref`,
          item_id: sql`excluded.item_id`,
          node_id: sql`excluded.node_id`,
        }),
      )
      .execute()
  }
  const gone = names.filter((name) => !to.has(name))
  for (const some of batches(gone)) {
    await db.deleteFrom('board_parts').where('owner', '=', owner).where('number', '=', number).where('name', 'in', some).execute()
  }
  await writeChildren(db, { owner, number }, to, names)
}

/** `was`: what turns the state at `position` into the one before it. */
export async function writeEarlier(
  db: Db,
  { owner, number }: BoardKey,
  earlier: { position: number; at: string; was: Changes },
): Promise<void> {
  const { position, at, was } = earlier
  const rows = Object.entries(was).map(([name, patch]) => ({
    owner,
    number,
    position,
    name,
    at,
    was: patch === null ? null : JSON.stringify(patch),
  }))
  for (const some of batches(rows)) await db.insertInto('board_changes').values(some).execute()
}

/** So that what a webhook names is found without reading a board. */
async function writeChildren(db: Db, { owner, number }: BoardKey, to: Parts, names: readonly string[]): Promise<void> {
  const epics = names.filter((name) => name.startsWith('epic '))
  const keyOfEpic = (name: string) => name.slice('epic '.length).replace(/ \(\d+\)$/, '')
  for (const some of batches([...new Set(epics.map(keyOfEpic))])) {
    await db.deleteFrom('epic_children').where('owner', '=', owner).where('number', '=', number).where('epic', 'in', some).execute()
  }
  const rows = epics.flatMap((name) => {
    const children = ((to.get(name) as unknown as Epic | undefined)?.children ?? []).map(({ ref }) => storable(refKey(ref)))
    return children.map((child) => ({ owner, number, epic: keyOfEpic(name), child }))
  })
  for (const some of batches(rows)) {
    await db
      .insertInto('epic_children')
      .values(some)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

type Ids = Pick<Tables['board_parts'], 'kind' | 'ref' | 'item_id' | 'node_id'>

function idsOf(name: string, value: Json): Ids {
  const none = { kind: null, ref: null, item_id: null, node_id: null }
  if (name.startsWith('epic ')) return { ...none, kind: 'epic', ref: storable(refKey((value as unknown as Epic).ref)) }
  if (!name.startsWith('item ')) return none
  const { ref, itemId, nodeId } = value as unknown as BoardItem
  return {
    kind: 'item',
    ref: ref === null ? null : storable(refKey(ref)),
    item_id: itemId === null ? null : storable(itemId),
    node_id: nodeId ? storable(nodeId) : null,
  }
}

/** No database takes NUL in a text; it is in no real id. */
function storable(text: string): string {
  return text.replaceAll('\u0000', '')
}

function batches<Row>(rows: readonly Row[]): readonly Row[][] {
  const all: Row[][] = []
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) all.push(rows.slice(start, start + ROWS_AT_ONCE))
  return all
}
