/** Webhooks as they came, each once. One that is new is a job in the same statement: what was answered is worked on. */
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { JOB_RETRIES } from '../../../ports/job-retries.ts'
import type { Delivery, DeliveryLog, WaitingDelivery } from '../../../ports/jobs.ts'
import type { Clock } from '../../../ports.ts'
import { grouped } from '../../queue/grouped.ts'
import { DEAD_LETTERS, insertJobs } from '../../queue/job-table.ts'
import type { JobSource } from '../../queue/jobs.ts'
import type { Tables } from './database.ts'
import { isAway } from './database-errors.ts'
import { moveEarlierSchedule } from './earlier-schedule.ts'
import { interval } from './intervals.ts'

const KIND = 'delivery'
/** Remembered for longer than GitHub lets anybody send one again, and than a job is tried. */
const DELIVERY_DAYS = 8
/** While the database is slow, webhooks wait in memory, some times over. GitHub is told that the next one was not stored, and asked for it later. */
const MOST_BYTES_WAITING = 64 * 1024 * 1024
const DAY_MS = 24 * 60 * 60 * 1000

type JobData = { readonly kind: typeof KIND; readonly delivery: string; readonly event: string }

export function createDeliveryLog(db: Kysely<Tables>, clock: Clock): DeliveryLog {
  const acceptAll = async (all: readonly Delivery[]): Promise<readonly boolean[]> => {
    const received_at = clock.now().toISOString()
    const unique = [...new Map(all.map((delivery) => [delivery.id, delivery])).values()]
    const rows = sql.join(unique.map(({ id, event, body }) => sql`(${id}, ${event}, ${received_at}, ${body})`))
    const stored = await sql<{ id: string }>`with fresh as (
        insert into deliveries (id, event, received_at, payload) values ${rows} on conflict (id) do nothing returning id, event),
      jobs as (${jobsOf(sql`fresh`)})
      select id from fresh`.execute(db)
    const fresh = new Set(stored.rows.map(({ id }) => id))
    // Two of one name in one group: the first is the new one.
    return all.map(({ id }) => fresh.delete(id))
  }

  const bodiesOf = async (ids: readonly string[]): Promise<readonly (string | null)[]> => {
    const rows = await db
      .selectFrom('deliveries')
      .select(['id', 'payload'])
      .where('id', 'in', [...ids])
      .execute()
    const found = new Map(rows.map(({ id, payload }) => [id, payload]))
    return ids.map((id) => found.get(id) ?? null)
  }

  return {
    accept: grouped(acceptAll, { isForAll: isAway, bytesOf: ({ body }) => body.length, mostBytes: MOST_BYTES_WAITING }),
    body: grouped(bodiesOf, { isForAll: isAway }),
    known: async (ids) => {
      if (ids.length === 0) return new Set()
      const rows = await db
        .selectFrom('deliveries')
        .select('id')
        .where('id', 'in', [...ids])
        .execute()
      return new Set(rows.map(({ id }) => id))
    },
    forget: async () => {
      const oldest = new Date(clock.now().getTime() - DELIVERY_DAYS * DAY_MS).toISOString()
      const oldestDead = new Date(clock.now().getTime() - JOB_RETRIES.keptDays * DAY_MS).toISOString()
      // What a dead letter stands for stays as long as that one: it can be run again.
      await sql`delete from deliveries d where received_at < ${oldest} and (received_at < ${oldestDead} or not exists
        (select 1 from pgboss.job j where j.name = ${DEAD_LETTERS} and j.data->>'delivery' = d.id))`.execute(db)
      await sql`delete from touched where noted_at < now() - ${interval(JOB_RETRIES.keptDays * DAY_MS)}`.execute(db)
    },
  }
}

/** For each row of `from`, which has the columns of a delivery. */
function jobsOf(from: RawBuilder<unknown>) {
  return insertJobs(KIND, { from, data: sql`jsonb_build_object('kind', ${KIND}::text, 'delivery', id, 'event', event)` })
}

/** The jobs' webhooks. */
export function deliverySource(db: Kysely<Tables>, clock: Clock): JobSource {
  return {
    load: async (jobs) => {
      const names = new Map(jobs.map(({ id, data }) => [(data as JobData).delivery, id]))
      const rows = await db
        .selectFrom('deliveries')
        .select(['id', 'event', sql<number>`coalesce(octet_length(payload), 0)`.as('bytes')])
        .where('id', 'in', [...names.keys()])
        .where('finished_at', 'is', null)
        .execute()
      return new Map(rows.map(({ id, event, bytes }) => [names.get(id) ?? '', { id, event, bytes } satisfies WaitingDelivery]))
    },
    // People's text is not kept longer than it is needed.
    finished: (jobs) => {
      const ids = jobs.map(({ data }) => (data as Partial<JobData>).delivery ?? (data as WaitingDelivery).id)
      return sql`update deliveries set finished_at = ${clock.now().toISOString()}, payload = null
        where id = any(${ids}::text[]) and finished_at is null`
    },
  }
}

/** What a backup brought back, or waits since before there were jobs: webhooks that are not worked on have a job. */
export async function adoptDeliveries(db: Kysely<Tables>): Promise<void> {
  await db.transaction().execute(async (work) => {
    // Two servers that start together adopt them once.
    await sql`select pg_advisory_xact_lock(hashtext('scs-sprint adopts deliveries'))`.execute(work)
    await moveEarlierSchedule(work)
    const unfinished = sql`(select d.id, d.event from deliveries d where d.finished_at is null
      and not exists (select 1 from pgboss.job j where j.data->>'delivery' = d.id) order by d.received_at) d`
    await jobsOf(unfinished).execute(work)
  })
}
