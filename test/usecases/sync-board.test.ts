import { expect, test } from 'vitest'
import type { Snapshot } from '../../src/domain/board/board.ts'
import { TryAgainError, UserError } from '../../src/errors.ts'
import { rules } from '../../src/hygiene/registry.ts'
import type { SnapshotStore } from '../../src/ports.ts'
import { parseSettings } from '../../src/settings/parse.ts'
import { loadBoard } from '../../src/usecases/load-board.ts'
import { ageOf, refreshBoard, syncBoard } from '../../src/usecases/sync-board.ts'
import { aBoardItem, aSnapshot } from '../builders.ts'

const clock = { now: () => new Date('2023-01-18T12:00:00Z') }
const of = { owner: 'scs', number: 6 }

function memory(...kept: Snapshot[]): SnapshotStore & { kept: Snapshot[] } {
  const newest = () => [...kept].sort((a, b) => (a.takenAt < b.takenAt ? 1 : -1))
  return {
    kept,
    latest: async (_of, { complete } = {}) => newest().find((snapshot) => !complete || snapshot.complete) ?? null,
    history: async () => newest(),
    keep: async (snapshot) => void kept.push(snapshot),
  }
}
const answers = (snapshot: Snapshot) => ({ readBoard: async () => snapshot })
const fails = (error: Error) => ({ readBoard: () => Promise.reject(error) })

const old = aSnapshot({ takenAt: '2023-01-18T09:00:00Z', items: [aBoardItem({ number: 1 })] })
const fresh = aSnapshot({ takenAt: '2023-01-18T12:00:00Z', items: [aBoardItem({ number: 1, state: 'closed' })] })

test('a read is saved, and changes since the last complete one are reported', async () => {
  const snapshots = memory(old, aSnapshot({ takenAt: '2023-01-18T11:00:00Z', complete: false }))
  const { snapshot, changes } = await syncBoard({ board: answers(fresh), snapshots, clock }, { of })
  expect(snapshot).toBe(fresh)
  expect(changes?.since).toBe(old.takenAt)
  expect(changes?.done.map(({ ref }) => ref)).toEqual(['scs/issues#1'])
  expect(snapshots.kept).toContain(fresh)
})

test('the last complete snapshot is the source of the history', async () => {
  let given: Snapshot | null | undefined
  const board = {
    readBoard: async (options?: { previous?: Snapshot | null }) => {
      given = options?.previous
      return fresh
    },
  }
  await syncBoard({ board, snapshots: memory(old, aSnapshot({ takenAt: '2023-01-18T11:00:00Z', complete: false })), clock }, { of })
  expect(given).toBe(old)
})

test('an incomplete read is saved next to the last complete one', async () => {
  const snapshots = memory(old)
  await syncBoard({ board: answers({ ...fresh, complete: false }), snapshots, clock }, { of })
  expect(await snapshots.latest(of, { complete: true })).toBe(old)
})

test('a failed read changes nothing, and reports the age of the last good snapshot', async () => {
  const snapshots = memory(old)
  await expect(
    syncBoard({ board: fails(new TryAgainError('GitHub answers 502.', { retryAfter: 7 })), snapshots, clock }, { of }),
  ).rejects.toMatchObject({
    name: 'TryAgainError',
    retryAfter: 7,
    message: 'GitHub answers 502. The last good snapshot is 3 hours old and is kept.',
  })
  await expect(syncBoard({ board: fails(new UserError('No board.')), snapshots: memory(), clock }, { of })).rejects.toThrow(
    'No board. There is no earlier snapshot.',
  )
  expect(snapshots.kept).toEqual([old])
})

const settings = parseSettings(
  'organization: scs\nminutes: { repository: scs/minutes }\nboard: { owner: scs, number: 6 }\nteams: { iaas: { name: IaaS } }\n',
  'sprint.yml',
  rules,
)

test('a failed read returns the newest saved snapshot and its age, or none and the reason; a bug is never hidden this way', async () => {
  const at = (error: Error, ...kept: Snapshot[]) =>
    loadBoard({ board: async () => fails(error), snapshots: memory(...kept), clock }, settings)
  const limited = new TryAgainError('GitHub answers 502.')
  expect(await at(limited, old)).toMatchObject({ snapshot: old, notLive: limited, remark: expect.stringMatching(/3 hours old.*502/) })
  expect(await at(limited)).toMatchObject({ snapshot: null, notLive: limited, remark: expect.stringMatching(/^No board was read.*502/) })
  await expect(at(new TypeError('bug'), old)).rejects.toThrow(TypeError)
})

test('the history of a board is read only when it is asked for, and only since then', async () => {
  const asked: (string | undefined)[] = []
  const history: SnapshotStore['history'] = async (_board, { since } = {}) => {
    asked.push(since?.toISOString())
    return [fresh, old]
  }
  const board = await loadBoard({ board: null, snapshots: { ...memory(old, fresh), history }, clock }, settings)
  expect(asked).toEqual([])
  expect(await board.history(new Date('2023-01-01T00:00:00Z'))).toEqual([old])
  expect(asked).toEqual(['2023-01-01T00:00:00.000Z'])
})

test('a board whose source could not be created counts as one that could not be read', async () => {
  const board = () => Promise.reject(new UserError('The app is not installed in scs.'))
  expect(await loadBoard({ board, snapshots: memory(), clock }, settings)).toMatchObject({
    snapshot: null,
    remark: expect.stringContaining('not installed in scs'),
  })
})

test('webhooks update the last complete snapshot; without one, there is nothing to update', async () => {
  const board = { readChanged: async (previous: Snapshot) => ({ ...fresh, items: [...previous.items, aBoardItem({ number: 2 })] }) }
  expect(await refreshBoard({ board, snapshots: memory() }, of, { refs: [] })).toBeNull()
  const refreshed = await refreshBoard({ board, snapshots: memory(old) }, of, { refs: ['scs/issues#2'] })
  expect(refreshed?.changes.added.map(({ ref }) => ref)).toEqual(['scs/issues#2'])
})

test('ages in words', () => {
  const age = (minutes: number) => ageOf({ takenAt: new Date(clock.now().getTime() - minutes * 60_000).toISOString() }, clock.now())
  expect([age(1), age(45), age(125), age(60 * 60), age(5 * 24 * 60)]).toEqual(['1 minute', '45 minutes', '2 hours', '3 days', '5 days'])
})
