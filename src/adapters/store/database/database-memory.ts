/** Reads all data from the database for a backup, and restores it. */
import { type Kysely, sql } from 'kysely'
import type { AddedMemory, Clock, KnownComment, Log, Memory, MemoryRow } from '../../../ports.ts'
import { ALL_ENTRIES, missingEntries } from '../audit-entries.ts'
import { exportHistory, importHistory } from './board/board-export.ts'
import { moveEarlierSnapshots } from './board/earlier-snapshots.ts'
import type { Database, Tables } from './database.ts'
import { createAuditLog, createCommentMemory } from './database-store.ts'
import { noteRestore, RESTORED } from './marks.ts'

/** Told as the history of boards. */
type OfBoards = 'snapshots' | 'boards' | 'board_snapshots' | 'board_parts' | 'board_changes' | 'epic_children'
type Other = Exclude<keyof Tables, OfBoards | 'audit' | 'comments'>
/**
 * Saved row by row; a table that is missing here does not compile. Leases of processes are not kept: what was being
 * worked on is free, a claim counts once its work is done.
 */
const OTHERS: Readonly<Record<Other, (db: Kysely<Tables>) => Promise<readonly MemoryRow[]>>> = {
  deliveries: (db) => db.selectFrom('deliveries').select(['id', 'event', 'received_at', 'payload', 'finished_at']).execute(),
  touched: (db) => db.selectFrom('touched').select(['id', 'key', 'event', 'names']).execute(),
  times: (db) => db.selectFrom('times').selectAll().execute(),
  // That this database was restored says nothing of another one.
  looks: (db) => db.selectFrom('looks').selectAll().where('name', '<>', RESTORED).execute(),
  // What was asked for before the backup may have been lost since.
  hook_asks: async () => [],
  usage: (db) => db.selectFrom('usage').selectAll().execute(),
  claims: async (db) => {
    const rows = await db.selectFrom('claims').selectAll().where('done', '=', true).execute()
    return rows.map(({ until, ...row }) => ({ ...row, until: until.toISOString() }))
  },
}

type Tools = { readonly log: Log; readonly clock: Clock }

export async function readDatabase({ db, tidy }: Pick<Database, 'db' | 'tidy'>, tools: Tools): Promise<Memory> {
  await moveEarlierSnapshots({ db, tidy }, tools)
  const tables = await Promise.all(Object.entries(OTHERS).map(async ([name, read]) => [name, await read(db)] as const))
  return {
    history: await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute((work) => exportHistory(work, tools.log)),
    audit: [...(await createAuditLog(db).entries({ limit: ALL_ENTRIES }))].reverse(),
    comments: Object.fromEntries(await createCommentMemory(db).known()),
    tables: Object.fromEntries(tables),
  }
}

/** All or nothing. */
export async function addToDatabase(
  { db, tidy }: Pick<Database, 'db' | 'tidy'>,
  { history, audit, comments, tables }: Memory,
  tools: Tools,
): Promise<AddedMemory> {
  await moveEarlierSnapshots({ db, tidy }, tools)
  return db.transaction().execute(async (work) => {
    const known = await createAuditLog(work).entries({ limit: ALL_ENTRIES })
    const missing = missingEntries(known, audit)
    for (const { where, ...entry } of missing)
      await work
        .insertInto('audit')
        .values({ ...entry, place: where })
        .execute()
    const added = await importHistory(work, history, { now: tools.clock.now(), log: tools.log })
    let remembered = 0
    for (const [epic, comment] of Object.entries(comments)) remembered += await insert(work, 'comments', rowOf(epic, comment))
    for (const name of Object.keys(OTHERS) as Other[]) for (const row of tables[name] ?? []) await insert(work, name, row)
    await noteRestore(work, tools.clock.now())
    return { snapshots: added, entries: missing.length, comments: remembered }
  })
}

function rowOf(epic: string, { commentId, findings }: KnownComment): MemoryRow {
  return { epic, comment_id: commentId, findings: findings.join('\n') }
}

/** 1 when it was added, 0 when a row of that key is there already. */
async function insert(db: Kysely<Tables>, table: keyof Tables, row: MemoryRow): Promise<number> {
  const columns = sql.join(Object.keys(row).map((name) => sql.ref(name)))
  const values = sql.join(Object.values(row))
  const { numAffectedRows } = await sql`insert into ${sql.table(table)} (${columns}) values (${values}) on conflict do nothing`.execute(db)
  return Number(numAffectedRows ?? 0n)
}
