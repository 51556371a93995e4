/** What is due between two looks at the clock, by the settings alone. Pure: missed times are caught up by a longer look back. */
import { addDays, dayIn, instantAt } from '../domain/dates.ts'
import { isMeetingDay } from '../domain/meetings.ts'
import type { Settings, TeamSettings } from '../settings/settings.ts'

export type DueWork =
  | { readonly kind: 'sync'; readonly at: Date }
  | { readonly kind: 'hygiene'; readonly team: string; readonly at: Date }
  | { readonly kind: 'minutes'; readonly team: string; readonly date: string; readonly at: Date }

/** Minutes after the meeting's end at which the pad is read: soon, later for slow typists, and the next morning. */
const padLooks = [15, 120, 22 * 60]
const hour = 60 * 60 * 1000

/** Everything due after `from` and not after `to`, in order of time. Longer than a week back is not caught up. */
export function dueWork(settings: Settings, from: Date, to: Date): readonly DueWork[] {
  if (!settings.enabled) return []
  const start = new Date(Math.max(from.getTime(), to.getTime() - 7 * 24 * hour))
  const due: DueWork[] = []
  if (settings.board && Math.floor(start.getTime() / hour) < Math.floor(to.getTime() / hour)) {
    due.push({ kind: 'sync', at: new Date(Math.floor(to.getTime() / hour) * hour) })
  }
  const days = daysBetween(addDays(dayIn(settings.timezone, start), -2), addDays(dayIn(settings.timezone, to), 2))
  for (const team of Object.values(settings.teams)) {
    for (const day of days) due.push(...workAround(settings.timezone, team, day))
  }
  return due.filter(({ at }) => at > start && at <= to).sort((a, b) => a.at.getTime() - b.at.getTime())
}

function workAround(zone: string, team: TeamSettings, day: string): DueWork[] {
  if (!team.meeting || !isMeetingDay(team.meeting, day)) return []
  const begins = instantAt(zone, day, team.meeting.time).getTime()
  const ends = begins + team.meeting.minutes * 60_000
  return [
    // The day before: there is time to write the sentence that is missing.
    ...(team.board ? [{ kind: 'hygiene' as const, team: team.id, at: new Date(begins - 24 * hour) }] : []),
    ...(team.pad === null
      ? []
      : padLooks.map((minutes) => ({ kind: 'minutes' as const, team: team.id, date: day, at: new Date(ends + minutes * 60_000) }))),
  ]
}

function daysBetween(first: string, last: string): string[] {
  const days: string[] = []
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day)
  return days
}
