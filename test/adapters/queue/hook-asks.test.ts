/** GitHub is asked for a webhook again by one server at a time. */
import { expect, test } from 'vitest'
import { onEachEngine } from './engines.ts'

const now = new Date('2023-01-18T12:00:00Z')
const minutes = (count: number) => new Date(now.getTime() + count * 60_000)
const asks = (at: Date, most = 2) => ({ now: at, before: new Date(at.getTime() - 50 * 60_000), most })

onEachEngine({ now: () => now }, ({ server }) => {
  test('of two servers that ask at once each has others, in order; after an hour what did not come is free', async () => {
    const [first, second] = [(await server()).marks, (await server()).marks]
    const guids = ['d', 'b', 'c', 'a']
    expect([...(await first.takeAsks(guids, asks(now)))].sort()).toEqual(['b', 'd'])
    const both = await Promise.all([first.takeAsks(guids, asks(minutes(1), 9)), second.takeAsks(guids, asks(minutes(1), 9))])
    expect(both.flatMap((taken) => [...taken]).sort()).toEqual(['a', 'c'])
    expect([...(await second.takeAsks(guids, asks(minutes(30))))]).toEqual([])
    expect([...(await second.takeAsks(['a', 'b'], asks(minutes(52))))].sort()).toEqual(['a', 'b'])
    expect([...(await second.takeAsks([], asks(minutes(53))))]).toEqual([])
  })
})
