/** What the calendar of an organization tells of a team: when it meets, in which pad, and its name. Pure. */
import type { Calendar } from '../../domain/calendar/calendar.ts'
import { readEventLines } from '../../domain/calendar/event-lines.ts'
import { type Meeting, meetingsBetween, takesPlace } from '../../domain/calendar/meetings.ts'
import { belongsTo } from '../../domain/calendar/team-events.ts'
import { addDays, instantAt } from '../../domain/time/dates.ts'
import { weekdayOfDay } from '../../domain/time/meetings.ts'
import { capital } from './guess-rhythm.ts'

export type CalendarGuess = {
  /** For a comment: when it meets next. */
  readonly because: string
  readonly next: Pick<Meeting, 'date' | 'time'>
  /** Addresses of its pads. */
  readonly pads: readonly string[]
  /** The title of its events, where all of them have the same; null: they differ. */
  readonly title: string | null
}

export type CalendarInput = {
  readonly calendar: Calendar
  readonly timezone: string
  readonly repository: string
  readonly today: string
}

/** Meetings further away than that belong to a series that has ended. */
const DAYS = 70

/** null: the calendar has no coming meeting of the team. `path`: of its minutes, with `{team}`. */
export function guessFromCalendar(
  { calendar, timezone, repository, today }: CalendarInput,
  team: { id: string; name: string; path: string },
): CalendarGuess | null {
  const owner = { ...team, calendar: null, pad: null, meeting: null }
  const events = calendar.events.filter((event) => belongsTo(event, owner, { repository }) !== null)
  const pads = events.flatMap(({ description }) => readEventLines(description).pad ?? []).filter((pad) => URL.canParse(pad))
  const hosts = pads.map((pad) => new URL(pad).host)
  const plan = { settings: { timezone, pads: { hosts }, minutes: { repository } }, calendar }
  const window = { from: instantAt(timezone, today, '00:00'), to: instantAt(timezone, addDays(today, DAYS), '00:00') }
  const next = meetingsBetween(plan, owner, window).find(takesPlace)
  if (!next) return null
  const titles = new Set(events.map(({ title }) => title))
  const pad = next.pad === null ? '' : `, in ${next.pad}`
  return {
    because: `${calendar.source} has its meetings: the next one on ${capital(weekdayOfDay(next.date))}, ${next.date}, at ${next.time}, ${next.minutes} minutes${pad}`,
    next,
    pads: [...new Set(pads)],
    title: titles.size === 1 ? ([...titles][0] ?? null) : null,
  }
}
