/** Jobs that failed for good are listed with what they were for, and become jobs again. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { countDeadLetters, listDeadLetters, retryDeadLetters } from '../../../src/adapters/queue/dead-letters.ts'
import type { ServerStore } from '../../../src/adapters/store/database/server-store.ts'
import type { JobKind } from '../../../src/ports/jobs.ts'
import { onEachEngine } from './engines.ts'

const clock = { now: () => new Date('2023-01-18T12:00:00Z') }
const log = { info: () => {}, warn: () => {} }
const issue = (number: number) => ({ action: 'edited', repository: { full_name: 'scs/issues' }, issue: { number, body: 'A secret plan.' } })
const names = { repository: { full_name: 'scs/issues' }, issue: { number: 3 } }
const due = { kind: 'minutes', team: 'iaas', date: '2023-01-18', at: '2023-01-18T11:00:00.000Z' }

onEachEngine(clock, ({ database, server }) => {
  /** What is due fails, and is older than jobs are tried. */
  const die = async ({ jobs }: ServerStore, kind: JobKind): Promise<void> => {
    await sql`update pgboss.job set start_after = now() - interval '1 second' where state < 'active'`.execute(database().db)
    for (const job of await jobs.take(kind, 10)) {
      await sql`update pgboss.job set created_on = now() - interval '8 days' where id = ${job.id}`.execute(database().db)
      expect(await jobs.fail(job, { error: { message: `Error: ${kind} failed` }, mostMs: 1 })).toBe('dead')
    }
  }
  const threeDead = async () => {
    const store = await server({ quietMs: 1, maxMs: 1 })
    await store.deliveries.accept({ id: 'd1', event: 'issues', body: JSON.stringify(issue(7)) })
    await store.lookAgain.note({ key: 'issue:I_3', event: 'issues', names })
    await store.times.looked(clock.now(), [{ id: 'a', at: clock.now(), work: due }])
    for (const kind of ['delivery', 'look-again', 'scheduled'] as const) await die(store, kind)
    return store
  }
  const list = () => listDeadLetters(database().db)
  const retry = async (ids: readonly string[]) => retryDeadLetters(database().db, ids, log)

  test('each is listed with what it was for, the reason and since when, without what people wrote', async () => {
    await threeDead()
    const listed = await list()
    expect(listed.map(({ kind, about, message }) => [kind, about, message]).sort()).toEqual([
      ['delivery', 'webhook issues edited scs/issues#7', 'Error: delivery failed'],
      ['look-again', 'issue:I_3, scs/issues#3', 'Error: look-again failed'],
      ['scheduled', 'minutes iaas due at 2023-01-18T11:00:00.000Z', 'Error: scheduled failed'],
    ])
    expect(listed.every(({ at }) => !Number.isNaN(Date.parse(at)))).toBe(true)
  })

  test('what is run again is a job like a new one, with its data, and no dead letter any more', async () => {
    const { jobs, lookAgain } = await threeDead()
    expect(await retry((await list()).map(({ id }) => id))).toBe(3)
    expect([await list(), await countDeadLetters(database().db)]).toEqual([[], []])
    const [webhook] = await jobs.take('delivery', 10)
    expect(webhook).toMatchObject({ attempt: 1, data: { id: 'd1', event: 'issues' } })
    const [look] = await jobs.take('look-again', 10)
    expect(await lookAgain.waiting([String((look?.data as { key?: string } | undefined)?.key)])).toMatchObject([{ names }])
    expect(await jobs.take('scheduled', 10)).toMatchObject([{ data: { work: due } }])
    // It has as many tries as a new one.
    if (webhook) expect(await jobs.fail(webhook, { error: { message: 'again' }, mostMs: 1 })).toBe('again')
  })

  test('one of them is run again; twice is once', async () => {
    const { jobs } = await threeDead()
    const [one] = (await list()).filter(({ kind }) => kind === 'delivery')
    const id = one?.id ?? ''
    expect((await Promise.all([retry([id]), retry([id])])).sort()).toEqual([0, 1])
    expect((await list()).map(({ kind }) => kind).sort()).toEqual(['look-again', 'scheduled'])
    expect(await jobs.take('delivery', 10)).toHaveLength(1)
  })

  test('a look that waits again already takes over what the dead one was for', async () => {
    const store = await threeDead()
    await store.lookAgain.note({ key: 'issue:I_3', event: 'issues', names })
    expect(await retry((await list()).map(({ id }) => id))).toBe(3)
    await sql`update pgboss.job set start_after = now() - interval '1 second' where state < 'active'`.execute(database().db)
    expect(await store.jobs.take('look-again', 10)).toHaveLength(1)
    expect(await store.lookAgain.waiting(['issue:I_3'])).toHaveLength(2)
  })

  test('a job of a kind that this version does not know stays', async () => {
    await server()
    await sql`insert into pgboss.job (name, data) values ('dead-letters', '{"kind":"of-tomorrow"}')`.execute(database().db)
    const listed = await list()
    expect(listed).toMatchObject([{ kind: 'of-tomorrow', about: '', message: '' }])
    expect(await retry(listed.map(({ id }) => id))).toBe(0)
    expect(await list()).toHaveLength(1)
  })

  test('a payload that is no JSON keeps none of the others from being listed', async () => {
    const store = await server()
    await store.deliveries.accept({ id: 'd1', event: 'issues', body: '{' })
    await die(store, 'delivery')
    expect(await list()).toMatchObject([{ about: 'webhook issues' }])
  })
})
