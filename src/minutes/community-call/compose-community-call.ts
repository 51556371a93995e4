/** The community call's notes, or slides, from the minutes of its teams. Reads and writes nothing itself. */

import type { Calendar } from '../../domain/calendar/calendar.ts'
import { type CallPlan, callBefore, callOn } from '../../domain/calendar/calls.ts'
import { type Meeting, type MeetingPlan, meetingSourceOf, meetingsOn, meetingsOnDays, takesPlace } from '../../domain/calendar/meetings.ts'
import { withoutLongComments } from '../../domain/markdown/hidden-comments.ts'
import { minutesPath } from '../../domain/notes/minutes-path.ts'
import type { Notes } from '../../domain/notes/notes.ts'
import type { PastMeeting } from '../../domain/notes/past-meeting.ts'
import { padOfDay } from '../../domain/pads/pad-of-day.ts'
import { fileUrl } from '../../domain/reference.ts'
import { countOf } from '../../domain/text/count-of.ts'
import { fileText } from '../../domain/text/escape.ts'
import { addDays, daysBetween } from '../../domain/time/dates.ts'
import { isOffRecordNotice, withoutOffRecord } from '../../notes/readers/off-record/off-record.ts'
import { readStructure } from '../../notes/structure/read-structure.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'
import { stripGenerated } from '../compose/strip-generated.ts'
import { handleCase } from '../meeting/handles.ts'
import type { PadLine } from '../meeting/pad-lines.ts'
import { padLines } from '../meeting/pad-lines.ts'
import type { Clearance } from '../pull-request/life/clearance.ts'
import { bulletsOf, headlinesOf, type TeamHeadlines } from './headlines.ts'
import { type Slide, slidesOf } from './slides.ts'

export type ReportedMeeting = {
  readonly meeting: PastMeeting
  /** Address of the pull request in which its minutes wait; null: they are merged. */
  readonly pull: string | null
  /** They wait there for approval; absent or null: they do not. */
  readonly clearance?: Clearance | null
}

export type ReportingTeam = {
  readonly team: TeamSettings
  /** Meetings of the week that have minutes, oldest first. */
  readonly meetings: readonly ReportedMeeting[]
  readonly pad: string | null
  /** Who writes the missing minutes, as the pad says, in handles without `@`; absent: it does not say. */
  readonly writers?: readonly string[]
  /** Day of the first meeting of the week whose minutes are missing; absent: nobody knows when the team met. */
  readonly waitingSince?: string | null
}

export type CommunityCallInput = {
  readonly settings: Settings
  /** Tells when teams meet, where sprint.yml does not; null: there is none. */
  readonly calendar: Calendar | null
  /** Day of the call. */
  readonly date: string
  /** Teams that do not report in the call are left out. */
  readonly teams: readonly ReportingTeam[]
  readonly slides: boolean
  readonly now: Date
  readonly render: (name: string, data: unknown) => string
}

export type CommunityCall = { readonly path: string; readonly text: string; readonly remarks: readonly string[] }

/** Plain text, with the day. */
export function callTitle({ communityCall }: Pick<Settings, 'communityCall'>, date: string): string {
  return `${communityCall?.name ?? 'Community call'} ${date}`
}

const USUAL_PATH = 'community-call/{yyyymmdd}.md'

export function composeCommunityCall({ settings, calendar, date, teams, slides, render }: CommunityCallInput): CommunityCall {
  const plan = { settings, calendar }
  const reporting = teams.filter(({ team }) => team.communityCall)
  const data = {
    name: fileText(settings.communityCall?.name ?? 'Community call'),
    date,
    teams: reporting.map((entry) => ({
      name: fileText(entry.team.name),
      minutes: minutesLine(entry, plan, date),
      report: reportLine(entry.meetings),
      ...reportsOf(entry, settings),
    })),
  }
  const path = minutesPath(settings.communityCall?.path ?? USUAL_PATH, 'community-call', date)
  return {
    path: slides ? path.replace(/(\.md)?$/, '-slides.md') : path,
    text: `${render(slides ? 'community-call/slides' : 'community-call/notes', data)
      .replace(/\n{3,}/g, '\n\n')
      .trim()}\n`,
    remarks: reporting.flatMap((entry) => remarkOn(entry, plan, date)),
  }
}

