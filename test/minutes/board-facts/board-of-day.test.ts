/** Which snapshots belong to a meeting on Wednesday, 2023-01-18, 10:05 in Berlin. */
import { expect, test } from 'vitest'
import { type BoardChoice, boardOfMeeting, firstLook } from '../../../src/minutes/board-facts/board-of-day.ts'
import { meetingBefore } from '../../../src/minutes/board-facts/meeting-before.ts'
import { aSnapshot } from '../../builders.ts'
import { aCalendar, calendarOf } from '../../calendars/calendars.ts'
import { iaasTeam, minutesSettings, sigTeam } from '../settings.ts'

const look = (takenAt: string, complete = true) => aSnapshot({ takenAt, complete })
const of = (rest: Partial<BoardChoice>, without: Parameters<typeof boardOfMeeting>[1] = null) =>
  boardOfMeeting({ settings: minutesSettings, team: iaasTeam, date: '2023-01-18', snapshot: null, history: [], past: [], ...rest }, without)
const taken = (rest: Partial<BoardChoice>) => of(rest).snapshot?.takenAt ?? null
const now = look('2023-01-18T11:00:00Z')

test('no board, and a team without one', () => {
  expect(of({})).toMatchObject({ snapshot: null, withheld: 'nothing', previousBoard: { before: null } })
  expect(of({ team: sigTeam, snapshot: now }).snapshot).toBeNull()
})

test.each([
  ['of the day', '2023-01-18T11:00:00Z'],
  ['of three days later', '2023-01-21T22:59:00Z'],
])('the newest snapshot, %s', (_name, takenAt) => {
  expect(taken({ snapshot: look(takenAt), history: [look('2023-01-18T12:00:00Z')] })).toBe(takenAt)
})

test('for an older meeting the nearest one that was kept after it, complete', () => {
  const snapshot = look('2023-03-01T11:00:00Z')
  const history = [
    look('2023-01-20T08:00:00Z'),
    look('2023-01-19T08:00:00Z'),
    look('2023-01-18T11:00:00Z', false),
    look('2023-01-17T08:00:00Z'),
  ]
  expect(taken({ snapshot, history })).toBe('2023-01-19T08:00:00Z')
  expect(taken({ snapshot, history: [look('2023-01-17T08:00:00Z')] })).toBe(snapshot.takenAt)
})

test('days are those of the zone', () => {
  // 23:30 UTC on Saturday is Sunday in Berlin, the fourth day.
  const late = look('2023-01-21T23:30:00Z')
  expect(taken({ snapshot: late, history: [look('2023-01-18T11:00:00Z')] })).toBe('2023-01-18T11:00:00Z')
})

test('a board with gaps is left out, unless somebody says how much to leave out', () => {
  const snapshot = look('2023-01-18T11:00:00Z', false)
  expect(of({ snapshot })).toMatchObject({ snapshot: null, withheld: 'board' })
  expect(of({ snapshot }, 'findings')).toMatchObject({ snapshot: { takenAt: snapshot.takenAt }, withheld: 'findings' })
  expect(of({ snapshot: now }, 'board')).toMatchObject({ snapshot: null, withheld: 'board' })
})

test('since the end of the last meeting, or of the one a week ago', () => {
  expect(of({ snapshot: now }).previousBoard).toMatchObject({ since: '2023-01-11T10:05:00.000Z', label: '2023-01-11' })
  expect(of({ snapshot: now, past: [{ date: '2023-01-04' }] }).previousBoard).toMatchObject({
    since: '2023-01-04T10:05:00.000Z',
    label: '2023-01-04',
  })
})

test.each<[string, string[], string | null]>([
  ['the newest before its end', ['2023-01-09T08:00:00Z', '2023-01-11T09:00:00Z', '2023-01-12T08:00:00Z'], '2023-01-11T09:00:00Z'],
  ['else the first after it', ['2023-01-12T20:00:00Z', '2023-01-12T08:00:00Z'], '2023-01-12T08:00:00Z'],
  ['none that is more than three days older', ['2023-01-07T22:00:00Z'], null],
  ['none of two days later', ['2023-01-12T23:00:00Z'], null],
])('the board as the last meeting left it: %s', (_name, kept, before) => {
  expect(of({ snapshot: now, history: kept.map((takenAt) => look(takenAt)) }).previousBoard.before?.takenAt ?? null).toBe(before)
})

test('of a team in the calendar, since the end of its last meeting there, also where that was moved', () => {
  const event = `UID:iaas
SUMMARY:Team IaaS
DTSTART;TZID=Europe/Berlin:20230104T140500
DURATION:PT30M
RRULE:FREQ=WEEKLY;INTERVAL=2`
  const moved = `UID:iaas
RECURRENCE-ID;TZID=Europe/Berlin:20230104T140500
SUMMARY:Team IaaS
DTSTART;TZID=Europe/Berlin:20230105T090000
DURATION:PT50M`
  const plan = { settings: minutesSettings, calendar: aCalendar(calendarOf(event, moved)) }
  const team = { ...iaasTeam, meeting: null }
  const before = (past: BoardChoice['past'], date = '2023-01-18') => meetingBefore(plan, { team, date, past })
  expect(before([])).toEqual({ date: '2023-01-05', end: new Date('2023-01-05T08:50:00Z') })
  expect(of({ team, snapshot: now, before: before([]) }).previousBoard).toMatchObject({
    since: '2023-01-05T08:50:00.000Z',
    label: '2023-01-05',
  })
  // Minutes of a day that the calendar does not know: at the time of its last meeting there.
  expect(before([{ date: '2023-01-10' }])).toEqual({ date: '2023-01-10', end: new Date('2023-01-10T08:50:00Z') })
  expect(before([], '2023-01-04')).toEqual({ date: '2022-12-28', end: new Date('2022-12-28T12:00:00Z') })
})

test('no snapshot is looked at that is older than three days before the last meeting', () => {
  const from = (past: BoardChoice['past']) =>
    firstLook({ settings: minutesSettings, team: iaasTeam, date: '2023-01-18', past }).toISOString()
  expect(from([{ date: '2023-01-04' }, { date: '2022-12-21' }])).toBe('2022-12-31T23:00:00.000Z')
  expect(from([])).toBe('2023-01-07T23:00:00.000Z')
})
