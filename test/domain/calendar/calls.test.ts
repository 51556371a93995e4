/** When the community call takes place. */
import { expect, test } from 'vitest'
import { type CallPlan, type CallTimes, callBefore, callOn, callsBetween, nextCall } from '../../../src/domain/calendar/calls.ts'
import { aCalendar, calendarOf, planOf } from '../../calendars/calendars.ts'

const SERIES = `UID:call
SUMMARY:SCS Community Call
DTSTART;TZID=Europe/Berlin:20261001T150500
DURATION:PT45M
RRULE:FREQ=WEEKLY
EXDATE;TZID=Europe/Berlin:20261008T150500`
const MOVED = `UID:call
RECURRENCE-ID;TZID=Europe/Berlin:20261022T150500
SUMMARY:SCS Community Call
DTSTART;TZID=Europe/Berlin:20261023T110500
DURATION:PT45M`
const CANCELLED = `UID:call
RECURRENCE-ID;TZID=Europe/Berlin:20261029T150500
SUMMARY:SCS Community Call
STATUS:CANCELLED
DTSTART;TZID=Europe/Berlin:20261029T150500
DURATION:PT45M`
const OTHER = 'UID:other\nSUMMARY:Another call\nDTSTART;TZID=Europe/Berlin:20261002T150500\nDURATION:PT45M\nRRULE:FREQ=WEEKLY'

const call: CallTimes = { name: 'Call', path: 'call/{yyyymmdd}.md', meeting: null, calendar: ['SCS Community Call'] }
const planWith = (communityCall: CallTimes | null, calendar = aCalendar(calendarOf(SERIES, MOVED, CANCELLED, OTHER))): CallPlan => {
  const plan = planOf(calendar)
  return { ...plan, settings: { ...plan.settings, communityCall } }
}
const days = (plan: CallPlan, first: string, last: string) =>
  callsBetween(plan, first, last).map(({ date, time, start }) => `${date} ${time} ${start.toISOString().slice(11, 16)}Z`)

test('by the calendar: an exception and a cancelled call are none, a moved one has its new day, and the clock on the wall counts', () => {
  const plan = planWith(call)
  expect(days(plan, '2026-10-01', '2026-11-05')).toEqual([
    '2026-10-01 15:05 13:05Z',
    '2026-10-15 15:05 13:05Z',
    '2026-10-23 11:05 09:05Z',
    '2026-11-05 15:05 14:05Z',
  ])
  expect([callOn(plan, '2026-10-22'), callOn(plan, '2026-10-23')?.time]).toEqual([null, '11:05'])
  expect([nextCall(plan, '2026-10-24')?.date, callBefore(plan, '2026-10-23')?.date]).toEqual(['2026-11-05', '2026-10-15'])
})

test('by its weekday, without the days of `skip`, over the end of a year', () => {
  const meeting = { weekday: 'thursday', time: '15:05', everyWeeks: 1, startsOn: null, skip: ['2026-12-24', '2026-12-31'] } as const
  const plan = planWith({ ...call, meeting, calendar: null })
  expect(days(plan, '2026-12-17', '2027-01-07')).toEqual(['2026-12-17 15:05 14:05Z', '2027-01-07 15:05 14:05Z'])
  expect([callBefore(plan, '2027-01-07')?.date, nextCall(plan, '2026-12-18')?.date]).toEqual(['2026-12-17', '2027-01-07'])
})

test('without a call, and where the calendar could not be read, none is known', () => {
  expect(days(planWith(null), '2026-01-01', '2026-12-31')).toEqual([])
  expect(nextCall({ ...planWith(call), calendar: null }, '2026-10-01')).toBeNull()
})

test('what was read of one calendar is not told of the next one', () => {
  const plan = planWith(call)
  expect(callOn(plan, '2026-10-15')).not.toBeNull()
  expect(
    callOn(
      { ...plan, calendar: aCalendar(calendarOf(SERIES.replace('EXDATE', 'EXDATE;TZID=Europe/Berlin:20261015T150500\nEXDATE'))) },
      '2026-10-15',
    ),
  ).toBeNull()
})