/** Several meetings of a week follow one another, each with its day. */
function reportsOf({ meetings }: ReportingTeam, settings: Settings) {
  const told = meetings.map(({ meeting }) => ({ date: meeting.date, headlines: tell(meeting, settings) }))
  const day = (date: string) => (told.length > 1 ? `${date}: ` : '')
  return {
    bullets: told.flatMap(({ date, headlines }) => orNothing(bulletsOf(headlines)).map((bullet) => `${day(date)}${bullet}`)),
    slides: slidesOfWeek(told),
  }
}

/** Slides of one team, of several meetings each with its day. */
export function slidesOfWeek(told: readonly { readonly date: string; readonly headlines: TeamHeadlines }[]): readonly Slide[] {
  const day = (date: string) => (told.length > 1 ? `${date}: ` : '')
  return told.flatMap(({ date, headlines }) => slidesOf(headlines).map((slide) => ({ ...slide, title: `${day(date)}${slide.title}` })))
}

/** Days whose meetings a call reports: since the last call. A team that meets after the call is reported next time. */
export function daysOfWeek(plan: CallPlan, team: TeamSettings, date: string): readonly string[] {
  const { length, time, lastTime } = reportedBy(plan, date)
  const days = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => addDays(date, -from - index))
  if (time === null) return days(0, length - 1)
  const { meeting } = team
  const call = plan.settings.communityCall?.meeting ?? null
  if (meeting !== null && call !== null) {
    const isAfter = meeting.weekday === call.weekday && meeting.time > time
    return isAfter ? days(1, length) : days(0, length - 1)
  }
  const held = (day: string) => meetingsOn(plan, team, day).filter(takesPlace)
  const isAfter = (moment: string) => (one: Meeting) => one.time > moment
  const ofDay = held(date)
  const [first, last] = [ofDay.length > 0 && ofDay.every(isAfter(time)), held(addDays(date, -length)).some(isAfter(lastTime ?? time))]
  return days(first ? 1 : 0, last ? length : length - 1)
}

type Reported = {
  /** Days since the last call. */
  readonly length: number
  /** When the call begins; null: none is known on that day. */
  readonly time: string | null
  readonly lastTime: string | null
}

/** A call after one that was skipped reports for both. A day without a call is looked at as if there was one. */
function reportedBy(plan: CallPlan, date: string): Reported {
  const { communityCall: call } = plan.settings
  const usual = 7 * (call?.meeting?.everyWeeks ?? 1)
  const here = callOn(plan, date)
  const time = here?.time ?? call?.meeting?.time ?? null
  const last = here === null ? null : callBefore(plan, date)
  return { length: last === null ? usual : daysBetween(new Date(last.date), new Date(date)), time, lastTime: last?.time ?? null }
}

/** The pad of the newest meeting of these days; of days without one, the team's. */
export function padOfDays(plan: MeetingPlan, team: TeamSettings, days: readonly string[]): string | null {
  const ordered = [...days].sort()
  const [first, last] = [ordered[0], ordered.at(-1)]
  const found = first === undefined || last === undefined ? [] : meetingsOnDays(plan, team, first, last)
  const held = found.filter((one) => takesPlace(one) && days.includes(one.date))
  return held.sort((a, b) => b.start.getTime() - a.start.getTime())[0]?.pad ?? (days[0] === undefined ? null : padOfDay(team, days[0]))
}

/** Without the text only what was understood is known, so topics are omitted. */
function tell({ notes, text }: PastMeeting, settings: Settings): TeamHeadlines {
  const { lines, isOff } = linesOnRecord(text, notes)
  return headlinesOf(notes, lines, { isOff, people: settings.people })
}

