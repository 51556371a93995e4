/** Requests to GitHub by day, of all servers on the database. */
import { type Kysely, sql } from 'kysely'
import type { UsageLog } from '../../../ports/usage.ts'
import type { Clock } from '../../../ports.ts'
import type { Tables } from './database.ts'

/** Longer than any report looks back. */
const KEPT_DAYS = 60
const DAY_MS = 24 * 60 * 60 * 1000

export function createUsageLog(db: Kysely<Tables>, clock: Clock): UsageLog {
  return {
    add: async (days) => {
      if (days.length === 0) return
      const oldest = new Date(clock.now().getTime() - KEPT_DAYS * DAY_MS).toISOString().slice(0, 10)
      await db.deleteFrom('usage').where('day', '<', oldest).execute()
      await db
        .insertInto('usage')
        .values(days.map(({ leastLeft, ...day }) => ({ ...day, least_left: leastLeft })))
        .onConflict((conflict) =>
          conflict.column('day').doUpdateSet({
            requests: sql`usage.requests + excluded.requests`,
            failed: sql`usage.failed + excluded.failed`,
            points: sql`usage.points + excluded.points`,
            // It passes over what is not known.
            least_left: sql`least(usage.least_left, excluded.least_left)`,
          }),
        )
        .execute()
    },
    since: async (day) => {
      const rows = await db.selectFrom('usage').selectAll().where('day', '>=', day).orderBy('day').execute()
      return rows.map(({ least_left, ...rest }) => ({ ...rest, leastLeft: least_left }))
    },
  }
}
