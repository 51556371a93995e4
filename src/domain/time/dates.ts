/** Calendar dates as `YYYY-MM-DD` strings, instants as `Date`. Time zones are used only for local times. */
import { Temporal } from 'temporal-polyfill'

const DAY_MS = 24 * 60 * 60 * 1000

/** Whole days elapsed; part days are dropped, so "14 days" means at least 14 full days. */
export function daysBetween(from: Date, to: Date): number {
  return Math.floor((to.getTime() - from.getTime()) / DAY_MS)
}

/** true for a real calendar day in the form `YYYY-MM-DD`. */
export function isIsoDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

/** `2023-01-18` -> `20230118`, the form of file names. */
export function compactDay(day: string): string {
  return day.replaceAll('-', '')
}

/** The calendar day of an instant on a wall clock of that zone (IANA name). */
export function dayIn(zone: string, at: Date): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate().toString()
}

/** `2023-01-17 10:00` on a wall clock of that zone. */
export function minuteIn(zone: string, at: Date): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone)
  return `${local.toPlainDate().toString()} ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`
}

/** The instant of a wall-clock time (`10:05`) on a day in that zone; a time skipped by daylight saving moves later. */
export function instantAt(zone: string, day: string, time: string): Date {
  const local = Temporal.PlainDate.from(day).toPlainDateTime(Temporal.PlainTime.from(time))
  return new Date(local.toZonedDateTime(zone).epochMilliseconds)
}

/** Adds calendar months to an ISO day; what the month is too short for becomes its last day. */
export function addMonths(day: string, months: number): string {
  return Temporal.PlainDate.from(day).add({ months }).toString()
}

/** Adds calendar days to an ISO day. Throws RangeError for what is no day. Called thousands of times for an archive. */
export function addDays(day: string, days: number): string {
  if (!isIsoDay(day)) throw new RangeError(`${day} is not a calendar date.`)
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}
