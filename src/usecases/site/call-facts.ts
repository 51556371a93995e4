/** The community calls: what each team tells in each of them, by the same reading as `digest`. Pure. */
import { addDays } from '../../domain/time/dates.ts'
import { weekdayOfDay } from '../../domain/time/meetings.ts'
import { daysOfWeek, didNotMeet, slidesOfWeek } from '../../minutes/community-call/compose-community-call.ts'
import type { TeamHeadlines } from '../../minutes/community-call/headlines.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'
import type { CallDay, CallFacts, CallTeam } from '../../site/facts.ts'
import { meetingPlaces } from '../minutes/prepare-community-call.ts'

/** Minutes as everybody may read them; `pull`: where they wait, null: merged. */
export type CallMeeting = {
  readonly date: string
  readonly path: string
  readonly pull: string | null
  readonly reporters: readonly string[]
  readonly headlines: TeamHeadlines
}

export type TeamInCall = { readonly team: TeamSettings; readonly meetings: readonly CallMeeting[] }

/** null: there is no call. A call that nobody told anything in has no page, unless it is the next one. */
export function callFacts(settings: Settings, today: string, teams: readonly TeamInCall[]): CallFacts | null {
  const { communityCall: call } = settings
  if (call === null) return null
  const next = nextCallDay(settings, today) ?? today
  const reporting = teams
    .filter(({ team }) => team.communityCall)
    .map(({ team, meetings }) => ({ team, byPath: new Map(meetings.map((meeting) => [meeting.path, meeting])) }))
  const days = new Set([next])
  for (const { team, byPath } of reporting)
    for (const { date } of byPath.values()) for (const day of callsAfter(settings, team, date)) days.add(day)
  const told = [...days]
    .filter((day) => day <= next)
    .sort()
    .reverse()
    .map((date): CallDay => ({ date, teams: reporting.map(({ team, byPath }) => teamInCall(settings, team, byPath, date)) }))
  return {
    next,
    time: call.time,
    days: told.filter(({ date, teams: all }) => date === next || all.some(({ meetings }) => meetings.length > 0)),
  }
}

/** Today included; null: there is no call. */
export function nextCallDay({ communityCall }: Pick<Settings, 'communityCall'>, day: string): string | null {
  if (communityCall === null) return null
  return [0, 1, 2, 3, 4, 5, 6].map((days) => addDays(day, days)).find((one) => weekdayOfDay(one) === communityCall.weekday) ?? null
}

/** The call that tells of a meeting of that day. */
function callsAfter(settings: Settings, team: TeamSettings, date: string): readonly string[] {
  const first = nextCallDay(settings, date)
  return first === null ? [] : [first, addDays(first, 7)].filter((day) => daysOfWeek(settings, team, day).includes(date)).slice(0, 1)
}

function teamInCall(settings: Settings, team: TeamSettings, byPath: ReadonlyMap<string, CallMeeting>, date: string): CallTeam {
  const meetings = [...daysOfWeek(settings, team, date)].sort().flatMap((day) => meetingsOf(team, day, byPath))
  return {
    id: team.id,
    name: team.name,
    reporters: meetings.findLast(({ reporters }) => reporters.length > 0)?.reporters ?? [],
    meetings: meetings.map(({ date: day, path, pull }) => ({ date: day, path, pull })),
    parts: slidesOfWeek(meetings).map(({ title, bullets }) => ({ title, lines: bullets })),
    missing: meetings.length > 0 ? null : { pad: team.pad, asked: null, didNotMeet: didNotMeet(team, settings, date) },
  }
}

function meetingsOf(team: TeamSettings, day: string, byPath: ReadonlyMap<string, CallMeeting>): readonly CallMeeting[] {
  const all = meetingPlaces(team, day).map(({ path }) => byPath.get(path))
  const end = all.indexOf(undefined)
  return all.slice(0, end === -1 ? all.length : end).flatMap((meeting) => meeting ?? [])
}
