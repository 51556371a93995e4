/** When teams meet. The truth about `community-2026.ics` was written down by hand, from the calendar on the wall. */
import { expect, test } from 'vitest'
import {
  lastMeeting,
  type MeetingTeam,
  meetingSourceOf,
  meetingsBetween,
  meetingsOn,
  nextMeeting,
} from '../../../src/domain/calendar/meetings.ts'
import { aCalendar, aTeam, calendarOf, communityCalendar, in2026, planOf } from '../../calendars/calendars.ts'

const plan = planOf(aCalendar(communityCalendar))
const release = aTeam({ id: 'sig-release', name: 'SIG Release' })
const meetup = aTeam({ id: 'meetup', name: 'Community' })
const steering = aTeam({ id: 'steering', name: 'Steering' })
const iaas = aTeam()

/** Summer time is from 2026-03-29 to 2026-10-24. */
const TRUTH: readonly (readonly [MeetingTeam, string])[] = [
  [
    release,
    `01-13 12:05Z
    01-27 12:05Z
    02-10 12:05Z
    02-24 12:05Z
    03-10 12:05Z
    03-25 08:05Z moved from 2026-03-24 13:05
    04-07 11:05Z
    04-21 11:05Z
    05-05 11:05Z
    05-19 11:05Z cancelled
    06-02 11:05Z
    06-16 11:05Z
    06-30 11:05Z
    07-14 11:05Z
    07-28 11:05Z
    08-11 11:05Z
    08-25 11:05Z
    09-08 11:05Z
    09-22 11:05Z
    10-06 11:05Z
    10-20 11:05Z
    11-03 12:05Z
    11-17 12:05Z
    12-01 12:05Z
    12-15 12:05Z`,
  ],
  [
    meetup,
    `01-16 10:05Z
    02-13 10:05Z
    03-13 10:05Z
    04-10 09:05Z
    05-08 09:05Z cancelled
    06-05 09:05Z
    07-03 09:05Z
    07-31 09:05Z
    08-28 09:05Z
    09-25 09:05Z
    10-23 09:05Z
    11-20 10:05Z
    12-18 10:05Z`,
  ],
  [
    steering,
    `10-12 09:05Z
    10-19 09:05Z
    10-26 10:05Z cancelled
    11-02 10:05Z
    11-09 10:05Z`,
  ],
  [
    iaas,
    `03-11 09:05Z
    03-18 09:05Z
    03-25 09:05Z
    04-01 08:05Z
    04-01 12:05Z
    04-08 08:05Z`,
  ],
]

test.each(TRUTH)('a year of $id, over both changes of the clock', (team, truth) => {
  const found = in2026(plan, team).map(({ start, cancelled, movedFrom }) =>
    [
      `${start.toISOString().slice(5, 16).replace('T', ' ')}Z`,
      ...(cancelled ? ['cancelled'] : []),
      ...(movedFrom ? [`moved from ${movedFrom.date} ${movedFrom.time}`] : []),
    ].join(' '),
  )
  expect(found).toEqual(truth.split('\n').map((line) => line.trim()))
})

test('a meeting has day and time of the team’s zone, length, title, and the pad of its event', () => {
  expect(meetingsOn(plan, release, '2026-04-07')).toEqual([
    {
      id: 'release-2026@example.org/2026-04-07T11:05:00.000Z',
      team: 'sig-release',
      date: '2026-04-07',
      time: '13:05',
      start: new Date('2026-04-07T11:05:00Z'),
      end: new Date('2026-04-07T11:55:00Z'),
      minutes: 50,
      title: 'SIG Release',
      kind: null,
      pad: 'https://pads.example/2026-sig-release',
      notAllowedPad: null,
      number: 1,
      cancelled: null,
      movedFrom: null,
      from: 'calendar',
    },
  ])
})

test('a moved meeting has its own title, length and pad, and keeps its id', () => {
  expect(meetingsOn(plan, release, '2026-03-24')).toEqual([])
  expect(meetingsOn(plan, release, '2026-03-25')).toMatchObject([
    {
      id: 'release-2026@example.org/2026-03-24T12:05:00.000Z',
      title: 'SIG Release (moved)',
      minutes: 30,
      pad: 'https://pads.example/release-extra',
    },
  ])
})

test('kinds are what titles say beside the team’s name; meetings of a day in different pads have numbers', () => {
  expect(in2026(plan, iaas).map(({ date, number, kind }) => `${date} ${number} ${kind}`)).toEqual([
    '2026-03-11 1 sprint review',
    '2026-03-18 1 deep dive',
    '2026-03-25 1 sprint review',
    '2026-04-01 1 deep dive',
    '2026-04-01 2 workshop',
    '2026-04-08 1 sprint review',
  ])
})

