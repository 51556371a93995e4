/** Quiet days and hours of a team, in its local time. Pure. */
import { dayIn, minuteIn } from '../domain/time/dates.ts'
import { weekdayOfDay } from '../domain/time/meetings.ts'
import type { HygieneSettings } from '../settings/settings.ts'

/** Hours may pass midnight (`18:00` to `08:00`); the end itself is not quiet any more. */
export function isQuietTime(
  now: Date,
  zone: string,
  { quietDays, quietHours }: Pick<HygieneSettings, 'quietDays' | 'quietHours'>,
): boolean {
  if (quietDays.includes(weekdayOfDay(dayIn(zone, now)))) return true
  if (quietHours === null) return false
  const time = minuteIn(zone, now).slice(11)
  const { from, to } = quietHours
  return from <= to ? from <= time && time < to : from <= time || time < to
}
