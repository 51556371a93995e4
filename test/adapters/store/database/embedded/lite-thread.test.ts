/** The embedded database in its thread: the same answers and errors as beside us, and nobody waits for it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '../../../../../src/adapters/store/database/database.ts'
import { openInThread } from '../../../../../src/adapters/store/database/embedded/lite-thread.ts'
import { aDataDir } from '../../../../cli/start/data-dir.ts'

let folder: string
let database: Database
beforeAll(async () => {
  folder = await aDataDir()
  database = await openDatabase({ url: null, dataDir: folder })
}, 120_000)
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})

test('values come as they are, errors with their code, and a transaction that fails leaves nothing', async () => {
  const { db } = database
  const { rows } = await sql`select 7 as number, null as nothing, 'ÄÖ 🚀' as text, '{"a":[1]}'::jsonb as json, true as yes`.execute(db)
  expect(rows).toEqual([{ number: 7, nothing: null, text: 'ÄÖ 🚀', json: { a: [1] }, yes: true }])
  await expect(sql`select nothing_there`.execute(db)).rejects.toMatchObject({
    code: '42703',
    message: expect.stringContaining('nothing_there'),
  })
  const fails = db.transaction().execute(async (work) => {
    await work.insertInto('looks').values({ name: 'a', at: 'b' }).execute()
    await sql`insert into looks (name, at) values ('a', 'c')`.execute(work)
  })
  await expect(fails).rejects.toMatchObject({ code: '23505' })
  await expect(db.insertInto('looks').values({ name: 'a\u0000', at: 'b' }).execute()).rejects.toThrow()
  expect(await db.selectFrom('looks').selectAll().execute()).toEqual([])
})

test('other work goes on while a statement runs', async () => {
  let turns = 0
  let isRunning = true
  const count = () => {
    turns++
    if (isRunning) setImmediate(count)
  }
  setImmediate(count)
  await sql`select count(*) from generate_series(1, 2000000)`.execute(database.db)
  isRunning = false
  // In one thread the statement is a single turn.
  expect(turns).toBeGreaterThan(100)
})

test('a folder that cannot be opened is told, and the thread ends', async () => {
  const broken = mkdtempSync(join(tmpdir(), 'scs-sprint-broken-'))
  writeFileSync(join(broken, 'PG_VERSION'), 'nonsense\n')
  await expect(openInThread(broken)).rejects.toThrow()
  rmSync(broken, { recursive: true })
})
