/** One database for all tests of a file: embedded, or one of its own on the PostgreSQL server that DATABASE_URL names. */
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { type Database, openDatabase, openLite, type Tables } from '../../../../src/adapters/store/database/database.ts'
import { emptyDatabase } from '../../../embedded.ts'
import { chosenServer, ownDatabase } from '../../../postgres.ts'

export const usesServer = chosenServer !== null

/** What is kept of boards, `snapshots` by an earlier version. */
export const boardTables = ['snapshots', 'boards', 'board_snapshots', 'board_parts', 'board_changes', 'epic_children'] as const

export type SharedDatabase = {
  readonly database: () => Database
  /** The same database once more, as the next start of the app opens it. */
  readonly openAgain: () => Promise<Database>
}

/** `tables` are emptied before each test. */
export function sharedDatabase(tables: readonly (keyof Tables)[]): SharedDatabase {
  let database: Database
  let openAgain: () => Promise<Database>
  let dropped = async () => {}
  beforeAll(async () => {
    if (chosenServer !== null) {
      const own = await ownDatabase(chosenServer)
      openAgain = () => openDatabase({ url: own.url, dataDir: '' })
      dropped = own.drop
    } else {
      const lite = await emptyDatabase()
      openAgain = () => openLite(lite)
      dropped = () => lite.close()
    }
    database = await openAgain()
  })
  afterAll(async () => {
    await database.close()
    await dropped()
  })
  beforeEach(async () => {
    for (const table of tables) await database.db.deleteFrom(table).execute()
  })
  return { database: () => database, openAgain: () => openAgain() }
}
