/**
 * Jobs in the database, by pg-boss. Beside it in SQL: leases that are renewed (pg-boss knows a fixed time alone), the
 * answer of a process whose lease ended (it is ignored), pauses of at most an hour, and an end after a week.
 */
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import { JOB_RETRIES } from '../../ports/job-retries.ts'
import type { Job, JobKind, JobQueue, JobsState } from '../../ports/jobs.ts'
import type { Log } from '../../ports.ts'
import type { Tables } from '../store/database/database.ts'
import { isAway, patiently } from '../store/database/database-errors.ts'
import { inMs, interval } from '../store/database/intervals.ts'
import { type Boss, isReplaced, sqlOf } from './boss.ts'
import { countDeadLetters } from './dead-letters.ts'
import { grouped } from './grouped.ts'
import { DEAD_LETTERS } from './job-table.ts'

/** What belongs to the jobs of a kind in other tables. */
export type JobSource = {
  /** What the job is given, by its id; absent: there is nothing to do any more. */
  readonly load: (jobs: readonly Pick<Job, 'id' | 'data'>[]) => Promise<ReadonlyMap<string, unknown>>
  /** A statement that is carried out with the end of these jobs, also of those that another process has by now: their work is done. */
  readonly finished: (jobs: readonly Job[]) => RawBuilder<unknown>
}

const GIVEN_UP_MS = JOB_RETRIES.givenUpAfterDays * 24 * 60 * 60 * 1000

type Parts = { readonly boss: Boss; readonly log: Log; readonly sources?: Partial<Record<JobKind, JobSource>> }

export function createJobQueue(db: Kysely<Tables>, { boss, log, sources = {} }: Parts): JobQueue {
  const removeAll = async (kind: JobKind, jobs: readonly Job[]) => {
    const finished = sources[kind]?.finished(jobs)
    // Where the lease ended meanwhile, whoever does the work again finds nothing to do.
    await sql`with ${finished ? sql`finished as (${finished}),` : sql``}
      gone as (delete from pgboss.job j using ${attemptsOf(jobs)}
        where j.name = a.name and j.id = a.id and j.retry_count = a.retries and j.state = 'active')
      select 1`.execute(db)
    return jobs.map(() => undefined)
  }
  const removers = new Map<JobKind, (job: Job) => Promise<void>>()
  const remove = (job: Job): Promise<void> => {
    const known =
      removers.get(job.kind) ?? grouped<Job, undefined>((jobs) => patiently(() => removeAll(job.kind, jobs)), { isForAll: isAway })
    removers.set(job.kind, known)
    return known(job)
  }

  return {
    add: async (kind) => void (await boss.send(kind, { kind })),
    due: async (kinds) => {
      const { rows } = await sql<{ kind: JobKind }>`select kind from unnest(${[...kinds]}::text[]) as k(kind)
        where exists (select 1 from pgboss.job where name = k.kind and state < 'active' and start_after < now())`.execute(db)
      const found = new Set(rows.map(({ kind }) => kind))
      return kinds.filter((kind) => found.has(kind))
    },
    take: async (kind, limit) => {
      const fetched = await fetchJobs(db, boss, kind, limit)
      const source = sources[kind]
      if (source === undefined || fetched.length === 0) return fetched
      const loaded = await source.load(fetched)
      const gone = fetched.filter(({ id }) => !loaded.has(id))
      await Promise.all(gone.map(remove))
      return fetched.flatMap((job) => (loaded.has(job.id) ? [{ ...job, data: loaded.get(job.id) }] : []))
    },
    finish: remove,
    fail: (job, { error, pause, mostMs }) =>
      db.transaction().execute(async (work) => {
        if ((await stillHeld(work, [job])).length === 0) return 'lost'
        await sql`update pgboss.job set retry_limit = least(retry_limit, retry_count)
          where name = ${job.kind} and id = ${job.id} and created_on < now() - ${interval(GIVEN_UP_MS)}`.execute(work)
        await boss.fail(job.kind, job.id, { ...error }, { db: sqlOf(work) })
        const start = pause === undefined ? sql`least(start_after, ${inMs(mostMs)})` : inMs(pause)
        const { rows } = await sql`update pgboss.job set start_after = ${start}
          where name = ${job.kind} and id = ${job.id} and state = 'retry' returning id`.execute(work)
        if (rows.length > 0) return 'again'
        return isReplaced(job.kind) ? 'replaced' : 'dead'
      }),
    renew: async (jobs) => {
      if (jobs.length === 0) return
      await sql`update pgboss.job j set started_on = now() from ${attemptsOf(jobs)}
        where j.name = a.name and j.id = a.id and j.retry_count = a.retries and j.state = 'active'`.execute(db)
    },
    // Nothing failed: the next holder has as many tries left. `started_on` stays, so its number is another one.
    handBack: async (jobs) => {
      if (jobs.length === 0) return
      await sql`update pgboss.job j set state = 'retry', retry_limit = retry_limit + 1, start_after = now() from ${attemptsOf(jobs)}
        where j.name = a.name and j.id = a.id and j.retry_count = a.retries and j.state = 'active'`.execute(db)
    },
    takeOver: () => takeOver(db, boss, sql`started_on + expire_in < now()`, log),
    state: () => readState(db),
  }
}

