/** Days and hours in which a team is not written to, on its own wall clock. Pure. */
import { dayIn, minuteIn } from '../domain/time/dates.ts'
import type { HygieneSettings, Weekday } from '../settings/settings.ts'

const WEEKDAYS: readonly Weekday[] = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

/** Hours may pass midnight (`18:00` to `08:00`); the end itself is not quiet any more. */
export function isQuietTime(
  now: Date,
  zone: string,
  { quietDays, quietHours }: Pick<HygieneSettings, 'quietDays' | 'quietHours'>,
): boolean {
  const weekday = WEEKDAYS[new Date(`${dayIn(zone, now)}T12:00:00Z`).getUTCDay()]
  if (weekday !== undefined && quietDays.includes(weekday)) return true
  if (quietHours === null) return false
  const time = minuteIn(zone, now).slice(11)
  const { from, to } = quietHours
  return from <= to ? from <= time && time < to : from <= time || time < to
}
