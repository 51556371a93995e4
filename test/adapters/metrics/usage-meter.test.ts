import { expect, test } from 'vitest'
import { createUsageMeter } from '../../../src/adapters/metrics/usage-meter.ts'
import { usageInMemory } from '../../../src/adapters/store/add-usage.ts'
import type { UsageDay } from '../../../src/ports/usage.ts'

let now = new Date()
const clock = { now: () => now }
const log = { info: () => {}, warn: () => {} }
const limit = (left: number) => ({ resource: 'core', most: 5000, left })
const usual = { status: 200, limit: null, points: 0 }

test('requests of the last days are counted by day, with the least that was left of the rate limit', async () => {
  now = new Date('2023-01-10T12:00:00Z')
  const meter = createUsageMeter(usageInMemory(), { clock, log })
  expect(await meter.days()).toEqual([])
  meter.add({ status: 200, limit: limit(500), points: 4 })
  meter.add({ status: 200, limit: limit(600), points: 3 })
  now = new Date('2023-01-14T12:00:00Z')
  meter.add({ ...usual, status: 502 })
  meter.add({ ...usual, status: null })
  meter.add({ ...usual, status: 404, limit: limit(4000) })
  const tenth = { day: '2023-01-10', requests: 2, failed: 0, points: 7, leastLeft: 0.1 }
  const fourteenth = { day: '2023-01-14', requests: 3, failed: 2, points: 0, leastLeft: 0.8 }
  expect(await meter.days()).toEqual([tenth, fourteenth])
  now = new Date('2023-01-18T12:00:00Z')
  expect(await meter.days()).toEqual([fourteenth])
})

test('what was counted is kept once a minute, not with each request, and waits where it cannot be kept', async () => {
  now = new Date('2023-01-10T12:00:00Z')
  const added: UsageDay[] = []
  let isAway = true
  const add = async (days: readonly UsageDay[]) => {
    if (isAway) throw new Error('The database is away.')
    added.push(...days)
  }
  const meter = createUsageMeter({ add, since: async () => added }, { clock, log })
  meter.add(usual)
  now = new Date('2023-01-10T12:01:00Z')
  meter.add(usual)
  await Promise.resolve()
  meter.add(usual)
  expect(added).toEqual([])
  isAway = false
  now = new Date('2023-01-10T12:02:00Z')
  meter.add(usual)
  await meter.keep()
  expect(added.reduce((sum, { requests }) => sum + requests, 0)).toBe(4)
})
