/** What settings mean, so that two ways to write the same are the same. */
import { addDays } from '../../../src/domain/time/dates.ts'
import { isMeetingDay } from '../../../src/domain/time/meetings.ts'
import type { Settings } from '../../../src/settings/settings.ts'

/** Settings without where they came from; in place of a rhythm, the days of the next twelve weeks. */
export function meaningOf({ source: _, teams, ...rest }: Settings, now: string): unknown {
  const days = Array.from({ length: 84 }, (_day, index) => addDays(now.slice(0, 10), index))
  const meant = Object.values(teams).map(({ meeting, ...team }) => ({
    ...team,
    meeting: meeting && { time: meeting.time, minutes: meeting.minutes, days: days.filter((day) => isMeetingDay(meeting, day)) },
  }))
  return { ...rest, teams: Object.fromEntries(meant.map((team) => [team.id, team])) }
}
