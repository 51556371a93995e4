/** Writes that were made, the comments that are known, and looks at the schedule, in the database. */
import type { Kysely } from 'kysely'
import { refKey } from '../../../domain/reference.ts'
import type { AuditLog, CommentMemory } from '../../../ports.ts'
import type { Tables } from './database.ts'
import { patiently } from './database-errors.ts'

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
