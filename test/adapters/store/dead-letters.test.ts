/** What `doctor` and `log` tell of a server's jobs and week, whether it holds the embedded database or not; `log` runs dead letters again. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { startBoss } from '../../../src/adapters/queue/boss.ts'
import { openDatabase } from '../../../src/adapters/store/database/database.ts'
import { openServerStore } from '../../../src/adapters/store/database/server-store.ts'
import { createMemoryKeeper } from '../../../src/adapters/store/memory-keeper.ts'
import { aFolder, scsSprint } from '../../cli/terminal.ts'

const tools = { log: { info: () => {}, warn: () => {} }, clock: { now: () => new Date('2023-01-18T12:00:00Z') } }
const ID = '5f0c2b7e-8f1f-4b7c-9d51-0f4f6a0a9a01'
const dead = [{ kind: 'delivery', count: 1, message: 'GitHub is down', at: expect.stringMatching(/^\d{4}-/) }]

const logIn =
  (dataDir: string) =>
  (...options: string[]) =>
    scsSprint(['log', ...options], { DATA_DIR: dataDir, SPRINT_NOW: '2023-01-18T12:00:00Z' })

/** An embedded database with one dead letter, which no process holds. */
async function withDeadLetter(place = { databaseUrl: null, dataDir: aFolder() }) {
  const { db, close } = await openDatabase({ url: null, dataDir: place.dataDir })
  const boss = await startBoss(db, { log: tools.log, keepsTime: false })
  await sql`insert into deliveries (id, event, received_at, payload) values ('d1', 'issues', '2023-01-18', '{}')`.execute(db)
  const data = JSON.stringify({ kind: 'delivery', delivery: 'd1', event: 'issues' })
  await sql`insert into pgboss.job (id, name, data, output)
    values (${ID}, 'dead-letters', ${data}, '{"message":"GitHub is down"}')`.execute(db)
  await boss.stop({ graceful: false })
  await close()
  const open = () => openServerStore(place, { ...tools, debounce: { quietMs: 1, maxMs: 1 }, keepsTime: false })
  return { log: logIn(place.dataDir), place, open }
}

test('dead letters are read from the database, from a server that holds it, and from none; the server runs them again', async () => {
  const place = { databaseUrl: null, dataDir: aFolder() }
  const keeper = createMemoryKeeper(place, tools)
  const log = logIn(place.dataDir)
  expect([await keeper.deadLetters(), await keeper.listDeadLetters()]).toEqual([[], []])
  expect((await log('--failed')).out).toBe('No job failed for good.\n')
  expect(await log('--retry', 'all', '--apply')).toMatchObject({ code: 0, out: 'No job failed for good.\n' })
  const { open } = await withDeadLetter(place)
  const server = await open()
  expect(await keeper.deadLetters()).toEqual(dead)
  expect((await log('--failed')).out).toMatch(new RegExp(`^${ID} \\S+Z delivery \\(webhook issues\\): GitHub is down\n$`))
  expect(JSON.parse((await log('--failed', '--json')).out)).toMatchObject({ id: ID, kind: 'delivery', about: 'webhook issues' })
  expect(await log('--retry', ID)).toMatchObject({ code: 0, err: 'Dry run: nothing was changed. --apply runs 1 job again.\n' })
  const unknown = await log('--retry', 'no such', '--apply')
  expect(unknown).toMatchObject({ code: 1, err: expect.stringContaining('--retry: expected the ID of a job that failed for good, or all') })
  await server.usage.add([{ day: '2023-01-17', requests: 12, failed: 1, points: 34, leastLeft: 0.9 }])
  await server.audit.record({
    at: '2023-01-17T10:00:00.000Z',
    kind: 'commit-file',
    where: 'o/r:minutes/iaas-2023-01-18:a.md',
    why: 'a test',
    url: null,
  })
  const week = await log('--week', '--config', 'minutes/sprint.yml')
  expect(week.code).toBe(0)
  for (const line of ['commit-file: 1', 'iaas: 0 comments, minutes of 1 meeting', '12 requests to GitHub since 2023-01-17', '34 points'])
    expect(week.out).toContain(`- ${line}`)
  const { usage } = JSON.parse((await log('--week', '--json', '--config', 'minutes/sprint.yml')).out)
  expect(usage).toEqual({ since: '2023-01-17', requests: 12, failed: 1, points: 34, leastLeft: 0.9 })
  expect(await server.jobs.take('delivery', 1)).toEqual([])
  expect(await log('--retry', ID, '--apply')).toMatchObject({ code: 0, err: '1 job will be run again by the server.\n' })
  expect(await server.jobs.take('delivery', 1)).toMatchObject([{ data: { id: 'd1' } }])
  expect(await keeper.listDeadLetters()).toEqual([])
  await server.close()
})

test('dead letters are run again while no server runs', async () => {
  const { log, place, open } = await withDeadLetter()
  expect(await log('--retry', ID, '--apply')).toMatchObject({ code: 0, err: '1 job will be run again by the server.\n' })
  const next = await open()
  expect(await next.jobs.take('delivery', 1)).toMatchObject([{ data: { id: 'd1' } }])
  expect(await createMemoryKeeper(place, tools).listDeadLetters()).toEqual([])
  await next.close()
})

test('options that do not fit together are wrong usage', async () => {
  expect(await scsSprint(['log', '--apply'])).toMatchObject({ code: 2, err: expect.stringContaining('--apply: expected --retry') })
  expect(await scsSprint(['log', '--failed', '--retry', 'all'])).toMatchObject({ code: 2 })
  expect(await scsSprint(['log', '--week', '--failed'])).toMatchObject({ code: 2 })
})
