import { expect, test } from 'vitest'
import type { Calendar } from '../../../src/domain/calendar/calendar.ts'
import { rules } from '../../../src/hygiene/registry.ts'
import { type DueWork, dueWork } from '../../../src/service/schedule/schedule.ts'
import { parseSettings } from '../../../src/settings/parse.ts'
import { aCalendar, calendarOf } from '../../calendars/calendars.ts'
import { expectGrowsWithSize } from '../../growth.ts'

const settings = parseSettings(
  `organization: scs
timezone: Europe/Berlin
minutes: { repository: scs/minutes }
board: { owner: scs, number: 6, fields: { status: Status }, status: { active: [Doing], done: [Done] } }
pads: { hosts: [pads.example] }
teams:
  iaas:
    name: Team IaaS
    pad: https://pads.example/iaas
    meeting: { weekday: wednesday, time: "10:05", minutes: 60, skip: [2023-04-05] }
  std:
    name: SIG Standardization
    board: off
    pad: https://pads.example/std
    meeting: { weekday: thursday, time: "15:05" }
`,
  'sprint.yml',
  rules,
)

const due = (from: string, to: string) =>
  dueWork({ settings, calendar: null }, new Date(from), new Date(to)).map(
    (work) =>
      `${work.at.toISOString().slice(0, 16)} ${'editedSince' in work ? 'watched' : work.kind}${'team' in work ? ` ${work.team}` : ''}${'look' in work ? ` ${work.look}` : ''}`,
  )

test('notes of the call: not for a skipped one; by the calendar, at the time it has there', () => {
  const digests = (call: string, calendar: Calendar | null) => {
    const text = `organization: scs\ntimezone: Europe/Berlin\nminutes: { repository: scs/minutes }\ncalendar: { url: https://scs.example/scs.ics }\n${call}teams: { iaas: { name: Team IaaS } }\n`
    const plan = { settings: parseSettings(text, 'sprint.yml', rules), calendar }
    return dueWork(plan, new Date('2026-10-20T00:00:00Z'), new Date('2026-10-27T00:00:00Z'))
      .filter(({ kind }) => kind === 'digest')
      .map((work) => `${work.at.toISOString().slice(0, 16)} ${'date' in work ? work.date : ''}`)
  }
  const weekly = 'communityCall: { weekday: thursday, time: "15:05" }\n'
  expect(digests(weekly, null)).toEqual(['2026-10-22T10:05 2026-10-22', '2026-10-22T12:05 2026-10-22'])
  expect(digests(weekly.replace(' }', ', skip: [2026-10-22] }'), null)).toEqual([])
  // The clocks change in the night before: 10:00 there is 09:00 UTC.
  const sunday = aCalendar(
    calendarOf('UID:call\nSUMMARY:SCS Call, open for all\nDTSTART;TZID=Europe/Berlin:20261025T100000\nDURATION:PT45M'),
  )
  expect(digests('communityCall: { calendar: SCS Call }\n', sunday)).toEqual(['2026-10-25T06:00 2026-10-25', '2026-10-25T08:00 2026-10-25'])
  expect(digests('communityCall: { calendar: SCS Call }\n', null)).toEqual([])
})

test('epics are checked daily; after the meeting the pad is read three times, then daily if minutes are missing', () => {
  const week = due('2023-03-20T00:00:00Z', '2023-03-25T00:00:00Z').filter((line) => !line.endsWith('sync'))
  expect(week).toEqual([
    '2023-03-20T07:00 report',
    '2023-03-20T08:05 minutes iaas again',
    '2023-03-20T09:05 hygiene iaas',
    '2023-03-20T13:05 minutes std again',
    '2023-03-21T08:05 minutes iaas again',
    '2023-03-21T09:05 hygiene iaas',
    '2023-03-21T13:05 agenda iaas',
    '2023-03-21T13:05 minutes std again',
    '2023-03-22T07:05 hygiene iaas',
    '2023-03-22T08:05 minutes iaas again',
    '2023-03-22T10:20 minutes iaas soon',
    '2023-03-22T12:05 minutes iaas soon',
    '2023-03-22T13:05 minutes std again',
    '2023-03-22T18:05 agenda std',
    '2023-03-22T22:05 watched iaas soon',
    '2023-03-23T08:05 minutes iaas last',
    '2023-03-23T09:05 hygiene iaas',
    '2023-03-23T13:05 minutes std again',
    '2023-03-23T15:20 minutes std soon',
    '2023-03-23T17:05 minutes std soon',
    '2023-03-24T03:05 watched std soon',
    '2023-03-24T08:05 minutes iaas again',
    '2023-03-24T09:05 hygiene iaas',
    '2023-03-24T13:05 minutes std last',
  ])
})