/** For a database that no other process can hold: what a killed one left is due at once. */
export async function freeAllJobs(db: Kysely<Tables>, boss: Boss, log: Log): Promise<void> {
  await takeOver(db, boss, sql`true`, log)
}

/** pg-boss takes every error for a clash of two fetches; here only a clash is none. */
async function fetchJobs(db: Kysely<Tables>, boss: Boss, kind: JobKind, limit: number): Promise<readonly Job[]> {
  let failure: unknown = null
  const { executeSql } = sqlOf(db)
  const watched = {
    executeSql: (text: string, values: unknown[]) =>
      executeSql(text, values).catch((error: unknown) => {
        failure = error
        throw error
      }),
  }
  const jobs = await boss.fetch<object>(kind, { batchSize: limit, includeMetadata: true, db: watched })
  if (failure !== null && (failure as { code?: unknown }).code !== '23505') throw failure
  return [...jobs]
    .sort((a, b) => b.priority - a.priority || a.createdOn.getTime() - b.createdOn.getTime())
    .map(({ id, data, retryCount }) => ({ id, kind, data, attempt: retryCount + 1 }))
}

/** Each fetch of a job that was fetched before counts one up: number and ID together name one holder. */
function attemptsOf(jobs: readonly Job[]) {
  const names = jobs.map(({ kind }) => kind)
  const ids = jobs.map(({ id }) => id)
  const retries = jobs.map(({ attempt }) => attempt - 1)
  return sql`unnest(${names}::text[], ${ids}::uuid[], ${retries}::int[]) as a(name, id, retries)`
}

async function stillHeld(work: Transaction<Tables>, jobs: readonly Job[]): Promise<readonly { readonly id: string }[]> {
  const { rows } = await sql<{ id: string }>`select j.id from pgboss.job j join ${sql`(select * from ${attemptsOf(jobs)})`} h
    on j.name = h.name and j.id = h.id and j.retry_count = h.retries where j.state = 'active' for update of j`.execute(work)
  return rows
}

/** Taken from who holds them no longer: due at once, since nothing failed but a process. It counts as a try. */
async function takeOver(db: Kysely<Tables>, boss: Boss, which: ReturnType<typeof sql>, log: Log): Promise<void> {
  const left = sql`state = 'active' and name not like '\\_\\_pgboss%' and ${which}`
  // Nearly always there is nothing, and a transaction would keep all others from the embedded database.
  const { rows: some } = await sql`select 1 from pgboss.job where ${left} limit 1`.execute(db)
  if (some.length === 0) return
  await db.transaction().execute(async (work) => {
    const { rows } = await sql<{ id: string; name: string }>`select id, name from pgboss.job where ${left} for update skip locked`.execute(
      work,
    )
    if (rows.length === 0) return
    log.info(`Taking over ${rows.length === 1 ? 'a job' : `${rows.length} jobs`} of a process that ended.`)
    for (const name of new Set(rows.map((row) => row.name))) {
      const ids = rows.filter((row) => row.name === name).map(({ id }) => id)
      // Its types do not know that reasons are taken for several at once.
      const reason = { message: 'The process that held the job ended.' }
      await boss.fail(name, ids as never, reason, { db: sqlOf(work) })
      await sql`update pgboss.job set start_after = now() where name = ${name} and id = any(${ids}::uuid[]) and state = 'retry'`.execute(
        work,
      )
    }
  })
}

type StateRow = { readonly name: string; readonly waiting: string; readonly running: string; readonly age: number | null }

async function readState(db: Kysely<Tables>): Promise<JobsState> {
  const { rows } = await sql<StateRow>`select name, count(*) filter (where state < 'active') as waiting,
      count(*) filter (where state = 'active') as running,
      extract(epoch from now() - min(start_after) filter (where state < 'active' and start_after < now()))::float8 as age
    from pgboss.job where state <= 'active' and name not like '\\_\\_pgboss%' group by name`.execute(db)
  return {
    kinds: rows
      .filter(({ name }) => name !== DEAD_LETTERS)
      .map(({ name, waiting, running, age }) => ({
        kind: name,
        waiting: Number(waiting),
        running: Number(running),
        oldestSeconds: age ?? 0,
      })),
    dead: await countDeadLetters(db),
  }
}
