/** The server’s database: PostgreSQL by its URL, otherwise embedded (PGlite) in a folder that one process locks. */
import type { PGlite } from '@electric-sql/pglite'
import { type Generated, Kysely, Migrator, PostgresDialect, sql } from 'kysely'
import type pg from 'pg'
import { errnoCode, UserError } from '../../../errors.ts'
import type { Log } from '../../../ports.ts'
import { unwritable } from '../../files/files.ts'
import { closeFolder, privateFolder } from '../files/private-files.ts'
import { checkDatabaseUrl, databaseErrorInWords, isAway, unreachable } from './database-errors.ts'
import { databaseFolder, type HeldFolder, takeFolder } from './embedded/folder-lock.ts'
import { createSessions, liteStream } from './embedded/lite-sessions.ts'
import { type LiteThread, openInThread } from './embedded/lite-thread.ts'
import { migrations } from './migrations.ts'
import { type DatabasePlace, litePool, serverPool } from './pools.ts'
import { migrationProblem } from './schema-versions.ts'

/**
 * Dates are ISO strings in UTC, in text columns: they compare in order, and no driver turns them into local time.
 * Leases alone are in the database's own time, and only the database compares them.
 */
export type Tables = {
  /** `position` of the newest state; `revision` counts what was written on the board. */
  readonly boards: { readonly owner: string; readonly number: number; readonly position: number; readonly revision: number }
  readonly board_snapshots: {
    readonly owner: string
    readonly number: number
    readonly taken_at: string
    readonly complete: boolean
    readonly position: number
    readonly head: string
    readonly changes: string | null
  }
  /** The newest state. `kind`: item, epic, or null for what is of the board itself; `ref` in lower case. */
  readonly board_parts: {
    readonly owner: string
    readonly number: number
    readonly name: string
    readonly value: string
    readonly kind: string | null
    readonly ref: string | null
    readonly item_id: string | null
    readonly node_id: string | null
  }
  /** What a part was before the state of that position; null: it was not there. */
  readonly board_changes: {
    readonly owner: string
    readonly number: number
    readonly position: number
    readonly name: string
    readonly at: string
    readonly was: string | null
  }
  /** Webhooks that GitHub was asked for again, and when last. */
  readonly hook_asks: { readonly guid: string; readonly asked_at: string }
  readonly epic_children: { readonly owner: string; readonly number: number; readonly epic: string; readonly child: string }
  /** Of an earlier version: moved to the tables above when they are first used. */
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
  }
  /** `names` is JSON. */
  readonly touched: {
    readonly id: Generated<string>
    readonly key: string
    readonly event: string
    readonly names: string
    readonly noted_at: Generated<Date>
  }
  readonly times: { readonly id: string; readonly at: string }
  readonly claims: { readonly name: string; readonly holder: string; readonly until: Date; readonly done: boolean }
  readonly comments: { readonly epic: string; readonly comment_id: string; readonly findings: string }
  readonly looks: { readonly name: string; readonly at: string }
  /** Requests to GitHub of one day (UTC). */
  readonly usage: {
    readonly day: string
    readonly requests: number
    readonly failed: number
    readonly points: number
    readonly least_left: number | null
  }
  readonly audit: {
    /** In the order of writing: several entries may be of one moment. */
    readonly id: Generated<string>
    readonly at: string
    readonly kind: string
    readonly place: string
    readonly why: string
    readonly url: string | null
  }
}

export type Database = {
  readonly db: Kysely<Tables>
  /** Gives back the space of rows that were deleted; the embedded database does not do so by itself. */
  readonly tidy: () => Promise<void>
  /** The folder of the embedded database; null for a server. */
  readonly folder: HeldFolder | null
  readonly close: () => Promise<void>
}

export type OpenedDatabase = Database & {
  /** For one more thread of this process. */
  readonly place: () => DatabasePlace
  /** Rejects if the embedded database ends by itself: nothing opens it again. A server of PostgreSQL comes back. */
  readonly failed: Promise<never>
}

