/** The server's memory: PostgreSQL by DATABASE_URL, else embedded in DATA_DIR. */
import type { AuditLog, Claims, Clock, CommentMemory, DeliveryLog, EpicLookup, Log, SnapshotStore } from '../../../ports.ts'
import type { Database } from './database.ts'
import type { HeldFolder } from './folder-lock.ts'
import { openEndpoint } from './local-endpoint.ts'

export type StorePlace = { readonly databaseUrl: string | null; readonly dataDir: string }
type Tools = { readonly log: Log; readonly clock: Clock }

export type ServerStore = {
  readonly snapshots: SnapshotStore
  readonly epics: EpicLookup
  readonly audit: AuditLog
  readonly memory: CommentMemory
  readonly deliveries: DeliveryLog
  readonly claims: Claims
  /** When the schedule was last looked at; null: never. */
  readonly lastLook: () => Promise<Date | null>
  readonly looked: (at: Date) => Promise<void>
  /** Rejects when the database does not answer. */
  readonly ping: () => Promise<void>
  readonly close: () => Promise<void>
}

/** A server that stops needs a moment, and so does a backup. */
const WAIT_FOR_HOLDER_MS = 5000
const PING_MS = 5000

export async function openServerStore({ databaseUrl, dataDir }: StorePlace, tools: Tools): Promise<ServerStore> {
  // Most commands need no database: none waits for its libraries to load.
  const [{ openDatabase }, { freeAll }] = await Promise.all([import('./database.ts'), import('./deliveries.ts')])
  const database = await openDatabase({ url: databaseUrl, dataDir, waitMs: WAIT_FOR_HOLDER_MS, log: tools.log })
  if (databaseUrl === null) await freeAll(database.db)
  const store = await serverStoreIn(database, tools)
  if (database.folder === null) return store
  const closeEndpoint = await openEndpointTo(database, database.folder, store, tools).catch(async (error: unknown) => {
    await store.close()
    throw error
  })
  return {
    ...store,
    close: async () => {
      await closeEndpoint()
      await store.close()
    },
  }
}

/** On a database that is open already: each call is a server of its own, as a replica is. */
export async function serverStoreIn(database: Pick<Database, 'db' | 'tidy' | 'close'>, tools: Tools): Promise<ServerStore> {
  const [
    { createAuditLog, createCommentMemory, createLooks },
    { createDatabaseSnapshots, createEpicLookup },
    { createDeliveryLog },
    { createClaims },
  ] = await Promise.all([import('./database-store.ts'), import('./board-store.ts'), import('./deliveries.ts'), import('./claims.ts')])
  const { db } = database
  const audit = createAuditLog(db)
  return {
    snapshots: createDatabaseSnapshots(database, tools),
    epics: createEpicLookup(db),
    audit,
    memory: createCommentMemory(db),
    deliveries: createDeliveryLog(db, tools.clock),
    claims: createClaims(db, tools.log),
    ...createLooks(db),
    ping: () => within(PING_MS, audit.entries({ limit: 1 })),
    close: database.close,
  }
}

/** Other processes of this user cannot open the files: they ask here. */
async function openEndpointTo(database: Database, folder: HeldFolder, { audit }: ServerStore, tools: Tools): Promise<() => Promise<void>> {
  const { readDatabase } = await import('./database-memory.ts')
  const answers = {
    '/memory': () => readDatabase(database, tools),
    '/log': (query: URLSearchParams) => audit.entries({ limit: Number(query.get('limit')) }),
  }
  const { endpoint, close } = await openEndpoint(answers, tools.log)
  await folder.tell(endpoint)
  return close
}

/** Whoever asks whether the server is ready wants an answer, also while the database keeps silent. */
async function within(ms: number, task: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The database did not answer within ${ms / 1000} s.`)), ms)
  })
  await Promise.race([task, late]).finally(() => clearTimeout(timer))
}
