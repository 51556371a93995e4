/** Servers on one database: each job is done by one of them, whoever dies meanwhile; what fails comes again, and ends as a dead letter. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { serverStoreIn } from '../../../src/adapters/store/database/server-store.ts'
import type { Job, JobQueue } from '../../../src/ports/jobs.ts'
import { onEachEngine } from './engines.ts'

let now = new Date('2023-01-18T12:00:00Z')
const clock = { now: () => now }
const log = { info: () => {}, warn: () => {} }
const aDelivery = (id: string) => ({ id, event: 'issues', body: JSON.stringify({ id }) })
const names = (taken: readonly Job[]) => taken.map(({ data }) => (data as { id: string }).id).sort()
const failure = { error: { message: 'GitHub is down' }, mostMs: 60_000 }
const one = async (jobs: JobQueue): Promise<Job> => {
  const [job] = await jobs.take('delivery', 1)
  if (!job) throw new Error('No job is due.')
  return job
}

onEachEngine(clock, ({ database, server }) => {
  const leaseEnds = () =>
    sql`update pgboss.job set started_on = now() - interval '31 seconds' where state = 'active'`.execute(database().db)
  const pausesEnd = () => sql`update pgboss.job set start_after = now() - interval '1 second' where state < 'active'`.execute(database().db)

  test('servers that start together on an empty database all start, and none of its connections is left in a broken transaction', async () => {
    await sql`drop schema pgboss cascade`.execute(database().db)
    const servers = await Promise.all([server(), server(), server(), server()])
    await Promise.all(servers.map(({ deliveries }, index) => deliveries.accept(aDelivery(`d${index}`))))
    expect(await servers[0]?.jobs.take('delivery', 10)).toHaveLength(4)
    await Promise.all(Array.from({ length: 10 }, () => sql`select 1`.execute(database().db)))
  })

  test('of many deliveries each is taken by one of two servers', async () => {
    const [first, second] = [await server(), await server()]
    const all = Array.from({ length: 75 }, (_, index) => `d${String(index).padStart(2, '0')}`)
    await Promise.all(all.map((id, index) => (index % 2 ? first : second).deliveries.accept(aDelivery(id))))
    const taken = await Promise.all(Array.from({ length: 10 }, (_, round) => (round % 2 ? first : second).jobs.take('delivery', 20)))
    expect(taken.flatMap(names).sort()).toEqual(all)
  })

  test('a delivery that comes twice is accepted once, also when both come at the same moment to two servers', async () => {
    const [first, second] = [await server(), await server()]
    const answers = await Promise.all([first, first, second, second].map(({ deliveries }) => deliveries.accept(aDelivery('d1'))))
    expect(answers.filter((isFresh) => isFresh)).toHaveLength(1)
    const job = await one(first.jobs)
    const { body } = aDelivery('d1')
    expect(job).toMatchObject({ data: { id: 'd1', event: 'issues', bytes: body.length }, attempt: 1 })
    expect(await Promise.all(['d1', 'd2'].map(second.deliveries.body))).toEqual([body, null])
    await first.jobs.finish(job)
    expect(await first.jobs.take('delivery', 10)).toEqual([])
    expect(await second.deliveries.accept(aDelivery('d1'))).toBe(false)
    expect(await second.deliveries.known(['d1', 'd2'])).toEqual(new Set(['d1']))
    const kept = await database().db.selectFrom('deliveries').select('payload').execute()
    expect(kept).toEqual([{ payload: null }])
    now = new Date('2023-01-27T12:00:00Z')
    await second.deliveries.forget()
    expect(await second.deliveries.accept(aDelivery('d1'))).toBe(true)
    now = new Date('2023-01-18T12:00:00Z')
  })

  test('a delivery whose job cannot be made is not kept either: GitHub is told, and may send it again', async () => {
    const { deliveries, jobs } = await server()
    const { db } = database()
    await sql`alter table pgboss.queue rename to queue_away`.execute(db)
    await expect(deliveries.accept(aDelivery('d1'))).rejects.toThrow()
    await sql`alter table pgboss.queue_away rename to queue`.execute(db)
    expect(await deliveries.accept(aDelivery('d1'))).toBe(true)
    expect(names(await jobs.take('delivery', 10))).toEqual(['d1'])
  })

  test('one that cannot be stored keeps none of those that come with it from being stored', async () => {
    const { deliveries } = await server()
    // PostgreSQL has no text with this sign.
    const broken = { id: 'broken\u0000', event: 'issues', body: '{}' }
    const answers = await Promise.allSettled([aDelivery('d1'), broken, aDelivery('d2')].map(deliveries.accept))
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  })

  test('what failed is due later, what a dead server held after its lease, what was handed back at once', async () => {
    const [first, second] = [await server(), await server()]
    for (const id of ['failed', 'held', 'handed back']) await first.deliveries.accept(aDelivery(id))
    const taken = await first.jobs.take('delivery', 3)
    const named = (id: string) => taken.filter(({ data }) => (data as { id: string }).id === id)
    for (const job of named('failed')) expect(await first.jobs.fail(job, failure)).toBe('again')
    await leaseEnds()
    await first.jobs.renew([...named('held'), ...named('handed back')])
    await second.jobs.takeOver()
    expect(await second.jobs.take('delivery', 3)).toEqual([])
    await first.jobs.handBack(named('handed back'))
    expect(names(await second.jobs.take('delivery', 3))).toEqual(['handed back'])
    await leaseEnds()
    await second.jobs.takeOver()
    await pausesEnd()
    const again = await second.jobs.take('delivery', 3)
    const attempts = again.map(({ data, attempt }) => [(data as { id: string }).id, attempt]).sort()
    expect(attempts).toEqual([
      ['failed', 2],
      ['handed back', 3],
      ['held', 2],
    ])
  })

  test('a server whose lease ended is not heard: who took the job over has it', async () => {
    const [first, second] = [await server(), await server()]
    await first.deliveries.accept(aDelivery('d1'))
    const slow = await one(first.jobs)
    await leaseEnds()
    await second.jobs.takeOver()
    const taken = await one(second.jobs)
    expect(taken.attempt).toBe(2)
    expect(await first.jobs.fail(slow, failure)).toBe('lost')
    await first.jobs.handBack([slow])
    await first.jobs.renew([slow])
    expect(await first.jobs.take('delivery', 1)).toEqual([])
    expect(await second.jobs.fail(taken, failure)).toBe('again')
  })

  test('a server that handed a job back is ignored: who took it since has it', async () => {
    const [first, second] = [await server(), await server()]
    await first.deliveries.accept(aDelivery('d1'))
    const slow = await one(first.jobs)
    await first.jobs.handBack([slow])
    const taken = await one(second.jobs)
    expect(await first.jobs.fail(slow, failure)).toBe('lost')
    await first.jobs.handBack([slow])
    expect(await first.jobs.take('delivery', 1)).toEqual([])
    expect(await second.jobs.fail(taken, failure)).toBe('again')
  })

  test('a job that is handed back at many stops has as many tries left', async () => {
    const { deliveries, jobs } = await server()
    await deliveries.accept(aDelivery('d1'))
    await sql`update pgboss.job set retry_limit = 1`.execute(database().db)
    for (let stop = 0; stop < 3; stop++) await jobs.handBack([await one(jobs)])
    expect(await jobs.fail(await one(jobs), failure)).toBe('again')
    await pausesEnd()
    expect(await jobs.fail(await one(jobs), failure)).toBe('dead')
  })

  test('pauses double up to the longest one; a person is waited for as long as it is said', async () => {
    const { deliveries, jobs } = await server()
    await deliveries.accept(aDelivery('d1'))
    const pauses: number[] = []
    const fail = async (given: Parameters<JobQueue['fail']>[1]) => {
      await jobs.fail(await one(jobs), given)
      const { rows } = await sql<{ wait: number }>`select extract(epoch from start_after - now())::float8 as wait
        from pgboss.job where name = 'delivery'`.execute(database().db)
      pauses.push(rows[0]?.wait ?? -1)
      await pausesEnd()
    }
    for (let round = 0; round < 6; round++) await fail(failure)
    await fail({ ...failure, pause: 24 * 60 * 60 * 1000 })
    const [first = 0, second = 0, third = 0] = pauses
    expect(first).toBeGreaterThan(3)
    expect(first).toBeLessThan(11)
    expect(second).toBeGreaterThan(8)
    expect(third).toBeGreaterThan(18)
    expect(pauses.slice(4, 6).every((wait) => wait > 55 && wait <= 60)).toBe(true)
    expect(pauses[6]).toBeGreaterThan(86_000)
  })

  test('a job that always fails is a dead letter after a week, and is named; the rest goes on', async () => {
    const { deliveries, jobs } = await server()
    await deliveries.accept(aDelivery('poison'))
    await deliveries.accept(aDelivery('fine'))
    const taken = await jobs.take('delivery', 2)
    const [poison, fine] = [...taken].sort((a, b) => (names([a]) > names([b]) ? -1 : 1))
    if (!poison || !fine) throw new Error('Two jobs were expected.')
    expect(await jobs.fail(poison, failure)).toBe('again')
    await jobs.finish(fine)
    await sql`update pgboss.job set created_on = now() - interval '8 days' where name = 'delivery'`.execute(database().db)
    await pausesEnd()
    expect(await jobs.fail(await one(jobs), { ...failure, error: { message: 'TypeError: no such thing' } })).toBe('dead')
    expect(await jobs.state()).toMatchObject({
      kinds: [],
      dead: [{ kind: 'delivery', count: 1, message: 'TypeError: no such thing', at: expect.stringMatching(/^\d{4}-/) }],
    })
    // Also not when a server starts, which looks for webhooks without a job.
    expect(await (await server()).jobs.take('delivery', 2)).toEqual([])
  })

  test.each(['tick', 'missed-deliveries'] as const)('a %s that fails is not retried: the schedule brings the next one', async (kind) => {
    const { jobs } = await server()
    for (let minute = 0; minute < 5; minute++) {
      await jobs.add(kind)
      const [job] = await jobs.take(kind, 5)
      expect(job).toMatchObject({ kind, attempt: 1 })
      if (job) expect(await jobs.fail(job, failure)).toBe('replaced')
    }
    expect(await jobs.state()).toEqual({ kinds: [], dead: [] })
  })

  test('a job and a dead letter are kept for thirty days, also in a database of an earlier version', async () => {
    const { db } = database()
    await sql`update pgboss.queue set retention_minutes = null where name in ('delivery', 'dead-letters')`.execute(db)
    const { jobs, deliveries } = await server()
    await deliveries.accept(aDelivery('d1'))
    await jobs.add('tick')
    const { rows } = await sql`select name, extract(day from keep_until - created_on)::int as days from pgboss.job order by name`.execute(
      db,
    )
    expect(rows).toEqual([
      { name: 'delivery', days: 30 },
      { name: 'tick', days: 30 },
    ])
    const { rows: queues } = await sql`select distinct retention_minutes as minutes from pgboss.queue`.execute(db)
    expect(queues).toEqual([{ minutes: 30 * 24 * 60 }])
  })

  test('a database of an earlier version gets the numbers of retries of this one', async () => {
    const { db } = database()
    await sql`update pgboss.queue set retry_limit = 200, dead_letter = 'dead-letters' where name = 'tick'`.execute(db)
    await sql`update pgboss.queue set retry_limit = 2 where name = 'delivery'`.execute(db)
    const { jobs, deliveries } = await server()
    await jobs.add('tick')
    await deliveries.accept(aDelivery('d1'))
    const { rows } = await sql`select name, retry_limit, dead_letter from pgboss.job order by name`.execute(db)
    expect(rows).toEqual([
      { name: 'delivery', retry_limit: 200, dead_letter: 'dead-letters' },
      { name: 'tick', retry_limit: 0, dead_letter: null },
    ])
  })

  test('what a killed process left in a database of its own is due at once', async () => {
    const first = await server()
    await first.deliveries.accept(aDelivery('d1'))
    await first.jobs.take('delivery', 1)
    await database()
      .db.insertInto('claims')
      .values({ name: 'board', holder: 'dead', until: sql<Date>`now() + interval '30 s'`, done: false })
      .execute()
    const tools = { log, clock, debounce: { quietMs: 1, maxMs: 1 }, keepsTime: false }
    const next = await serverStoreIn({ ...database(), close: async () => {} }, tools, { isAlone: true })
    expect(names(await next.jobs.take('delivery', 1))).toEqual(['d1'])
    expect(await next.claims.alone(['board'], async () => 'done')).toBe('done')
    await next.close()
  })

  test('webhooks that a backup brought back have a job after the start, once, however many servers start', async () => {
    await database()
      .db.insertInto('deliveries')
      .values([
        { id: 'waiting', event: 'issues', received_at: '2023-01-18T11:00:00Z', payload: '{"action":"opened"}', finished_at: null },
        { id: 'done', event: 'issues', received_at: '2023-01-18T11:00:00Z', payload: null, finished_at: '2023-01-18T11:01:00Z' },
      ])
      .execute()
    await database().db.insertInto('touched').values({ key: 'board', event: 'issues', names: '{}' }).execute()
    const servers = await Promise.all([server(), server(), server()])
    const taken = await Promise.all(servers.map(({ jobs }) => jobs.take('delivery', 5)))
    expect(taken.flatMap(names)).toEqual(['waiting'])
    expect((await Promise.all(servers.map(({ jobs }) => jobs.take('look-again', 5)))).flat()).toHaveLength(1)
  })

  test('what a dead look was to look at is not looked at again by a start, and is dropped with old deliveries', async () => {
    const { lookAgain, jobs, deliveries } = await server({ quietMs: 0, maxMs: 0 })
    const { db } = database()
    const kept = async () => (await db.selectFrom('touched').select('key').execute()).map(({ key }) => key)
    await lookAgain.note({ key: 'epic:dead', event: 'issues', names: {} })
    await pausesEnd()
    const [look] = await jobs.take('look-again', 5)
    await sql`update pgboss.job set created_on = now() - interval '8 days'`.execute(db)
    if (look) expect(await jobs.fail(look, failure)).toBe('dead')
    expect(await (await server()).jobs.take('look-again', 5)).toEqual([])
    await deliveries.forget()
    expect(await kept()).toEqual(['epic:dead'])
    await sql`update touched set noted_at = now() - interval '31 days'`.execute(db)
    await deliveries.forget()
    expect(await kept()).toEqual([])
  })

  test('a dead letter keeps its webhook for thirty days', async () => {
    const { deliveries, jobs } = await server()
    await deliveries.accept(aDelivery('poison'))
    await sql`update pgboss.job set created_on = now() - interval '8 days'`.execute(database().db)
    expect(await jobs.fail(await one(jobs), failure)).toBe('dead')
    now = new Date('2023-01-27T12:00:00Z')
    await deliveries.forget()
    expect(await deliveries.known(['poison'])).toEqual(new Set(['poison']))
    now = new Date('2023-02-18T12:00:00Z')
    await deliveries.forget()
    expect(await deliveries.known(['poison'])).toEqual(new Set())
    now = new Date('2023-01-18T12:00:00Z')
  })

  test('scheduled work among the webhooks of an older backup: what was not done falls due again, what was done does not', async () => {
    const { db } = database()
    const row = (id: string, received_at: string, finished_at: string | null) => ({
      id: `schedule:${id}`,
      event: 'schedule:',
      received_at,
      payload: '{}',
      finished_at,
    })
    const rows = [row('done', '2023-01-18T10:00:00Z', '2023-01-18T10:01:00Z'), row('open', '2023-01-18T11:00:00Z', null)]
    await db.insertInto('deliveries').values(rows).execute()
    await db.insertInto('looks').values({ name: 'schedule', at: '2023-01-18T12:00:00Z' }).execute()
    const { jobs, deliveries, times } = await server()
    expect(await jobs.take('delivery', 5)).toEqual([])
    expect(await deliveries.known(rows.map(({ id }) => id))).toEqual(new Set())
    expect(await times.lastLook()).toEqual(new Date('2023-01-18T11:00:00Z'))
    const due = ['done', 'open'].map((id) => ({ id, at: now, work: {} }))
    expect(await times.looked(now, due)).toBe(1)
  })

  test('a kind is due while one of its jobs waits and its time has come', async () => {
    const { deliveries, jobs } = await server()
    const due = () => jobs.due(['delivery', 'look-again', 'tick'])
    expect(await due()).toEqual([])
    await deliveries.accept(aDelivery('d1'))
    await jobs.add('tick')
    expect(await due()).toEqual(['delivery', 'tick'])
    expect(await jobs.due(['look-again'])).toEqual([])
    const job = await one(jobs)
    expect(await due()).toEqual(['tick'])
    await jobs.fail(job, failure)
    expect(await due()).toEqual(['tick'])
    await pausesEnd()
    expect(await due()).toEqual(['delivery', 'tick'])
  })

  test('how many wait and run, and since when the oldest is due', async () => {
    const { deliveries, jobs } = await server()
    for (const id of ['d1', 'd2', 'd3']) await deliveries.accept(aDelivery(id))
    await jobs.take('delivery', 1)
    await sql`update pgboss.job set start_after = now() - interval '50 seconds' where state = 'created'`.execute(database().db)
    const { kinds, dead } = await jobs.state()
    expect([kinds, dead]).toEqual([[{ kind: 'delivery', waiting: 2, running: 1, oldestSeconds: expect.closeTo(50, -1) }], []])
  })
})
