/** The community calls: what each team reports in each of them, as in `digest`. Pure. */

import { type CallPlan, callOn, nextCall } from '../../domain/calendar/calls.ts'
import { inlineWords } from '../../domain/markdown/inline-words.ts'
import { meetingPlaces } from '../../domain/notes/minutes-path.ts'
import { addDays } from '../../domain/time/dates.ts'
import { daysOfWeek, didNotMeet, padOfDays, slidesOfWeek } from '../../minutes/community-call/compose-community-call.ts'
import type { TeamHeadlines } from '../../minutes/community-call/headlines.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'
import { absenceOf } from './absence.ts'
import type { CallDay, CallFacts, CallTeam, MinutesDoubt } from './facts.ts'

/** Minutes as everybody may read them; `pull`: where they wait, null: merged. */
export type CallMeeting = {
  readonly date: string
  readonly path: string
  readonly pull: string | null
  readonly reporters: readonly string[]
  readonly headlines: TeamHeadlines
}

export type TeamInCall = {
  readonly team: TeamSettings
  readonly meetings: readonly CallMeeting[]
  readonly doubts: readonly MinutesDoubt[]
}

type Reporting = Omit<TeamInCall, 'meetings'> & { readonly byCall: ReadonlyMap<string, readonly CallMeeting[]> }

type FactsPlan = CallPlan & { readonly settings: Settings }

/** null: there is no call. A call without reports has no page, unless it is the next one. */
export function callFacts(plan: FactsPlan, today: string, teams: readonly TeamInCall[]): CallFacts | null {
  const { settings } = plan
  const { communityCall: call } = settings
  if (call === null) return null
  const next = nextCall(plan, today)
  const reporting = teams
    .filter(({ team }) => team.communityCall)
    .map(({ team, meetings, doubts }) => ({ team, doubts, byCall: byCallOf(plan, team, meetings) }))
  const last = next?.date ?? today
  const days = [...new Set([...(next ? [next.date] : []), ...reporting.flatMap(({ byCall }) => [...byCall.keys()])])].filter(
    (day) => day <= last,
  )
  const told = days
    .sort()
    .reverse()
    .map((date): CallDay => ({ date, time: callOn(plan, date)?.time ?? null, teams: reporting.map((one) => teamInCall(plan, one, date)) }))
  return { name: call.name, next: next === null ? null : { date: next.date, time: next.time }, days: told }
}

/** Meetings by the day of the call that tells of them, oldest first. */
function byCallOf(plan: FactsPlan, team: TeamSettings, meetings: readonly CallMeeting[]): Reporting['byCall'] {
  const byPath = new Map(meetings.map((meeting) => [meeting.path, meeting]))
  const byCall = new Map<string, CallMeeting[]>()
  for (const date of [...new Set(meetings.map((meeting) => meeting.date))].sort()) {
    const told = meetingsOf(team, date, byPath)
    const call = told.length === 0 ? null : callAfter(plan, team, date)
    if (call !== null) byCall.set(call, [...(byCall.get(call) ?? []), ...told])
  }
  return byCall
}

/** The call that tells of a meeting of that day. */
function callAfter(plan: FactsPlan, team: TeamSettings, date: string): string | null {
  const first = nextCall(plan, date)
  const second = first === null ? null : nextCall(plan, addDays(first.date, 1))
  const days = [first, second].flatMap((call) => (call === null ? [] : [call.date]))
  return days.find((day) => daysOfWeek(plan, team, day).includes(date)) ?? null
}

function teamInCall(plan: FactsPlan, { team, byCall, doubts }: Reporting, date: string): CallTeam {
  const meetings = byCall.get(date) ?? []
  const days = daysOfWeek(plan, team, date)
  return {
    id: team.id,
    name: team.name,
    reporters: meetings.findLast(({ reporters }) => reporters.length > 0)?.reporters ?? [],
    meetings: meetings.map(({ date: day, path, pull }) => ({ date: day, path, pull })),
    parts: slidesOfWeek(meetings).map(({ title, bullets }) => ({ title, lines: bullets.map(inlineWords) })),
    missing: meetings.length > 0 ? null : { pad: padOfDays(plan, team, days), ...absenceOf(didNotMeet(team, plan, date), doubts, days) },
  }
}

/** As `digest` finds them: the first of the day, the second …, up to one that is not there. */
function meetingsOf(team: TeamSettings, day: string, byPath: ReadonlyMap<string, CallMeeting>): readonly CallMeeting[] {
  const all = meetingPlaces(team, day).map(({ path }) => byPath.get(path))
  const end = all.indexOf(undefined)
  return all.slice(0, end === -1 ? all.length : end).flatMap((meeting) => meeting ?? [])
}
