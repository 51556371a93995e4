/** YAML files of yaml2ics. */
import { expect, test } from 'vitest'
import { includedFiles, parseYaml2ics } from '../../../src/adapters/calendar/parse-yaml2ics.ts'
import type { Calendar } from '../../../src/domain/calendar/calendar.ts'
import { UserError } from '../../../src/errors.ts'
import { aTeam, in2026, planOf } from '../../calendars/calendars.ts'

const context = { where: 'scs/calendar', timezone: 'Europe/Berlin', now: new Date('2026-03-01T12:00:00Z') }
const parse = (text: string, path = 'teams/meetings.yml') => parseYaml2ics([{ path, text }], context)

function meetings(text: string) {
  const calendar: Calendar = { source: 'scs/calendar', takenAt: '', notRead: null, ...parse(text) }
  return in2026(planOf(calendar), aTeam())
}
const starts = (text: string) =>
  meetings(text)
    .filter(({ cancelled }) => cancelled === null)
    .map(({ start }) => start.toISOString().slice(5, 16))

const series = `name: Team IaaS meetings
timezone: Europe/Berlin

events:
  - summary: "Team IaaS: review"
    begin: 2026-03-11 10:05:00
    uid: iaas-2026@docs.example
    duration:
      minutes: 50
    description: |
      We look at the sprint.

      Minutes: https://github.com/scs/minutes/tree/main/iaas
      HedgeDoc: https://pads.example/2026-iaas?both
      Coordinator: Somebody <somebody[at]docs.example>
    location: "https://conf.example/Room"
    repeat:
      interval:
        weeks: 2
      until: 2026-06-03
      except_on:
        - 2026-04-08 10:05:00  # Easter week
        - 2026-04-22 10:05:00  # ditto
        - 2026-05-06 10:05:00
      also_on:
        - 2026-04-15 15:05:00
`

test('a series, over the change of the clocks, with exceptions and their reasons, and a further date', () => {
  expect(
    meetings(series).map(({ start, cancelled }) => [start.toISOString().slice(5, 16), cancelled && (cancelled.reason ?? 'no reason')]),
  ).toEqual([
    ['03-11T09:05', null],
    ['03-25T09:05', null],
    ['04-08T08:05', 'Easter week'],
    ['04-15T13:05', null],
    ['04-22T08:05', 'Easter week'],
    ['05-06T08:05', 'no reason'],
    ['05-20T08:05', null],
  ])
})

test('the meetings have title, length and pad', () => {
  expect(meetings(series)[0]).toMatchObject({ title: 'Team IaaS: review', minutes: 50, pad: 'https://pads.example/2026-iaas' })
})

const one = (lines: string, head = 'timezone: Europe/Berlin') =>
  `${head}\nevents:\n  - summary: Team IaaS\n    ${lines.trim().replaceAll('\n', '\n    ')}\n`

test.each<[string, string, readonly string[]]>([
  ['once', one('begin: 2026-03-11 10:05:00\nduration: { minutes: 50 }'), ['03-11T09:05']],
  ['in quotation marks, with T', one('begin: "2026-03-11T10:05"\nend: 2026-03-11 11:00:00'), ['03-11T09:05']],
  ['with an offset', one('begin: 2026-03-11 10:05:00 +02:00\nduration: { hours: 1 }'), ['03-11T08:05']],
  ['with a zone of its own', one('begin: 2026-03-11 10:05:00\ntimezone: America/New_York\nduration: { hours: 1 }'), ['03-11T14:05']],
  ['without any zone, as yaml2ics does: UTC', one('begin: 2026-03-11 10:05:00\nduration: { hours: 1 }', 'name: x'), ['03-11T10:05']],
  ['the whole day', one('begin: 2026-03-11'), []],
  ['a time without a length, which yaml2ics makes a whole day', one('begin: 2026-03-11 10:05:00'), []],
  [
    'every month',
    one('begin: 2026-03-11 10:05:00\nduration: { minutes: 50 }\nrepeat: { interval: { months: 1 }, until: 2026-05-01 }'),
    ['03-11T09:05', '04-11T08:05'],
  ],
  [
    'until a time',
    one('begin: 2026-03-11 10:05:00\nduration: { minutes: 50 }\nrepeat: { interval: { days: 7 }, until: 2026-03-18 10:05:00 }'),
    ['03-11T09:05', '03-18T09:05'],
  ],
  [
    'until a date, which is its midnight for yaml2ics',
    one('begin: 2026-03-11 10:05:00\nduration: { minutes: 50 }\nrepeat: { interval: { weeks: 1 }, until: 2026-03-18 }'),
    ['03-11T09:05'],
  ],
  [
    'an exception as a day',
    one(
      'begin: 2026-03-11 10:05:00\nduration: { minutes: 50 }\nrepeat: { interval: { weeks: 1 }, until: 2026-03-26, except_on: [2026-03-18] }',
    ),
    ['03-11T09:05', '03-25T09:05'],
  ],
  [
    'a rule in iCalendar’s words',
    one(
      'begin: 2026-01-23 10:05:00\nduration: { minutes: 50 }\nics: |\n  RRULE:FREQ=MONTHLY;BYDAY=4FR;COUNT=3\n  EXDATE;VALUE=DATE:20260227\n  CATEGORIES:x',
    ),
    ['01-23T09:05', '03-27T09:05'],
  ],
  ['cancelled', one('begin: 2026-03-11 10:05:00\nduration: { minutes: 50 }\nstatus: CANCELLED'), []],
])('%s', (_, text, found) => {
  expect(starts(text)).toEqual(found)
})

