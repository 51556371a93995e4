/** Servers on one database and one GitHub: accepted work is done, once, whoever does it and whatever fails meanwhile. */
import { createHmac, randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Database, openDatabase, openLite } from '../../src/adapters/store/database/database.ts'
import { boardTables } from '../adapters/store/database/shared-database.ts'
import { aFolder } from '../cli/terminal.ts'
import { emptyDatabase } from '../embedded.ts'
import { chosenServer, type OwnDatabase, ownDatabase } from '../postgres.ts'
import { type Sandbox, startSandbox } from '../sandbox/github.ts'
import { thingAt } from '../sandbox/model.ts'
import { aReplica, type Replica } from './replica.ts'

const now = new Date('2023-01-17T07:00:00Z')
const EPICS = [28, 168, 116, 90, 236, 247, 39, 251, 121].map((number) => `SovereignCloudStack/issues#${number}`)
/** The servers' clock. */
let clockNow = now
let lite: PGlite | null
let own: OwnDatabase | null
let databases: Database[]
let sandbox: Sandbox
let config: string
const running: Replica[] = []

beforeAll(async () => {
  // On a server (DATABASE_URL=postgres://…) each replica has connections of its own.
  lite = chosenServer === null ? await emptyDatabase() : null
  own = chosenServer === null ? null : await ownDatabase(chosenServer)
  const url = own?.url ?? null
  const shared = lite === null ? null : await openLite(lite)
  databases = await Promise.all([1, 2, 3].map(async () => shared ?? (await openDatabase({ url, dataDir: '' }))))
  config = join(aFolder(), 'sprint.yml')
  const given = readFileSync('minutes/sprint.yml', 'utf8').replace('maxNewCommentsPerTeamAndDay: 3', 'maxNewCommentsPerTeamAndDay: 50')
  writeFileSync(config, given)
})
afterAll(async () => {
  for (const database of new Set(databases)) await database.close()
  await own?.drop()
  await lite?.close()
})
beforeEach(async () => {
  for (const table of [...boardTables, 'deliveries', 'touched', 'times', 'looks', 'claims', 'audit', 'comments'] as const)
    await databases[0]?.db.deleteFrom(table).execute()
  clockNow = now
  sandbox = await startSandbox({ world: 'test/demo/world.yml', now: () => now })
})
afterEach(async () => {
  for (const replica of running.splice(0)) await replica.stop(2000)
  await sandbox.close()
})

async function started(index = 0, quietMs = 20): Promise<Replica> {
  const database = databases[index]
  if (!database) throw new Error('There is no such database.')
  const replica = await aReplica({ sandbox, database, now: () => clockNow, config, quietMs })
  running.push(replica)
  return replica
}

type Sent = { event: string; payload: object }

async function deliver({ url }: Replica, { event, payload }: Sent): Promise<number> {
  const body = JSON.stringify(payload)
  const signature = `sha256=${createHmac('sha256', sandbox.env.WEBHOOK_SECRET).update(body).digest('hex')}`
  const headers = { 'content-type': 'application/json', 'x-github-event': event, 'x-github-delivery': randomUUID() }
  return (await fetch(url, { method: 'POST', body, headers: { ...headers, 'x-hub-signature-256': signature } })).status
}

/** What the sandbox sends about what people do in `task`; nobody gets it yet. */
async function webhooksOf(task: () => Promise<unknown>): Promise<readonly Sent[]> {
  const from = sandbox.webhooks.deliveries.length
  await task()
  await sandbox.webhooks.settled()
  return sandbox.webhooks.deliveries.slice(from).map(({ event, payload }) => ({ event, payload: payload as object }))
}

/** Webhooks that are not worked on, and work that they or times have led to. */
async function unfinished(): Promise<number> {
  const [database] = databases
  if (!database) return -1
  const { rows } = await sql<{ count: string }>`select count(*) from (select id::text from deliveries where finished_at is null
    union all select id::text from pgboss.job where state < 'completed' and name <> 'dead-letters') open`.execute(database.db)
  return Number(rows[0]?.count)
}

async function unfinishedOf() {
  const [database] = databases
  const rows = await database?.db.selectFrom('deliveries').select('event').where('finished_at', 'is', null).execute()
  const keys = await database?.db.selectFrom('touched').select('key').distinct().execute()
  return { commands: rows?.length, epics: keys?.length }
}

