/** Dates for readers: a text to show, and the ISO form for `<time datetime>`. */
import { countOf } from '../../domain/text/count-of.ts'
import { daysBetween } from '../../domain/time/dates.ts'

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

export type DayWords = { readonly iso: string; readonly words: string }

/** `2023-01-18` -> `Wed 18 Jan 2023`. */
export function dayWords(iso: string): DayWords {
  const day = midnight(iso)
  return { iso, words: `${WEEKDAYS[day.getUTCDay()]} ${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]} ${day.getUTCFullYear()}` }
}

/** Between two ISO days: `12 days`, `5 months`, `3 years`; `today` for none. */
export function ageWords(since: string, today: string): string {
  const days = daysBetween(midnight(since), midnight(today))
  return days <= 0 ? 'today' : spanWords(days)
}

/** Longer spans are shown in months: then the exact day does not matter. */
const DAYS_IN_WORDS = 60
const DAYS_OF_MONTH = 365.25 / 12
const DAYS_OF_YEAR = 365.25

/** Whole days as `12 days`, more than 60 as full months, a year and more as full years. */
export function spanWords(days: number): string {
  if (days <= DAYS_IN_WORDS) return countOf(days, 'day')
  const months = Math.floor(days / DAYS_OF_MONTH)
  return months < 12 ? countOf(months, 'month') : countOf(Math.floor(days / DAYS_OF_YEAR) || 1, 'year')
}

function midnight(iso: string): Date {
  return new Date(`${iso}T00:00:00Z`)
}
