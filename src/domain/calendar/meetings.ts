/** The meetings of a team between two instants, from `meeting` in sprint.yml or from the calendar. Pure. */
import { padOfDay } from '../pads/pad-of-day.ts'
import { addDays, dayIn, instantAt, minuteIn } from '../time/dates.ts'
import { isMeetingDay, type Rhythm, weekdayOfDay } from '../time/meetings.ts'
import type { Calendar, CalendarEvent } from './calendar.ts'
import { readEventLines } from './event-lines.ts'
import { kindOfMeeting } from './meeting-kind.ts'
import { type Occurrence, occurrencesBetween, type Window } from './occurrences.ts'
import { belongsTo, type EventOwner } from './team-events.ts'

export type Meeting = {
  /** The same however the meeting is moved. */
  readonly id: string
  readonly team: string
  /** In the zone of the configuration: `2026-01-15`, `14:05`. */
  readonly date: string
  readonly time: string
  readonly start: Date
  readonly end: Date
  readonly minutes: number
  /** Of the event, or the name of the team. */
  readonly title: string
  /** What the title says beside the team's name ("sprint review"); null: nothing, or all its meetings are of one kind. */
  readonly kind: string | null
  /** The pad of this meeting; null: none is known, or it is not allowed (`notAllowedPad`). */
  readonly pad: string | null
  /** A pad of the event on a host that is not in `pads.hosts`. */
  readonly notAllowedPad: string | null
  /** Which minutes of its day it has, from 1: meetings in the same pad share theirs. 0: it is cancelled. */
  readonly number: number
  /** null: it takes place. */
  readonly cancelled: { readonly reason: string | null } | null
  /** When it would have been; null: it was not moved. */
  readonly movedFrom: { readonly date: string; readonly time: string } | null
  readonly from: 'sprint.yml' | 'calendar'
}

export type MeetingTeam = EventOwner & {
  readonly pad: string | null
  readonly meeting: (Rhythm & { readonly time: string; readonly minutes: number }) | null
}

/** What meetings depend on beside the team. */
export type MeetingPlan = {
  readonly settings: {
    readonly timezone: string
    readonly pads: { readonly hosts: readonly string[] }
    readonly minutes: { readonly repository: string }
  }
  /** null: none is configured, or it could not be read. */
  readonly calendar: Calendar | null
}

/** More is not asked for at once. */
const LONGEST_MS = 3 * 366 * 24 * 60 * 60 * 1000

/**
 * All meetings of a team that start from `from` up to, but not including, `to`; by start. Cancelled ones are among them (`cancelled`
 * is set), so that their reason can be told: `takesPlace` leaves them out. `meeting` of the team goes before the calendar.
 * Of a window of more than three years, the first three.
 */
export function meetingsBetween(plan: MeetingPlan, team: MeetingTeam, window: Window): readonly Meeting[] {
  const to = new Date(Math.min(window.to.getTime(), window.from.getTime() + LONGEST_MS))
  if (to <= window.from) return []
  const { timezone } = plan.settings
  // Whole days, so that each meeting has its number.
  const whole = {
    from: instantAt(timezone, dayIn(timezone, window.from), '00:00'),
    to: instantAt(timezone, addDays(dayIn(timezone, to), 1), '00:00'),
  }
  const all = team.meeting === null ? fromCalendar(plan, team, whole) : fromRhythm(plan, team, team.meeting, whole)
  return numbered(all).filter(({ start }) => start >= window.from && start < to)
}

/** The meetings of a day like `2026-01-15`, with cancelled ones. */
export function meetingsOn(plan: MeetingPlan, team: MeetingTeam, day: string): readonly Meeting[] {
  return meetingsOnDays(plan, team, day, day)
}

/** From the day `first` to the day `last`, both included. */
export function meetingsOnDays(plan: MeetingPlan, team: MeetingTeam, first: string, last: string): readonly Meeting[] {
  const { timezone } = plan.settings
  return meetingsBetween(plan, team, { from: instantAt(timezone, first, '00:00'), to: instantAt(timezone, addDays(last, 1), '00:00') })
}

export function takesPlace({ cancelled }: Pick<Meeting, 'cancelled'>): boolean {
  return cancelled === null
}

/** The first that takes place and is not over; null: there is none within a year. */
export function nextMeeting(plan: MeetingPlan, team: MeetingTeam, now: Date): Meeting | null {
  const from = new Date(now.getTime() - 24 * 60 * 60 * 1000)
  const to = new Date(now.getTime() + 366 * 24 * 60 * 60 * 1000)
  return meetingsBetween(plan, team, { from, to }).find((meeting) => takesPlace(meeting) && meeting.end > now) ?? null
}

/** The last that took place and is over; null: there was none within a year. */
export function lastMeeting(plan: MeetingPlan, team: MeetingTeam, now: Date): Meeting | null {
  const from = new Date(now.getTime() - 366 * 24 * 60 * 60 * 1000)
  return meetingsBetween(plan, team, { from, to: now }).findLast((meeting) => takesPlace(meeting) && meeting.end <= now) ?? null
}

