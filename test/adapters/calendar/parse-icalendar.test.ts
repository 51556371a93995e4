/** Kinds of events, and calendars as they are: many of the odd ones are from bug reports of other parsers. */
import { expect, test } from 'vitest'
import { UserError } from '../../../src/errors.ts'
import { calendarOf, parsed, startsOf } from '../../calendars/calendars.ts'

const BERLIN = 'TZID=Europe/Berlin'

/** What `M` (a meeting of the test's team) does in 2026; months and days of instants. */
test.each<[string, string, readonly string[]]>([
  ['once', `DTSTART;${BERLIN}:20260115T140500`, ['01-15T13:05']],
  [
    'every second week',
    `DTSTART;${BERLIN}:20260318T100500\nRRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=3`,
    ['03-18T09:05', '04-01T08:05', '04-15T08:05'],
  ],
  [
    'every fourth week',
    `DTSTART;${BERLIN}:20260918T100500\nRRULE:FREQ=WEEKLY;INTERVAL=4;COUNT=3`,
    ['09-18T08:05', '10-16T08:05', '11-13T09:05'],
  ],
  ['a series of last year goes on', `DTSTART;${BERLIN}:20251217T100500\nRRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=3`, ['01-14T09:05']],
  [
    'until a date: that day is included',
    `DTSTART;${BERLIN}:20260105T100500\nRRULE:FREQ=WEEKLY;UNTIL=20260112`,
    ['01-05T09:05', '01-12T09:05'],
  ],
  ['until a local time without a zone', `DTSTART;${BERLIN}:20260105T100500\nRRULE:FREQ=WEEKLY;UNTIL=20260112T100000`, ['01-05T09:05']],
  ['until an instant', `DTSTART;${BERLIN}:20260105T100500\nRRULE:FREQ=WEEKLY;UNTIL=20260112T090500Z`, ['01-05T09:05', '01-12T09:05']],
  [
    'on several weekdays',
    `DTSTART;${BERLIN}:20260106T100500\nRRULE:FREQ=WEEKLY;BYDAY=TU,TH;COUNT=3`,
    ['01-06T09:05', '01-08T09:05', '01-13T09:05'],
  ],
  [
    'every fourth Friday of a month',
    `DTSTART;${BERLIN}:20260123T110500\nRRULE:FREQ=MONTHLY;BYDAY=4FR;COUNT=4`,
    ['01-23T10:05', '02-27T10:05', '03-27T10:05', '04-24T09:05'],
  ],
  [
    'the last Tuesday of a month',
    `DTSTART;${BERLIN}:20260127T110500\nRRULE:FREQ=MONTHLY;BYDAY=-1TU;COUNT=2`,
    ['01-27T10:05', '02-24T10:05'],
  ],
  [
    'the last working day',
    `DTSTART;${BERLIN}:20260130T110500\nRRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3`,
    ['01-30T10:05', '02-27T10:05', '03-31T09:05'],
  ],
  [
    'the 31st, which many months lack',
    `DTSTART;${BERLIN}:20260131T110500\nRRULE:FREQ=MONTHLY;COUNT=3`,
    ['01-31T10:05', '03-31T09:05', '05-31T09:05'],
  ],
  ['yearly', `DTSTART;${BERLIN}:20240229T110500\nRRULE:FREQ=YEARLY`, []],
  ['a day that never comes', `DTSTART;${BERLIN}:20260130T110500\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30`, []],
  [
    'further dates',
    `DTSTART;${BERLIN}:20260105T100500\nRRULE:FREQ=WEEKLY;COUNT=1\nRDATE;${BERLIN}:20260107T150000,20260105T100500`,
    ['01-05T09:05', '01-07T14:00'],
  ],
  [
    'further dates as periods',
    `DTSTART;${BERLIN}:20260105T100500\nRDATE;VALUE=PERIOD:20260107T140000Z/PT1H`,
    ['01-05T09:05', '01-07T14:00'],
  ],
  [
    'an exception',
    `DTSTART;${BERLIN}:20260105T100500\nRRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;${BERLIN}:20260112T100500`,
    ['01-05T09:05', '01-19T09:05'],
  ],
  [
    'an exception as a day',
    `DTSTART;${BERLIN}:20260105T100500\nRRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;VALUE=DATE:20260112`,
    ['01-05T09:05', '01-19T09:05'],
  ],
  [
    'a day that does not say it is one',
    `DTSTART;${BERLIN}:20260105T100500\nRRULE:FREQ=WEEKLY;COUNT=3\nEXDATE:20260112`,
    ['01-05T09:05', '01-19T09:05'],
  ],
  ['an exception in UTC', `DTSTART;${BERLIN}:20260105T100500\nRRULE:FREQ=WEEKLY;COUNT=2\nEXDATE:20260112T090500Z`, ['01-05T09:05']],
  ['an exception without a zone', `DTSTART;${BERLIN}:20260105T100500\nRRULE:FREQ=WEEKLY;COUNT=2\nEXDATE:20260112T100500`, ['01-05T09:05']],
  [
    'a comma at the end',
    `DTSTART;${BERLIN}:20260105T100500\nRRULE:FREQ=WEEKLY;COUNT=2\nEXDATE;${BERLIN}:20260112T100500,`,
    ['01-05T09:05'],
  ],
  [
    'an exception at another time cancels nothing',
    `DTSTART;${BERLIN}:20260105T100500\nRRULE:FREQ=WEEKLY;COUNT=2\nEXDATE;${BERLIN}:20260112T100000`,
    ['01-05T09:05', '01-12T09:05'],
  ],
  ['once in UTC', 'DTSTART:20260708T120500Z', ['07-08T12:05']],
  ['a series in UTC stays there', 'DTSTART:20260318T090500Z\nRRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=2', ['03-18T09:05', '04-01T09:05']],
  ['without a zone', 'DTSTART:20260708T140500', ['07-08T12:05']],
  [
    'another zone, whose clock changes on another day',
    'DTSTART;TZID=America/New_York:20260306T090000\nRRULE:FREQ=WEEKLY;COUNT=2',
    ['03-06T14:00', '03-13T13:00'],
  ],
  ['a quoted zone', 'DTSTART;TZID="Europe/Berlin":20260708T140500', ['07-08T12:05']],
  ['a longer name of a zone', 'DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Berlin:20260708T140500', ['07-08T12:05']],
  ['an offset as a zone', 'DTSTART;TZID="UTC+03:00":20260708T140500', ['07-08T11:05']],
  ['cancelled', `DTSTART;${BERLIN}:20260115T140500\nSTATUS:CANCELLED`, []],
  ['the whole day', 'DTSTART;VALUE=DATE:20260115', []],
  ['the whole day, as Facebook says it', 'DTSTART:20260115', []],
  ['the whole day, as Outlook says it', `DTSTART;${BERLIN}:20260115T000000\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE`, []],
  ['an empty rule', `DTSTART;${BERLIN}:20260115T140500\nRRULE:`, ['01-15T13:05']],
  ['a hyphen in the name of the zone', 'DTSTART;TZID=America/Port-au-Prince:20260115T140500', ['01-15T19:05']],
])('%s', (_, event, starts) => {
  expect(startsOf(`UID:x\nSUMMARY:M\n${event}`)).toEqual(starts)
})

