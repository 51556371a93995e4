/** Snapshots, writes that were made, and the comments that are known, in the database. */
import type { Kysely } from 'kysely'
import type { Snapshot } from '../../../domain/board/board.ts'
import { refKey } from '../../../domain/reference.ts'
import { UserError } from '../../../errors.ts'
import type { AuditLog, Clock, CommentMemory, Log, SnapshotStore } from '../../../ports.ts'
import { isFromFuture, toForget } from '../retention.ts'
import { parseSnapshot } from '../snapshot-schema.ts'
import type { Database, Tables } from './database.ts'
import { patiently } from './database-errors.ts'

type Board = { readonly owner: string; readonly number: number }

type Row = { readonly taken_at: string; readonly snapshot: string }

export function createDatabaseSnapshots(
  { db, tidy }: Pick<Database, 'db' | 'tidy'>,
  { log, clock }: { log: Log; clock: Clock },
): SnapshotStore {
  const keyOf = ({ owner, number }: Board) => ({ owner: owner.toLowerCase(), number })

  const times = async (board: Board) => {
    const { owner, number } = keyOf(board)
    const rows = await db
      .selectFrom('snapshots')
      .select(['taken_at', 'complete'])
      .where('owner', '=', owner)
      .where('number', '=', number)
      .orderBy('taken_at', 'desc')
      .execute()
    const kept = rows.map((row) => ({ takenAt: row.taken_at, complete: row.complete }))
    return kept.filter((one) => !isFromFuture(one, clock.now()))
  }

  const rowsOf = (board: Board) => {
    const { owner, number } = keyOf(board)
    return db.selectFrom('snapshots').select(['taken_at', 'snapshot']).where('owner', '=', owner).where('number', '=', number)
  }

  const parsed = ({ taken_at, snapshot }: Row): Snapshot | null => parseKept(snapshot, taken_at, log)

  return {
    // Each in one question: a list that is read afterwards may have been thinned by another replica meanwhile.
    latest: async (board, { before, complete } = {}) => {
      let end = before?.toISOString()
      for (;;) {
        let query = rowsOf(board)
        if (end !== undefined) query = query.where('taken_at', '<', end)
        if (complete) query = query.where('complete', '=', true)
        const row = await query.orderBy('taken_at', 'desc').limit(1).executeTakeFirst()
        if (!row) return null
        const snapshot = isFromFuture({ takenAt: row.taken_at }, clock.now()) ? null : parsed(row)
        if (snapshot) return snapshot
        end = row.taken_at
      }
    },
    history: async (board) => {
      const snapshots: Snapshot[] = []
      // One after the other: a year of snapshots at once would not fit.
      for (const { takenAt } of await times(board)) {
        const row = await rowsOf(board).where('taken_at', '=', takenAt).executeTakeFirst()
        const snapshot = row ? parsed(row) : null
        if (snapshot) snapshots.push(snapshot)
      }
      return snapshots
    },
    keep: async (snapshot) => {
      const { owner, number } = keyOf(snapshot.board)
      const values = { complete: snapshot.complete, snapshot: JSON.stringify(snapshot) }
      const taken_at = new Date(snapshot.takenAt).toISOString()
      await patiently(() =>
        db
          .insertInto('snapshots')
          .values({ owner, number, taken_at, ...values })
          .onConflict((conflict) => conflict.columns(['owner', 'number', 'taken_at']).doUpdateSet(values))
          .execute(),
      )
      const old = toForget(await times(snapshot.board), clock.now()).map(({ takenAt }) => takenAt)
      if (old.length === 0) return
      await db.deleteFrom('snapshots').where('owner', '=', owner).where('number', '=', number).where('taken_at', 'in', old).execute()
      await tidy()
    },
  }
}

/** A row that cannot be read is told and passed over, so that it never hides the others. */
export function parseKept(text: string, takenAt: string, log: Log): Snapshot | null {
  try {
    return parseSnapshot(text, `the kept snapshot of ${takenAt}`)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    log.warn(`A saved snapshot cannot be read and is skipped: ${error.message}`)
    return null
  }
}

export function createAuditLog(db: Kysely<Tables>): AuditLog {
  return {
    record: async ({ at, kind, where, why, url }) => {
      await patiently(() => db.insertInto('audit').values({ at, kind, place: where, why, url }).execute())
    },
    entries: async ({ limit = 100 } = {}) => {
      const newest = db.selectFrom('audit').select(['at', 'kind', 'place', 'why', 'url']).orderBy('at', 'desc').orderBy('id', 'desc')
      const rows = await newest.limit(limit).execute()
      return rows.map(({ place, ...entry }) => ({ ...entry, where: place }))
    },
  }
}

export function createCommentMemory(db: Kysely<Tables>): CommentMemory {
  return {
    known: async () => {
      const rows = await db.selectFrom('comments').selectAll().execute()
      return new Map(rows.map(({ epic, comment_id, findings }) => [epic, { commentId: comment_id, findings: linesOf(findings) }]))
    },
    remember: async (epic, { commentId, findings }) => {
      const values = { comment_id: commentId, findings: findings.join('\n') }
      await patiently(() =>
        db
          .insertInto('comments')
          .values({ epic: refKey(epic), ...values })
          .onConflict((conflict) => conflict.column('epic').doUpdateSet(values))
          .execute(),
      )
    },
  }
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.split('\n')
}

/** When the schedule was last looked at: what fell due while no server ran is caught up from there. */
export function createLooks(db: Kysely<Tables>): { lastLook: () => Promise<Date | null>; looked: (at: Date) => Promise<void> } {
  const name = 'schedule'
  return {
    lastLook: async () => {
      const row = await db.selectFrom('looks').select('at').where('name', '=', name).executeTakeFirst()
      return row ? new Date(row.at) : null
    },
    looked: async (at) => {
      const values = { at: at.toISOString() }
      await db
        .insertInto('looks')
        .values({ name, ...values })
        .onConflict((conflict) => conflict.column('name').doUpdateSet(values))
        .execute()
    },
  }
}
