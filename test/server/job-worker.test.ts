/** Jobs that are done together do not share the failure of one of them. */
import { expect, test } from 'vitest'
import { JOB_KINDS, type Job, type JobKind, type JobQueue, type JobWork } from '../../src/ports/jobs.ts'
import type { Metrics } from '../../src/ports/metrics.ts'
import { createJobWorker } from '../../src/server/job-worker.ts'

const metrics = { count: () => {}, level: () => {}, gauge: () => {}, duration: () => {} } as unknown as Metrics
const log = { info: () => {}, warn: () => {} }

async function doneTogether(how: Pick<JobWork, 'perform' | 'isForAll'>, count = 16) {
  const finished: string[] = []
  const failed: string[] = []
  const left: Job[] = Array.from({ length: count }, (_, index) => ({ id: `j${index}`, kind: 'look-again', data: {}, attempt: 1 }))
  const jobs = {
    due: async (kinds: readonly JobKind[]) => kinds,
    take: async (kind: string) => (kind === 'look-again' ? left.splice(0) : []),
    finish: async ({ id }: Job) => void finished.push(id),
    fail: async ({ id }: Job) => {
      failed.push(id)
      return 'again'
    },
    renew: async () => {},
    takeOver: async () => {},
    handBack: async () => {},
    state: async () => ({ kinds: [], dead: [] }),
  } as unknown as JobQueue
  const work = { 'look-again': { together: 500, atOnce: 1, ...how } }
  const worker = createJobWorker(jobs, { work, log, metrics, pace: { pollMs: 60_000, mostMs: 1000, gatherMs: 0 } })
  worker.start()
  await worker.settled()
  worker.stop()
  await worker.handBack()
  return { finished, failed }
}

test('one that fails is postponed alone, after a few rounds; the others are finished', async () => {
  let rounds = 0
  const perform = async (batch: readonly Job[]) => {
    rounds++
    if (batch.some(({ id }) => id === 'j5')) throw new Error('GitHub refuses one epic')
  }
  const { finished, failed } = await doneTogether({ perform, isForAll: async () => false })
  expect([failed, finished.length]).toEqual([['j5'], 15])
  expect(rounds).toBeLessThan(10)
})

test('what concerns all is tried once, and all are postponed', async () => {
  let rounds = 0
  const perform = async () => {
    rounds++
    throw new Error('GitHub is down')
  }
  expect((await doneTogether({ perform, isForAll: async () => true })).failed).toHaveLength(16)
  expect((await doneTogether({ perform })).failed).toHaveLength(16)
  expect(rounds).toBe(2)
})

test('where most of them fail each alone, the rounds have an end, and all that is left is postponed', async () => {
  let rounds = 0
  const perform = async (batch: readonly Job[]) => {
    rounds++
    if (batch.some(({ id }) => id !== 'j499')) throw new Error('GitHub refuses this epic')
  }
  const { finished, failed } = await doneTogether({ perform, isForAll: async () => false }, 500)
  expect([new Set(failed).size + finished.length, failed.length + finished.length]).toEqual([500, 500])
  expect(rounds).toBeLessThan(100)
})

test('a poll asks once for all kinds, and takes only those of which something is due', async () => {
  const asked: unknown[] = []
  const jobs = {
    due: async (kinds: readonly JobKind[]) => {
      asked.push(kinds)
      return ['tick']
    },
    take: async (kind: string) => {
      asked.push(kind)
      return []
    },
    renew: async () => {},
    takeOver: async () => {},
    handBack: async () => {},
    state: async () => ({ kinds: [], dead: [] }),
  } as unknown as JobQueue
  const how = { together: 1, atOnce: 1, perform: async () => {} }
  const work = { delivery: how, tick: how, scheduled: how }
  const worker = createJobWorker(jobs, { work, log, metrics, pace: { pollMs: 60_000, mostMs: 1000, gatherMs: 0 } })
  worker.start()
  await worker.settled()
  worker.poke()
  await worker.settled()
  worker.stop()
  await worker.handBack()
  expect(asked).toEqual([JOB_KINDS, 'tick', 'delivery'])
})