/** Where a team's meetings come from; null: nothing tells. */
export function meetingSourceOf(plan: MeetingPlan, team: MeetingTeam): Meeting['from'] | null {
  if (team.meeting !== null) return 'sprint.yml'
  if (plan.calendar === null) return null
  return eventsOfTeam(plan.calendar, team, plan.settings).series.size > 0 ? 'calendar' : null
}

function numbered(meetings: readonly Omit<Meeting, 'number'>[]): readonly Meeting[] {
  const pads = new Map<string, (string | null)[]>()
  return meetings.map((meeting) => {
    if (!takesPlace(meeting)) return { ...meeting, number: 0 }
    const known = pads.get(meeting.date) ?? []
    if (!known.includes(meeting.pad)) known.push(meeting.pad)
    pads.set(meeting.date, known)
    return { ...meeting, number: known.indexOf(meeting.pad) + 1 }
  })
}

function fromRhythm(
  { settings: { timezone } }: MeetingPlan,
  team: MeetingTeam,
  meeting: NonNullable<MeetingTeam['meeting']>,
  { from, to }: Window,
): readonly Omit<Meeting, 'number'>[] {
  const days: Omit<Meeting, 'number'>[] = []
  const last = dayIn(timezone, new Date(to.getTime() - 1))
  for (let date = dayIn(timezone, from); date <= last; date = addDays(date, weekdayOfDay(date) === meeting.weekday ? 7 : 1)) {
    if (!isMeetingDay({ ...meeting, skip: [] }, date)) continue
    const start = instantAt(timezone, date, meeting.time)
    days.push({
      id: `${team.id}/${date}`,
      team: team.id,
      date,
      time: meeting.time,
      start,
      end: new Date(start.getTime() + meeting.minutes * 60_000),
      minutes: meeting.minutes,
      title: team.name,
      kind: null,
      pad: padOfDay(team, date),
      notAllowedPad: null,
      cancelled: meeting.skip.includes(date) ? { reason: null } : null,
      movedFrom: null,
      from: 'sprint.yml',
    })
  }
  return days
}

function fromCalendar(plan: MeetingPlan, team: MeetingTeam, window: Window): readonly Omit<Meeting, 'number'>[] {
  if (plan.calendar === null) return []
  const { events, series, kinds } = eventsOfTeam(plan.calendar, team, plan.settings)
  return occurrencesBetween(events, window)
    .filter((occurrence) => series.has(occurrence.series))
    .map((occurrence) => ({
      ...ofOccurrence(plan, team, occurrence),
      kind: kinds > 1 ? kindOfMeeting(occurrence.series.title, team) : null,
    }))
}

type TeamEvents = {
  /** Its series, with all that replaces occurrences of them. */
  readonly events: readonly CalendarEvent[]
  readonly series: ReadonlySet<CalendarEvent>
  /** How many kinds of meetings there are. */
  readonly kinds: number
}

/** Calendars hold thousands of events, and are asked for one day after the other. */
const found = new WeakMap<Calendar, WeakMap<MeetingTeam, TeamEvents>>()

function eventsOfTeam(calendar: Calendar, team: MeetingTeam, { minutes }: Pick<MeetingPlan['settings'], 'minutes'>): TeamEvents {
  const known = found.get(calendar)?.get(team)
  if (known) return known
  const own = calendar.events.filter((event) => belongsTo(event, team, minutes) !== null)
  const uids = new Set(own.map(({ uid }) => uid))
  const made: TeamEvents = {
    events: calendar.events.filter(({ uid }) => uids.has(uid)),
    series: new Set(own),
    kinds: new Set(own.filter(({ replaces }) => replaces === null).map(({ title }) => kindOfMeeting(title, team))).size,
  }
  found.set(calendar, (found.get(calendar) ?? new WeakMap<MeetingTeam, TeamEvents>()).set(team, made))
  return made
}

function ofOccurrence(
  { settings: { timezone, pads } }: MeetingPlan,
  team: MeetingTeam,
  { id, series, event, start, planned, cancelled }: Occurrence,
): Omit<Meeting, 'number' | 'kind'> {
  const [date, time] = localTime(timezone, start)
  const [plannedDate, plannedTime] = localTime(timezone, planned)
  const named = readEventLines(event.description).pad ?? readEventLines(series.description).pad
  const isAllowed = named !== null && isOnHost(named, pads.hosts)
  return {
    id,
    team: team.id,
    date,
    time,
    start,
    end: new Date(start.getTime() + event.minutes * 60_000),
    minutes: event.minutes,
    title: event.title,
    pad: isAllowed ? named : padOfDay(team, date),
    notAllowedPad: named === null || isAllowed ? null : named,
    cancelled,
    movedFrom: start.getTime() === planned.getTime() ? null : { date: plannedDate, time: plannedTime },
    from: 'calendar',
  }
}

function localTime(zone: string, at: Date): readonly [string, string] {
  const [day = '', time = ''] = minuteIn(zone, at).split(' ')
  return [day, time]
}

/** As `pads.hosts` lists them: any port, or one of them. */
function isOnHost(address: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(address)) return false
  const { host, hostname, protocol, username, password } = new URL(address)
  const known = hosts.map((entry) => entry.toLowerCase())
  return /^https?:$/.test(protocol) && username === '' && password === '' && (known.includes(host) || known.includes(hostname))
}
