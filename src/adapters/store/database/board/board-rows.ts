/**
 * The rows of a board's history, read by one statement each: it sees one state of the database without a transaction, so nobody
 * waits while they are worked with. The embedded database has one session for all.
 */
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Changes, Head, Parts } from '../../../../domain/board/history/parts.ts'
import { type Json, keptJson, type Patch } from '../../../../domain/board/history/patch.ts'
import type { Tables } from '../database.ts'

export type Db = Kysely<Tables>
/** `owner` in lower case. */
export type BoardKey = { readonly owner: string; readonly number: number }

/** A snapshot that was kept. `position`: of the state that it shows, or, with `changes`, that it differs from by them. */
export type KeptSnapshot = {
  readonly takenAt: string
  readonly complete: boolean
  readonly position: number
  readonly head: Head
  readonly changes: Changes | null
}

export type EarlierPart = { readonly position: number; readonly name: string; readonly was: Patch | null }

/** Of one statement: `snapshots` from the newest state to the oldest, `parts` of the newest state, `earlier` from the newest change to the oldest. */
export type HistoryRows = {
  /** The moments of the snapshots. */
  readonly times: readonly string[]
  readonly snapshots: () => readonly KeptSnapshot[]
  readonly parts: () => Parts
  /** What parts were before the states above that of the oldest of `snapshots`. */
  readonly earlier: () => readonly EarlierPart[]
}

type Row = {
  readonly row: 'kept' | 'part' | 'earlier' | 'board' | 'step' | 'shown' | 'old'
  readonly position: number | null
  readonly name: string
  readonly complete: boolean | null
  readonly value: string | null
  readonly more: string | null
}

function ofBoard({ owner, number }: BoardKey) {
  return sql`owner = ${owner} and number = ${number}`
}

/** Those of these moments, with what is needed to rebuild them. What is damaged is told when it is asked for: BrokenHistory. */
export function readHistoryRows(db: Db, board: BoardKey, times: readonly string[]): Promise<HistoryRows> {
  return readRows(db, board, sql`taken_at = any(${times}::text[])`)
}

/** The newest one of those that are wanted; none, where there is none. ISO instants in UTC. */
export function readNewestRows(
  db: Db,
  board: BoardKey,
  { before, complete, notAfter }: { readonly before: string | null; readonly complete: boolean; readonly notAfter: string },
): Promise<HistoryRows> {
  const earlier = before === null ? sql`` : sql`and taken_at < ${before}`
  const whole = complete ? sql`and complete` : sql``
  return readRows(
    db,
    board,
    sql`taken_at = (select max(taken_at) from board_snapshots where ${ofBoard(board)} and taken_at <= ${notAfter} ${earlier} ${whole})`,
  )
}

async function readRows(db: Db, board: BoardKey, which: RawBuilder<unknown>): Promise<HistoryRows> {
  const { rows } = await sql<Row>`with kept as
      (select taken_at, complete, position, head, changes from board_snapshots where ${ofBoard(board)} and ${which})
    select 'kept' as row, position, taken_at as name, complete, head as value, changes as more from kept
    union all select 'part', null::int, name, null::boolean, value, null::text from board_parts
      where ${ofBoard(board)} and exists (select 1 from kept)
    union all select 'earlier', position, name, null::boolean, was, null::text from board_changes
      where ${ofBoard(board)} and position > (select min(position) from kept)`.execute(db)
  return {
    times: newestFirst(rows, 'kept').map(({ name }) => name),
    snapshots: () =>
      newestFirst(rows, 'kept').map(({ name, complete, position, value, more }) => ({
        takenAt: name,
        complete: complete === true,
        position: position ?? 0,
        head: keptJson<Head>(value ?? ''),
        changes: more === null ? null : keptJson<Changes>(more),
      })),
    parts: () => partsIn(rows),
    earlier: () => newestFirst(rows, 'earlier').map(earlierPart),
  }
}

/** What the next snapshot is compared with. */
export type BoardState = {
  /** Of the newest state; 0 where there is none. */
  readonly position: number
  /** Counts what was written on the board. */
  readonly revision: number
  /** Throws BrokenHistory. */
  readonly parts: () => Parts
  /** What the newest state changed. Throws BrokenHistory. */
  readonly step: () => readonly EarlierPart[]
  /** The snapshots of the newest state, the newest first. */
  readonly shown: readonly { readonly takenAt: string; readonly complete: boolean }[]
  /** There are snapshots that are not complete. */
  readonly hasIncomplete: boolean
}

/** The board is noted if it is new. */
export async function readBoardState(db: Db, board: BoardKey): Promise<BoardState> {
  const { owner, number } = board
  const { rows } = await sql<Row>`with board as (select position, revision from boards where ${ofBoard(board)})
    select 'board' as row, position, '' as name, null::boolean as complete, revision::text as value, null::text as more from board
    union all select 'part', null::int, name, null::boolean, value, null::text from board_parts
      where ${ofBoard(board)} and exists (select 1 from board)
    union all select 'step', position, name, null::boolean, was, null::text from board_changes
      where ${ofBoard(board)} and position = (select position from board)
    union all select 'shown', position, taken_at, complete, null::text, null::text from board_snapshots
      where ${ofBoard(board)} and position = (select position from board)
    union all select 'old', null::int, min(taken_at), false, null::text, null::text from board_snapshots
      where ${ofBoard(board)} and not complete having count(*) > 0`.execute(db)
  const found = rows.find(({ row }) => row === 'board')
  if (found === undefined) {
    const values = { owner, number, position: 0, revision: 0 }
    await db
      .insertInto('boards')
      .values(values)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    return readBoardState(db, board)
  }
  return {
    position: found.position ?? 0,
    revision: Number(found.value),
    parts: () => partsIn(rows),
    step: () => rows.filter(({ row }) => row === 'step').map(earlierPart),
    shown: rows
      .filter(({ row }) => row === 'shown')
      .map(({ name, complete }) => ({ takenAt: name, complete: complete === true }))
      .sort((a, b) => (a.takenAt < b.takenAt ? 1 : -1)),
    hasIncomplete: rows.some(({ row }) => row === 'old'),
  }
}

function newestFirst(rows: readonly Row[], kind: Row['row']): readonly Row[] {
  return rows.filter(({ row }) => row === kind).sort((a, b) => (b.position ?? 0) - (a.position ?? 0))
}

function partsIn(rows: readonly Row[]): Parts {
  return new Map(rows.filter(({ row }) => row === 'part').map(({ name, value }) => [name, keptJson<Json>(value ?? '')]))
}

function earlierPart({ position, name, value }: Row): EarlierPart {
  return { position: position ?? 0, name, was: value === null ? null : keptJson<Patch>(value) }
}
