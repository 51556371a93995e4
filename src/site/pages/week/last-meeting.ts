/** The last and next meeting of a team, and the state of the last minutes. Pure. */
import { addDays, instantAt } from '../../../domain/time/dates.ts'
import { absenceOf } from '../../facts/absence.ts'
import type { MeetingFacts, PlannedMeeting, SiteFacts, TeamFacts, WaitingMinutes } from '../../facts/facts.ts'

export type LastMeeting = {
  readonly day: string
  /** At most one of merged, waiting, did not meet, not known; none of them: no minutes yet. */
  readonly merged: MeetingFacts | null
  readonly waiting: WaitingMinutes | null
  readonly didNotMeet: boolean
  /** Why nobody can tell whether there are minutes; null: it is known. */
  readonly notKnown: string | null
}

type Clock = Pick<SiteFacts, 'now' | 'today' | 'timezone' | 'call'>

/** By the schedule, or by newer minutes; null: neither tells of one. */
export function lastMeeting(team: TeamFacts, clock: Clock): LastMeeting | null {
  const scheduled = team.lastPlanned !== null && isOver(team.lastPlanned, clock) ? [team.lastPlanned.date] : []
  const unread = team.doubts.flatMap((doubt) => doubt.day ?? [])
  const written = [...[...team.meetings, ...team.waiting].map(({ date }) => date), ...unread].filter((date) => date <= clock.today)
  const day = [...scheduled, ...written].sort().at(-1)
  if (day === undefined) return null
  const merged = team.meetings.find(({ date }) => date === day) ?? null
  const waiting = merged ? null : (team.waiting.find(({ date }) => date === day) ?? null)
  if (merged !== null || waiting !== null) return { day, merged, waiting, didNotMeet: false, notKnown: null }
  return { day, merged, waiting, ...absenceOf(isReportedCancelled(team, day, clock), team.doubts, [day]) }
}

/** Today's until it is over, then the next one; null: none is known. */
export function nextMeeting({ lastPlanned, coming }: TeamFacts, clock: Clock): PlannedMeeting | null {
  const all = [...(lastPlanned === null ? [] : [lastPlanned]), ...coming]
  return all.find((meeting) => meeting.date >= clock.today && !isOver(meeting, clock)) ?? null
}

function isOver({ date, time, minutes }: PlannedMeeting, { now, today, timezone }: Clock): boolean {
  if (date !== today) return date <= today
  return instantAt(timezone, date, time).getTime() + minutes * 60_000 <= new Date(now).getTime()
}

/** The call that first hears of the meeting knows whether it took place. */
function isReportedCancelled({ id }: TeamFacts, day: string, { call }: Clock): boolean {
  const heard = call?.days.filter(({ date }) => date >= day && date <= addDays(day, 7)).at(-1)
  return heard?.teams.find((team) => team.id === id)?.missing?.didNotMeet ?? false
}
