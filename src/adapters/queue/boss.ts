/**
 * pg-boss, the engine of jobs, on the connections of the store's database: PostgreSQL or the embedded one. What it cannot
 * do stands beside it in SQL (`jobs.ts`, `look-again.ts`, `times.ts`); CONTRIBUTING.md says what and why.
 */
import { CompiledQuery, type Kysely } from 'kysely'
import PgBoss from 'pg-boss'
import { errorFacts } from '../../errors.ts'
import { JOB_KINDS, type JobKind } from '../../ports/jobs.ts'
import type { Log } from '../../ports.ts'
import type { Tables } from '../store/database/database.ts'

export const DEAD_LETTERS = 'dead-letters'
/** A process that holds a job renews it several times within this time; after it, another one takes the job over. */
const LEASE_SECONDS = 30
/** With the longest pause of an hour these last for more than a week; `jobs.ts` ends them after one. */
const RETRIES = 200
/** The first pause; each later one is twice as long. */
const FIRST_RETRY_SECONDS = 5
const RETENTION_DAYS = 30

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

/** For pg-boss itself: scripts of its own begin and end a transaction, and one that fails leaves it open. */
function scriptsOf(db: Kysely<Tables>): PgBoss.Db {
  return {
    executeSql: (text, values) =>
      db.connection().execute(async (connection) => {
        try {
          return await sqlOf(connection).executeSql(text, values)
        } catch (error) {
          // Else the next query on this connection of the pool would be refused.
          if (/^\s*BEGIN;/.test(text)) await connection.executeQuery(CompiledQuery.raw('rollback')).catch(() => {})
          throw error
        }
      }),
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
  await boss.start()
  const there = new Set((await boss.getQueues()).map(({ name }) => name))
  const make = async (name: string, options: Omit<PgBoss.Queue, 'name'>) => {
    if (!there.has(name)) await boss.createQueue(name, { name, ...options })
  }
  await make(DEAD_LETTERS, { retryLimit: 0, retentionDays: RETENTION_DAYS })
  for (const kind of JOB_KINDS) await make(kind, { ...usual, policy: policies[kind] ?? 'standard' })
  if (keepsTime) for (const [kind, cron] of Object.entries(crons)) await boss.schedule(kind, cron, { kind })
  return boss
}

/** What is due by sprint.yml is worked out once a minute; GitHub is asked for missed webhooks once an hour. */
const crons: Partial<Record<JobKind, string>> = { tick: '* * * * *', 'missed-deliveries': '23 * * * *' }

const usual = {
  retryLimit: RETRIES,
  retryDelay: FIRST_RETRY_SECONDS,
  retryBackoff: true,
  expireInSeconds: LEASE_SECONDS,
  retentionDays: RETENTION_DAYS,
  deadLetter: DEAD_LETTERS,
} as const

/** `short`: of each key one at most waits; while one runs, the next may wait. */
const policies: Partial<Record<JobKind, PgBoss.QueuePolicy>> = { 'look-again': 'short', tick: 'short', 'missed-deliveries': 'short' }
