/** Jobs on both engines: the embedded database, and PostgreSQL where a server is at hand. */
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest'
import { type Database, openDatabase, openLite } from '../../../src/adapters/store/database/database.ts'
import { type ServerStore, serverStoreIn } from '../../../src/adapters/store/database/server-store.ts'
import { emptyDatabase } from '../../embedded.ts'
import { ownDatabase, postgresServer } from '../../postgres.ts'

export type Engine = {
  readonly database: () => Database
  /** One more server on the same database. */
  readonly server: (debounce?: { readonly quietMs: number; readonly maxMs: number }) => Promise<ServerStore>
}

/** Tables and jobs are emptied before each test. */
export function onEachEngine(clock: { readonly now: () => Date }, tests: (engine: Engine) => void): void {
  const engines = ['embedded', 'PostgreSQL'] as const
  describe.each(engines)('%s', (kind) => {
    if (kind === 'PostgreSQL' && postgresServer === null) {
      describe.skip('no PostgreSQL server is at hand', () => tests({} as Engine))
      return
    }
    let database: Database
    let dropped = async () => {}
    const open: ServerStore[] = []
    const log = { info: () => {}, warn: () => {} }
    const server: Engine['server'] = async (debounce = { quietMs: 60_000, maxMs: 300_000 }) => {
      const store = await serverStoreIn({ ...database, close: async () => {} }, { log, clock, debounce, keepsTime: false })
      open.push(store)
      const take: typeof store.jobs.take = async (...asked) => {
        await nextInstant()
        return store.jobs.take(...asked)
      }
      const due: typeof store.jobs.due = async (...asked) => {
        await nextInstant()
        return store.jobs.due(...asked)
      }
      return { ...store, jobs: { ...store.jobs, due, take } }
    }
    // pg-boss takes what was due before now, and the clock of the embedded database counts whole milliseconds: a job is due in
    // the one after it was added. Servers ask again; tests ask once.
    const nextInstant = () => sql`select pg_sleep(0.002)`.execute(database.db)
    beforeAll(async () => {
      if (kind === 'embedded') {
        const lite = await emptyDatabase()
        database = await openLite(lite)
        dropped = () => lite.close()
      } else {
        const own = await ownDatabase(postgresServer ?? '')
        database = await openDatabase({ url: own.url, dataDir: '' })
        dropped = own.drop
      }
      await server()
    }, 120_000)
    afterAll(async () => {
      await database.close()
      await dropped()
    })
    beforeEach(async () => {
      await sql`truncate deliveries, touched, times, looks, claims, usage, pgboss.job, pgboss.archive`.execute(database.db)
    })
    afterEach(async () => {
      for (const store of open.splice(0)) await store.close()
    })
    tests({ database: () => database, server })
  })
}
