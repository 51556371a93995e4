/** The calendars, read by an independent library. */
import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import type { SiteFacts, TeamFacts } from '../../../src/site/facts/facts.ts'
import { calendars } from '../../../src/site/feeds/calendars.ts'
import { plannedOn, siteFacts, teamFacts } from '../facts.ts'
import { filesOf as rendered } from '../rendered.ts'

const filesOf = (facts: SiteFacts) => rendered(facts, [calendars])

/** Events in their order. */
function eventsOf(facts: SiteFacts, path = 'meetings.ics') {
  const calendar = new ICAL.Component(ICAL.parse(filesOf(facts).get(path) ?? ''))
  expect(calendar.getFirstPropertyValue('version')).toBe('2.0')
  expect(calendar.getFirstPropertyValue('prodid')).toBe('-//scs-sprint//meetings//EN')
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const { uid, summary, location, startDate, endDate } = new ICAL.Event(component)
    const stamp = component.getFirstPropertyValue('dtstamp')?.toString()
    return { uid, summary, location, start: startDate.toJSDate().toISOString(), end: endDate.toJSDate().toISOString(), stamp }
  })
}

const inCalendar = { minutes: 55, pad: 'https://input.scs.community/iaas' }
const meeting = (rest: Partial<TeamFacts> = {}) =>
  teamFacts({
    pad: 'https://input.scs.community/iaas',
    schedule: { weekday: 'wednesday', time: '10:05', minutes: 55, everyWeeks: 1 },
    lastPlanned: plannedOn('2023-03-15', inCalendar),
    coming: [plannedOn('2023-03-22', inCalendar), plannedOn('2023-03-29', inCalendar)],
    ...rest,
  })
const facts = siteFacts({ today: '2023-03-20', now: '2023-03-20T09:00:00Z', teams: [meeting(), teamFacts({ id: 'iam' })] })

test('coming meetings with pad and duration, at the same local time before and after daylight saving changes', () => {
  expect(eventsOf(facts)).toEqual([
    {
      uid: 'iaas-20230322@SovereignCloudStack.minutes.github.com',
      summary: 'Team iaas',
      location: 'https://input.scs.community/iaas',
      start: '2023-03-22T09:05:00.000Z',
      end: '2023-03-22T10:00:00.000Z',
      stamp: '2023-03-22T09:05:00Z',
    },
    {
      uid: 'iaas-20230329@SovereignCloudStack.minutes.github.com',
      summary: 'Team iaas',
      location: 'https://input.scs.community/iaas',
      start: '2023-03-29T08:05:00.000Z',
      end: '2023-03-29T09:00:00.000Z',
      stamp: '2023-03-29T08:05:00Z',
    },
  ])
})

test('a file for all teams and one per team, with the same events', () => {
  expect([...filesOf(facts).keys()]).toEqual(['meetings.ics', 'teams/iaas/meetings.ics', 'teams/iam/meetings.ics'])
  expect(eventsOf(facts, 'teams/iaas/meetings.ics')).toEqual(eventsOf(facts))
  expect(eventsOf(facts, 'teams/iam/meetings.ics')).toEqual([])
})

test('today’s meeting appears once, whichever list it is in', () => {
  const today = {
    lastPlanned: plannedOn('2023-03-22', inCalendar),
    coming: [plannedOn('2023-03-22', inCalendar), plannedOn('2023-03-29', inCalendar)],
  }
  const starts = eventsOf(siteFacts({ today: '2023-03-22', teams: [meeting(today)] })).map(({ start }) => start.slice(0, 10))
  expect(starts).toEqual(['2023-03-22', '2023-03-29'])
})

test('the community call is in the calendar of all teams', () => {
  const called = { ...facts, call: { name: 'Community call', next: { date: '2023-03-23', time: '15:05' }, days: [] } }
  expect(eventsOf(called)[0]).toMatchObject({ summary: 'Community call', start: '2023-03-23T14:05:00.000Z' })
  expect(eventsOf(called, 'teams/iaas/meetings.ics')).toHaveLength(2)
})

test('nothing changes within a day, lines are folded at 75 bytes and end as RFC 5545 requires', () => {
  const long = siteFacts({ ...facts, teams: [meeting({ name: 'Überlange Gruppe; mit, Zeichen \\ '.repeat(6) })] })
  const text = filesOf(long).get('meetings.ics') ?? ''
  expect(filesOf({ ...long, now: '2023-03-20T22:00:00Z' }).get('meetings.ics')).toBe(text)
  const lines = text.split('\r\n')
  expect(lines.join('')).not.toMatch(/[\r\n]/)
  expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([])
})

test.each([
  ['signs of the format', 'a;b,c\\d:"e"\nf', 'a;b,c\\d:"e" f'],
  ['another event', 'x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:y', 'x END:VEVENT BEGIN:VEVENT SUMMARY:y'],
  ['control signs', 'a\u0000\u0007b', 'a b'],
  ['marks of direction', 'a\u202eb', 'ab'],
])('%s in the name of a team', (_, name, summary) => {
  const [event, ...others] = eventsOf(siteFacts({ ...facts, teams: [meeting({ name, coming: [plannedOn('2023-03-22', inCalendar)] })] }))
  expect(event?.summary).toBe(summary)
  expect(others).toEqual([])
})
