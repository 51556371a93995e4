/** A calendar may repeat its events so often that nobody could list its meetings: those that repeat most often are left out, and told. */
import type { CalendarEvent, RecurrenceRule } from '../../domain/calendar/calendar.ts'
import type { ParsedCalendar } from './parse-icalendar.ts'

/** Four hundred weekly meetings. */
const MOST_A_YEAR = 25_000
const YEAR_MS = 366 * 24 * 60 * 60 * 1000

/** `now` tells which series have ended. The order of the events stays. */
export function withoutFloods({ events, problems }: ParsedCalendar, now: Date): ParsedCalendar {
  const counted = events.map((event) => ({ event, count: mostAYear(event, now) }))
  let left = MOST_A_YEAR
  const kept = new Set<CalendarEvent>()
  // Series of one person's test must not push out those of all teams.
  for (const { event, count } of [...counted].sort((a, b) => a.count - b.count)) {
    left -= count
    if (left >= 0) kept.add(event)
  }
  if (kept.size === events.length) return { events, problems }
  const [first] = events.filter((event) => !kept.has(event))
  const told =
    `The events take place more than ${MOST_A_YEAR.toLocaleString('en')} times a year. ${(events.length - kept.size).toLocaleString('en')} of ` +
    `those that repeat most often are left out, the first is "${first?.title.slice(0, 100)}". Delete what nobody needs, or move it to another calendar.`
  return { events: events.filter((event) => kept.has(event)), problems: [told, ...problems] }
}

/** How often an event may take place within a year, at most. */
function mostAYear({ rule, also }: CalendarEvent, now: Date): number {
  if (rule === null) return 1 + also.length
  const { every, interval, count, until, weekdays } = rule
  const hasEnded = until !== null && Date.parse(until.day) < now.getTime() - YEAR_MS
  const periods = { day: 366, week: 53, month: 12, year: 1 }[every] / interval
  const daysOf = { day: () => 1, week: () => weekdays.length, month: () => daysOfMonth(rule), year: () => daysOfYear(rule) }
  const perYear = Math.ceil(periods * Math.max(1, daysOf[every]()))
  return (hasEnded ? 1 : Math.min(perYear, count ?? perYear)) + also.length
}

function daysOfMonth({ monthDays, weekdays }: RecurrenceRule): number {
  return monthDays.length + weekdays.reduce((sum, { nth }) => sum + (nth === null ? 5 : 1), 0)
}

function daysOfYear(rule: RecurrenceRule): number {
  return Math.max(1, daysOfMonth(rule)) * (rule.months.length || (daysOfMonth(rule) === 0 ? 1 : 12))
}
