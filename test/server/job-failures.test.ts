/** What the log says about jobs that failed, and when they are tried again. */
import { expect, test } from 'vitest'
import { UserError } from '../../src/errors.ts'
import type { FailedJob, Job, JobKind, JobQueue } from '../../src/ports/jobs.ts'
import { createJobFailures } from '../../src/server/job-failures.ts'

const aJob = (id: string, kind: JobKind = 'look-again'): Job => ({ id, kind, data: {}, attempt: 1 })
const refusal = new UserError('The epic acme/issues#1: expected permission to comment, found none.')

function failuresThatEnd(ends: Readonly<Record<string, FailedJob>> = {}) {
  const failed: { id: string; pause?: number }[] = []
  const logged: { message: string; facts?: object }[] = []
  const fail: JobQueue['fail'] = async ({ id }, { pause }) => {
    failed.push({ id, ...(pause === undefined ? {} : { pause }) })
    return ends[id] ?? 'again'
  }
  const work = { 'look-again': { perform: async () => {}, together: 500, atOnce: 1, mayWait: true } }
  const log = { info: () => {}, warn: (message: string, facts?: object) => void logged.push({ message, ...(facts ? { facts } : {}) }) }
  const failures = createJobFailures({ fail } as JobQueue, { work, log, pace: { mostMs: 1000 } })
  return { failures, failed, logged }
}

test('jobs that fail together are one line in the log, with their number', async () => {
  const { failures, failed, logged } = failuresThatEnd()
  await failures.postpone([aJob('a'), aJob('b'), aJob('c')], new Error('GitHub is down'))
  expect(failed.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  expect(logged).toMatchObject([{ message: 'A job failed and will be retried.', facts: { kind: 'look-again', job: 'a', jobs: 3 } }])
})

test('jobs that end differently are a line for each end', async () => {
  const { failures, logged } = failuresThatEnd({ b: 'dead', c: 'lost' })
  await failures.postpone([aJob('a'), aJob('b'), aJob('c'), aJob('d')], new Error('GitHub is down'))
  expect(logged.map(({ message, facts }) => [message.slice(0, 36), (facts as { jobs: number }).jobs])).toEqual([
    ['A job failed and will be retried.', 2],
    ['A job failed too often and is now a ', 1],
    ['A job failed that another process ha', 1],
  ])
})

test('a cause that someone must fix waits for a day, and is logged once until some work succeeds', async () => {
  const { failures, failed, logged } = failuresThatEnd()
  await failures.postpone([aJob('a')], refusal)
  await failures.postpone([aJob('b')], new AggregateError([new Error('failed', { cause: refusal })]))
  expect(failed).toEqual(['a', 'b'].map((id) => ({ id, pause: 24 * 60 * 60 * 1000 })))
  expect(logged).toHaveLength(1)
  failures.succeeded()
  await failures.postpone([aJob('c')], refusal)
  expect(logged).toHaveLength(2)
})

test('a tick that fails every minute because sprint.yml is invalid is logged once, and never waits for a day', async () => {
  const { failures, failed, logged } = failuresThatEnd({ a: 'replaced', b: 'replaced' })
  await failures.postpone([aJob('a', 'tick')], refusal)
  await failures.postpone([aJob('b', 'tick')], refusal)
  expect(failed).toEqual([{ id: 'a' }, { id: 'b' }])
  expect(logged.map(({ message }) => message)).toEqual(['A job failed; the schedule brings the next one of its kind.'])
})

test('a dead letter is always logged, also where its cause was logged before', async () => {
  const { failures, logged } = failuresThatEnd({ b: 'dead' })
  await failures.postpone([aJob('a')], refusal)
  await failures.postpone([aJob('b')], refusal)
  expect(logged.map(({ message }) => message)).toEqual([
    expect.stringContaining('waits for someone'),
    expect.stringContaining('is now a dead letter'),
  ])
})

test('what was put back before the store went away is logged all the same', async () => {
  const { logged } = failuresThatEnd()
  const fail: JobQueue['fail'] = async ({ id }) => {
    if (id === 'b') throw new Error('no database')
    return 'again'
  }
  const log = { info: () => {}, warn: (message: string) => void logged.push({ message }) }
  const failures = createJobFailures({ fail } as JobQueue, { work: {}, log, pace: { mostMs: 1000 } })
  await expect(failures.postpone([aJob('a'), aJob('b')], new Error('no database'))).rejects.toThrow('no database')
  expect(logged).toEqual([{ message: 'A job failed and will be retried.' }])
})

test('those among which some may be fine do not wait for a person', async () => {
  const { failures, failed } = failuresThatEnd()
  await failures.postpone([aJob('a'), aJob('b')], refusal, { isMixed: true })
  expect(failed).toEqual([{ id: 'a' }, { id: 'b' }])
})