const series = `UID:x\nSUMMARY:M\nDTSTART;${BERLIN}:20260105T100500\nRRULE:FREQ=WEEKLY;COUNT=3`

test.each<[string, string, readonly string[]]>([
  ['moved', `RECURRENCE-ID;${BERLIN}:20260112T100500\nDTSTART;${BERLIN}:20260113T110500`, ['01-05T09:05', '01-13T10:05', '01-19T09:05']],
  [
    'moved, named in UTC',
    `RECURRENCE-ID:20260112T090500Z\nDTSTART;${BERLIN}:20260113T110500`,
    ['01-05T09:05', '01-13T10:05', '01-19T09:05'],
  ],
  [
    'moved, named in another zone',
    `RECURRENCE-ID;TZID=America/New_York:20260112T040500\nDTSTART;${BERLIN}:20260113T110500`,
    ['01-05T09:05', '01-13T10:05', '01-19T09:05'],
  ],
  [
    'moved, named by its day',
    `RECURRENCE-ID;VALUE=DATE:20260112\nDTSTART;${BERLIN}:20260113T110500`,
    ['01-05T09:05', '01-13T10:05', '01-19T09:05'],
  ],
  [
    'moved onto the day of the next one',
    `RECURRENCE-ID;${BERLIN}:20260112T100500\nDTSTART;${BERLIN}:20260119T150000`,
    ['01-05T09:05', '01-19T09:05', '01-19T14:00'],
  ],
  [
    'moved behind the next one',
    `RECURRENCE-ID;${BERLIN}:20260112T100500\nDTSTART;${BERLIN}:20260120T100500`,
    ['01-05T09:05', '01-19T09:05', '01-20T09:05'],
  ],
  [
    'cancelled',
    `RECURRENCE-ID;${BERLIN}:20260112T100500\nDTSTART;${BERLIN}:20260112T100500\nSTATUS:CANCELLED`,
    ['01-05T09:05', '01-19T09:05'],
  ],
  [
    'this and all later ones moved',
    `RECURRENCE-ID;RANGE=THISANDFUTURE;${BERLIN}:20260112T100500\nDTSTART;${BERLIN}:20260113T110500`,
    ['01-05T09:05', '01-13T10:05', '01-20T10:05'],
  ],
  [
    'one that the series does not have',
    `RECURRENCE-ID;${BERLIN}:20260114T100500\nDTSTART;${BERLIN}:20260114T100500`,
    ['01-05T09:05', '01-12T09:05', '01-14T09:05', '01-19T09:05'],
  ],
])('one occurrence of a series is %s', (_, change, starts) => {
  expect(startsOf(`${series}\n\nUID:x\nSUMMARY:M\n${change}`)).toEqual(starts)
  // Order does not matter.
  expect(startsOf(`UID:x\nSUMMARY:M\n${change}\n\n${series}`)).toEqual(starts)
})

