/** What is due between two moments, according to the settings and the calendar. Pure: to catch up on missed times, use an earlier start. */
import { callsBetween } from '../../domain/calendar/calls.ts'
import { type Meeting, type MeetingPlan, meetingsBetween, takesPlace } from '../../domain/calendar/meetings.ts'
import { SETTLED_MINUTES } from '../../domain/pads/quiet-pad.ts'
import { addDays, dayIn, instantAt } from '../../domain/time/dates.ts'
import { weekdayOfDay } from '../../domain/time/meetings.ts'
import { isQuietTime } from '../../hygiene/quiet-hours.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'
import { followsUp } from '../../usecases/after-meeting/follow-up.ts'
import type { Look } from '../../usecases/minutes/report-minutes-failure.ts'
import { waitingLabel } from '../../usecases/minutes/tend-pulls.ts'
import { LONGEST_DAYS } from '../run/run-window.ts'

export type DueWork =
  /** The weekly report for maintainers. */
  | { readonly kind: 'report'; readonly at: Date }
  | { readonly kind: 'sync'; readonly at: Date }
  /** What follows from merged minutes. */
  | { readonly kind: 'follow-up'; readonly at: Date }
  | { readonly kind: 'hygiene'; readonly team: string; readonly at: Date }
  /** `meeting`: which of that day, where it is not the first. */
  | { readonly kind: 'agenda'; readonly team: string; readonly date: string; readonly meeting?: number; readonly at: Date }
  /** Open pull requests of minutes. */
  | { readonly kind: 'pulls'; readonly at: Date }
  /** The notes of the community call. */
  | { readonly kind: 'digest'; readonly date: string; readonly at: Date }
  | {
      readonly kind: 'minutes'
      readonly team: string
      readonly date: string
      readonly meeting?: number
      readonly look: Look
      /** Only if the pad was edited since (ISO): pads that tell it are watched after their meeting. */
      readonly editedSince?: string
      readonly at: Date
    }

const minute = 60_000
const hour = 60 * minute
/** After the meeting's end the pad is read soon, later for slow typists, and the next morning; then daily for what is missing. */
const soonLooks = [15 * minute, 2 * hour]
const lastLook = 22 * hour
/** Between these looks, pads that tell when they were edited are watched: what is typed later is in the minutes within ten minutes. */
const watchEvery = 5 * minute
const watchedFor = 12 * hour
/** Before the meeting begins; epics are looked at a few hours before that, so that there is time to act on it. */
const agendaLead = 20 * hour
/** On the day of the meeting itself epics are looked at so long before it. */
const sameDayLead = 2 * hour
/** When the epics of a team without a meeting, and pull requests, are looked at. */
const usualTime = '09:00'
/** Before the call begins: in time to be read, and once more for minutes that came later. */
const callLeads = [3 * hour, hour]
/** Meetings are at most so many days apart. */
const longestRhythm = 12 * 7
const day = 24 * hour

const WEEKEND: ReadonlySet<string> = new Set(['saturday', 'sunday'])

/** When maintainers are told of the last seven days. */
const REPORT = { weekday: 'monday', time: '08:00' } as const

export type DuePlan = MeetingPlan & { readonly settings: Settings }

/**
 * Everything due after `from` and not after `to`, in order of time. Longer than a week back is not caught up. `began`: since when there is a
 * schedule at all; meetings that ended before bring no work.
 */
export function dueWork(plan: DuePlan, from: Date, to: Date, began?: Date): readonly DueWork[] {
  const { settings } = plan
  if (!settings.enabled) return []
  const start = new Date(Math.max(from.getTime(), to.getTime() - LONGEST_DAYS * day))
  const due: DueWork[] = []
  if (settings.board && Math.floor(start.getTime() / hour) < Math.floor(to.getTime() / hour)) {
    due.push({ kind: 'sync', at: new Date(Math.floor(to.getTime() / hour) * hour) })
  }
  if (followsUp(settings) && Math.floor(start.getTime() / hour) < Math.floor(to.getTime() / hour)) {
    due.push({ kind: 'follow-up', at: new Date(Math.floor(to.getTime() / hour) * hour) })
  }
  for (const team of Object.values(settings.teams)) due.push(...workOfTeam(plan, team, { start, to, began }))
  const days = daysBetween(addDays(dayIn(settings.timezone, start), -2), addDays(dayIn(settings.timezone, to), 2))
  due.push(...beforeCalls(plan, days))
  due.push(...reports(settings.timezone, days))
  due.push(...careOfPulls(settings, days, to))
  return due.filter(({ at }) => at > start && at <= to).sort((a, b) => a.at.getTime() - b.at.getTime())
}

