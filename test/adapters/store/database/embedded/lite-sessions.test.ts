/** Connections to one embedded database take turns: transactions do not mix, and some connections go first. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Connect, createSessions, liteStream } from '../../../../../src/adapters/store/database/embedded/lite-sessions.ts'

const MB = 1024 * 1024
setFlagsFromString('--expose-gc')
const gc = runInNewContext('gc') as () => void

let lite: PGlite
let connect: Connect
const clients: pg.Client[] = []
beforeAll(async () => {
  lite = await PGlite.create()
  connect = createSessions(lite)
}, 120_000)
afterAll(() => lite.close())
beforeEach(() => lite.exec('create table kept (name text primary key)'))
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.end()))
  await lite.exec('drop table kept')
})

async function aClient({ isFirst = false } = {}): Promise<pg.Client> {
  const stream = () => liteStream((port) => connect(port, { isFirst }))
  const client = new pg.Client({ stream, user: 'postgres', database: 'postgres' })
  client.on('error', () => {})
  await client.connect()
  clients.push(client)
  return client
}

const keep = (client: pg.Client, name: string) => client.query('insert into kept values ($1)', [name])
const kept = async (client: pg.Client) => (await client.query('select name from kept order by name')).rows.map(({ name }) => name)

test('what another connection asks waits until the transaction has ended', async () => {
  const [one, other] = [await aClient(), await aClient()]
  await one.query('begin')
  await keep(one, 'undone')
  const asked = keep(other, 'stays')
  await one.query('select 1')
  await one.query('rollback')
  await asked
  expect(await kept(one)).toEqual(['stays'])
})

test('a transaction that failed belongs to its connection until it is ended', async () => {
  const [one, other] = [await aClient(), await aClient()]
  await one.query('begin')
  await expect(one.query('select nothing_there')).rejects.toMatchObject({ code: '42703' })
  const asked = keep(other, 'stays')
  await expect(keep(one, 'refused')).rejects.toMatchObject({ code: '25P02' })
  await one.query('rollback')
  await asked
  expect(await kept(other)).toEqual(['stays'])
})

test('those that go first are asked before those that waited longer', async () => {
  const [holder, work, first] = [await aClient(), await aClient(), await aClient({ isFirst: true })]
  await holder.query('begin')
  const order: string[] = []
  const asked = [work, work, first].map((client, at) => client.query('select 1').then(() => order.push(`${at}`)))
  await holder.query('commit')
  await Promise.all(asked)
  expect(order).toEqual(['2', '0', '1'])
})

test('what a connection that goes away did not end is undone, and the others go on', async () => {
  const [gone, other] = [await aClient(), await aClient()]
  await gone.query('begin')
  await keep(gone, 'undone')
  const asked = keep(other, 'stays')
  clients.splice(clients.indexOf(gone), 1)
  ;(gone as unknown as { connection: { stream: { destroy: () => void } } }).connection.stream.destroy()
  await asked
  expect(await kept(other)).toEqual(['stays'])
})

test('a connection that goes away while its transaction begins holds up nobody', async () => {
  const [gone, other] = [await aClient(), await aClient()]
  const beginning = gone.query('begin').catch(() => {})
  clients.splice(clients.indexOf(gone), 1)
  ;(gone as unknown as { connection: { stream: { destroy: () => void } } }).connection.stream.destroy()
  await keep(other, 'stays')
  await beginning
  expect(await kept(other)).toEqual(['stays'])
  expect((await other.query('select now() = statement_timestamp() as is_alone')).rows).toEqual([{ is_alone: true }])
})

test('a text of 25 MB comes back as it went in', async () => {
  const client = await aClient()
  const text = '0123456789abcdeé'.repeat((25 * 1024 * 1024) / 17)
  await keep(client, 'before')
  const { rows } = await client.query('select $1::text as text', [text])
  expect(rows[0].text === text).toBe(true)
}, 60_000)

test('nothing of an answer is kept once it was given', async () => {
  const client = await aClient()
  const heapAfter = async (times: number) => {
    for (let at = 0; at < times; at++) await client.query("select repeat('x', 1000) as body from generate_series(1, 1000)")
    gc()
    return process.memoryUsage().heapUsed / MB
  }
  const before = await heapAfter(3)
  // A megabyte of rows each time.
  expect((await heapAfter(60)) - before).toBeLessThan(20)
})