test('of two versions of one event, or of one occurrence, the newer one holds', () => {
  const version = (sequence: number, more: string) => `${series}\nSEQUENCE:${sequence}${more}`
  expect(startsOf(`${version(2, '\nSTATUS:CANCELLED')}\n\n${version(1, '')}`)).toEqual([])
  const moved = (stamp: string, hour: string) =>
    `UID:x\nSUMMARY:M\nDTSTAMP:${stamp}\nRECURRENCE-ID;${BERLIN}:20260112T100500\nDTSTART;${BERLIN}:20260112T${hour}0000`
  expect(startsOf(`${moved('20260102T000000Z', '15')}\n\n${series}\n\n${moved('20260101T000000Z', '12')}`)).toEqual([
    '01-05T09:05',
    '01-12T14:00',
    '01-19T09:05',
  ])
})

test('different events that share an ID, as copied entries do, are all kept', () => {
  expect(startsOf(`${series}\n\nUID:x\nSUMMARY:M\nDTSTART;${BERLIN}:20260202T100500`)).toEqual([
    '01-05T09:05',
    '01-12T09:05',
    '01-19T09:05',
    '02-02T09:05',
  ])
})

test('an occurrence whose series is elsewhere is a meeting', () => {
  expect(startsOf(`UID:x\nSUMMARY:M\nRECURRENCE-ID;${BERLIN}:20260226T090000\nDTSTART;${BERLIN}:20260227T090000`)).toEqual(['02-27T08:00'])
})

test('times without a zone are those of the configuration', () => {
  expect(startsOf('SUMMARY:M\nDTSTART:20260708T140500', 'America/New_York')).toEqual(['07-08T18:05'])
})

const zone = (name: string, rules: string) => `BEGIN:VTIMEZONE\nTZID:${name}\n${rules}\nEND:VTIMEZONE`
const part = (kind: string, start: string, offset: string, rule: string) =>
  `BEGIN:${kind}\nDTSTART:${start}\nTZOFFSETFROM:+0000\nTZOFFSETTO:${offset}\n${rule}\nEND:${kind}`
const CENTRAL = `${part('STANDARD', '16010101T030000', '+0100', 'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10')}\n${part('DAYLIGHT', '16010101T020000', '+0200', 'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3')}`
const EASTERN = `${part('STANDARD', '16010101T020000', '-0500', 'RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11')}\n${part('DAYLIGHT', '16010101T020000', '-0400', 'RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3')}`

