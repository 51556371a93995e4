/**
 * pg-boss, the engine of jobs, on the connections of the store's database: PostgreSQL or the embedded one. What it cannot
 * do stands beside it in SQL (`jobs.ts`, `look-again.ts`, `times.ts`); CONTRIBUTING.md says what and why.
 */
import { CompiledQuery, type Kysely, sql } from 'kysely'
import PgBoss from 'pg-boss'
import { errnoCode, errorFacts } from '../../errors.ts'
import { JOB_RETRIES } from '../../ports/job-retries.ts'
import { JOB_KINDS, type JobKind } from '../../ports/jobs.ts'
import type { Log } from '../../ports.ts'
import type { Tables } from '../store/database/database.ts'
import { isAway, unreachable } from '../store/database/database-errors.ts'
import { olderJobs, refuseNewerJobs } from '../store/database/schema-versions.ts'
import { DEAD_LETTERS } from './job-table.ts'

export type Boss = PgBoss

/** A handle for pg-boss's `db` option: of the database, or of a transaction that the job belongs to. */
export function sqlOf(db: Pick<Kysely<unknown>, 'executeQuery'>): PgBoss.Db {
  return {
    executeSql: async (text, values = []) => {
      const { rows } = await db.executeQuery<unknown>(CompiledQuery.raw(text, values))
      return { rows: [...(rows ?? [])] }
    },
  }
}

const MOST_CLASHES = 10

/** Another server ran the same script and came first (a deadlock, or a table that is there now): it may be run again. */
function isClash(error: unknown): boolean {
  const { constraint } = error as { constraint?: unknown }
  return errnoCode(error) === '40P01' || (typeof constraint === 'string' && constraint.startsWith('pg_'))
}

/** For pg-boss itself: its scripts begin and end a transaction, and one that fails leaves it open. */
function scriptsOf(db: Kysely<Tables>): PgBoss.Db {
  const runOnce = (text: string, values: unknown[]) =>
    db.connection().execute(async (connection) => {
      try {
        return await sqlOf(connection).executeSql(text, values)
      } catch (error) {
        // Else the next query on this connection of the pool would be refused.
        if (/^\s*BEGIN;/.test(text)) await connection.executeQuery(CompiledQuery.raw('rollback')).catch(() => {})
        throw error
      }
    })
  return {
    executeSql: async (text, values) => {
      for (let clashes = 1; ; clashes++) {
        try {
          return await runOnce(text, values)
        } catch (error) {
          // Servers that start together make the same tables.
          if (!isClash(error) || clashes === MOST_CLASHES) throw error
        }
      }
    },
  }
}

export type BossOptions = {
  readonly log: Log
  /** Whether this process looks after cron schedules and old rows; a test of the jobs alone does not. */
  readonly keepsTime?: boolean
}

/** Its tables and queues are made, or brought up to date. */
export async function startBoss(db: Kysely<Tables>, { log, keepsTime = true }: BossOptions): Promise<Boss> {
  const boss = new PgBoss({ db: scriptsOf(db), supervise: keepsTime, schedule: keepsTime, cronWorkerIntervalSeconds: 2 })
  boss.on('error', (error) => log.warn('The engine of jobs failed; it goes on.', { error: errorFacts(error) }))
  await refuseNewerJobs(db)
  await boss.start().catch(async (error: unknown) => {
    if (isAway(error) || errnoCode(error) === '42501') throw unreachable(error)
    throw (await olderJobs(db, error)) ?? error
  })
  const there = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]))
  const make = async (name: string, options: Omit<PgBoss.Queue, 'name'>) => {
    const known = there.get(name)
    if (known === undefined) await boss.createQueue(name, { name, ...options })
    // A queue of an earlier version gets the numbers of this one.
    else if (known.retryLimit !== options.retryLimit || known.retentionMinutes !== options.retentionMinutes)
      await adaptQueue(db, name, options)
  }
  await make(DEAD_LETTERS, { retryLimit: 0, ...kept })
  for (const kind of JOB_KINDS) await make(kind, { ...(isReplaced(kind) ? once : retried), policy: policies[kind] ?? 'standard' })
  if (keepsTime) for (const [kind, cron] of Object.entries(crons)) await boss.schedule(kind, cron, { kind })
  return boss
}

/** In SQL: the engine's own update cannot take a dead-letter queue away. */
async function adaptQueue(
  db: Kysely<Tables>,
  name: string,
  { retryLimit = 0, retentionMinutes, deadLetter }: Omit<PgBoss.Queue, 'name'>,
): Promise<void> {
  await sql`update pgboss.queue set retry_limit = ${retryLimit}, retention_minutes = ${retentionMinutes ?? null}::int,
    dead_letter = ${deadLetter ?? null}::text where name = ${name}`.execute(db)
}

/** What is due by sprint.yml is worked out once a minute; GitHub is asked for missed webhooks once an hour. */
const crons: Partial<Record<JobKind, string>> = { tick: '* * * * *', 'missed-deliveries': '23 * * * *' }

/** Cron makes the next job of this kind, whatever became of the last one: a failed job is not retried. */
export function isReplaced(kind: JobKind): boolean {
  return kind in crons
}

/** In minutes, because queues of the engine ignore its `retentionDays`. */
const kept = { retentionMinutes: JOB_RETRIES.keptDays * 24 * 60 } as const

const once = { retryLimit: 0, expireInSeconds: JOB_RETRIES.leaseSeconds, ...kept } as const

const retried = {
  ...once,
  retryLimit: JOB_RETRIES.most,
  retryDelay: JOB_RETRIES.firstPauseSeconds,
  retryBackoff: true,
  deadLetter: DEAD_LETTERS,
} as const

/** `short`: of each key one at most waits; while one runs, the next may wait. */
const policies: Partial<Record<JobKind, PgBoss.QueuePolicy>> = { 'look-again': 'short', tick: 'short', 'missed-deliveries': 'short' }
