/** What each kind of job leads to, with ports that note what they are asked. */
import { expect, test } from 'vitest'
import { TryAgainError, UserError } from '../../src/errors.ts'
import type { Job, JobKind, NamedByWebhook, ScheduledWork } from '../../src/ports/jobs.ts'
import { type JobWorkOptions, jobWork } from '../../src/service/job-work.ts'

const NOW = new Date('2023-01-18T10:00:00Z')
const EARLIER = new Date('2023-01-18T09:00:00Z')

function aJob(kind: JobKind, data: unknown, id = 'job-1'): Job {
  return { id, kind, data, attempt: 1 }
}

/** `noted`: what waits for another look; `last`: when the clock was looked at; `settings`: an error, where sprint.yml is invalid. */
function setUp({
  noted = [],
  last = null,
  settings = null,
  failsToLook = false,
  hasCalendar = true,
  received = Promise.resolve(),
}: {
  readonly noted?: readonly (NamedByWebhook & { readonly id: string })[]
  readonly last?: Date | null
  readonly settings?: Error | null
  readonly failsToLook?: boolean
  readonly hasCalendar?: boolean
  readonly received?: Promise<void>
} = {}) {
  const calls: string[] = []
  const kept: { now: Date; due: readonly ScheduledWork[]; isWhole: boolean | undefined }[] = []
  const service = {
    dueBetween: async (from: Date, to: Date) => {
      calls.push(`due from ${from.toISOString()} to ${to.toISOString()}`)
      return { work: [{ kind: 'hygiene', team: 'iaas', at: to }], isWhole: hasCalendar }
    },
    scheduled: async (work: unknown) => void calls.push(`scheduled ${JSON.stringify(work)}`),
    look: async (named: readonly unknown[]) => {
      if (failsToLook) throw new TryAgainError('GitHub is away.')
      calls.push(`look at ${named.length}`)
    },
    settings: async () => {
      if (settings) throw settings
      return {} as never
    },
  } satisfies JobWorkOptions['service']
  const work = jobWork({
    service,
    receive: async ({ id, event, body }) => {
      calls.push(`receive ${event} ${id} ${body}`)
      await received
    },
    bodyOf: async (id) => (id === 'gone' ? null : `body of ${id}`),
    lookAgain: {
      waiting: async (keys) => {
        calls.push(`waiting for ${keys.join(', ')}`)
        return noted
      },
      looked: async (done) => void calls.push(`looked at ${done.map(({ id }) => id).join(', ')}`),
    },
    times: {
      lastLook: async () => last,
      firstLook: async () => null,
      looked: async (now, due, { isWhole } = {}) => {
        kept.push({ now, due, isWhole })
        return due.length
      },
    },
    askForMissed: async () => void calls.push('ask for missed'),
    clock: { now: () => NOW },
    log: { info: () => {}, warn: (message) => void calls.push(message) },
  })
  const perform = (kind: JobKind, ...data: readonly unknown[]) => work[kind]?.perform(data.map((each) => aJob(kind, each)))
  return { calls, kept, work, perform }
}

const EPIC = { event: 'issues', names: {}, id: 'note-1' } as unknown as NamedByWebhook & { id: string }

test('each delivery is received, one after the other', async () => {
  const { calls, perform } = setUp()
  await perform('delivery', { id: 'd1', event: 'issues', bytes: 2 }, { id: 'gone', event: 'issues', bytes: 0 })
  await perform('delivery', { id: 'd2', event: 'issue_comment', bytes: 2 })
  expect(calls).toEqual(['receive issues d1 body of d1', 'receive issue_comment d2 body of d2'])
})

test('bodies of more than 32 MiB are not in memory at once; the next one is read when there is room', async () => {
  let end = () => {}
  const received = new Promise<void>((resolve) => {
    end = resolve
  })
  const { calls, perform } = setUp({ received })
  const all = [25, 5, 25, 1].map((size, index) => perform('delivery', { id: `d${index}`, event: 'push', bytes: size * 1024 * 1024 }))
  await new Promise((resolve) => setImmediate(resolve))
  expect(calls).toEqual(['receive push d0 body of d0', 'receive push d1 body of d1'])
  end()
  await Promise.all(all)
  expect(calls).toHaveLength(4)
})