test.each([
  ['Customized Time Zone', CENTRAL, ['01-14T09:05', '07-15T08:05'], 'Europe/Berlin'],
  ['W. Europe Standard Time', CENTRAL, ['01-14T09:05', '07-15T08:05'], 'Europe/Berlin'],
  ['(no TZ description)', EASTERN, ['01-14T15:05', '07-15T14:05'], null],
  ['Berlin or so', `X-LIC-LOCATION:Europe/Berlin\n${CENTRAL}`, ['01-14T09:05', '07-15T08:05'], 'Europe/Berlin'],
  ['fixed', part('STANDARD', '19700101T000000', '+0530', 'TZNAME:IST'), ['01-14T04:35', '07-15T04:35'], null],
])('a zone by another name, %s, is known by its rules', (name, rules, starts, iana) => {
  const event = (day: string) => `BEGIN:VEVENT\nUID:${day}\nSUMMARY:M\nDTSTART;TZID=${name}:${day}T100500\nEND:VEVENT`
  const text = calendarOf(`${zone(name, rules)}\n${event('20260114')}\n${event('20260715')}`)
  const { events, problems } = parsed(text)
  expect(problems).toEqual([])
  if (iana !== null) expect(events.map(({ start }) => start.zone)).toEqual([iana, iana])
  expect(startsOf(`${zone(name, rules)}\n${event('20260114')}\n${event('20260715')}`)).toEqual(starts)
})

test('a zone that nobody knows is told, and taken as that of the configuration', () => {
  const { events, problems } = parsed(calendarOf('UID:x\nSUMMARY:M\nDTSTART;TZID=Middle Earth:20260708T140500'))
  expect(events.map(({ start }) => start.zone)).toEqual(['Europe/Berlin'])
  expect(problems).toEqual(['The time zone "Middle Earth" is unknown, so its times are taken as those of Europe/Berlin.'])
})

test.each([
  ['no start', 'SUMMARY:Bad', 'The event "Bad": expected a date and a time in `DTSTART`, found none. It is left out.'],
  [
    'a start that is none',
    'SUMMARY:Bad\nDTSTART:2014-04-13T::',
    'The event "Bad": expected a date and a time in `DTSTART`, found none. It is left out.',
  ],
  [
    'a day that is none',
    'SUMMARY:Bad\nDTSTART:20260230T100000',
    'The event "Bad": expected a date and a time in `DTSTART`, found none. It is left out.',
  ],
  [
    'every hour',
    'SUMMARY:Bad\nDTSTART:20260101T100000\nRRULE:FREQ=HOURLY',
    'The event "Bad": expected it to repeat by days, weeks, months or years, found `FREQ=HOURLY`. It is left out.',
  ],
  [
    'several times a day',
    'SUMMARY:Bad\nDTSTART:20260101T100000\nRRULE:FREQ=DAILY;BYHOUR=10,15',
    'The event "Bad": expected one time of day, found `BYHOUR=10,15`. It is left out.',
  ],
  [
    'weeks by number',
    'SUMMARY:Bad\nDTSTART:20260101T100000\nRRULE:FREQ=YEARLY;BYWEEKNO=3',
    'The event "Bad": expected a rule without `BYWEEKNO`, found one. It is left out.',
  ],
  ['a rule of another kind', 'SUMMARY:Bad\nDTSTART:20260101T100000\nRRULE:FREQ=SOMETIMES', /^The event "Bad": invalid frequency/],
])('an event with %s is told and left out; the others are kept', (_, event, told) => {
  const { events, problems } = parsed(calendarOf(event, 'UID:y\nSUMMARY:Good\nDTSTART:20260101T100000'))
  expect(events.map(({ title }) => title)).toEqual(['Good'])
  expect(problems).toEqual([typeof told === 'string' ? told : expect.stringMatching(told)])
})

test('of very many zones that nobody knows, few are looked up, and all are told', () => {
  const zone = (index: number) =>
    `BEGIN:VTIMEZONE\nTZID:Zone ${index}\nBEGIN:STANDARD\nDTSTART:20200101T000000\nRRULE:FREQ=YEARLY\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0123\nEND:STANDARD\nEND:VTIMEZONE`
  const numbers = Array.from({ length: 40 }, (_, index) => index)
  const events = numbers.map((index) => `UID:${index}\nSUMMARY:One\nDTSTART;TZID=Zone ${index}:20260115T140500`)
  const text = calendarOf(...events).replace('VERSION:2.0', `VERSION:2.0\r\n${numbers.map(zone).join('\n').replaceAll('\n', '\r\n')}`)
  const { events: found, problems } = parsed(text)
  expect([found.length, problems.length]).toEqual([40, 40])
})

