/** Days of rules, compared with ical.js where that one is right. */
import fc from 'fast-check'
import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import type { RecurrenceRule } from '../../../src/domain/calendar/calendar.ts'
import { ruleDays } from '../../../src/domain/calendar/rule-days.ts'

const NAMES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const FREQUENCIES = { day: 'DAILY', week: 'WEEKLY', month: 'MONTHLY', year: 'YEARLY' }

const rule = (rest: Partial<RecurrenceRule>): RecurrenceRule => ({
  every: 'week',
  interval: 1,
  count: null,
  until: null,
  weekdays: [],
  monthDays: [],
  months: [],
  positions: [],
  weekStart: 1,
  ...rest,
})

function byLibrary({ every, interval, count, weekdays, months, weekStart }: RecurrenceRule, start: string, to: string): string[] {
  const text = [
    `FREQ=${FREQUENCIES[every]};INTERVAL=${interval};WKST=${NAMES[weekStart - 1]}`,
    ...(count === null ? [] : [`COUNT=${count}`]),
    ...(weekdays.length === 0 ? [] : [`BYDAY=${weekdays.map(({ weekday, nth }) => `${nth ?? ''}${NAMES[weekday - 1]}`).join(',')}`]),
    ...(months.length === 0 ? [] : [`BYMONTH=${months.join(',')}`]),
  ].join(';')
  const iterator = ICAL.Recur.fromString(text).iterator(ICAL.Time.fromDateString(start))
  const days: string[] = []
  for (let next = iterator.next(); next && next.toString() <= to && days.length < 2000; next = iterator.next()) days.push(next.toString())
  return days
}

const day = fc.integer({ min: 0, max: 900 }).map((days) => new Date(Date.UTC(2024, 0, 1 + days)).toISOString().slice(0, 10))
const some = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 3 })
const common = {
  interval: fc.integer({ min: 1, max: 5 }),
  count: fc.option(fc.integer({ min: 1, max: 30 })),
  weekStart: fc.constantFrom(1, 7),
}

const weekly = fc.record({
  ...common,
  every: fc.constant('week' as const),
  weekdays: some.map((days) => days.map((weekday) => ({ weekday, nth: null }))),
})
const monthly = fc.record({
  ...common,
  every: fc.constant('month' as const),
  weekdays: fc.uniqueArray(fc.record({ weekday: fc.integer({ min: 1, max: 7 }), nth: fc.constantFrom(null, 1, 2, 3, 4, -1, -2) }), {
    minLength: 1,
    maxLength: 2,
    selector: ({ weekday }) => weekday,
  }),
})
const daily = fc.record({ ...common, every: fc.constant('day' as const) })

test.each([
  ['weekly', weekly],
  ['monthly', monthly],
  ['daily', daily],
])('%s rules fall on the days that ical.js gives', (_, rules) => {
  fc.assert(
    fc.property(rules as fc.Arbitrary<Partial<RecurrenceRule>>, day, (given, start) => {
      const made = rule(given)
      expect(ruleDays(made, start, { from: start, to: '2027-12-31' })).toEqual(byLibrary(made, start, '2027-12-31'))
    }),
    { numRuns: 60 },
  )
})

test('a window in the middle of a series gives the same days as the whole', () => {
  fc.assert(
    fc.property(weekly, day, day, (given, start, from) => {
      const made = rule(given)
      const whole = ruleDays(made, start, { from: start, to: '2027-12-31' })
      expect(ruleDays(made, start, { from, to: '2027-12-31' })).toEqual(whole.filter((one) => one >= from))
    }),
    { numRuns: 60 },
  )
})

test.each<[string, Partial<RecurrenceRule>, string, readonly string[]]>([
  ['February 29', { every: 'year' }, '2024-02-29', ['2024-02-29', '2028-02-29']],
  [
    'days of the month from its end',
    { every: 'month', monthDays: [-1], count: 3 },
    '2026-01-31',
    ['2026-01-31', '2026-02-28', '2026-03-31'],
  ],
  [
    'Friday the 13th',
    { every: 'month', monthDays: [13], weekdays: [{ weekday: 5, nth: null }], count: 3 },
    '2026-01-01',
    ['2026-02-13', '2026-03-13', '2026-11-13'],
  ],
  [
    'in some months',
    { every: 'year', months: [3, 9], weekdays: [{ weekday: 3, nth: 1 }], count: 3 },
    '2026-01-01',
    ['2026-03-04', '2026-09-02', '2027-03-03'],
  ],
  [
    'the 20th Monday of a year',
    { every: 'year', weekdays: [{ weekday: 1, nth: 20 }], count: 2 },
    '2026-01-01',
    ['2026-05-18', '2027-05-17'],
  ],
  [
    'the fifth Monday from the end of a month, and a sixth that no month has',
    {
      every: 'month',
      weekdays: [
        { weekday: 1, nth: -5 },
        { weekday: 1, nth: -6 },
      ],
      count: 4,
    },
    '2026-01-01',
    ['2026-03-02', '2026-06-01', '2026-08-03', '2026-11-02'],
  ],
  [
    'working days in January',
    { every: 'day', months: [1], weekdays: [{ weekday: 1, nth: null }], count: 2 },
    '2026-01-01',
    ['2026-01-05', '2026-01-12'],
  ],
])('%s', (_, given, start, days) => {
  expect(ruleDays(rule(given), start, { from: start, to: '2029-12-31' })).toEqual(days)
})

test('a rule that never falls on a day ends, as one of a very long time ago does', () => {
  expect(ruleDays(rule({ every: 'day', months: [2], monthDays: [30] }), '1970-01-01', { from: '2026-01-01', to: '2026-12-31' })).toEqual([])
  expect(ruleDays(rule({ every: 'week' }), '1601-01-01', { from: '2026-01-01', to: '2026-01-14' })).toEqual(['2026-01-05', '2026-01-12'])
})
