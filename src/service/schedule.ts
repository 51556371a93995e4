/** What is due between two moments, according to the settings. Pure: to catch up on missed times, use an earlier start. */
import { addDays, dayIn, instantAt } from '../domain/time/dates.ts'
import { isMeetingDay, weekdayOfDay } from '../domain/time/meetings.ts'
import { isQuietTime } from '../hygiene/quiet-hours.ts'
import type { MeetingSettings, Settings, TeamSettings } from '../settings/settings.ts'
import type { Look } from '../usecases/minutes/report-minutes-failure.ts'

export type DueWork =
  /** The weekly report for maintainers. */
  | { readonly kind: 'report'; readonly at: Date }
  | { readonly kind: 'sync'; readonly at: Date }
  | { readonly kind: 'hygiene'; readonly team: string; readonly at: Date }
  | { readonly kind: 'agenda'; readonly team: string; readonly date: string; readonly at: Date }
  /** The notes of the community call. */
  | { readonly kind: 'digest'; readonly date: string; readonly at: Date }
  | { readonly kind: 'minutes'; readonly team: string; readonly date: string; readonly look: Look; readonly at: Date }

const minute = 60_000
const hour = 60 * minute
/** After the meeting's end the pad is read soon, later for slow typists, and the next morning; then daily for what is missing. */
const soonLooks = [15 * minute, 2 * hour]
const lastLook = 22 * hour
/** Before the meeting begins; epics are looked at a few hours before that, so that there is time to act on it. */
const agendaLead = 20 * hour
/** On the day of the meeting itself epics are looked at so long before it. */
const sameDayLead = 2 * hour
/** When the epics of a team without a meeting are looked at. */
const usualTime = '09:00'
/** Before the call begins: in time to be read, and once more for minutes that came later. */
const callLeads = [3 * hour, hour]
/** Meetings are at most so many weeks apart. */
const longestRhythm = 12 * 7

/** When maintainers are told of the last seven days. */
const REPORT = { weekday: 'monday', time: '08:00' } as const

/** Everything due after `from` and not after `to`, in order of time. Longer than a week back is not caught up. */
export function dueWork(settings: Settings, from: Date, to: Date): readonly DueWork[] {
  if (!settings.enabled) return []
  const start = new Date(Math.max(from.getTime(), to.getTime() - 7 * 24 * hour))
  const due: DueWork[] = []
  if (settings.board && Math.floor(start.getTime() / hour) < Math.floor(to.getTime() / hour)) {
    due.push({ kind: 'sync', at: new Date(Math.floor(to.getTime() / hour) * hour) })
  }
  const days = daysBetween(addDays(dayIn(settings.timezone, start), -longestRhythm - 2), addDays(dayIn(settings.timezone, to), 2))
  for (const team of Object.values(settings.teams)) {
    const { meeting } = team
    due.push(...looksAtEpics(settings.timezone, team, dayIn(settings.timezone, start), dayIn(settings.timezone, to)))
    if (meeting === null) continue
    const meetings = days.filter((day) => isMeetingDay(meeting, day))
    for (const [index, day] of meetings.entries())
      due.push(...workAround(settings.timezone, team, meeting, { day, next: meetings[index + 1] ?? null }))
  }
  due.push(...beforeCalls(settings, days))
  due.push(...reports(settings.timezone, days))
  return due.filter(({ at }) => at > start && at <= to).sort((a, b) => a.at.getTime() - b.at.getTime())
}

type MeetingDay = {
  readonly day: string
  /** Of the team's next meeting, where it is near. */
  readonly next: string | null
}

function workAround(zone: string, team: TeamSettings, meeting: MeetingSettings, { day, next }: MeetingDay): DueWork[] {
  const begins = instantAt(zone, day, meeting.time).getTime()
  const ends = begins + meeting.minutes * minute
  const look = (kind: Look, after: number): DueWork => ({
    kind: 'minutes',
    team: team.id,
    date: day,
    look: kind,
    at: new Date(ends + after),
  })
  const until = next === null ? Number.POSITIVE_INFINITY : instantAt(zone, next, meeting.time).getTime()
  const daily = Array.from({ length: longestRhythm }, (_, index) => look('again', lastLook + (index + 1) * 24 * hour))
  return [
    ...(team.pad === null
      ? []
      : [
          { kind: 'agenda' as const, team: team.id, date: day, at: new Date(begins - agendaLead) },
          ...soonLooks.map((after) => look('soon', after)),
          look('last', lastLook),
          ...daily.filter(({ at }) => at.getTime() < until),
        ]),
  ]
}

/**
 * Every day that is neither quiet nor left out by the team, at the time of its meeting: what only time makes (quiet, too
 * large, overdue) is told in the same week, whichever day the team meets on, and also where it has no meeting.
 */
function looksAtEpics(zone: string, { id, board, hygiene, meeting }: TeamSettings, first: string, last: string): DueWork[] {
  if (!board || hygiene.mode === 'off') return []
  return daysBetween(first, last)
    .filter((day) => !meeting?.skip.includes(day))
    .flatMap((day) => {
      const usual = instantAt(zone, day, meeting?.time ?? usualTime)
      const earlier = new Date(usual.getTime() - sameDayLead)
      const isSoon = meeting !== null && isMeetingDay(meeting, day) && dayIn(zone, earlier) === day
      const wanted = isSoon ? earlier : usual
      const at = isQuietTime(wanted, zone, hygiene) ? instantAt(zone, day, hygiene.quietHours?.to ?? usualTime) : wanted
      return isQuietTime(at, zone, hygiene) ? [] : [{ kind: 'hygiene' as const, team: id, at }]
    })
}

function beforeCalls({ communityCall: call, timezone }: Settings, days: readonly string[]): readonly DueWork[] {
  if (call === null) return []
  const rhythm = { weekday: call.weekday, everyWeeks: 1, startsOn: null, skip: [] }
  return days
    .filter((day) => isMeetingDay(rhythm, day))
    .flatMap((day) => {
      const begins = instantAt(timezone, day, call.time).getTime()
      return callLeads.map((lead): DueWork => ({ kind: 'digest', date: day, at: new Date(begins - lead) }))
    })
}

function reports(zone: string, days: readonly string[]): readonly DueWork[] {
  return days
    .filter((day) => weekdayOfDay(day) === REPORT.weekday)
    .map((day) => ({ kind: 'report' as const, at: instantAt(zone, day, REPORT.time) }))
}

function daysBetween(first: string, last: string): string[] {
  const days: string[] = []
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day)
  return days
}