test('meetings of a day in one pad share their minutes; a cancelled one has none', () => {
  const event = (uid: string, time: string, more = '') =>
    `UID:${uid}\nSUMMARY:Team IaaS ${uid}\nDTSTART;TZID=Europe/Berlin:20260401T${time}00\nDESCRIPTION:HedgeDoc: https://pads.example/iaas\n${more}`
  const found = in2026(planOf(aCalendar(calendarOf(event('a', '1005'), event('b', '1105', 'STATUS:CANCELLED'), event('c', '1405')))), iaas)
  expect(found.map(({ title, number }) => `${title} ${number}`)).toEqual(['Team IaaS a 1', 'Team IaaS b 0', 'Team IaaS c 1'])
})

test('a pad on a host that is not allowed is told, and the team’s pad used instead', () => {
  const pads = (pad: string | null) =>
    meetingsOn(plan, { ...meetup, pad }, '2026-06-05').map((meeting) => [meeting.pad, meeting.notAllowedPad])
  expect(pads(null)).toEqual([[null, 'https://elsewhere.example/meetup']])
  expect(pads('https://pads.example/own')).toEqual([['https://pads.example/own', 'https://elsewhere.example/meetup']])
})

test('the pad of an event goes before that of the team', () => {
  expect(meetingsOn(plan, { ...iaas, pad: 'https://pads.example/old' }, '2026-03-11')[0]?.pad).toBe('https://pads.example/2026-iaas')
})

const wednesdays = {
  weekday: 'wednesday',
  time: '10:05',
  minutes: 60,
  everyWeeks: 2,
  startsOn: '2026-03-04',
  skip: ['2026-04-01'],
} as const

test('`meeting` of a team goes before the calendar; skipped dates are cancelled', () => {
  const team = { ...iaas, meeting: wednesdays, pad: 'https://pads.example/x' }
  const found = meetingsBetween(plan, team, { from: new Date('2026-03-01'), to: new Date('2026-04-20') })
  expect(found.map(({ id, start, cancelled, from, pad }) => [id, start.toISOString(), cancelled !== null, from, pad])).toEqual([
    ['iaas/2026-03-04', '2026-03-04T09:05:00.000Z', false, 'sprint.yml', 'https://pads.example/x'],
    ['iaas/2026-03-18', '2026-03-18T09:05:00.000Z', false, 'sprint.yml', 'https://pads.example/x'],
    ['iaas/2026-04-01', '2026-04-01T08:05:00.000Z', true, 'sprint.yml', 'https://pads.example/x'],
    ['iaas/2026-04-15', '2026-04-15T08:05:00.000Z', false, 'sprint.yml', 'https://pads.example/x'],
  ])
})

test('a window ends before its second instant, and is at most three years long', () => {
  const at = (from: string, to: string) => meetingsBetween(plan, release, { from: new Date(from), to: new Date(to) }).length
  expect(at('2026-01-13T12:05:00Z', '2026-01-13T12:05:00.001Z')).toBe(1)
  expect(at('2026-01-13T12:00:00Z', '2026-01-13T12:05:00Z')).toBe(0)
  expect(at('2026-01-13T12:05:00Z', '2026-01-13T12:05:00Z')).toBe(0)
  expect(at('2020-01-01T00:00:00Z', '2030-01-01T00:00:00Z')).toBe(0)
})

test('the next meeting is the current one until it is over; the last one is over', () => {
  const next = (at: string) => nextMeeting(plan, release, new Date(at))?.date ?? null
  expect(next('2026-05-19T10:00:00Z')).toBe('2026-06-02')
  expect(next('2026-06-02T11:54:59Z')).toBe('2026-06-02')
  expect(next('2026-06-02T11:55:00Z')).toBe('2026-06-16')
  expect(next('2026-12-16T00:00:00Z')).toBeNull()
  const last = (at: string) => lastMeeting(plan, release, new Date(at))?.date ?? null
  expect(last('2026-06-02T11:54:59Z')).toBe('2026-05-05')
  expect(last('2026-06-02T11:55:00Z')).toBe('2026-06-02')
  expect(last('2026-01-01T00:00:00Z')).toBeNull()
})

test('where meetings come from', () => {
  expect(meetingSourceOf(plan, iaas)).toBe('calendar')
  expect(meetingSourceOf(plan, { ...iaas, meeting: wednesdays })).toBe('sprint.yml')
  expect(meetingSourceOf(plan, aTeam({ id: 'none', name: 'None' }))).toBeNull()
  expect(meetingSourceOf(planOf(null), iaas)).toBeNull()
})
