/** All that the database keeps, and back into it. */
import { type Kysely, sql } from 'kysely'
import type { AddedMemory, KnownComment, Log, Memory, MemoryRow } from '../../../ports.ts'
import { ALL_ENTRIES, missingEntries } from '../audit-entries.ts'
import type { Tables } from './database.ts'
import { createAuditLog, createCommentMemory, parseKept } from './database-store.ts'

type Other = Exclude<keyof Tables, 'snapshots' | 'audit' | 'comments'>
/**
 * Saved row by row; a table that is missing here does not compile. Leases of processes are not kept: what was being
 * worked on is free, a claim counts once its work is done.
 */
const OTHERS: Readonly<Record<Other, (db: Kysely<Tables>) => Promise<readonly MemoryRow[]>>> = {
  deliveries: (db) => db.selectFrom('deliveries').select(['id', 'event', 'received_at', 'payload', 'finished_at', 'attempts']).execute(),
  looks: (db) => db.selectFrom('looks').selectAll().execute(),
  claims: async (db) => {
    const rows = await db.selectFrom('claims').selectAll().where('done', '=', true).execute()
    return rows.map(({ until, ...row }) => ({ ...row, until: until.toISOString() }))
  },
}

export async function readDatabase(db: Kysely<Tables>, log: Log): Promise<Memory> {
  const rows = await db.selectFrom('snapshots').select(['taken_at', 'snapshot']).orderBy('taken_at', 'desc').execute()
  const tables = await Promise.all(Object.entries(OTHERS).map(async ([name, read]) => [name, await read(db)] as const))
  return {
    snapshots: rows.flatMap(({ taken_at, snapshot }) => parseKept(snapshot, taken_at, log) ?? []),
    audit: [...(await createAuditLog(db).entries({ limit: ALL_ENTRIES }))].reverse(),
    comments: Object.fromEntries(await createCommentMemory(db).known()),
    tables: Object.fromEntries(tables),
  }
}

/** All or nothing. */
export async function addToDatabase(db: Kysely<Tables>, { snapshots, audit, comments, tables }: Memory): Promise<AddedMemory> {
  return db.transaction().execute(async (work) => {
    const known = await createAuditLog(work).entries({ limit: ALL_ENTRIES })
    const missing = missingEntries(known, audit)
    for (const { where, ...entry } of missing)
      await work
        .insertInto('audit')
        .values({ ...entry, place: where })
        .execute()
    let added = 0
    for (const snapshot of snapshots) {
      added += await insert(work, 'snapshots', {
        owner: snapshot.board.owner.toLowerCase(),
        number: snapshot.board.number,
        taken_at: new Date(snapshot.takenAt).toISOString(),
        complete: snapshot.complete,
        snapshot: JSON.stringify(snapshot),
      })
    }
    let remembered = 0
    for (const [epic, comment] of Object.entries(comments)) remembered += await insert(work, 'comments', rowOf(epic, comment))
    for (const name of Object.keys(OTHERS) as Other[]) for (const row of tables[name] ?? []) await insert(work, name, row)
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