/** Lines of minutes that people wrote, and by number which of them nobody may read out. */
export function linesOnRecord(
  text: string | undefined,
  notes: Pick<Notes, 'mentions'>,
): { readonly lines: readonly PadLine[]; readonly isOff: (line: number) => boolean } {
  const { text: said, parts } = withoutOffRecord(stripGenerated(text ?? ''))
  const lines = text === undefined ? [] : padLines(readStructure(withoutLongComments(said)), notes)
  const notices = new Set(lines.flatMap(({ number, text: words }) => (isOffRecordNotice(words) ? [number] : [])))
  return { lines, isOff: (line) => notices.has(line) || parts.some(({ from, to }) => line >= from && line <= to) }
}

function minutesLine(
  { team, meetings, pad, writers = [], waitingSince = null }: ReportingTeam,
  plan: CallPlan & { readonly settings: Settings },
  date: string,
): string {
  if (meetings.length > 0) {
    const places = meetings.map(({ meeting, pull, clearance = null }) =>
      pull === null ? `<${fileUrl(plan.settings.minutes, meeting.path)}>` : `${whyNotMerged(clearance)}, see <${pull}>`,
    )
    return `Minutes: ${places.join(' and ')}`
  }
  if (didNotMeet(team, plan, date))
    return `Minutes: none, the team did not meet ${isWeekly(plan, date) ? 'this week' : 'since the last call'}`
  const facts = [
    ...(pad === null ? [] : [`[pad](${pad})`]),
    ...(writers.length === 0
      ? []
      : [`${writers.map((handle) => `@${handle}`).join(', ')} ${writers.length === 1 ? 'writes' : 'write'} them`]),
    ...(waitingSince === null ? [] : [`waiting since ${waitingSince}`]),
  ]
  return `Minutes: none present yet${facts.length > 0 ? ` (${facts.join(', ')})` : ''}`
}

function whyNotMerged(clearance: Clearance | null): string {
  if (clearance === null) return 'not merged yet'
  return 'until' in clearance ? `waiting for approval until ${clearance.until}` : 'waiting for approval'
}

function isWeekly(plan: CallPlan, date: string): boolean {
  return reportedBy(plan, date).length === 7
}

/** `week`, `4 weeks`; a call that was moved is not whole weeks after the last one. */
function periodBefore(plan: CallPlan, date: string): string {
  const { length } = reportedBy(plan, date)
  if (length === 7) return 'week'
  return length % 7 === 0 ? countOf(length / 7, 'week') : countOf(length, 'day')
}

/** No day of the week before the call is a meeting day of the team. */
export function didNotMeet(team: TeamSettings, plan: CallPlan, date: string): boolean {
  if (meetingSourceOf(plan, team) === null) return false
  return !daysOfWeek(plan, team, date).some((day) => meetingsOn(plan, team, day).some(takesPlace))
}

/** Who reports the newest meeting reports all of the week. */
function reportLine(meetings: readonly ReportedMeeting[]): string {
  const newest = meetings.findLast(({ meeting }) => meeting.notes.reporters.length > 0)?.meeting
  if (!newest) return ''
  const spelled = handleCase([newest])
  return `Reported by ${newest.notes.reporters.map((handle) => `@${spelled(handle)}`).join(', ')}`
}

function orNothing(bullets: readonly string[]): readonly string[] {
  return bullets.length > 0 ? bullets : ['No topics in the minutes']
}

function remarkOn({ team, meetings }: ReportingTeam, plan: CallPlan, date: string): readonly string[] {
  if (meetings.length > 0 || didNotMeet(team, plan, date)) return []
  return [
    `${team.name}: no minutes of the ${periodBefore(plan, date)} before ${date} were found (${team.path.replaceAll('{team}', team.id)}).`,
  ]
}