test('exceptions at a time of another zone, on another day there, still hit', () => {
  const far =
    'UID:x\nSUMMARY:M\nDTSTART;TZID=Pacific/Kiritimati:20260115T010000\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE;TZID=Pacific/Midway:20260114T000000'
  expect(startsOf(far)).toHaveLength(2)
})

test('texts are unfolded and unescaped; line breaks in a text, alarms and unknown lines do no harm', () => {
  const event = `UID:x
SUMMARY;LANGUAGE=en:Team\\, all
DESCRIPTION:Minutes: https://github.com/scs/min
 utes/tree/main/iaas\\nSecond
Jane Doe
X-ODD;A="b:c":1
BEGIN:VALARM
TRIGGER:-PT10M
DESCRIPTION:Not this one
SUMMARY:Nor this
END:VALARM
DTSTART;${BERLIN}:20260115T140500
DTEND;${BERLIN}:20260115T150000`
  const [found, ...others] = parsed(calendarOf(event)).events
  expect(others).toEqual([])
  expect(found).toMatchObject({
    title: 'Team, all',
    description: 'Minutes: https://github.com/scs/minutes/tree/main/iaas\nSecond\nJane Doe',
    minutes: 55,
  })
})

test.each([
  ['lines that end in LF', (text: string) => text.replaceAll('\r\n', '\n')],
  ['lines that end in CR', (text: string) => text.replaceAll('\r\n', '\r')],
  ['a byte order mark', (text: string) => `\uFEFF${text}`],
  ['names in lower case', (text: string) => text.replaceAll('BEGIN:VEVENT', 'begin:vevent').replaceAll('END:VEVENT', 'end:vevent')],
  ['an event without an end', (text: string) => text.replace('END:VEVENT', '')],
  ['empty lines', (text: string) => text.replaceAll('\r\n', '\r\n\r\n')],
])('%s', (_, change) => {
  const { events } = parsed(change(calendarOf('UID:x\nSUMMARY:A\nDTSTART:20260101T100000', 'UID:y\nSUMMARY:B\nDTSTART:20260101T100000')))
  expect(events.map(({ title }) => title)).toEqual(['A', 'B'])
})

test.each([
  ['DTEND', `DTEND;${BERLIN}:20260115T145500`, 50],
  ['DTEND in another zone', 'DTEND:20260115T135500Z', 50],
  ['DURATION', 'DURATION:PT1H30M', 90],
  ['nothing', '', 60],
  ['an end before the start', `DTEND;${BERLIN}:20260115T130000`, 60],
  ['a length that is none', 'DURATION:long', 60],
  ['a week', 'DURATION:P1W', 1440],
])('how long it takes, by %s', (_, line, minutes) => {
  const [event] = parsed(calendarOf(`UID:x\nSUMMARY:M\nDTSTART;${BERLIN}:20260115T140500\n${line}`)).events
  expect(event?.minutes).toBe(minutes)
})

const expectation = 'expected a calendar (iCalendar, beginning with BEGIN:VCALENDAR)'

test.each([
  [
    'a web page',
    '<!DOCTYPE html><html></html>',
    `the calendar: ${expectation}, found a web page. Set \`calendar.url\` in sprint.yml to the address of the .ics file itself.`,
  ],
  ['nothing', '', `the calendar: ${expectation}, found an empty file. Set`],
  ['another text', 'Not found', `the calendar: ${expectation}, found another text. Set`],
  [
    'a part',
    calendarOf('SUMMARY:M').slice(0, -20),
    'the calendar: expected END:VCALENDAR at the end of the calendar, found none, so a part of it is missing. Publish',
  ],
  [
    'too many events',
    calendarOf(...Array.from({ length: 5001 }, () => 'SUMMARY:M')),
    'the calendar: expected at most 5,000 events, found 5,001. Move',
  ],
])('%s instead of a calendar', (_, text, message) => {
  expect(() => parsed(text)).toThrow(UserError)
  expect(() => parsed(text)).toThrow(message)
})

test('many problems of one kind are told once, many kinds are counted', () => {
  const { problems } = parsed(calendarOf(...Array.from({ length: 80 }, (_, index) => `SUMMARY:Bad ${index % 70}`)))
  expect(problems).toHaveLength(51)
  expect(problems.at(-1)).toBe('20 more are like these.')
})
