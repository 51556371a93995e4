/** The meeting before the one that minutes are of. Pure. */
import { lastMeeting, type MeetingPlan, type MeetingTeam, meetingsOn, takesPlace } from '../../domain/calendar/meetings.ts'
import type { PastMeeting } from '../../domain/notes/past-meeting.ts'
import { addDays, instantAt } from '../../domain/time/dates.ts'

export type MeetingBefore = { readonly date: string; readonly end: Date }

type Asked = {
  readonly team: MeetingTeam
  readonly date: string
  /** Newest first, before `date`. */
  readonly past: readonly Pick<PastMeeting, 'date'>[]
}

/** Minutes tell on which day it was, and the plan when it ended; where neither does, it was a week before, at noon. */
export function meetingBefore(plan: MeetingPlan, { team, date, past }: Asked): MeetingBefore {
  const { timezone } = plan.settings
  const planned = lastMeeting(plan, team, instantAt(timezone, date, '00:00'))
  const day = past[0]?.date ?? planned?.date ?? addDays(date, -7)
  const held = meetingsOn(plan, team, day).findLast(takesPlace)
  if (held !== undefined) return { date: day, end: held.end }
  const begin = instantAt(timezone, day, planned?.time ?? '12:00')
  return { date: day, end: new Date(begin.getTime() + (planned?.minutes ?? 60) * 60_000) }
}
