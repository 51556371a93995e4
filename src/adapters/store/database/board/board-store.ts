/** The snapshots of the server: `SnapshotStore` on the rows of `board-history.ts`. */
import { type Kysely, sql } from 'kysely'
import type { Snapshot } from '../../../../domain/board/board.ts'
import { refKey } from '../../../../domain/reference.ts'
import type { Clock, EpicLookup, Log, SnapshotStore } from '../../../../ports.ts'
import { isFromFuture, latestAllowed, selectSnapshots, YEAR_MS } from '../../retention.ts'
import type { Database, Tables } from '../database.ts'
import { patiently } from '../database-errors.ts'
import { addSnapshot, snapshotsIn } from './board-history.ts'
import { type BoardKey, readHistoryRows, readNewestRows } from './board-rows.ts'
import { keptTimes, keyOf } from './board-tables.ts'
import { moveEarlierSnapshots } from './earlier-snapshots.ts'

type Tools = { readonly log: Log; readonly clock: Clock }

export function createDatabaseSnapshots({ db, tidy }: Pick<Database, 'db' | 'tidy'>, { log, clock }: Tools): SnapshotStore {
  let moved: Promise<void> | null = null
  /** Once: converts what an earlier version kept. */
  const ready = async () => {
    moved ??= moveEarlierSnapshots({ db, tidy }, { log, clock })
    await moved.catch((error: unknown) => {
      moved = null
      throw error
    })
  }
  let tidied = 0
  const tidyNowAndThen = async () => {
    if (clock.now().getTime() - tidied < BETWEEN_TIDIES_MS) return
    tidied = clock.now().getTime()
    await tidy()
  }

  return {
    latest: async (board, { before, complete = false } = {}) => {
      await ready()
      for (let end = before?.toISOString() ?? null; ; ) {
        const rows = await readNewestRows(db, keyOf(board), { before: end, complete, notAfter: latestAllowed(clock.now()) })
        if (rows.times.length === 0) return null
        const [snapshot] = snapshotsIn(rows, keyOf(board), log).values()
        if (snapshot) return snapshot
        end = rows.times[0] ?? null
      }
    },
    history: async (board, { since } = {}) => {
      await ready()
      const now = clock.now()
      const times = (await timesOfYear(db, keyOf(board), now)).filter((one) => !isFromFuture(one, now))
      const looked = selectSnapshots(times, now, since?.toISOString()).map(({ takenAt }) => takenAt)
      if (looked.length === 0) return []
      // What another server gave up meanwhile is not among them.
      const found = snapshotsIn(await readHistoryRows(db, keyOf(board), looked), keyOf(board), log)
      return looked.flatMap((takenAt) => found.get(takenAt) ?? [])
    },
    keep: async (snapshot: Snapshot) => {
      await ready()
      const hasGivenUp = await patiently(() => addSnapshot(db, keyOf(snapshot.board), snapshot, { now: clock.now(), log }))
      if (hasGivenUp) await tidyNowAndThen()
    },
  }
}

/** Each look at a board gives up a few rows, and giving back their space takes longer than the look. */
const BETWEEN_TIDIES_MS = 60_000

/** By a few rows of an index, whatever the size of the board and of its history. */
export function createEpicLookup(db: Kysely<Tables>): EpicLookup {
  return {
    epicsOf: async (board, { refs = [], itemIds = [], nodeIds = [] }) => {
      const { owner, number } = keyOf(board)
      const parts = () => db.selectFrom('board_parts').where('owner', '=', owner).where('number', '=', number)
      const byIds = async (column: 'item_id' | 'node_id', ids: readonly string[]) =>
        ids.length === 0 ? [] : (await parts().select('ref').where(column, 'in', ids).execute()).flatMap(({ ref }) => ref ?? [])
      const named = [...refs.map(refKey), ...(await byIds('item_id', itemIds)), ...(await byIds('node_id', nodeIds))]
      if (named.length === 0) return []
      const own = await parts().select('ref').where('kind', '=', 'epic').where('ref', 'in', named).execute()
      const above = await db
        .selectFrom('epic_children')
        .select('epic')
        .where('owner', '=', owner)
        .where('number', '=', number)
        .where('child', 'in', named)
        .execute()
      return [...new Set([...own.flatMap(({ ref }) => ref ?? []), ...above.map(({ epic }) => epic)])].sort()
    },
  }
}

/** Of issues by their node IDs, on any board: the epic that each is, or the first one it belongs to. */
export async function epicsOfIssues(db: Kysely<Tables>, nodeIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (nodeIds.length === 0) return new Map()
  const { rows } = await sql<{ node: string; epic: string }>`select p.node_id as node,
      min(case when p.kind = 'epic' then p.ref else c.epic end) as epic
    from board_parts p left join epic_children c on c.owner = p.owner and c.number = p.number and c.child = p.ref
    where p.node_id = any(${nodeIds}::text[]) and (p.kind = 'epic' or c.epic is not null) group by p.node_id`.execute(db)
  return new Map(rows.map(({ node, epic }) => [node, epic]))
}

type Wanted = { readonly end: string | null; readonly complete: boolean; readonly notAfter: string }

async function newest(db: Kysely<Tables>, { owner, number }: BoardKey, { end, complete, notAfter }: Wanted): Promise<string | null> {
  let query = db
    .selectFrom('board_snapshots')
    .select('taken_at')
    .where('owner', '=', owner)
    .where('number', '=', number)
    .where('taken_at', '<=', notAfter)
  if (end !== null) query = query.where('taken_at', '<', end)
  if (complete) query = query.where('complete', '=', true)
  return (await query.orderBy('taken_at', 'desc').limit(1).executeTakeFirst())?.taken_at ?? null
}

/** The newest complete one however old it is. */
async function timesOfYear(db: Kysely<Tables>, board: BoardKey, now: Date) {
  const times = await keptTimes(db, board, new Date(now.getTime() - YEAR_MS).toISOString())
  const last = await newest(db, board, { end: null, complete: true, notAfter: latestAllowed(now) })
  return last === null || times.some(({ takenAt }) => takenAt === last) ? times : [...times, { takenAt: last, complete: true }]
}
