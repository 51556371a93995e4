/** `doctor` lists the jobs that failed for good, whether a server holds the embedded database or not. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openDatabase } from '../../../src/adapters/store/database/database.ts'
import { openServerStore } from '../../../src/adapters/store/database/server-store.ts'
import { createMemoryKeeper } from '../../../src/adapters/store/memory-keeper.ts'
import { aFolder } from '../../cli/terminal.ts'

const tools = { log: { info: () => {}, warn: () => {} }, clock: { now: () => new Date('2023-01-18T12:00:00Z') } }

test('dead letters are read from the database, from a server that holds it, and from none', async () => {
  const place = { databaseUrl: null, dataDir: aFolder() }
  const keeper = createMemoryKeeper(place, tools)
  expect(await keeper.deadLetters()).toEqual([])
  const open = () => openServerStore(place, { ...tools, debounce: { quietMs: 1, maxMs: 1 }, keepsTime: false })
  await (await open()).close()
  const { db, close } = await openDatabase({ url: null, dataDir: place.dataDir })
  await sql`insert into pgboss.job (name, data, output) values ('dead-letters', '{"kind":"delivery"}', '{"message":"GitHub is down"}')`.execute(
    db,
  )
  await close()
  const dead = [{ kind: 'delivery', count: 1, message: 'GitHub is down', at: expect.stringMatching(/^\d{4}-/) }]
  expect(await keeper.deadLetters()).toEqual(dead)
  const server = await open()
  expect(await keeper.deadLetters()).toEqual(dead)
  await server.close()
})