test('daylight saving time moves the meeting with local time', () => {
  expect(due('2023-03-29T07:00:00Z', '2023-03-29T10:00:00Z').filter((line) => line.includes('minutes'))).toEqual([
    '2023-03-29T09:20 minutes iaas soon',
  ])
})

test('nothing is due on a skipped date; epics are checked on the days around it', () => {
  expect(due('2023-04-03T00:00:00Z', '2023-04-06T12:00:00Z').filter((line) => line.includes('iaas') && !line.includes('again'))).toEqual([
    '2023-04-03T08:05 hygiene iaas',
    '2023-04-04T08:05 hygiene iaas',
    '2023-04-06T08:05 hygiene iaas',
  ])
})

const looks = (team: string) => {
  const text = `organization: scs\nminutes: { repository: scs/minutes }\nboard: { owner: scs, number: 6 }\nteams: { one: { name: One, ${team} } }\n`
  return dueWork(
    { settings: parseSettings(text, 'sprint.yml', rules), calendar: null },
    new Date('2023-04-07T22:00:00Z'),
    new Date('2023-04-14T22:00:00Z'),
  )
    .filter(({ kind }) => kind === 'hygiene')
    .map(({ at }) => at.toISOString().slice(5, 16))
}
const days = (time: string, ...which: number[]) => which.map((day) => `04-${day}T${time}`)

// 2023-04-10 is a Monday; local time is two hours ahead of UTC.
test.each([
  ['it meets on Monday', 'meeting: { weekday: monday, time: "10:00" }', [...days('06:00', 10), ...days('08:00', 11, 12, 13, 14)]],
  ['its Monday is a holiday', 'meeting: { weekday: monday, time: "10:00", skip: [2023-04-10] }', days('08:00', 11, 12, 13, 14)],
  [
    'it meets every fourth week',
    'meeting: { weekday: tuesday, time: "10:00", everyWeeks: 4, startsOn: 2023-03-28 }',
    days('08:00', 10, 11, 12, 13, 14),
  ],
  ['it has no meeting', 'hygiene: {}', days('07:00', 10, 11, 12, 13, 14)],
  ['only one day is not quiet', 'hygiene: { quietDays: [monday, tuesday, thursday, friday, saturday, sunday] }', days('07:00', 12)],
  [
    'it meets late',
    'meeting: { weekday: friday, time: "19:00" }, hygiene: { quietHours: { from: "18:00", to: "08:00" } }',
    [...days('06:00', 10, 11, 12, 13), ...days('15:00', 14)],
  ],
  ['all days are quiet', 'hygiene: { quietDays: [monday, tuesday, wednesday, thursday, friday, saturday, sunday] }', []],
  ['hygiene is off', 'hygiene: { mode: off }', []],
])('the epics of a team are checked on each day that is not quiet: %s', (_name, team, expected) => {
  expect(looks(team)).toEqual(expected)
})

test('missing minutes are retried until the next meeting starts, even if that is weeks away', () => {
  const wednesdays = due('2023-03-30T12:00:00Z', '2023-04-14T00:00:00Z').filter((line) => line.includes('iaas again'))
  // The meeting of 5 April is left out.
  expect(wednesdays.at(0)).toBe('2023-04-07T07:05 minutes iaas again')
  expect(wednesdays.at(-1)).toBe('2023-04-12T07:05 minutes iaas again')
})

test('the board is read once an hour, however rarely the clock is checked', () => {
  expect(due('2023-03-18T10:10:00Z', '2023-03-18T10:40:00Z')).toEqual([])
  expect(due('2023-03-18T10:40:00Z', '2023-03-18T15:01:00Z').filter((line) => !line.includes('minutes'))).toEqual(['2023-03-18T15:00 sync'])
})

