import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createDebouncedQueue } from '../../../src/adapters/queue/debounced.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function aQueue(run: (items: readonly string[]) => Promise<void> = async () => {}) {
  const runs: (readonly string[])[] = []
  const queue = createDebouncedQueue<string>({
    quietMs: 60_000,
    maxMs: 300_000,
    run: async (items) => {
      runs.push(items)
      await run(items)
    },
  })
  return { queue, runs }
}

test('ten edits in five minutes are one check', async () => {
  const { queue, runs } = aQueue()
  for (let edit = 0; edit < 10; edit++) {
    queue.add([`edit ${edit}`])
    await vi.advanceTimersByTimeAsync(29_000)
  }
  expect(runs).toEqual([])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(runs.map((items) => items.length)).toEqual([10])
})

test('edits that never pause are checked after the longest wait all the same', async () => {
  const { queue, runs } = aQueue()
  for (let edit = 0; edit < 12; edit++) {
    queue.add(['again'])
    await vi.advanceTimersByTimeAsync(30_000)
  }
  expect(runs).toHaveLength(1)
})

test('whoever added something is told that its run failed, and the next one runs', async () => {
  const { queue, runs } = aQueue(async () => {
    if (runs.length === 1) throw new Error('GitHub is down')
  })
  const first = queue.add(['first'])
  const refused = expect(first).rejects.toThrow('GitHub is down')
  await queue.drain()
  await refused
  await Promise.all([queue.add(['second']), queue.drain()])
  expect(runs).toEqual([['first'], ['second']])
})

test('draining runs what waits and leaves nothing behind', async () => {
  const { queue, runs } = aQueue()
  queue.add(['one'])
  await queue.drain()
  expect([runs.length, queue.waiting()]).toEqual([1, 0])
})

test('who adds is told when it was run', async () => {
  const { queue } = aQueue()
  let told = false
  const ended = queue.add(['one']).then(() => {
    told = true
  })
  await vi.advanceTimersByTimeAsync(59_000)
  expect(told).toBe(false)
  await vi.advanceTimersByTimeAsync(1000)
  await ended
  expect(told).toBe(true)
})

test('what comes while draining is run as well', async () => {
  const { queue, runs } = aQueue(async () => {
    if (runs.length === 1) void queue.add(['two'])
  })
  void queue.add(['one'])
  await queue.drain()
  expect([runs, queue.waiting()]).toEqual([[['one'], ['two']], 0])
})