const allDone = () => expect.poll(unfinished, { timeout: 120_000, interval: 100 }).toBe(0)
const appComments = (ref: string) =>
  thingAt(sandbox.world, ref).comments.filter(
    ({ body }) => body.startsWith('<!-- scs-sprint:') && !body.startsWith('<!-- scs-sprint:waiting'),
  )
const commandOn = (ref: string, text: string) => sandbox.edit('garloff').comment(ref, text)

test('three servers that start together on eighty webhooks write one comment per epic and run each command once', async () => {
  const commands: Awaited<ReturnType<typeof commandOn>>[] = []
  const sent = await webhooksOf(async () => {
    for (const epic of EPICS) {
      for (let round = 0; round < 8; round++) await sandbox.edit('fkr').label(epic, `label ${round}`)
      commands.push(await commandOn(epic, '/epic ignore epic-quiet it is known'))
    }
  })
  expect(sent.length).toBeGreaterThan(70)
  const replicas = await Promise.all([started(0), started(1), started(2)])
  const answers = await Promise.all(sent.map((one, index) => deliver(replicas[index % 3] as Replica, one)))
  expect(new Set(answers)).toEqual(new Set([202]))
  await allDone()
  expect(EPICS.map((epic) => [epic, appComments(epic).length])).toEqual(EPICS.map((epic) => [epic, 1]))
  expect(commands.map(({ reactions }) => reactions.map(({ content }) => content))).toEqual(EPICS.map(() => ['+1']))
}, 180_000)

test('webhooks accepted while GitHub was down are processed when it is back, once, also by a new server', async () => {
  const commands: Awaited<ReturnType<typeof commandOn>>[] = []
  const sent = await webhooksOf(async () => {
    for (const epic of EPICS.slice(0, 6)) {
      await sandbox.edit('fkr').label(epic, 'upstream')
      commands.push(await commandOn(epic, '/epic snooze 2 weeks waiting'))
    }
  })
  sandbox.faults.killAt(1)
  const first = await started()
  for (const one of sent) expect(await deliver(first, one)).toBe(202)
  await expect.poll(() => first.told.filter((line) => line.includes('will be retried')).length, { timeout: 60_000 }).toBeGreaterThan(5)
  running.pop()
  await first.stop(500)
  await started()
  // Each command still waits, and each epic is still to be looked at.
  expect(await unfinishedOf()).toEqual({ commands: commands.length, epics: commands.length })
  sandbox.faults.clear()
  await allDone()
  expect(commands.map(({ reactions }) => reactions.map(({ content }) => content))).toEqual(commands.map(() => ['+1']))
  for (const epic of EPICS.slice(0, 6)) expect([epic, appComments(epic).length]).toEqual([epic, 1])
}, 180_000)

test('a command that is a new server’s first webhook runs', async () => {
  const epic = EPICS[1] ?? ''
  const [told] = await webhooksOf(() => commandOn(epic, '/epic snooze 2 weeks waiting for upstream'))
  await deliver(await started(), told as Sent)
  await allDone()
  expect(thingAt(sandbox.world, epic).comments.find(({ body }) => body.startsWith('/epic'))?.reactions).toMatchObject([{ content: '+1' }])
  expect(appComments(epic)).toMatchObject([{ body: expect.stringContaining('Snoozed until 2023-01-31') }])
}, 180_000)

test.each(['/epic snoze 2 weeks', '/epic snooze 2 weeks', '/epic check'])(
  'the same signed command with another delivery ID does nothing twice: %s',
  async (text) => {
    const epic = EPICS[0] ?? ''
    const [told] = await webhooksOf(() => commandOn(epic, text))
    const [first, second] = [await started(0), await started(1)]
    for (const replica of [first, second, first, second]) await deliver(replica, told as Sent)
    await allDone()
    const state = () => thingAt(sandbox.world, epic).comments.map(({ body, reactions }) => [body, reactions.length])
    const before = structuredClone(state())
    await deliver(second, told as Sent)
    await allDone()
    expect(state()).toEqual(before)
    const replies = appComments(epic).filter(({ body }) => body.includes('scs-sprint:reply'))
    expect([replies.length, appComments(epic).length - replies.length]).toEqual(text.includes('snoze') ? [1, 1] : [0, 1])
    // A server that died after its answer was written, and before that was noted.
    await databases[0]?.db.deleteFrom('claims').execute()
    await deliver(first, told as Sent)
    await allDone()
    expect(state()).toEqual(before)
  },
  180_000,
)

const thumbs = ({ reactions }: { readonly reactions: readonly { readonly content: string }[] }) => reactions.map(({ content }) => content)

