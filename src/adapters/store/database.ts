/** The server's database: PostgreSQL by its address, else embedded (PGlite) in a folder that one process holds. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { createPgConfig } from '@electric-sql/pglite/node-postgres'
import { type Generated, Kysely, Migrator, PostgresDialect } from 'kysely'
import pg from 'pg'
import { TryAgainError, UserError } from '../../errors.ts'
import { takeFolder } from './folder-lock.ts'
import { migrations } from './migrations.ts'

/**
 * Dates are ISO strings in UTC, in text columns: they compare in order, and no driver turns them into local time.
 * Leases alone are in the database's own time, and only the database compares them.
 */
export type Tables = {
  readonly snapshots: {
    readonly owner: string
    readonly number: number
    readonly taken_at: string
    readonly complete: boolean
    readonly snapshot: string
  }
  readonly deliveries: {
    readonly id: string
    readonly event: string
    readonly received_at: string
    readonly payload: string | null
    readonly finished_at: string | null
    readonly due_at: Generated<Date>
    readonly attempts: Generated<number>
    readonly holder: Generated<string | null>
  }
  readonly claims: { readonly name: string; readonly holder: string; readonly until: Date; readonly done: boolean }
  readonly comments: { readonly epic: string; readonly comment_id: string; readonly findings: string }
  readonly looks: { readonly name: string; readonly at: string }
  readonly audit: { readonly at: string; readonly kind: string; readonly place: string; readonly why: string; readonly url: string | null }
}

export type Database = { readonly db: Kysely<Tables>; readonly close: () => Promise<void> }

/** `url`: DATABASE_URL, null for the embedded one in `<dataDir>/database`. The tables are brought up to date. */
export async function openDatabase({ url, dataDir }: { readonly url: string | null; readonly dataDir: string }): Promise<Database> {
  return url === null ? openEmbedded(join(dataDir, 'database')) : openServer(url)
}

async function openServer(url: string): Promise<Database> {
  let pool: pg.Pool
  try {
    pool = new pg.Pool({ connectionString: url, max: 5, connectionTimeoutMillis: 10_000 })
    await (await pool.connect()).release()
  } catch (error) {
    // The address holds a password: it is never shown.
    throw new TryAgainError(`The database of DATABASE_URL cannot be reached (${(error as { code?: string }).code ?? 'no answer'}).`, {
      cause: error,
    })
  }
  return migrate(pool, async () => {})
}

async function openEmbedded(folder: string): Promise<Database> {
  await mkdir(folder, { recursive: true })
  const release = await takeFolder(folder)
  try {
    const lite = await PGlite.create(folder)
    return await openLite(lite, async () => {
      await lite.close()
      await release()
    })
  } catch (error) {
    await release()
    throw error
  }
}

/** On an engine that is there already (tests share one). */
export async function openLite(lite: PGlite, closed: () => Promise<void> = async () => {}): Promise<Database> {
  // PGlite has one connection: a pool of more would wait for itself.
  return migrate(new pg.Pool({ ...(createPgConfig(lite) as unknown as pg.PoolConfig), max: 1 }), closed)
}

async function migrate(pool: pg.Pool, closed: () => Promise<void>): Promise<Database> {
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateToLatest()
  if (error) {
    await db.destroy()
    throw new UserError(
      `The database cannot be brought up to date: expected an empty database or one of this app, found "${(error as Error).message}". Give the app a database of its own.`,
      { cause: error },
    )
  }
  return {
    db,
    close: async () => {
      await db.destroy()
      await closed()
    },
  }
}
