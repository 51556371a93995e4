/** The server's memory: PostgreSQL by DATABASE_URL, else embedded in DATA_DIR. */
import { join } from 'node:path'
import type { DeliveryLog, HookMarks, JobQueue, LookAgain, TimesKept } from '../../../ports/jobs.ts'
import type { UsageLog } from '../../../ports/usage.ts'
import type { AuditLog, Claims, Clock, CommentMemory, EpicLookup, Log, SnapshotStore } from '../../../ports.ts'
import type { Boss } from '../../queue/boss.ts'
import type { Debounce } from '../../queue/look-again.ts'
import { weekAsked } from '../week-question.ts'
import type { Database, OpenedDatabase } from './database.ts'
import type { HeldFolder } from './embedded/folder-lock.ts'
import { openEndpoint } from './embedded/local-endpoint.ts'

export type StorePlace = { readonly databaseUrl: string | null; readonly dataDir: string }
type Tools = { readonly log: Log; readonly clock: Clock; readonly debounce: Debounce; readonly keepsTime?: boolean }

export type ServerStore = {
  readonly snapshots: SnapshotStore
  readonly epics: EpicLookup
  readonly audit: AuditLog
  readonly memory: CommentMemory
  readonly deliveries: DeliveryLog
  readonly claims: Claims
  readonly jobs: JobQueue
  readonly lookAgain: LookAgain
  readonly times: TimesKept
  readonly marks: HookMarks
  readonly usage: UsageLog
  /** Runs these again. Returns how many. */
  readonly retryDeadLetters: (ids: readonly string[]) => Promise<number>
  /** Rejects when the database does not answer. */
  readonly ping: () => Promise<void>
  readonly close: () => Promise<void>
}

export type OpenedStore = ServerStore & Pick<OpenedDatabase, 'place' | 'failed'>

/** A server that stops needs a moment, and so does a backup. */
const WAIT_FOR_HOLDER_MS = 5000
const PING_MS = 5000

export async function openServerStore({ databaseUrl, dataDir }: StorePlace, tools: Tools): Promise<OpenedStore> {
  // Most commands need no database: none waits for its libraries to load.
  const [{ openDatabase }, { removeLeftOvers }] = await Promise.all([import('./database.ts'), import('../files/private-files.ts')])
  for (const folder of [dataDir, join(dataDir, 'snapshots')]) await removeLeftOvers(folder, tools.clock.now())
  const database = await openDatabase({ url: databaseUrl, dataDir, waitMs: WAIT_FOR_HOLDER_MS, log: tools.log })
  const store = await serverStoreIn(database, tools, { isAlone: databaseUrl === null }).catch(async (error: unknown) => {
    await database.close()
    throw error
  })
  const { place, failed } = database
  if (database.folder === null) return { ...store, place, failed }
  const closeEndpoint = await openEndpointTo(database, database.folder, store, tools).catch(async (error: unknown) => {
    await store.close()
    throw error
  })
  return {
    ...store,
    ...{ place, failed },
    close: async () => {
      await closeEndpoint()
      await store.close()
    },
  }
}

/** On a database that is open already: each call is a server of its own, as a replica is. `isAlone`: no other one can be. */
export async function serverStoreIn(
  database: Pick<Database, 'db' | 'tidy' | 'close'>,
  tools: Tools,
  { isAlone = false }: { readonly isAlone?: boolean } = {},
): Promise<ServerStore> {
  const [{ createAuditLog, createCommentMemory }, { createDatabaseSnapshots, createEpicLookup }, { createClaims }] = await Promise.all([
    import('./database-store.ts'),
    import('./board/board-store.ts'),
    import('./claims.ts'),
  ])
  const [{ createUsageLog }, { startBoss }, { putBack }] = await Promise.all([
    import('./usage-log.ts'),
    import('../../queue/boss.ts'),
    import('../../queue/dead-letters.ts'),
  ])
  const { db } = database
  const audit = createAuditLog(db)
  const boss = await startBoss(db, tools)
  const work = await workIn(db, boss, tools, isAlone)
  return {
    snapshots: createDatabaseSnapshots(database, tools),
    epics: createEpicLookup(db),
    audit,
    memory: createCommentMemory(db),
    claims: createClaims(db, tools.log),
    usage: createUsageLog(db, tools.clock),
    ...work,
    retryDeadLetters: (ids) => putBack(db, boss, ids),
    ping: () => within(PING_MS, audit.entries({ limit: 1 })),
    close: async () => {
      await boss.stop({ graceful: false })
      await database.close()
    },
  }
}

type Work = Pick<ServerStore, 'deliveries' | 'jobs' | 'lookAgain' | 'times' | 'marks'>

async function workIn(db: Database['db'], boss: Boss, { log, clock, debounce }: Tools, isAlone: boolean): Promise<Work> {
  const [{ adoptDeliveries, createDeliveryLog, deliverySource }, { createJobQueue, freeAllJobs }] = await Promise.all([
    import('./deliveries.ts'),
    import('../../queue/jobs.ts'),
  ])
  const [{ adoptTouched, createLookAgain }, { createTimes }, { createHookMarks, noteBegin }, { freeClaims }] = await Promise.all([
    import('../../queue/look-again.ts'),
    import('../../queue/times.ts'),
    import('./marks.ts'),
    import('./claims.ts'),
  ])
  if (isAlone) {
    await freeAllJobs(db, boss, log)
    await freeClaims(db)
  }
  await noteBegin(db, clock)
  await adoptDeliveries(db)
  await adoptTouched(db, boss)
  return {
    deliveries: createDeliveryLog(db, clock),
    jobs: createJobQueue(db, { boss, log, sources: { delivery: deliverySource(db, clock) } }),
    lookAgain: createLookAgain(db, debounce),
    times: createTimes(db, boss, clock),
    marks: createHookMarks(db),
  }
}

/** Other processes of this user cannot open the files: they ask here. */
async function openEndpointTo(
  database: Database,
  folder: HeldFolder,
  { audit, jobs, retryDeadLetters }: ServerStore,
  tools: Tools,
): Promise<() => Promise<void>> {
  const [{ readDatabase }, { readWeek }, { listDeadLetters }] = await Promise.all([
    import('./database-memory.ts'),
    import('./week-facts.ts'),
    import('../../queue/dead-letters.ts'),
  ])
  const reads = {
    '/memory': () => readDatabase(database, tools),
    '/dead-letters': async () => (await jobs.state()).dead,
    '/dead-letters/list': () => listDeadLetters(database.db),
    '/week': (query: URLSearchParams) => readWeek(database, weekAsked(query), tools),
    '/log': (query: URLSearchParams) => audit.entries({ limit: Number(query.get('limit')) }),
  }
  const writes = { '/dead-letters/retry': (body: unknown) => retryDeadLetters(idsIn(body)) }
  const { endpoint, close } = await openEndpoint({ reads, writes }, tools.log)
  await folder.tell(endpoint)
  return close
}

function idsIn(body: unknown): readonly string[] {
  const { ids } = body as { readonly ids: readonly unknown[] }
  return ids.map(String)
}

/** Whoever asks whether the server is ready wants an answer, also while the database keeps silent. */
async function within(ms: number, task: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The database did not answer within ${ms / 1000} s.`)), ms)
  })
  await Promise.race([task, late]).finally(() => clearTimeout(timer))
}
