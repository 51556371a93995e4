/** Days as readers see them: words for the eye, the ISO form for `<time datetime>`. */
import { daysBetween } from '../domain/time/dates.ts'

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

export type DayWords = { readonly iso: string; readonly words: string }

/** `2023-01-18` -> `Wed 18 Jan 2023`. */
export function dayWords(iso: string): DayWords {
  const day = midnight(iso)
  return { iso, words: `${WEEKDAYS[day.getUTCDay()]} ${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]} ${day.getUTCFullYear()}` }
}

/** Whole days between two ISO days: `12 days`, `1 day`, `today` for none. */
export function ageWords(since: string, today: string): string {
  const days = daysBetween(midnight(since), midnight(today))
  return days <= 0 ? 'today' : days === 1 ? '1 day' : `${days} days`
}

function midnight(iso: string): Date {
  return new Date(`${iso}T00:00:00Z`)
}
