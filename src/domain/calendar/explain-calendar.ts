/** What the calendar says of each team, and what in it has no effect: for `doctor`. Pure. */
import { minuteIn } from '../time/dates.ts'
import type { CalendarEvent } from './calendar.ts'
import { type MeetingPlan, type MeetingTeam, meetingsBetween, nextMeeting, takesPlace } from './meetings.ts'
import { instantOf, isPlanned, occurrencesBetween } from './occurrences.ts'
import { type BelongsBy, belongsTo } from './team-events.ts'

export type TeamCalendar = {
  /** Its current events, by title, and why they are its own. */
  readonly events: readonly { readonly title: string; readonly by: BelongsBy }[]
  /** `2026-12-02 10:05`, and the kind; null: none within a year. */
  readonly next: string | null
  /** What has no effect, or another than people may think: a sentence each. */
  readonly doubts: readonly string[]
  /** Pads of the coming months that may not be asked. */
  readonly notAllowed: readonly string[]
}

const DAY_MS = 24 * 60 * 60 * 1000
/** So far back and ahead events are current. */
const AROUND_MS = 100 * DAY_MS

export function explainTeam(plan: MeetingPlan, team: MeetingTeam, now: Date): TeamCalendar {
  const { calendar, settings } = plan
  const around = { from: new Date(now.getTime() - AROUND_MS), to: new Date(now.getTime() + AROUND_MS) }
  const own = (calendar?.events ?? [])
    .filter(({ replaces }) => replaces === null)
    .filter((event) => belongsTo(event, team, settings.minutes) !== null)
  const current = own.filter((event) => occurrencesBetween([event], around).length > 0)
  const next = nextMeeting(plan, team, now)
  const ahead = meetingsBetween(plan, team, { from: now, to: around.to }).filter(takesPlace)
  return {
    events: current.flatMap((event) => {
      const by = belongsTo(event, team, settings.minutes)
      return by === null ? [] : [{ title: event.title, by }]
    }),
    next: next === null ? null : [`${next.date} ${next.time}`, ...(next.kind === null ? [] : [next.kind])].join(', '),
    doubts: current.flatMap((event) => [...strayExceptions(event, around.from), ...shiftingTimes(event, settings.timezone)]),
    notAllowed: [...new Set(ahead.flatMap(({ notAllowedPad }) => notAllowedPad ?? []))],
  }
}

/** Titles of current events that belong to none of the teams. */
export function strangersIn(plan: MeetingPlan, teams: readonly MeetingTeam[], now: Date): readonly string[] {
  const around = { from: new Date(now.getTime() - AROUND_MS), to: new Date(now.getTime() + AROUND_MS) }
  const strangers = (plan.calendar?.events ?? [])
    .filter(({ replaces }) => replaces === null)
    .filter((event) => teams.every((team) => belongsTo(event, team, plan.settings.minutes) === null))
    .filter((event) => occurrencesBetween([event], around).length > 0)
  return [...new Set(strangers.map(({ title }) => title))].sort()
}

/** An exception on a day or at a time at which the series has nothing: somebody meant to cancel a meeting that still takes place. */
function strayExceptions(event: CalendarEvent, since: Date): readonly string[] {
  if (event.rule === null) return []
  return event.except.flatMap(({ day, time, zone }) => {
    const at = instantOf({ day, time: time ?? event.start.time, zone })
    if (at < since || isPlanned(event, { day, time, zone })) return []
    return [`The exception on ${day}${time === null ? '' : `, ${time}`} of "${event.title}" hits no meeting, so it cancels none.`]
  })
}

/** A series in UTC keeps that time, as in all calendar apps: on people's clocks it moves in summer. */
function shiftingTimes({ rule, start, title }: CalendarEvent, timezone: string): readonly string[] {
  if (rule === null || start.zone !== 'UTC' || timezone === 'UTC') return []
  const times = ['01', '07'].map((month) =>
    minuteIn(timezone, instantOf({ ...start, day: `${start.day.slice(0, 4)}-${month}-15` })).slice(11),
  )
  if (times[0] === times[1]) return []
  return [
    `"${title}" is kept in UTC, so it is at ${times[0]} in January and at ${times[1]} in July. Give it the time zone ${timezone} if it should keep its local time.`,
  ]
}
