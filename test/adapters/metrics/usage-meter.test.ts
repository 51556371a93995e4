import { expect, test } from 'vitest'
import { createUsageMeter } from '../../../src/adapters/metrics/usage-meter.ts'

test('requests of the last seven days are counted, with the least that was left of the rate limit', () => {
  let now = new Date('2023-01-10T12:00:00Z')
  const meter = createUsageMeter({ now: () => now })
  const limit = (left: number) => ({ resource: 'core', most: 5000, left })
  expect(meter.github()).toEqual({ since: now, requests: 0, failed: 0, leastLeft: null })
  meter.add({ status: 200, limit: limit(500) })
  now = new Date('2023-01-14T12:00:00Z')
  meter.add({ status: 502, limit: null })
  meter.add({ status: null, limit: null })
  meter.add({ status: 404, limit: limit(4000) })
  expect(meter.github()).toEqual({ since: new Date('2023-01-10T12:00:00Z'), requests: 4, failed: 2, leastLeft: 0.1 })
  now = new Date('2023-01-17T12:00:00Z')
  expect(meter.github()).toEqual({ since: new Date('2023-01-11T00:00:00Z'), requests: 3, failed: 2, leastLeft: 0.8 })
})
