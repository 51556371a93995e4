import { expect, test } from 'vitest'
import type { BoardItem } from '../../../src/domain/board/board.ts'
import { compareSnapshots, isUnchanged } from '../../../src/domain/board/board-changes.ts'
import { observe } from '../../../src/domain/board/board-memory.ts'
import { aBoardItem, aSnapshot } from '../../builders.ts'

const sprints = [
  { name: 'Sprint 2', startsOn: '2023-01-02', endsOn: '2023-01-15' },
  { name: 'Sprint 3', startsOn: '2023-01-16', endsOn: '2023-01-29' },
]
const before = (...items: BoardItem[]) => aSnapshot({ takenAt: '2023-01-11T11:00:00Z', items, sprints })
const after = (...items: BoardItem[]) => aSnapshot({ takenAt: '2023-01-18T11:00:00Z', items, sprints })
const refs = (changes: readonly { ref: string | null; from: string | null; to: string | null }[]) =>
  changes.map(({ ref, from, to }) => [ref?.split('#')[1], from, to])

test('every kind of change is reported once, with from and to', () => {
  const changes = compareSnapshots(
    before(
      aBoardItem({ number: 1 }),
      aBoardItem({ number: 2, status: 'Backlog' }),
      aBoardItem({ number: 3, sprint: 'Sprint 2' }),
      aBoardItem({ number: 4, state: 'closed' }),
      aBoardItem({ number: 5, sprint: 'Sprint 2', assignees: ['a'], parent: null }),
      aBoardItem({ number: 7, assignees: ['b', 'a'] }),
    ),
    after(
      aBoardItem({ number: 2, status: 'Doing' }),
      aBoardItem({ number: 3, sprint: 'Sprint 2', state: 'closed', stateReason: 'completed' }),
      aBoardItem({ number: 4 }),
      aBoardItem({ number: 5, sprint: 'Sprint 3', assignees: ['b', 'c'], parent: 'scs/issues#9' }),
      aBoardItem({ number: 6, sprint: 'Sprint 3' }),
      aBoardItem({ number: 7, assignees: ['a', 'b'] }),
    ),
  )
  expect(changes).toMatchObject({ since: '2023-01-11T11:00:00Z', until: '2023-01-18T11:00:00Z', complete: true })
  expect(refs(changes.added)).toEqual([['6', null, 'Sprint 3']])
  expect(refs(changes.dropped)).toEqual([['1', null, null]])
  expect(refs(changes.moved)).toEqual([['2', 'Backlog', 'Doing']])
  expect(refs(changes.done)).toEqual([['3', null, 'completed']])
  expect(refs(changes.reopened)).toEqual([['4', null, null]])
  expect(refs(changes.carriedOver)).toEqual([['5', 'Sprint 2', 'Sprint 3']])
  expect(refs(changes.reassigned)).toEqual([['5', 'a', 'b, c']])
  expect(refs(changes.reparented)).toEqual([['5', null, 'scs/issues#9']])
  expect(changes.sprints.map(({ sprint, added, done, carriedOver }) => [sprint, refs(added), refs(done), refs(carriedOver)])).toEqual([
    ['Sprint 2', [], [['3', null, 'completed']], [['5', 'Sprint 2', 'Sprint 3']]],
    [
      'Sprint 3',
      [
        ['6', null, 'Sprint 3'],
        ['5', 'Sprint 2', 'Sprint 3'],
      ],
      [],
      [],
    ],
  ])
})

test('a draft that became an issue and a transferred issue are neither new nor gone', () => {
  const changes = compareSnapshots(
    before(aBoardItem({ number: 1, ref: null, kind: 'draft' }), aBoardItem({ number: 2 })),
    after(aBoardItem({ number: 1 }), aBoardItem({ number: 2, ref: 'scs/standards#5' })),
  )
  expect(isUnchanged(changes)).toBe(true)
})

test('an incomplete snapshot reports nothing as dropped', () => {
  const changes = compareSnapshots(before(aBoardItem({ number: 1 })), { ...after(), complete: false })
  expect(changes.dropped).toEqual([])
  expect(changes.complete).toBe(false)
})

test('a move back to an earlier sprint is not carried over; archived cards have left the board; children off the board are not cards', () => {
  const changes = compareSnapshots(
    before(aBoardItem({ number: 1, sprint: 'Sprint 3' }), aBoardItem({ number: 2 }), aBoardItem({ number: 3, itemId: null })),
    after(
      aBoardItem({ number: 1, sprint: 'Sprint 2' }),
      aBoardItem({ number: 2, archived: true }),
      aBoardItem({ number: 4, itemId: null }),
    ),
  )
  expect(refs(changes.carriedOver)).toEqual([])
  expect(refs(changes.dropped)).toEqual([['2', null, null]])
  expect(refs(changes.added)).toEqual([])
})

test('history: ages are a lower bound, and unchanged values keep their start', () => {
  const doing = aBoardItem({ number: 1, status: 'Doing', labels: ['refine'], sprint: 'Sprint 2' })
  const first = observe(null, before(doing), ['Doing'])
  expect(first.items[0]?.observed).toMatchObject({
    firstSeen: '2023-01-11T11:00:00Z',
    statusSince: null,
    activeSince: '2023-01-11T11:00:00Z',
    sprints: ['Sprint 2'],
    labelsSince: { refine: '2023-01-11T11:00:00Z' },
  })
  const second = observe(
    first,
    after({ ...doing, status: 'Review', sprint: 'Sprint 3', labels: ['refine', 'new'] }, aBoardItem({ number: 2 })),
    ['Doing', 'Review'],
  )
  expect(second.items[0]?.observed).toMatchObject({
    firstSeen: '2023-01-11T11:00:00Z',
    statusSince: '2023-01-18T11:00:00Z',
    activeSince: '2023-01-11T11:00:00Z',
    sprints: ['Sprint 2', 'Sprint 3'],
    labelsSince: { refine: '2023-01-11T11:00:00Z', new: '2023-01-18T11:00:00Z' },
  })
  expect(second.items[1]?.observed).toMatchObject({
    firstSeen: '2023-01-18T11:00:00Z',
    statusSince: '2023-01-18T11:00:00Z',
    activeSince: null,
  })
})

test('history: a status or label in another case is the same one', () => {
  const doing = aBoardItem({ number: 1, status: 'doing', labels: ['Needs Refinement'] })
  const first = observe(null, before(doing), ['Doing'])
  expect(first.items[0]?.observed?.activeSince).toBe(first.takenAt)
  const second = observe(first, after({ ...doing, status: 'DOING', labels: ['needs refinement'] }), ['Doing'])
  expect(second.items[0]?.observed).toMatchObject({
    statusSince: null,
    activeSince: first.takenAt,
    labelsSince: { 'needs refinement': first.takenAt },
  })
  expect(compareSnapshots(first, second).moved).toEqual([])
})