test('runs missed while no server was running are caught up, up to a week back', () => {
  const late = due('2023-01-01T00:00:00Z', '2023-03-25T00:00:00Z').filter((line) => line.includes('minutes iaas'))
  expect(late.filter((line) => !line.endsWith('again'))).toEqual([
    '2023-03-22T10:20 minutes iaas soon',
    '2023-03-22T12:05 minutes iaas soon',
    '2023-03-23T08:05 minutes iaas last',
  ])
  expect(late[0]).toBe('2023-03-18T08:05 minutes iaas again')
})

test('two consecutive periods share no work', () => {
  const at = '2023-03-22T10:20:00Z'
  expect(due('2023-03-22T10:00:00Z', at).filter((line) => line.includes('minutes iaas'))).toHaveLength(1)
  expect(due(at, '2023-03-22T10:30:00Z').filter((line) => line.includes('minutes'))).toEqual([])
})

test('if disabled, nothing is due', () => {
  expect(
    dueWork(
      { settings: { ...settings, enabled: false }, calendar: null },
      new Date('2023-03-20T00:00:00Z'),
      new Date('2023-03-25T00:00:00Z'),
    ),
  ).toEqual([])
})

test('the cost of looks at the clock grows with the number of events, no faster', async () => {
  const series = (index: number) =>
    `UID:${index}\nSUMMARY:Team IaaS\nDTSTART;TZID=Europe/Berlin:20260101T100500\nDURATION:PT50M\nRRULE:FREQ=DAILY`
  const plan = (events: number) => ({
    settings: parseSettings(
      'organization: scs\nminutes: { repository: scs/minutes }\ncalendar: { url: "https://calendar.example/x.ics" }\npads: { hosts: [pads.example] }\nteams: { iaas: { name: Team IaaS, pad: "https://pads.example/iaas" } }\n',
      'sprint.yml',
      rules,
    ),
    calendar: aCalendar(calendarOf(...Array.from({ length: events }, (_, index) => series(index)))),
  })
  const plans = new Map([1, 8].map((events) => [events, plan(events)]))
  await expectGrowsWithSize(
    (events) => {
      const found = plans.get(events)
      if (found)
        for (let minute = 0; minute < 20; minute++)
          dueWork(found, new Date(Date.UTC(2026, 2, 3, 9, minute)), new Date(Date.UTC(2026, 2, 3, 9, minute + 1)))
    },
    { from: 1, times: 8 },
  )
})

test('work of one day is the same whether the day is looked at at once or minute by minute', () => {
  // A look that covers all the time since the last one is due once.
  const isOnce = (work: DueWork) => work.kind !== 'sync' && !('editedSince' in work)
  const minuteByMinute: unknown[] = []
  for (let at = Date.UTC(2023, 0, 18); at < Date.UTC(2023, 0, 19); at += 15 * 60_000)
    minuteByMinute.push(...dueWork({ settings, calendar: null }, new Date(at), new Date(at + 15 * 60_000)).filter(isOnce))
  const atOnce = dueWork({ settings, calendar: null }, new Date(Date.UTC(2023, 0, 18)), new Date(Date.UTC(2023, 0, 19))).filter(isOnce)
  expect(minuteByMinute).toEqual(atOnce)
  expect(atOnce.length).toBeGreaterThan(5)
})

test('for twelve hours after a meeting its pad is watched every five minutes: one look at what was typed since the last one', () => {
  const watch = (from: string, to: string) =>
    dueWork({ settings, calendar: null }, new Date(`2023-01-18T${from}:00Z`), new Date(`2023-01-18T${to}:00Z`)).flatMap((work) =>
      'editedSince' in work ? [[work.at.toISOString().slice(11, 16), work.editedSince?.slice(11, 16)]] : [],
    )
  // It began at 9:05 and ended at 10:05.
  expect([watch('10:04', '10:09'), watch('10:09', '10:10'), watch('10:10', '10:14')]).toEqual([[], [['10:10', '09:05']], []])
  expect(watch('10:20', '10:25')).toEqual([['10:25', '10:10']])
  expect(watch('10:20', '12:01')).toEqual([['12:00', '10:10']])
  // A look at that time reads the pad anyway.
  expect([watch('10:14', '10:20'), watch('10:15', '12:06')]).toEqual([[], []])
  // After a pause that look may have been done long ago.
  expect(watch('10:15', '14:00')).toEqual([['14:00', '10:05']])
  expect([watch('22:04', '22:05'), watch('22:05', '23:59')]).toEqual([[['22:05', '21:50']], []])
})
