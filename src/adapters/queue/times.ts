/**
 * What the schedule brings. pg-boss's cron starts one look at the clock a minute, over all servers; its schedules know no
 * second week, skipped day or quiet hour, and a time that passes while no server runs is lost. So what is due between
 * two looks is worked out from sprint.yml, and each piece of work becomes a job in the transaction that notes the look.
 */
import { type Kysely, sql } from 'kysely'
import type { ScheduledWork, TimesKept } from '../../ports/jobs.ts'
import type { Clock } from '../../ports.ts'
import type { Tables } from '../store/database/database.ts'
import { BEGUN } from '../store/database/marks.ts'
import { latestAllowed } from '../store/retention.ts'
import { type Boss, sqlOf } from './boss.ts'

const KIND = 'scheduled'
const LOOK = 'schedule'
const FIRST = 'first schedule'
/** Work of so long ago is not caught up, so its name cannot come again. */
const KEPT_DAYS = 14
const DAY_MS = 24 * 60 * 60 * 1000

export function createTimes(db: Kysely<Tables>, boss: Boss, clock: Clock): TimesKept {
  const read = async (name: string) => {
    const row = await db.selectFrom('looks').select('at').where('name', '=', name).executeTakeFirst()
    return row ? new Date(row.at) : null
  }
  return {
    lastLook: () => read(LOOK),
    firstLook: () => read(FIRST),
    looked: async (now, due, { isWhole = true } = {}) => {
      // A clock that was wrong: what it did early is done again at its time. Clocks of two servers differ a little.
      const latest = latestAllowed(now)
      const oldest = new Date(clock.now().getTime() - KEPT_DAYS * DAY_MS).toISOString()
      const noteLook = (work: Kysely<Tables>) =>
        sql`with old as (delete from times where at > ${latest} or at < ${oldest}),
          first as (insert into looks (name, at)
            select ${FIRST}, coalesce((select min(at) from looks where name in (${LOOK}, ${BEGUN})), ${now.toISOString()}) where ${isWhole}
            on conflict (name) do nothing)
          insert into looks (name, at) select ${LOOK}, ${now.toISOString()} where ${isWhole}
          on conflict (name) do update set at = ${laterOf(now.toISOString(), latest)}`.execute(work)
      if (due.length === 0) {
        await noteLook(db)
        return 0
      }
      return db.transaction().execute(async (work) => {
        await work.deleteFrom('times').where('at', '>', latest).execute()
        const fresh = await unknownOf(work, due)
        if (fresh.length > 0)
          await boss.insert(
            // In order of time: notes of a call are made of minutes that were due before.
            fresh.map(({ work: data }, index) => ({ name: KIND, data: { kind: KIND, work: data }, priority: -index })),
            { db: sqlOf(work) },
          )
        await noteLook(work)
        return fresh.length
      })
    },
  }
}

/** The look that is kept goes back only from a time that no right clock shows. */
function laterOf(at: string, latest: string) {
  return sql<string>`case when looks.at > ${latest}::text then ${at}::text else greatest(looks.at, ${at}::text) end`
}

async function unknownOf(work: Kysely<Tables>, due: readonly ScheduledWork[]): Promise<readonly ScheduledWork[]> {
  if (due.length === 0) return []
  const rows = await work
    .insertInto('times')
    .values(due.map(({ id, at }) => ({ id, at: at.toISOString() })))
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .execute()
  const fresh = new Set(rows.map(({ id }) => id))
  return due.filter(({ id }) => fresh.has(id))
}
