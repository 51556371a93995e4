/**
 * How what some work costs grows with the size of what it is given. A cost is the processor time of this process, so that
 * others on a busy machine do not add to it, and it is compared only with another cost: no test knows how fast a machine is.
 */
import { expect } from 'vitest'

/** Does its work on something of that size, in characters, lines or whatever the test counts. */
type Work = (size: number) => unknown

type Sizes = {
  readonly from: number
  /** The larger size is so many times `from`. */
  readonly times?: number
  /** How often the cost, at most; by default what is linear may need. */
  readonly atMost?: number
}

/** What is linear may seem to grow so many times as fast, as caches and the collector of garbage will have it. */
const SLACK = 3
/** Work is repeated until its cost is well above what the clock can tell. */
const LEAST_MS = 10
/** What grows too fast does so each time; a disturbance does not. */
const TRIES = 6

/** Fails when the cost grows much faster than the size: work on every pair of signs does, a pass over all of them does not. */
export async function expectGrowsWithSize(work: Work, { from, times = 8, atMost = SLACK * times }: Sizes, what?: string): Promise<void> {
  await work(from)
  let [small, large] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let turn = 0; turn < TRIES; turn++) {
    small = Math.min(small, await cost(work, from))
    large = Math.min(large, await cost(work, from * times))
    if (large <= atMost * small) return
  }
  expect(large / small, what ?? `${times} times the size: how often the cost`).toBeLessThanOrEqual(atMost)
}

/** Milliseconds of processor time for one go; without the system's, which maps memory at a cost of its own from a certain size on. */
async function cost(work: Work, size: number): Promise<number> {
  const start = process.cpuUsage()
  for (let done = 1; ; done++) {
    await work(size)
    const spent = process.cpuUsage(start).user / 1000
    if (spent >= LEAST_MS) return spent / done
  }
}