type Span = { readonly start: Date; readonly to: Date; readonly began: Date | undefined }

/** An exception and a cancelled meeting bring no work. */
function workOfTeam(plan: DuePlan, team: TeamSettings, { start, to, began }: Span): readonly DueWork[] {
  const { all, held } = meetingsAround(plan, team, start, to)
  const { timezone } = plan.settings
  const days = daysBetween(dayIn(timezone, start), dayIn(timezone, to))
  return [
    ...days.flatMap((date) => looksAtEpics(timezone, team, date, all)),
    ...held.flatMap((meeting, index) => {
      if (began !== undefined && meeting.end <= began) return []
      return workAround(meeting, {
        isFirstOfPad: !held.slice(Math.max(0, index - MOST_A_DAY), index).some(isSameMinutes(meeting)),
        next: nextAfter(held, index),
        ...{ start, end: to },
      })
    }),
  ]
}

/** Meetings of a day that share their minutes are looked for so far back. */
const MOST_A_DAY = 100

type Around = { readonly all: readonly Meeting[]; readonly held: readonly Meeting[] }
const around = new WeakMap<MeetingPlan['settings'], WeakMap<object, Map<string, Around>>>()
const NO_CALENDAR = {}

/**
 * All meetings that may bring work then. The schedule is looked at each minute: they are worked out once a day, and when the settings or
 * the calendar were read anew.
 */
function meetingsAround({ settings, calendar }: DuePlan, team: TeamSettings, start: Date, to: Date): Around {
  const ofSettings = around.get(settings) ?? new WeakMap<object, Map<string, Around>>()
  around.set(settings, ofSettings)
  const known = ofSettings.get(calendar ?? NO_CALENDAR) ?? new Map<string, Around>()
  ofSettings.set(calendar ?? NO_CALENDAR, known)
  const [first, last] = [Math.floor(start.getTime() / day), Math.ceil(to.getTime() / day)]
  const key = `${team.id} ${first} ${last}`
  const found = known.get(key)
  if (found !== undefined) return found
  const window = { from: new Date((first - longestRhythm - 2) * day), to: new Date((last + longestRhythm) * day) }
  const all = meetingsBetween({ settings, calendar }, team, window)
  const made = { all, held: all.filter(takesPlace) }
  // Of earlier days, which nobody asks for any more.
  for (const other of known.keys()) if (other.startsWith(`${team.id} `)) known.delete(other)
  known.set(key, made)
  return made
}

function isSameMinutes({ date, number }: Meeting): (other: Meeting) => boolean {
  return (other) => other.date === date && other.number === number
}

function nextAfter(held: readonly Meeting[], index: number): Meeting | null {
  const meeting = held[index]
  for (let later = index + 1; later < held.length; later++) if (held[later]?.date !== meeting?.date) return held[later] ?? null
  return null
}

type Place = {
  /** No earlier meeting of the day has the same pad, so that its agenda would be there already. */
  readonly isFirstOfPad: boolean
  readonly next: Meeting | null
  /** Work is wanted after `start` and not after `end`; more is left out later. */
  readonly start: Date
  readonly end: Date
}

function workAround({ team, date, number, start, end, pad, notAllowedPad }: Meeting, place: Place): DueWork[] {
  if (pad === null && notAllowedPad === null) return []
  const which = { team, date, ...(number === 1 ? {} : { meeting: number }) }
  const look = (kind: Look, after: number): DueWork => ({ kind: 'minutes', ...which, look: kind, at: new Date(end.getTime() + after) })
  const until = Math.min(place.next?.start.getTime() ?? Number.POSITIVE_INFINITY, place.end.getTime() + 1)
  const last = end.getTime() + lastLook
  const daily: DueWork[] = []
  const first = Math.max(1, Math.floor((place.start.getTime() - last) / day))
  for (let days = first; days <= longestRhythm && last + days * day < until; days++) daily.push(look('again', lastLook + days * day))
  return [
    ...(place.isFirstOfPad ? [{ kind: 'agenda' as const, ...which, at: new Date(start.getTime() - agendaLead) }] : []),
    ...soonLooks.map((after) => look('soon', after)),
    ...watchOf({ start, end }, place).map(({ at, editedSince }): DueWork => ({ kind: 'minutes', ...which, look: 'soon', editedSince, at })),
    look('last', lastLook),
    ...daily,
  ]
}

