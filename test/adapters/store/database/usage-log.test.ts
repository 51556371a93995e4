/** Requests to GitHub are summed by day over all servers on a database, and outlive them. */
import { expect, test } from 'vitest'
import { onEachEngine } from '../../queue/engines.ts'

let now = new Date('2023-01-18T12:00:00Z')
const clock = { now: () => now }
const aDay = (day: string, requests: number, leastLeft: number | null = null) => ({ day, requests, failed: 1, points: 2, leastLeft })

onEachEngine(clock, ({ server }) => {
  test('what several servers counted is one sum a day, after a restart too', async () => {
    const [first, second] = [await server(), await server()]
    await Promise.all([
      first.usage.add([aDay('2023-01-17', 10, 0.5), aDay('2023-01-18', 1)]),
      second.usage.add([aDay('2023-01-17', 5, 0.25)]),
      second.usage.add([]),
    ])
    await first.usage.add([aDay('2023-01-17', 1)])
    const sums = [
      { day: '2023-01-17', requests: 16, failed: 3, points: 6, leastLeft: 0.25 },
      { day: '2023-01-18', requests: 1, failed: 1, points: 2, leastLeft: null },
    ]
    expect(await (await server()).usage.since('2023-01-17')).toEqual(sums)
    expect(await second.usage.since('2023-01-18')).toEqual(sums.slice(1))
  })

  test('days of long ago are forgotten', async () => {
    const { usage } = await server()
    await usage.add([aDay('2023-01-18', 1)])
    now = new Date('2023-04-18T12:00:00Z')
    await usage.add([aDay('2023-04-18', 1)])
    now = new Date('2023-01-18T12:00:00Z')
    expect((await usage.since('2023-01-01')).map(({ day }) => day)).toEqual(['2023-04-18'])
  })
})