test('what webhooks named is looked at in one run, and then done', async () => {
  const { calls, perform } = setUp({ noted: [EPIC, { ...EPIC, id: 'note-2' }] })
  await perform('look-again', { key: 'scs/issues#1' }, { key: 'scs/issues#2' })
  expect(calls).toEqual(['waiting for scs/issues#1, scs/issues#2', 'look at 2', 'looked at note-1, note-2'])
})

test('where nothing waits any more, the board is left alone', async () => {
  const { calls, perform } = setUp()
  await perform('look-again', { key: 'scs/issues#1' })
  expect(calls).toEqual(['waiting for scs/issues#1'])
})

test('a look that fails is not done', async () => {
  const { calls, perform } = setUp({ noted: [EPIC], failsToLook: true })
  await expect(perform('look-again', { key: 'scs/issues#1' })).rejects.toThrow('GitHub is away.')
  expect(calls).toEqual(['waiting for scs/issues#1'])
})

test.each([
  ['GitHub is away', new TryAgainError('later'), null, true],
  ['sprint.yml is invalid', new UserError('wrong key'), new UserError('wrong key'), true],
  ['GitHub refuses one epic', new UserError('no access'), null, false],
])('errors for all looks and for one: %s', async (_what, error, settings, isForAll) => {
  expect(await setUp({ settings }).work['look-again']?.isForAll?.(error)).toBe(isForAll)
})

test('missed deliveries are asked for, and scheduled work is done', async () => {
  const { calls, perform } = setUp()
  await perform('missed-deliveries', null)
  await perform('scheduled', { work: { kind: 'hygiene' } })
  expect(calls).toEqual(['ask for missed', 'scheduled {"kind":"hygiene"}'])
})

test('a tick makes a job of all that fell due since the last one, each with a name of its own', async () => {
  const { calls, kept, perform } = setUp({ last: EARLIER })
  await perform('tick', null)
  expect(calls).toEqual(['due from 2023-01-18T09:00:00.000Z to 2023-01-18T10:00:00.000Z'])
  const work = { kind: 'hygiene', team: 'iaas', at: NOW }
  expect(kept).toEqual([{ now: NOW, due: [{ id: JSON.stringify(work), at: NOW, work }], isWhole: true }])
})

test('while the calendar cannot be read, the rest is done, and the look is not noted as whole', async () => {
  const { kept, perform } = setUp({ last: EARLIER, hasCalendar: false })
  await perform('tick', null)
  expect(kept).toMatchObject([{ now: NOW, due: [{ at: NOW }], isWhole: false }])
})

test.each([
  ['the first tick', null],
  ['a clock that was set back', new Date('2023-01-18T11:00:00Z')],
])('%s only notes the time', async (_what, last) => {
  const { calls, kept, perform } = setUp({ last })
  await perform('tick', null)
  expect(calls.filter((call) => !call.startsWith('The clock of a server'))).toEqual([])
  expect(kept).toEqual([{ now: NOW, due: [], isWhole: true }])
})

test.each([
  ['a day back', new Date(NOW.getTime() + 24 * 60 * 60 * 1000), 1],
  ['as far as clocks of two servers differ', new Date(NOW.getTime() + 60_000), 0],
  ['forward', new Date(NOW.getTime() - 24 * 60 * 60 * 1000), 0],
])('a clock that jumps %s', async (_how, last, times) => {
  const { calls, perform } = setUp({ last })
  await perform('tick', null)
  const told = calls.filter((call) => call.startsWith('The clock of a server: expected a time after the last look at the schedule'))
  expect(told).toHaveLength(times)
  if (times > 0) expect(told[0]).toContain(`(${last.toISOString()}), found ${NOW.toISOString()}. The schedule goes on from there`)
})