/** Only the newest one that is due, which looks at what was typed since the one before; none beside a look of the same minutes, which reads the pad anyway. */
function watchOf(
  { start, end }: Pick<Meeting, 'start' | 'end'>,
  place: Place,
): readonly { readonly at: Date; readonly editedSince: string }[] {
  const marks = (until: number) => Math.floor((Math.min(until, end.getTime() + watchedFor) - end.getTime()) / watchEvery)
  const [before, newest] = [marks(place.start.getTime()), marks(place.end.getTime())]
  if (newest < 1 || newest <= before) return []
  const isLookDue = [...soonLooks, lastLook].some((after) => {
    const at = end.getTime() + after
    return at > Math.max(place.start.getTime(), place.end.getTime() - watchEvery) && at <= place.end.getTime()
  })
  if (isLookDue) return []
  const editedSince = before < 1 ? start.getTime() : end.getTime() + before * watchEvery - SETTLED_MINUTES * minute
  return [{ at: new Date(end.getTime() + newest * watchEvery), editedSince: new Date(editedSince).toISOString() }]
}

/**
 * Every day that is neither quiet nor left out by the team, at the time of its meeting: what only time makes (quiet, too
 * large, overdue) is told in the same week, whichever day the team meets on, and also where it has no meeting.
 */
function looksAtEpics(zone: string, { id, board, hygiene, meeting }: TeamSettings, date: string, meetings: readonly Meeting[]): DueWork[] {
  if (!board || hygiene.mode === 'off') return []
  const ofDay = meetings.filter((one) => one.date === date)
  const held = ofDay.find(takesPlace)
  if (ofDay.length > 0 && held === undefined) return []
  const time = meeting?.time ?? (held ?? meetings.find((one) => takesPlace(one) && one.date > date))?.time ?? usualTime
  const usual = instantAt(zone, date, time)
  const earlier = new Date(usual.getTime() - sameDayLead)
  const isSoon = held !== undefined && dayIn(zone, earlier) === date
  const wanted = isSoon ? earlier : usual
  const at = isQuietTime(wanted, zone, hygiene) ? instantAt(zone, date, hygiene.quietHours?.to ?? usualTime) : wanted
  return isQuietTime(at, zone, hygiene) ? [] : [{ kind: 'hygiene' as const, team: id, at }]
}

function beforeCalls(plan: DuePlan, days: readonly string[]): readonly DueWork[] {
  const calls = callsBetween(plan, days[0] ?? '', days.at(-1) ?? '')
  return calls.flatMap(({ date, start }) =>
    callLeads.map((lead): DueWork => ({ kind: 'digest', date, at: new Date(start.getTime() - lead) })),
  )
}

function reports(zone: string, days: readonly string[]): readonly DueWork[] {
  return days
    .filter((date) => weekdayOfDay(date) === REPORT.weekday)
    .map((date) => ({ kind: 'report' as const, at: instantAt(zone, date, REPORT.time) }))
}

/** Reminders, and labels of minutes that wait no more, when people are at work; hourly where the app merges by itself. Without meetings, nothing opens pull requests. */
function careOfPulls({ teams, calendar, timezone, pullRequests }: Settings, days: readonly string[], to: Date): readonly DueWork[] {
  if (calendar === null && Object.values(teams).every(({ meeting }) => meeting === null)) return []
  const lastHour: DueWork[] =
    pullRequests.merge === 'when-answered' ? [{ kind: 'pulls', at: new Date(Math.floor(to.getTime() / hour) * hour) }] : []
  const isDaily = pullRequests.remindAfterDays !== null || waitingLabel(pullRequests) !== null
  const atWork = !isDaily ? [] : days.filter((date) => !WEEKEND.has(weekdayOfDay(date)))
  return [...lastHour, ...atWork.map((date): DueWork => ({ kind: 'pulls', at: instantAt(timezone, date, usualTime) }))]
}

function daysBetween(first: string, last: string): string[] {
  const days: string[] = []
  for (let date = first; date <= last; date = addDays(date, 1)) days.push(date)
  return days
}
