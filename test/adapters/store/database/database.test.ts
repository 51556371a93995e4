/** The database store, on one embedded engine shared by all tests here. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { createDatabaseSnapshots } from '../../../../src/adapters/store/database/board/board-store.ts'
import { openDatabase } from '../../../../src/adapters/store/database/database.ts'
import { createAuditLog, createCommentMemory } from '../../../../src/adapters/store/database/database-store.ts'
import { createJsonAuditLog } from '../../../../src/adapters/store/files/json-audit.ts'
import { createJsonCommentMemory } from '../../../../src/adapters/store/files/json-comments.ts'
import { TryAgainError } from '../../../../src/errors.ts'
import { aBoardItem, aSnapshot } from '../../../builders.ts'
import { boardTables, sharedDatabase, usesServer } from './shared-database.ts'

const shared = sharedDatabase([...boardTables, 'deliveries', 'audit', 'comments'])
const warnings: string[] = []
let now = new Date('2023-01-18T12:00:00Z')
const clock = { now: () => now }
const log = { info: () => {}, warn: (text: string) => void warnings.push(text) }
const board = { owner: 'SCS', number: 6 }

beforeEach(() => {
  now = new Date('2023-01-18T12:00:00Z')
  warnings.length = 0
})

test('the newest snapshot, the newest complete one, and the newest before a time are returned as saved', async () => {
  const store = createDatabaseSnapshots(shared.database(), { log, clock })
  const first = aSnapshot({ takenAt: '2023-01-11T11:00:00.000Z', items: [aBoardItem({ title: 'NUL \u0000, "quotes" and ÄÖÜ 🚀' })] })
  const second = aSnapshot({ takenAt: '2023-01-18T11:00:00.000Z' })
  const third = aSnapshot({ takenAt: '2023-01-18T11:30:00.000Z', complete: false })
  for (const snapshot of [third, first, second, second]) await store.keep(snapshot)
  expect(await store.latest(board)).toEqual(third)
  expect(await store.latest(board, { complete: true })).toEqual(second)
  expect(await store.latest(board, { before: new Date(second.takenAt) })).toEqual(first)
  expect(await store.history(board)).toEqual([third, second, first])
  expect(await store.latest({ owner: 'scs', number: 7 })).toBeNull()
})

test('old snapshots are deleted by the same rule as files', async () => {
  const store = createDatabaseSnapshots(shared.database(), { log, clock })
  for (let hour = 0; hour < 96; hour += 2) {
    now = new Date(Date.parse('2023-01-18T00:00:00Z') + hour * 3_600_000)
    await store.keep(aSnapshot({ takenAt: now.toISOString() }))
  }
  const ages = (await store.history(board)).map(({ takenAt }) => (now.getTime() - Date.parse(takenAt)) / 86_400_000)
  expect(ages.filter((age) => age < 1)).toHaveLength(12)
  expect(ages.filter((age) => age >= 1).length).toBeLessThanOrEqual(4)
})

test('a snapshot of an earlier version that cannot be read is told and passed over, and stays where it is', async () => {
  const store = createDatabaseSnapshots(shared.database(), { log, clock })
  await shared
    .database()
    .db.insertInto('snapshots')
    .values({ owner: 'scs', number: 6, taken_at: '2023-01-18T11:00:00.000Z', complete: true, snapshot: '{' })
    .execute()
  await store.keep(aSnapshot({ takenAt: '2023-01-17T11:00:00.000Z' }))
  expect((await store.latest(board))?.takenAt).toBe('2023-01-17T11:00:00.000Z')
  expect(warnings).toEqual([expect.stringContaining('skipped')])
  expect(await shared.database().db.selectFrom('snapshots').select('snapshot').execute()).toEqual([{ snapshot: '{' }])
})

const entry = (at: string) => ({ at, kind: 'create-comment', where: 'scs/issues#1', why: 'two findings', url: null })

test('writes are logged, newest first', async () => {
  const audit = createAuditLog(shared.database().db)
  for (const at of ['2023-01-17T12:00:00Z', '2023-01-18T12:00:00Z']) await audit.record(entry(at))
  expect(await audit.entries()).toEqual([entry('2023-01-18T12:00:00Z'), entry('2023-01-17T12:00:00Z')])
  expect(await audit.entries({ limit: 1 })).toHaveLength(1)
})

test('writes are logged in a file too; half a line does not hide the others', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'scs-sprint-audit-'))
  const audit = createJsonAuditLog(dir, log)
  expect(await audit.entries()).toEqual([])
  await audit.record(entry('2023-01-17T12:00:00Z'))
  await writeFile(join(dir, 'audit.jsonl'), '{"at": "2023\n', { flag: 'a' })
  await audit.record(entry('2023-01-18T12:00:00Z'))
  expect((await audit.entries()).map(({ at }) => at)).toEqual(['2023-01-18T12:00:00Z', '2023-01-17T12:00:00Z'])
  expect(warnings).toEqual([expect.stringContaining('1 line cannot be read')])
  await rm(dir, { recursive: true })
})

test('comments are found by their epic in any spelling; the last entry counts, in files and in the database', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'scs-sprint-comments-'))
  try {
    for (const open of [() => createCommentMemory(shared.database().db), () => createJsonCommentMemory(dir, log)]) {
      const memory = open()
      expect(await memory.known()).toEqual(new Map())
      await Promise.all([
        memory.remember('SCS/issues#1', { commentId: 'IC_1', findings: ['epic-without-owner ', 'story-unowned #2'] }),
        memory.remember('scs/issues#3', { commentId: 'IC_3', findings: [] }),
      ])
      await memory.remember('scs/issues#1', { commentId: 'IC_2', findings: ['story-unowned #2'] })
      expect(await open().known()).toEqual(
        new Map([
          ['scs/issues#1', { commentId: 'IC_2', findings: ['story-unowned #2'] }],
          ['scs/issues#3', { commentId: 'IC_3', findings: [] }],
        ]),
      )
    }
    const known = new Map([['scs/issues#9', { commentId: 'IC_9', findings: [] }]])
    await writeFile(join(dir, 'comments.json'), JSON.stringify(Object.fromEntries(known)))
    expect([...(await createJsonCommentMemory(dir, log).known()).keys()].sort()).toEqual(['scs/issues#1', 'scs/issues#3', 'scs/issues#9'])
    await writeFile(join(dir, 'comments.json'), '{"scs/iss')
    expect((await createJsonCommentMemory(dir, log).known()).size).toBe(2)
    expect(warnings.at(-1)).toContain('skipped')
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
})

test.skipIf(usesServer)('the embedded database uses the space of deleted rows again', async () => {
  const { db, tidy } = shared.database()
  const size = async () => {
    const { rows } = await sql<{ size: number }>`select pg_total_relation_size('audit')::int as size`.execute(db)
    return rows[0]?.size ?? 0
  }
  const sizes: number[] = []
  for (let round = 0; round < 5; round++) {
    const values = Array.from({ length: 300 }, (_, index) => ({
      at: String(index),
      kind: 'x',
      place: 'x',
      why: 'y'.repeat(1500),
      url: null,
    }))
    await db.insertInto('audit').values(values).execute()
    await db.deleteFrom('audit').execute()
    await tidy()
    sizes.push(await size())
  }
  expect(Math.max(...sizes)).toBeLessThan(2 * 300 * 1500)
})

test('migrations run once: opening the same database again changes nothing', async () => {
  const store = createDatabaseSnapshots(shared.database(), { log, clock })
  await store.keep(aSnapshot())
  const again = await shared.openAgain()
  expect(await createDatabaseSnapshots(again, { log, clock }).latest(board)).not.toBeNull()
  await again.close()
})

test('tables of a newer version, or of another program, are refused in words', async () => {
  const { db } = shared.database()
  const step = (name: string) => sql`insert into kysely_migration (name, timestamp) values (${name}, '2099')`.execute(db)
  const without = (name: string) => sql`delete from kysely_migration where name = ${name}`.execute(db)
  await step('2099-01-01-later')
  await expect(shared.openAgain()).rejects.toThrow(
    /^The database: expected tables up to 2\d{3}-\S+, found 2099-01-01-later, made by a newer scs-sprint\. Run the scs-sprint that made it, or a newer one\./,
  )
  await without('2099-01-01-later')
  await step('2001-01-01-other')
  await expect(shared.openAgain()).rejects.toThrow(
    /^The database: expected an empty one, or one of this app, found .*2001-01-01-other.*Give the app its own/,
  )
  await without('2001-01-01-other')
})

test('an unreachable database is a temporary error, and its password stays secret', async () => {
  const opening = openDatabase({ url: 'postgres://scs:s3cret@127.0.0.1:1/scs', dataDir: '/nowhere' })
  await expect(opening).rejects.toThrow(TryAgainError)
  await expect(opening).rejects.not.toThrow(/s3cret/)
})

const addresses: [string, string, RegExp][] = [
  ['no address', 'localhost', /DATABASE_URL: expected a URL like postgres:\/\//],
  ['the address of another kind of database', 'mysql://scs:s3cret@127.0.0.1/scs', /found something else/],
  [
    'a password with signs that addresses use',
    'postgres://scs:s3cret/1#@127.0.0.1:5432/scs',
    /Write special characters in the password as %XX/,
  ],
  ['a server that nobody knows', 'postgres://scs:s3cret@server.invalid/scs', /DATABASE_URL|cannot be reached/],
]
test.each(addresses)('%s is reported without showing any of it', async (_name, url, message) => {
  const error = await openDatabase({ url, dataDir: '/nowhere' }).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(Error)
  expect(String(error)).toMatch(message)
  expect(String(error)).not.toContain('s3cret')
})

test.skipIf(usesServer)(
  'deleted snapshots free their space',
  async () => {
    const store = createDatabaseSnapshots(shared.database(), { log, clock })
    const { db } = shared.database()
    const size = async () => {
      const { rows } = await sql<{
        size: string
      }>`select sum(pg_total_relation_size(name::regclass)) size from unnest(array['board_snapshots', 'board_parts', 'board_changes']) name`.execute(
        db,
      )
      return Number(rows[0]?.size)
    }
    // Random, so that the database cannot pack it: about 100 KB each.
    const body = () => Array.from({ length: 6000 }, () => Math.random()).join(' ')
    const keep = async (count: number) => {
      for (let index = 0; index < count; index += 1) {
        now = new Date(now.getTime() + 14_000)
        await store.keep(aSnapshot({ takenAt: now.toISOString(), items: [aBoardItem({ body: body() })] }))
      }
    }
    await keep(5)
    const few = await size()
    await keep(60)
    expect(await size()).toBeLessThan(3 * few)
  },
  60_000,
)
