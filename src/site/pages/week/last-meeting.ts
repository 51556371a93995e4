/** The last and next meeting of a team, and the state of the last minutes. Pure. */
import { addDays, instantAt } from '../../../domain/time/dates.ts'
import { absenceOf } from '../../facts/absence.ts'
import type { MeetingFacts, SiteFacts, TeamFacts, WaitingMinutes } from '../../facts/facts.ts'

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
  const scheduled = team.lastDay !== null && isOver(team, team.lastDay, clock) ? [team.lastDay] : []
  const unread = team.doubts.flatMap((doubt) => doubt.day ?? [])
  const written = [...[...team.meetings, ...team.waiting].map(({ date }) => date), ...unread].filter((date) => date <= clock.today)
  const day = [...scheduled, ...written].sort().at(-1)
  if (day === undefined) return null
  const merged = team.meetings.find(({ date }) => date === day) ?? null
  const waiting = merged ? null : (team.waiting.find(({ date }) => date === day) ?? null)
  if (merged !== null || waiting !== null) return { day, merged, waiting, didNotMeet: false, notKnown: null }
  return { day, merged, waiting, ...absenceOf(isToldCancelled(team, day, clock), team.doubts, [day]) }
}

/** Today's until it is over, then the next by the schedule; null: none is known. */
export function nextMeeting(team: TeamFacts, clock: Clock): string | null {
  const days = [...(team.lastDay === null ? [] : [team.lastDay]), ...team.comingDays]
  return days.find((day) => day >= clock.today && !isOver(team, day, clock)) ?? null
}

function isOver({ schedule }: TeamFacts, day: string, { now, today, timezone }: Clock): boolean {
  if (day !== today || schedule === null) return day <= today
  return instantAt(timezone, day, schedule.time).getTime() + schedule.minutes * 60_000 <= new Date(now).getTime()
}

/** The call that first hears of the meeting knows whether it took place. */
function isToldCancelled({ id }: TeamFacts, day: string, { call }: Clock): boolean {
  const heard = call?.days.filter(({ date }) => date >= day && date <= addDays(day, 7)).at(-1)
  return heard?.teams.find((team) => team.id === id)?.missing?.didNotMeet ?? false
}
