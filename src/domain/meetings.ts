/** When a team meets: every n weeks on a weekday, with days left out. Pure calendar days, no zones. */
import { Temporal } from 'temporal-polyfill'
import { addDays } from './dates.ts'

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

export type Rhythm = {
  readonly weekday: (typeof WEEKDAYS)[number]
  readonly everyWeeks: number
  /** A day of the rhythm; needed where `everyWeeks` > 1. */
  readonly startsOn: string | null
  /** Days on which the meeting does not take place. */
  readonly skip: readonly string[]
}

/** true when the team meets on that day (`YYYY-MM-DD`). */
export function isMeetingDay({ weekday, everyWeeks, startsOn, skip }: Rhythm, day: string): boolean {
  if (weekdayOfDay(day) !== weekday || skip.includes(day)) return false
  if (everyWeeks === 1 || startsOn === null) return true
  const days = Temporal.PlainDate.from(startsOn).until(day, { largestUnit: 'days' }).days
  return Math.round(days / 7) % everyWeeks === 0
}

/** The first meeting on or after a day; null when none is found within two years (everything is left out). */
export function nextMeeting(rhythm: Rhythm, from: string): string | null {
  for (let day = from, left = 750; left > 0; day = addDays(day, 1), left--) if (isMeetingDay(rhythm, day)) return day
  return null
}

export function weekdayOfDay(day: string): Rhythm['weekday'] {
  return WEEKDAYS[Temporal.PlainDate.from(day).dayOfWeek - 1] ?? 'monday'
}