export type DatabaseOptions = {
  /** DATABASE_URL; null for the embedded one in `<dataDir>/database`. */
  readonly url: string | null
  readonly dataDir: string
  /** How long to wait for another process that uses the embedded one. */
  readonly waitMs?: number
  readonly log?: Log
}

/** The tables are brought up to date. */
export async function openDatabase({ url, dataDir, waitMs = 0, log }: DatabaseOptions): Promise<OpenedDatabase> {
  return url === null ? openEmbedded(databaseFolder(dataDir), waitMs) : openServer(url, log)
}

async function openServer(url: string, log?: Log): Promise<OpenedDatabase> {
  checkDatabaseUrl(url)
  const pool = serverPool(url, { log, max: 5 })
  try {
    await (await pool.connect()).release()
  } catch (error) {
    await pool.end()
    throw unreachable(error)
  }
  const database = await migrate(pool, { folder: null, closed: async () => {} })
  return { ...database, tidy: async () => {}, place: () => ({ url }), failed: new Promise(() => {}) }
}

async function openEmbedded(path: string, waitMs: number): Promise<OpenedDatabase> {
  const folder = await takeFolder(path, { waitMs })
  try {
    await privateFolder(path)
    // For the files that the database makes later. A process that opens it writes nothing for others.
    process.umask(0o077)
    const lite = await openedFolder(path)
    const close = async () => {
      await lite.close()
      await closeFolder(path)
      await folder.release()
    }
    const database = await openLite(lite, { folder, closed: close })
    await closeFolder(path)
    return { ...database, place: () => ({ door: lite.door() }), failed: lite.failed }
  } catch (error) {
    await folder.release()
    throw error
  }
}

/** PGlite says nothing that a person could use: of a folder that it cannot open, only that it cannot. */
async function openedFolder(path: string): Promise<LiteThread> {
  try {
    return await openInThread(path)
  } catch (error) {
    const told = unwritable(path, error)
    if (told instanceof UserError) throw told
    throw new UserError(
      `${path}: expected a database of this app, found one that cannot be opened (${firstLine(error)}). ` +
        'Check that the disk is not full. Otherwise move the folder away, and restore a backup with `scs-sprint restore FILE`.',
      { cause: error },
    )
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0]?.slice(0, 120) ?? ''
}

type Around = { readonly folder: HeldFolder | null; readonly closed: () => Promise<void> }

/** On an engine that is there already (tests share one). */
export async function openLite(lite: PGlite | LiteThread, around: Around = { folder: null, closed: async () => {} }): Promise<Database> {
  return migrate(litePool('stream' in lite ? lite.stream : streamsTo(lite)), around)
}

function streamsTo(lite: PGlite): LiteThread['stream'] {
  const connect = createSessions(lite)
  return () => liteStream((port) => connect(port, { isFirst: false }))
}

async function migrate(pool: pg.Pool, { folder, closed }: Around): Promise<Database> {
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateToLatest()
  if (error) {
    const isOfServer = isAway(error) || errnoCode(error) === '42501'
    const problem = isOfServer ? unreachable(error) : (databaseErrorInWords(error) ?? (await migrationProblem(db, error)))
    await db.destroy()
    throw problem
  }
  return {
    db,
    tidy: async () => {
      const { rows } = await sql<{ schema: string; name: string }>`select n.nspname as schema, c.relname as name from pg_class c
        join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname in ('public', 'pgboss')`.execute(db)
      // One after the other, so that nobody waits for all of them.
      for (const { schema, name } of rows) await sql`VACUUM ${sql.table(`${schema}.${name}`)}`.execute(db)
      // The files of its log are used again after a checkpoint, and nothing else makes one.
      await sql`CHECKPOINT`.execute(db)
    },
    folder,
    close: async () => {
      await db.destroy()
      await closed()
    },
  }
}