test('entries of one file with the same title and time, and without an ID, are told apart by their file', () => {
  const text = one('begin: 2026-03-11 10:05:00\nduration: { minutes: 50 }')
  const { events } = parseYaml2ics(
    [
      { path: 'a.yml', text },
      { path: 'b.yml', text },
    ],
    context,
  )
  expect(new Set(events.map(({ uid }) => uid)).size).toBe(2)
})

test.each([
  [
    'no begin',
    one('duration: { minutes: 50 }'),
    'teams/meetings.yml, line 3, "Team IaaS": expected a date and a time in `begin`, found none. It is left out.',
  ],
  [
    'no end of a series',
    one('begin: 2026-03-11 10:05:00\nduration: { minutes: 50 }\nrepeat: { interval: { weeks: 1 } }'),
    'teams/meetings.yml, line 3, "Team IaaS": expected a date in `repeat.until`, which yaml2ics demands, found none. It is left out.',
  ],
  [
    'no interval',
    one('begin: 2026-03-11 10:05:00\nduration: { minutes: 50 }\nrepeat: { until: 2026-05-01 }'),
    'teams/meetings.yml, line 3, "Team IaaS": expected `repeat.interval` with one of days, weeks, months and years, such as `weeks: 2`, found something else. It is left out.',
  ],
  [
    'another rhythm',
    one('begin: 2026-03-11 10:05:00\nduration: { minutes: 50 }\nrepeat: { interval: { hours: 1 }, until: 2026-05-01 }'),
    /repeat\.interval/,
  ],
  [
    'an unknown zone',
    one('begin: 2026-03-11 10:05:00\nduration: { minutes: 50 }', 'timezone: Middle/Earth'),
    'teams/meetings.yml: the time zone "Middle/Earth" is unknown, so its times are taken as UTC.',
  ],
  ['broken YAML', 'events: [', /^teams\/meetings\.yml, line 1: it is not readable YAML\. Its events are left out\.$/],
])('%s is told with its place', (_, text, told) => {
  expect(parse(text).problems).toEqual([typeof told === 'string' ? told : expect.stringMatching(told)])
})

test.each([
  ['nothing', ''],
  ['a list', '- a'],
  ['other keys', 'presenters: [a]'],
  ['events that are none', 'events: [1, null, text]'],
])('a file with %s has no events', (_, text) => {
  expect(parse(text)).toEqual({ events: [], problems: [] })
})

test('too many events are an error', () => {
  const text = `events:\n${'  - { summary: x, begin: 2026-03-11 10:05, duration: { minutes: 5 } }\n'.repeat(5001)}`
  expect(() => parse(text)).toThrow(UserError)
})

test('included files are named from the folder of the file', () => {
  expect(includedFiles({ path: 'main.yml', text: 'include:\n  - teams/a.yml\n#  - teams/b.yml\n  - c.yml\n' })).toEqual([
    'teams/a.yml',
    'c.yml',
  ])
  expect(includedFiles({ path: 'teams/all.yml', text: 'include: [a.yml]' })).toEqual(['teams/a.yml'])
  expect(includedFiles({ path: 'main.yml', text: 'events: []' })).toEqual([])
})
