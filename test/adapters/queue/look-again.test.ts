/** Ten edits in five minutes are one look; an issue that is edited all day keeps no other one waiting. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { onEachEngine } from './engines.ts'

const clock = { now: () => new Date('2023-01-18T12:00:00Z') }
const named = (key: string, edit = 1) => ({ key, event: 'issues', names: { edit } })

onEachEngine(clock, ({ database, server }) => {
  /** When each waiting look is due, in seconds after its first edit. */
  const due = async () => {
    const { rows } = await sql<{ key: string; wait: number }>`select singleton_key as key,
      extract(epoch from start_after - created_on)::float8 as wait from pgboss.job where name = 'look-again' order by 1`.execute(
      database().db,
    )
    return rows.map(({ key, wait }) => [key, Math.round(wait)])
  }
  const passed = (seconds: number) =>
    sql`update pgboss.job set created_on = created_on - ${seconds} * interval '1 second',
      start_after = start_after - ${seconds} * interval '1 second'`.execute(database().db)

  test('each edit moves the look on, and no further than the longest wait; another issue waits for itself', async () => {
    const [first, second] = [await server(), await server()]
    for (let edit = 0; edit < 10; edit++) {
      await (edit % 2 ? first : second).lookAgain.note(named('issue:a', edit))
      await passed(29)
      if (edit === 1) expect(await due()).toEqual([['issue:a', 29 + 60]])
    }
    // The last edit came 261 s after the first: 60 s of quiet would end after 300 s.
    expect(await due()).toEqual([['issue:a', 300]])
    await first.lookAgain.note(named('issue:b'))
    expect(await due()).toEqual([
      ['issue:a', 300],
      ['issue:b', 60],
    ])
  })

  test('a look gets all that was noted for it; what is noted while it runs has a look of its own', async () => {
    const { jobs, lookAgain } = await server({ quietMs: 1, maxMs: 5 })
    await Promise.all([1, 2, 3].map((edit) => lookAgain.note(named('issue:a', edit))))
    await expect.poll(async () => (await jobs.state()).kinds[0]?.oldestSeconds).toBeGreaterThan(0)
    const [running] = await jobs.take('look-again', 10)
    const noted = await lookAgain.waiting([(running?.data as { key: string } | undefined)?.key ?? ''])
    expect(noted.map(({ names }) => (names as { edit: number }).edit).sort()).toEqual([1, 2, 3])
    await lookAgain.note(named('issue:a', 4))
    await lookAgain.looked(noted)
    if (running) await jobs.finish(running)
    await expect.poll(async () => (await jobs.state()).kinds[0]?.oldestSeconds).toBeGreaterThan(0)
    expect(await jobs.take('look-again', 10)).toHaveLength(1)
    expect((await lookAgain.waiting(['issue:a'])).map(({ names }) => names)).toEqual([{ edit: 4 }])
  })

  test('a look that fails keeps what was noted, and comes again beside the next one', async () => {
    const { jobs, lookAgain } = await server({ quietMs: 1, maxMs: 5 })
    await lookAgain.note(named('issue:a', 1))
    await expect.poll(async () => (await jobs.state()).kinds[0]?.oldestSeconds).toBeGreaterThan(0)
    const [failed] = await jobs.take('look-again', 10)
    await lookAgain.note(named('issue:a', 2))
    if (failed) expect(await jobs.fail(failed, { error: { message: 'GitHub is down' }, mostMs: 1 })).toBe('again')
    await expect.poll(async () => (await jobs.take('look-again', 10)).length).toBeGreaterThan(0)
    expect(await lookAgain.waiting(['issue:a'])).toHaveLength(2)
  })
})
