/** When a team meets: every n weeks on a weekday, with skipped dates. Pure calendar dates, no time zones. */
import { Temporal } from 'temporal-polyfill'

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

export type Rhythm = {
  readonly weekday: (typeof WEEKDAYS)[number]
  readonly everyWeeks: number
  /** The first meeting: none before it. Needed where `everyWeeks` > 1. */
  readonly startsOn: string | null
  /** Days on which the meeting does not take place. */
  readonly skip: readonly string[]
}

/** true when the team meets on that day (`YYYY-MM-DD`). */
export function isMeetingDay({ weekday, everyWeeks, startsOn, skip }: Rhythm, day: string): boolean {
  if (weekdayOfDay(day) !== weekday || skip.includes(day)) return false
  if (startsOn === null) return true
  if (day < startsOn) return false
  const days = Temporal.PlainDate.from(startsOn).until(day, { largestUnit: 'days' }).days
  return Math.round(days / 7) % everyWeeks === 0
}

/** Of a day like `2023-01-18`. */
export function weekdayOfDay(day: string): Rhythm['weekday'] {
  return WEEKDAYS[Temporal.PlainDate.from(day).dayOfWeek - 1] ?? 'monday'
}
