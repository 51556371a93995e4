/** What is said in SQL of pg-boss’s table of jobs by whoever has no pg-boss. */
import { type RawBuilder, sql } from 'kysely'
import type { JobKind } from '../../ports/jobs.ts'

export const DEAD_LETTERS = 'dead-letters'

type NewJobs = {
  readonly from: RawBuilder<unknown>
  readonly data: RawBuilder<unknown>
  /** Of a queue in which one job of each key waits. */
  readonly key?: RawBuilder<unknown>
  /** When they are due; absent: now. */
  readonly startAfter?: RawBuilder<unknown>
}

/**
 * For the statement that stores what the jobs are for: one statement is one transaction, and the database answers once.
 * A job for each row of `from`, with `data` of it: as pg-boss makes them (`insertJobs` in its plans.js; a test compares).
 */
export function insertJobs(kind: JobKind, { from, data, key = sql`null`, startAfter = sql`now()` }: NewJobs) {
  return sql`insert into pgboss.job
      (name, data, singleton_key, start_after, retry_limit, retry_delay, retry_backoff, expire_in, keep_until, dead_letter, policy)
    select q.name, ${data}, ${key}::text, ${startAfter}, q.retry_limit, coalesce(q.retry_delay, 0), coalesce(q.retry_backoff, false),
      q.expire_seconds * interval '1 second',
      ${startAfter} + coalesce(q.retention_minutes * interval '1 minute', interval '14 days'), q.dead_letter, q.policy
    from ${from} cross join pgboss.queue q where q.name = ${kind}`
}
