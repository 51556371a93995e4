/** Which webhooks GitHub is asked for again. */
import { expect, test } from 'vitest'
import { TryAgainError } from '../../../src/errors.ts'
import type { HookDelivery, HookMarks } from '../../../src/ports/jobs.ts'
import { askForMissed, listedSince, missedOf } from '../../../src/service/webhooks/ask-for-missed.ts'

const now = new Date('2023-01-18T12:00:00Z')
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
let last = 0
const attempt = (guid: string, minutes: number, isAnswered = false, isRefused = false): HookDelivery => ({
  id: ++last,
  guid,
  at: ago(minutes),
  event: 'issues',
  isAnswered,
  isRefused,
})
const guids = (listed: readonly HookDelivery[], known: readonly string[] = []) => {
  const { ask, isOpen } = missedOf(listed, new Set(known), now)
  return { ask: ask.map(({ guid }) => guid), isOpen }
}

test('the ones that never came, oldest first; what was stored is not asked for, whatever GitHub was answered', () => {
  const listed = [attempt('new', 1), attempt('stored', 2, true), attempt('stored with 5xx', 3), attempt('old', 60)]
  expect(guids(listed, ['stored', 'stored with 5xx'])).toEqual({ ask: ['old', 'new'], isOpen: true })
  expect(guids(listed, ['new', 'stored', 'stored with 5xx', 'old'])).toEqual({ ask: [], isOpen: false })
})

test('what was answered a moment ago may be on its way into the database; later it is lost with a database', () => {
  expect(guids([attempt('a', 1, true)])).toEqual({ ask: [], isOpen: true })
  expect(guids([attempt('a', 3, true)])).toEqual({ ask: ['a'], isOpen: true })
})

test('of several attempts the newest is repeated, however often no server listened, and after five that were refused there is no other', () => {
  const all = [attempt('a', 1), attempt('a', 70), attempt('a', 10)]
  expect(missedOf(all, new Set(), now).ask).toEqual([all[0]])
  const crashes = Array.from({ length: 30 }, (_, index) => attempt('a', index + 100))
  expect(guids([...all, ...crashes])).toEqual({ ask: ['a'], isOpen: true })
  const refused = Array.from({ length: 5 }, (_, index) => attempt('a', index + 2, false, true))
  expect(guids([...all, ...refused.slice(1)])).toEqual({ ask: ['a'], isOpen: true })
  expect(guids([...all, ...refused])).toEqual({ ask: [], isOpen: false })
})

/** As the database notes it, in memory. */
function marksInMemory() {
  const asks = new Map<string, Date>()
  const takeAsks: HookMarks['takeAsks'] = async (all, { now: at, before, most }) => {
    const taken = all.filter((guid) => (asks.get(guid) ?? new Date(0)) < before).slice(0, most)
    for (const guid of taken) asks.set(guid, at)
    return new Set(taken)
  }
  let last: Date | null = null
  return {
    ...{ begun: async () => null, seenUntil: async () => null, sawUntil: async () => {}, takeAsks },
    listedAt: async () => last,
    listed: async (at: Date) => {
      last = at
    },
  }
}

/** Turns as the database gives them, in memory. */
function oneByOne() {
  let before: Promise<unknown> = Promise.resolve()
  return {
    alone: <Value>(_names: readonly string[], task: () => Promise<Value>) => {
      const mine = before.then(task, task)
      before = mine
      return mine
    },
  }
}

test('of servers that look at the same time one reads the list; where it fails, the next one does', async () => {
  const [marks, claims] = [marksInMemory(), oneByOne()]
  let time = now.getTime()
  let reads = 0
  let fails = false
  const look = () =>
    askForMissed({
      hooks: {
        since: async () => {
          reads++
          if (fails && reads === 1) throw new TryAgainError('GitHub is away.')
          return []
        },
        askAgain: async () => true,
      },
      deliveries: { forget: async () => {}, known: async () => new Set() },
      ...{ marks, claims, clock: { now: () => new Date(time++) }, log: { info: () => {}, warn: () => {} } },
    })
  await Promise.all([look(), look(), look()])
  expect(reads).toBe(1)
  await look()
  expect(reads).toBe(2)
  reads = 0
  fails = true
  const ends = await Promise.allSettled([look(), look(), look()])
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled'])
  expect(reads).toBe(2)
})

test('all that never came are asked for in one look, oldest first; within the hour nobody asks again, then those that did not come', async () => {
  const listed = Array.from({ length: 700 }, (_, index) => attempt(`d${index}`, 700 - index))
  const asked: number[] = []
  const marks = marksInMemory()
  const came = new Set<string>()
  const look = (at: Date, fails = false) =>
    askForMissed({
      hooks: {
        since: async () => listed,
        askAgain: async (id) => {
          if (fails && asked.length === 120) throw new TryAgainError('GitHub is away.')
          asked.push(id)
          return true
        },
      },
      deliveries: { forget: async () => {}, known: async () => came },
      ...{ marks, claims: oneByOne(), clock: { now: () => at }, log: { info: () => {}, warn: () => {} } },
    })
  await expect(look(now, true)).rejects.toThrow('GitHub is away.')
  expect(asked).toEqual(listed.slice(0, 120).map(({ id }) => id))
  // Fifty at a time are taken: thirty of them were not asked for.
  await look(now)
  expect(asked.slice(120)).toEqual(listed.slice(150).map(({ id }) => id))
  await look(now)
  expect(asked).toHaveLength(670)
  for (const { guid } of listed.slice(0, 690)) came.add(guid)
  await look(new Date(now.getTime() + 60 * 60_000))
  expect(asked.slice(670)).toEqual(listed.slice(690).map(({ id }) => id))
})

test('a look goes back to the last one that missed nothing, to the first start, and to what GitHub keeps', () => {
  const minutes = (date: Date) => (now.getTime() - date.getTime()) / 60_000
  expect(minutes(listedSince(now, null, null))).toBe(3 * 24 * 60 - 10)
  expect(minutes(listedSince(now, ago(30), null))).toBe(30)
  expect(minutes(listedSince(now, ago(6000), ago(60)))).toBe(70)
})

test('a server that cannot ask GitHub drops old deliveries all the same', async () => {
  let forgotten = 0
  const deliveries = { forget: async () => void forgotten++, known: async () => new Set<string>() }
  await askForMissed({
    hooks: null,
    deliveries,
    marks: marksInMemory(),
    claims: oneByOne(),
    clock: { now: () => now },
    log: { info: () => {}, warn: () => {} },
  })
  expect(forgotten).toBe(1)
})
