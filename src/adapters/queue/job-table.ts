/** What is said in SQL of pg-boss’s table of jobs by whoever has no pg-boss. */
import { type RawBuilder, sql } from 'kysely'
import type { JobKind } from '../../ports/jobs.ts'

export const DEAD_LETTERS = 'dead-letters'

/**
 * For the statement that stores what the jobs are for: one statement is one transaction, and the database answers once.
 * A job for each row of `from`, with `data` of it: as pg-boss makes them (`insertJobs` in its plans.js; a test compares).
 */
export function insertJobs(kind: JobKind, { from, data }: { readonly from: RawBuilder<unknown>; readonly data: RawBuilder<unknown> }) {
  return sql`insert into pgboss.job
      (name, data, retry_limit, retry_delay, retry_backoff, expire_in, keep_until, dead_letter, policy)
    select q.name, ${data}, q.retry_limit, coalesce(q.retry_delay, 0), coalesce(q.retry_backoff, false),
      q.expire_seconds * interval '1 second', now() + coalesce(q.retention_minutes * interval '1 minute', interval '14 days'), q.dead_letter, q.policy
    from ${from} cross join pgboss.queue q where q.name = ${kind}`
}
