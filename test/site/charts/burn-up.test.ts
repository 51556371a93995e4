/** Scope and finished work: nothing is called added that may have been there before. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { burnUpOfDates, burnUpOfSnapshots, changingDays, type Member } from '../../../src/site/charts/burn-up.ts'

const one = (key: string, rest: Partial<Member> = {}): Member => ({ key, end: null, openedOn: '2023-01-02', ...rest })
const START = '2023-01-09'

describe('from snapshots of the board', () => {
  test('stories added after the snapshot of the first day are added, removed ones are gone', () => {
    const burnUp = burnUpOfSnapshots(
      [
        { day: '2023-01-06', members: [one('a'), one('b')] },
        { day: '2023-01-09', members: [one('a'), one('b'), one('c')] },
        { day: '2023-01-12', members: [one('a', { end: 'done' }), one('b'), one('c'), one('d')] },
        { day: '2023-01-16', members: [one('a', { end: 'done' }), one('c', { end: 'ended' }), one('d', { end: 'done' })] },
      ],
      START,
    )
    expect(burnUp?.points).toEqual([
      { day: '2023-01-09', planned: 3, added: 0, done: 0, ended: 0 },
      { day: '2023-01-12', planned: 3, added: 1, done: 1, ended: 0 },
      { day: '2023-01-16', planned: 2, added: 1, done: 2, ended: 1 },
    ])
    expect(burnUp?.addedOn).toEqual(new Map([['d', '2023-01-12']]))
    expect(burnUp).toMatchObject({ from: 'snapshots', plannedOn: '2023-01-09' })
  })

  test('a first snapshot in the middle counts its stories as planned, except those opened after the start', () => {
    const members = [one('a'), one('b', { openedOn: '2023-01-11' }), one('c', { openedOn: '2023-01-09' }), one('d', { openedOn: null })]
    const burnUp = burnUpOfSnapshots([{ day: '2023-01-13', members }], START)
    expect(burnUp?.points).toEqual([{ day: '2023-01-13', planned: 3, added: 1, done: 0, ended: 0 }])
    expect(burnUp?.addedOn).toEqual(new Map([['b', '2023-01-11']]))
    expect(burnUp?.plannedOn).toBe('2023-01-13')
  })

  test('a story that was there at the start, left and came back, was planned', () => {
    const days = ['2023-01-09', '2023-01-10', '2023-01-11'].map((day, index) => ({ day, members: index === 1 ? [] : [one('a')] }))
    expect(burnUpOfSnapshots(days, START)?.points.map(({ planned, added }) => [planned, added])).toEqual([
      [1, 0],
      [0, 0],
      [1, 0],
    ])
  })

  test('without a snapshot since the start, nothing is shown', () => {
    expect(burnUpOfSnapshots([], START)).toBeNull()
    expect(burnUpOfSnapshots([{ day: '2023-01-06', members: [one('a')] }], START)).toBeNull()
  })

  test('scope is planned plus added, and done never exceeds it', () => {
    const member = fc.record({
      key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      end: fc.constantFrom('done' as const, 'ended' as const, null),
      openedOn: fc.constantFrom(null, '2023-01-02', '2023-01-10'),
    })
    const sets = fc.array(fc.uniqueArray(member, { selector: ({ key }) => key }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(sets, fc.boolean(), (days, hasStart) => {
        const snapshots = days.map((members, index) => ({ day: `2023-01-${String(9 + index).padStart(2, '0')}`, members }))
        const burnUp = burnUpOfSnapshots(snapshots, hasStart ? START : null)
        expect(burnUp?.points.map(({ planned, added }) => planned + added)).toEqual(days.map((members) => members.length))
        for (const { planned, added, done, ended } of burnUp?.points ?? []) expect(done + ended).toBeLessThanOrEqual(planned + added)
        expect(burnUp?.points[0]?.added).toBe(hasStart ? days[0]?.filter(({ openedOn }) => openedOn === '2023-01-10').length : 0)
      }),
    )
  })
})

describe('from the dates of the issues', () => {
  const members = [
    { key: 'a', end: 'done' as const, since: null, endedOn: '2023-01-11' },
    { key: 'b', end: null, since: null, endedOn: null },
    { key: 'c', end: 'ended' as const, since: '2023-01-12', endedOn: '2023-01-14' },
  ]

  test('one day per change, the first day and today', () => {
    const burnUp = burnUpOfDates(members, { start: START, first: START, today: '2023-01-16' })
    expect(burnUp.points).toEqual([
      { day: '2023-01-09', planned: 2, added: 0, done: 0, ended: 0 },
      { day: '2023-01-11', planned: 2, added: 0, done: 1, ended: 0 },
      { day: '2023-01-12', planned: 2, added: 1, done: 1, ended: 0 },
      { day: '2023-01-14', planned: 2, added: 1, done: 1, ended: 1 },
      { day: '2023-01-16', planned: 2, added: 1, done: 1, ended: 1 },
    ])
    expect(burnUp.addedOn).toEqual(new Map([['c', '2023-01-12']]))
  })

  test('without a start nothing is called added', () => {
    const burnUp = burnUpOfDates(members, { start: null, first: START, today: '2023-01-16' })
    expect(burnUp.points.map(({ planned, added }) => [planned, added])).toEqual([
      [2, 0],
      [2, 0],
      [3, 0],
      [3, 0],
      [3, 0],
    ])
  })

  test('a story closed on an unknown or future day is closed by today', () => {
    const odd = [
      { key: 'a', end: 'done' as const, since: null, endedOn: null },
      { key: 'b', end: 'done' as const, since: '2024-01-01', endedOn: '2024-01-02' },
    ]
    const burnUp = burnUpOfDates(odd, { start: null, first: START, today: '2023-01-16' })
    expect(burnUp.points).toEqual([
      { day: '2023-01-09', planned: 1, added: 0, done: 0, ended: 0 },
      { day: '2023-01-16', planned: 2, added: 0, done: 2, ended: 0 },
    ])
  })
})

test('days without changes are omitted, except the last', () => {
  const point = (day: string, done: number) => ({ day, planned: 3, added: 0, done, ended: 0 })
  const points = [point('2023-01-09', 0), point('2023-01-10', 0), point('2023-01-11', 1), point('2023-01-12', 1), point('2023-01-13', 1)]
  expect(changingDays(points).map(({ day }) => day)).toEqual(['2023-01-09', '2023-01-11', '2023-01-13'])
})
