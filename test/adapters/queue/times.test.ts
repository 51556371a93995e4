/** Each time is worked on once over all servers, whatever their clocks do. */
import { expect, test } from 'vitest'
import { onEachEngine } from './engines.ts'

let now = new Date('2023-01-18T12:00:00Z')
const clock = { now: () => now }
const at = (time: string) => new Date(`2023-01-${time}Z`)
const due = (time: string) => ({ id: `hygiene ${time}`, at: at(time), work: { kind: 'hygiene', at: at(time).toISOString() } })

onEachEngine(clock, ({ server }) => {
  const times = async (jobs: Awaited<ReturnType<typeof server>>['jobs']) =>
    (await jobs.take('scheduled', 10)).map(({ data }) => (data as { work: { at: string } }).work.at.slice(8, 16)).sort()

  test('three servers that look at the same moment make one job of each time', async () => {
    const servers = [await server(), await server(), await server()]
    expect(await servers[0]?.times.lastLook()).toBeNull()
    const looked = await Promise.all(servers.map((one) => one.times.looked(at('18T12:00:00'), [due('18T10:00:00'), due('18T11:00:00')])))
    expect(looked.reduce((sum, count) => sum + count, 0)).toBe(2)
    expect(await servers[1]?.times.lastLook()).toEqual(at('18T12:00:00'))
    const taken = await Promise.all(servers.map(({ jobs }) => times(jobs)))
    expect(taken.flat().sort()).toEqual(['18T10:00', '18T11:00'])
  })

  test('the first look that saw all stays the first, and is not after the first start', async () => {
    const [first, other] = [await server(), await server()]
    expect(await first.times.firstLook()).toBeNull()
    await first.times.looked(at('18T12:05:00'), [], { isWhole: false })
    expect(await first.times.firstLook()).toBeNull()
    await other.times.looked(at('18T12:06:00'), [due('18T12:03:00')])
    await first.times.looked(at('18T12:07:00'), [])
    const began = await first.marks.begun()
    expect(await other.times.firstLook()).toEqual(began ?? at('18T12:06:00'))
  })

  test('what was due while no server ran is taken in order of its time', async () => {
    const { jobs, times: kept } = await server()
    const hours = Array.from({ length: 8 }, (_, index) => `18T0${index + 1}:00:00`)
    await kept.looked(at('18T12:00:00'), hours.map(due))
    const taken: string[] = []
    for (let left = hours.length; left > 0; left -= 2) {
      for (const { data } of await jobs.take('scheduled', 2)) taken.push((data as { work: { at: string } }).work.at.slice(8, 19))
    }
    expect(taken).toEqual(hours)
  })

  test('after a look that could not see all, the next one begins where it did, also on another server', async () => {
    const [first, restarted] = [await server(), await server()]
    await first.times.looked(at('18T11:00:00'), [])
    expect(await first.times.looked(at('18T11:30:00'), [due('18T11:10:00')], { isWhole: false })).toBe(1)
    expect(await restarted.times.lastLook()).toEqual(at('18T11:00:00'))
    expect(await restarted.times.looked(at('18T12:00:00'), [due('18T11:10:00'), due('18T11:20:00')])).toBe(1)
    expect(await restarted.times.lastLook()).toEqual(at('18T12:00:00'))
    expect(await times(restarted.jobs)).toEqual(['18T11:10', '18T11:20'])
  })

  test('a clock that was a day ahead: what it brought early comes again at its time, what was due before does not', async () => {
    const { jobs, times: kept } = await server()
    await kept.looked(at('18T12:00:00'), [due('18T11:00:00')])
    now = at('19T12:00:00')
    await kept.looked(now, [due('19T11:00:00')])
    expect(await times(jobs)).toEqual(['18T11:00', '19T11:00'])
    now = at('18T12:01:00')
    await kept.looked(now, [])
    expect(await kept.lastLook()).toEqual(now)
    now = at('19T12:00:00')
    expect(await kept.looked(now, [due('18T11:00:00'), due('19T11:00:00')])).toBe(1)
    expect(await times(jobs)).toEqual(['19T11:00'])
    now = at('18T12:00:00')
  })

  test('a server whose clock is a few minutes behind undoes nothing of what another one brought', async () => {
    const [ahead, behind] = [await server(), await server()]
    await ahead.times.looked(at('18T12:05:00'), [due('18T12:03:00')])
    expect(await times(ahead.jobs)).toEqual(['18T12:03'])
    await behind.times.looked(at('18T12:00:00'), [])
    expect(await ahead.times.lastLook()).toEqual(at('18T12:05:00'))
    expect(await ahead.times.looked(at('18T12:06:00'), [due('18T12:03:00')])).toBe(0)
    expect(await times(ahead.jobs)).toEqual([])
  })
})
