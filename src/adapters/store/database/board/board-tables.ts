/** Writes what a snapshot changes in the history of its board, by one statement: wholly or not at all, and others wait for it alone. */
import { type RawBuilder, sql } from 'kysely'
import type { BoardItem, Epic } from '../../../../domain/board/board.ts'
import type { Changes, Parts } from '../../../../domain/board/history/parts.ts'
import type { Json } from '../../../../domain/board/history/patch.ts'
import { refKey } from '../../../../domain/reference.ts'
import type { Kept } from '../../retention.ts'
import type { Tables } from '../database.ts'
import type { BoardKey, Db, KeptSnapshot } from './board-rows.ts'

export function keyOf({ owner, number }: BoardKey): BoardKey {
  return { owner: owner.toLowerCase(), number }
}

/** Whoever writes on the same board waits until the end of this transaction. */
export async function lockBoard(db: Db, { owner, number }: BoardKey): Promise<void> {
  await db
    .insertInto('boards')
    .values({ owner, number, position: 0, revision: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await sql`select position from boards where owner = ${owner} and number = ${number} for update`.execute(db)
}

export type BoardWrite = {
  readonly kept: KeptSnapshot
  /** The time of a snapshot that gives way to this one. */
  readonly superseded: string | null
  /** The new state `to`, at the position of `kept`; null: the newest one stays. */
  readonly step: {
    readonly to: Parts
    /** The parts in which it differs from the newest state that is there. */
    readonly names: readonly string[]
    /** What turns `to` into the state before it. */
    readonly was: Changes
  } | null
}

/** false: the board was written on since that revision, and nothing is written now. */
export async function writeBoard(db: Db, board: BoardKey, revision: number, write: BoardWrite): Promise<boolean> {
  const { owner, number } = board
  const { kept, superseded, step } = write
  const steps: RawBuilder<unknown>[] = [
    sql`held as (update boards set position = ${step === null ? sql`position` : kept.position}, revision = revision + 1
      where ${isOf(board)} and revision = ${revision} returning owner, number)`,
    sql`kept as (insert into board_snapshots (owner, number, taken_at, complete, position, head, changes)
      select owner, number, ${kept.takenAt}::text, ${kept.complete}::boolean, ${kept.position}::int, ${JSON.stringify(kept.head)}::text,
        ${kept.changes === null ? null : JSON.stringify(kept.changes)}::text from held
      on conflict (owner, number, taken_at) do update
        set complete = excluded.complete, position = excluded.position, head = excluded.head, changes = excluded.changes)`,
  ]
  // A row that is written and deleted by the same statement would be either.
  if (superseded !== null && superseded !== kept.takenAt)
    steps.push(sql`superseded as (delete from board_snapshots where ${isOf(board)} and taken_at = ${superseded} and ${isHeld})`)
  if (step !== null) steps.push(...changesOf(board, kept, step), ...partsOf(board, step), ...childrenOf(board, step))
  const { rows } = await sql<{ held: string }>`with ${sql.join(steps, sql`, `)}
    select count(*) as held from held where owner = ${owner} and number = ${number}`.execute(db)
  return Number(rows[0]?.held) === 1
}

type Step = NonNullable<BoardWrite['step']>

const isHeld = sql`exists (select 1 from held)`

function isOf({ owner, number }: BoardKey) {
  return sql`owner = ${owner} and number = ${number}`
}

/** Those of a state that had this position before give way. */
function changesOf(board: BoardKey, { position, takenAt }: KeptSnapshot, { was }: Step): RawBuilder<unknown>[] {
  const names = Object.keys(was)
  const patches = Object.values(was).map((patch) => (patch === null ? null : JSON.stringify(patch)))
  return [
    sql`undone as (delete from board_changes
      where ${isOf(board)} and position = ${position} and name <> all(${names}::text[]) and ${isHeld})`,
    sql`changes as (insert into board_changes (owner, number, position, name, at, was)
      select held.owner, held.number, ${position}::int, c.name, ${takenAt}::text, c.was
      from held, unnest(${names}::text[], ${patches}::text[]) as c(name, was)
      on conflict (owner, number, position, name) do update set at = excluded.at, was = excluded.was)`,
  ]
}

function partsOf(board: BoardKey, { to, names }: Step): RawBuilder<unknown>[] {
  const rows = names.flatMap((name) => {
    const value = to.get(name)
    return value === undefined ? [] : [{ name, value: JSON.stringify(value), ...idsOf(name, value) }]
  })
  const column = (of: keyof (typeof rows)[number]) => sql`${rows.map((row) => row[of])}::text[]`
  const gone = names.filter((name) => !to.has(name))
  return [
    sql`parts as (insert into board_parts (owner, number, name, value, kind, ref, item_id, node_id)
      select held.owner, held.number, p.name, p.value, p.kind, p.ref, p.item_id, p.node_id from held, unnest(${column('name')},
        ${column('value')}, ${column('kind')}, ${column('ref')}, ${column('item_id')}, ${column('node_id')})
        as p(name, value, kind, ref, item_id, node_id)
      on conflict (owner, number, name) do update set value = excluded.value, kind = excluded.kind, ref = excluded.ref,
        item_id = excluded.item_id, node_id = excluded.node_id)`,
    sql`gone as (delete from board_parts where ${isOf(board)} and name = any(${gone}::text[]) and ${isHeld})`,
  ]
}

/** So that what a webhook names is found without reading a board. */
function childrenOf(board: BoardKey, { to, names }: Step): RawBuilder<unknown>[] {
  const keyOfEpic = (name: string) => name.slice('epic '.length).replace(/ \(\d+\)$/, '')
  const changed = names.filter((name) => name.startsWith('epic '))
  if (changed.length === 0) return []
  const rows = changed.flatMap((name) => {
    const children = ((to.get(name) as unknown as Epic | undefined)?.children ?? []).map(({ ref }) => storable(refKey(ref)))
    return children.map((child) => ({ epic: keyOfEpic(name), child }))
  })
  const pairs = sql`unnest(${rows.map(({ epic }) => epic)}::text[], ${rows.map(({ child }) => child)}::text[])`
  return [
    sql`orphans as (delete from epic_children c where ${isOf(board)} and epic = any(${[...new Set(changed.map(keyOfEpic))]}::text[])
      and not exists (select 1 from ${pairs} as n(epic, child) where n.epic = c.epic and n.child = c.child) and ${isHeld})`,
    sql`children as (insert into epic_children (owner, number, epic, child)
      select held.owner, held.number, n.epic, n.child from held, ${pairs} as n(epic, child) on conflict do nothing)`,
  ]
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