test('what GitHub sent while no server listened is asked for, and done once, however often it is asked', async () => {
  await started()
  await running.pop()?.stop(500)
  const [epic = '', other = ''] = EPICS
  // Nobody answers: GitHub notes that each of them failed.
  const asked = await commandOn(epic, '/epic snooze 2 weeks waiting')
  await sandbox.edit('fkr').label(other, 'upstream')
  await sandbox.webhooks.settled()
  const [first, second] = [await started(0), await started(1)]
  sandbox.webhooks.target = { url: first.url, secret: sandbox.env.WEBHOOK_SECRET }
  for (const replica of [first, second, first]) await replica.askAgain()
  await expect.poll(() => sandbox.webhooks.attempts().filter(({ redelivery }) => redelivery).length, { timeout: 60_000 }).toBeGreaterThan(1)
  await expect.poll(() => thumbs(asked), { timeout: 120_000 }).toEqual(['+1'])
  await allDone()
  await sandbox.webhooks.settled()
  expect(appComments(other)).toHaveLength(1)
  const missed = new Set(
    sandbox.webhooks
      .attempts()
      .filter(({ status }) => status === null)
      .map(({ guid }) => guid),
  )
  const attempts = sandbox.webhooks.attempts().filter(({ guid }) => missed.has(guid))
  // However many servers ask at once, each webhook is asked for once.
  expect(
    attempts
      .filter(({ status }) => status === 202)
      .map(({ guid }) => guid)
      .sort(),
  ).toEqual([...missed].sort())
  const before = sandbox.webhooks.attempts().filter(({ redelivery }) => redelivery).length
  await second.askAgain()
  await allDone()
  expect(sandbox.webhooks.attempts().filter(({ redelivery }) => redelivery)).toHaveLength(before)
}, 180_000)

test('a command that is older than the restore of a backup is not done again: it may have been done after the backup was made', async () => {
  const [epic = ''] = EPICS
  const told = await webhooksOf(() => commandOn(epic, '/epic snooze 2 weeks waiting'))
  clockNow = new Date(now.getTime() + 60_000)
  const replica = await started()
  await replica.restored()
  for (const one of told) await deliver(replica, one)
  await allDone()
  const comment = () => thingAt(sandbox.world, epic).comments.find(({ body }) => body.startsWith('/epic'))
  expect(comment()?.reactions).toEqual([])
  expect(replica.told.filter((line) => line.includes('a backup was restored since'))).toHaveLength(1)
}, 180_000)

test('webhooks are answered without a look at the board; those of the same minutes share one', async () => {
  const sent = await webhooksOf(async () => {
    for (let round = 0; round < 30; round++) await sandbox.edit('fkr').label(EPICS[0] ?? '', `label ${round}`)
  })
  const replica = await started(0, 3000)
  const answers = await Promise.all(sent.map((one) => deliver(replica, one)))
  expect([new Set(answers), replica.picturesRead()]).toEqual([new Set([202]), 0])
  await allDone()
  expect(replica.picturesRead()).toBeGreaterThan(0)
  expect(replica.picturesRead()).toBeLessThan(10)
}, 180_000)

test('scheduled work that fails is dropped a day later, when something else is due', async () => {
  const replica = await started()
  sandbox.faults.killAt(1)
  await replica.look(new Date('2023-01-15T00:00:00Z'), new Date('2023-01-15T23:00:00Z'))
  await replica.look(new Date('2023-01-10T09:00:00Z'), new Date('2023-01-10T09:10:00Z'))
  await allDone()
  expect(replica.told.filter((line) => line.startsWith('hygiene failed'))).toHaveLength(1)
}, 180_000)

test('scheduled work is done once by several servers, and retried until it succeeds', async () => {
  const replicas = await Promise.all([started(0), started(1), started(2)])
  sandbox.faults.killAt(1)
  // The hygiene of the day before the meeting, on Wednesdays at 10:05 in Berlin.
  const [from, to] = [new Date('2023-01-17T09:00:00Z'), new Date('2023-01-17T09:10:00Z')]
  await Promise.all(replicas.map(({ look }) => look(from, to)))
  await expect
    .poll(() => replicas.flatMap(({ told }) => told).filter((line) => line.includes('will be retried')).length, { timeout: 60_000 })
    .toBeGreaterThan(1)
  sandbox.faults.clear()
  await allDone()
  expect(EPICS.flatMap((epic) => appComments(epic)).length).toBeGreaterThan(4)
  expect(EPICS.filter((epic) => appComments(epic).length > 1)).toEqual([])
}, 180_000)
