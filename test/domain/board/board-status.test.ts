/** Statuses that are not in sprint.yml, and rebuilt fields, are distinguished from what people do. */
import { describe, expect, test } from 'vitest'
import type { BoardItem } from '../../../src/domain/board/board.ts'
import { compareSnapshots } from '../../../src/domain/board/board-changes.ts'
import { nearestStatus, rebuiltFields, unknownStatuses } from '../../../src/domain/board/board-status.ts'
import { aBoardItem, aSnapshot } from '../../builders.ts'

const known = ['Backlog', 'Refined', 'Doing', 'In progress', 'Review', 'Done']

test.each([
  ['Done ✅', 'Done'],
  ['✅ done', 'Done'],
  ['Doen', 'Done'],
  ['3. Review', 'Review'],
  ['In Progress 🚧', 'In progress'],
  ['Review (external)', 'Review'],
  ['Reviewing', 'Review'],
  ['Abandoned', null],
  ['🚧', null],
])('%s is probably %s', (status, name) => {
  expect(nearestStatus(status, known)).toBe(name)
})

test('names are compared ignoring case; cards without a status and archived ones do not count', () => {
  const items = ['doing', 'Parked', 'Parked', null].map((status, index) => aBoardItem({ number: index + 1, status }))
  const names = { backlog: ['Backlog'], active: ['Doing'], done: ['Done'] }
  const archived = aBoardItem({ number: 9, status: 'Old', archived: true })
  expect(unknownStatuses([...items, archived], names)).toEqual([{ status: 'Parked', cards: 2, nearest: null }])
})

type Values = Pick<BoardItem, 'status' | 'sprint'>
const full: Values = { status: 'Doing', sprint: 'Sprint 2' }
const snapshot = (day: string, values: readonly Partial<Values>[]) =>
  aSnapshot({
    takenAt: `${day}T08:00:00Z`,
    items: values.map((value, index) => aBoardItem({ number: index + 1, assignees: ['fkr'], ...full, ...value })),
    sprints: [
      { name: 'Sprint 2', startsOn: '2023-01-02', endsOn: '2023-01-15' },
      { name: 'Sprint 3', startsOn: '2023-01-16', endsOn: '2023-01-29' },
    ],
  })
const times = (count: number, value: Partial<Values>) => Array.from({ length: count }, () => value)
const whole = snapshot('2023-01-10', times(10, {}))

describe('a field was rebuilt', () => {
  test.each<[string, readonly Partial<Values>[], readonly string[]]>([
    ['all lost their status', times(10, { status: null }), ['status']],
    ['most lost their sprint', [...times(6, { sprint: null }), ...times(4, {})], ['sprint']],
    ['both fields', times(10, { status: null, sprint: null }), ['status', 'sprint']],
    ['half of them is no most', [...times(5, { sprint: null }), ...times(5, {})], []],
    ['cards that moved on lost nothing', times(10, { status: 'Done', sprint: 'Sprint 3' }), []],
    ['cards that left the board lost nothing', times(2, {}), []],
  ])('%s', (_how, values, fields) => {
    const now = snapshot('2023-01-11', values)
    expect(rebuiltFields(now, [whole]).map(({ field }) => field)).toEqual(fields)
    // As long as the values are gone; and no longer.
    const later = snapshot('2023-01-12', values)
    expect(rebuiltFields(later, [whole, now]).map(({ field }) => field)).toEqual(fields)
    expect(rebuiltFields(snapshot('2023-01-12', times(10, {})), [whole, now])).toEqual([])
  })

  test('a board on which one card per day loses a value was not rebuilt', () => {
    const days = Array.from({ length: 10 }, (_, index) =>
      snapshot(`2023-01-1${index}`, [...times(index, { sprint: null }), ...times(10 - index, {})]),
    )
    expect(rebuiltFields(snapshot('2023-01-20', times(10, { sprint: null })), days)).toEqual([])
  })

  test('nothing counts as moved, dropped or carried over; what people did is still reported', () => {
    const now = snapshot('2023-01-18', times(10, { status: null, sprint: null }))
    const items = now.items.map((item) => (item.ref === 'scs/issues#1' ? { ...item, assignees: ['garloff'] } : item))
    const { moved, carriedOver, dropped, sprints, reassigned, lost } = compareSnapshots(whole, { ...now, items })
    expect([moved, carriedOver, dropped, sprints.flatMap((one) => one.dropped)]).toEqual([[], [], [], []])
    expect(reassigned).toHaveLength(1)
    expect(lost).toEqual(['status', 'sprint'])
  })
})

test('a renamed status or sprint with the same cards and dates is not a move', () => {
  const now = snapshot('2023-01-18', times(10, { status: 'Doing 🚧', sprint: 'Hobart' }))
  const sprints = [
    { name: 'Hobart', startsOn: '2023-01-02', endsOn: '2023-01-15' },
    { name: 'Sprint 3', startsOn: '2023-01-16', endsOn: '2023-01-29' },
  ]
  const changes = compareSnapshots(whole, { ...now, sprints })
  expect([changes.moved, changes.carriedOver, changes.sprints]).toEqual([[], [], []])
})
