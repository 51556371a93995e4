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
  return localIn(zone, at).slice(0, 10)
}

/** `2023-01-17 10:00` on a wall clock of that zone. */
export function minuteIn(zone: string, at: Date): string {
  return localIn(zone, at).slice(0, 16).replace('T', ' ')
}

/** The instant of a wall-clock time (`10:05`) on a day in that zone; a time skipped by daylight saving moves later. */
export function instantAt(zone: string, day: string, time: string): Date {
  const at = remembered(instants, `${zone} ${day} ${time}`, () => {
    const local = Temporal.PlainDate.from(day).toPlainDateTime(Temporal.PlainTime.from(time))
    return local.toZonedDateTime(zone).epochMilliseconds
  })
  return new Date(at)
}

/** Zones are slow to work out, and the meetings of a few months are asked for again and again. Each holds some MB at most. */
const MOST_REMEMBERED = 20_000
const instants = new Map<string, number>()
const offsets = new Map<string, number>()
const otherDays = new Map<string, string>()
/** No clock has been changed within a quarter of an hour since 1972. */
const QUARTER_MS = 15 * 60 * 1000
const SINCE_1973 = Date.UTC(1973, 0)

/** `2023-01-17T10:00:00.000`, without the zone. */
function localIn(zone: string, at: Date): string {
  const of = () => Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6
  const quarter = Math.floor(at.getTime() / QUARTER_MS)
  const offset = at.getTime() < SINCE_1973 ? of() : remembered(offsets, `${zone} ${quarter}`, of)
  return new Date(at.getTime() + offset).toISOString().slice(0, -1)
}

function remembered<Value>(values: Map<string, Value>, key: string, make: () => Value): Value {
  const known = values.get(key)
  if (known !== undefined) return known
  const made = make()
  if (values.size >= MOST_REMEMBERED) values.clear()
  values.set(key, made)
  return made
}

/** Adds calendar months to an ISO day; what the month is too short for becomes its last day. */
export function addMonths(day: string, months: number): string {
  return Temporal.PlainDate.from(day).add({ months }).toString()
}

/** Adds calendar days to an ISO day. Throws RangeError for what is no day. Called a million times for an archive, with a few thousand days. */
export function addDays(day: string, days: number): string {
  return remembered(otherDays, `${day} ${days}`, () => {
    if (!isIsoDay(day)) throw new RangeError(`${day} is not a calendar date.`)
    return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
  })
}
