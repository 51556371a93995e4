/** Calendars and teams for tests. */
import { readFileSync } from 'node:fs'
import { type ParsedCalendar, parseIcalendar } from '../../src/adapters/calendar/parse-icalendar.ts'
import type { Calendar } from '../../src/domain/calendar/calendar.ts'
import { type Meeting, type MeetingPlan, type MeetingTeam, meetingsBetween } from '../../src/domain/calendar/meetings.ts'

/** Of a made-up community in 2026; its teams keep minutes in `scs/minutes`, and pads on `pads.example`. */
export const communityCalendar = readFileSync('test/calendars/community-2026.ics', 'utf8')

const NOW = new Date('2026-03-01T12:00:00Z')

/** Events as lines of iCalendar; each is wrapped in a VEVENT. */
export function calendarOf(...events: readonly string[]): string {
  const wrapped = events.map((event) => (event.includes('BEGIN:VEVENT') ? event : `BEGIN:VEVENT\n${event.trim()}\nEND:VEVENT`))
  return `BEGIN:VCALENDAR\nVERSION:2.0\n${wrapped.join('\n')}\nEND:VCALENDAR\n`.replaceAll('\n', '\r\n')
}

export function parsed(text: string, timezone = 'Europe/Berlin'): ParsedCalendar {
  return parseIcalendar(text, { where: 'the calendar', timezone, now: NOW })
}

export function aCalendar(text: string, rest: Partial<Calendar> = {}): Calendar {
  return { source: 'the calendar', takenAt: NOW.toISOString(), notRead: null, ...parsed(text), ...rest }
}

export function planOf(calendar: Calendar | null): MeetingPlan {
  return { settings: { timezone: 'Europe/Berlin', pads: { hosts: ['pads.example'] }, minutes: { repository: 'scs/minutes' } }, calendar }
}

export function aTeam(rest: Partial<MeetingTeam> = {}): MeetingTeam {
  return { id: 'iaas', name: 'Team IaaS', path: '{team}/{yyyymmdd}.md', calendar: null, pad: null, meeting: null, ...rest }
}

export function in2026(plan: MeetingPlan, team: MeetingTeam): readonly Meeting[] {
  return meetingsBetween(plan, team, { from: new Date('2025-12-31T23:00:00Z'), to: new Date('2026-12-31T23:00:00Z') })
}

/** When the event of a calendar with one event takes place in 2026, as instants; cancelled ones are left out. */
export function startsOf(event: string, timezone?: string): readonly string[] {
  const calendar = { ...aCalendar(calendarOf('SUMMARY:None')), ...parsed(calendarOf(...event.split('\n\n')), timezone) }
  return in2026(planOf(calendar), aTeam({ calendar: ['M'] }))
    .filter(({ cancelled }) => cancelled === null)
    .map(({ start }) => start.toISOString().slice(5, 16))
}
