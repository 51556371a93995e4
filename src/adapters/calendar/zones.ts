/** Names of time zones in calendars -> IANA names. */
import { Temporal } from 'temporal-polyfill'
import { ruleDays } from '../../domain/calendar/rule-days.ts'
import { addDays } from '../../domain/time/dates.ts'
import { type Component, componentsOf, firstOf, NotUnderstood, type Property } from './jcal.ts'
import { ruleOf } from './parse-rule.ts'
import { readTime } from './parse-time.ts'

/** Of so many zones the clocks are compared with all that are known; each takes a while. */
const MOST_COMPARED = 20
const MOST_OBSERVANCES = 200

/** The IANA name of a TZID; null: nobody knows which zone it means. */
export type Zones = (tzid: string) => string | null

/**
 * By the name itself (`Europe/Berlin`, also at the end of a longer one, and `UTC+01:00`); else by the rules that the calendar gives
 * for the name: the zone whose clock shows the same, `usual` before all others. `today`: around which day that is compared.
 */
export function createZones(
  definitions: readonly Component[],
  { usual, today }: { readonly usual: string; readonly today: string },
): Zones {
  const known = new Map<string, string | null>()
  let compared = 0
  const byName = new Map(definitions.map((one) => [String(firstOf(one, 'tzid')?.values[0] ?? ''), one]))
  const find = (tzid: string): string | null => {
    const named = zoneNamed(tzid)
    if (named !== null) return named
    const definition = byName.get(tzid)
    if (!definition) return null
    const location = firstOf(definition, 'x-lic-location')?.values[0]
    const located = location === undefined ? null : zoneNamed(String(location))
    if (located !== null) return located
    compared += 1
    return compared > MOST_COMPARED ? null : sameClock(definition, usual, today)
  }
  return (tzid) => {
    const found = known.has(tzid) ? (known.get(tzid) ?? null) : find(tzid)
    known.set(tzid, found)
    return found
  }
}

/** `/ics.py/2020.1/Europe/Berlin` -> `Europe/Berlin`. */
export function zoneNamed(name: string): string | null {
  const tidy = name.trim().replace(/^["']|["']$/g, '')
  const offset = /^(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?$/i.exec(tidy)
  if (offset) return zoneOrNull(`${offset[1]}${offset[2]?.padStart(2, '0')}:${offset[3] ?? '00'}`)
  const parts = tidy.slice(0, 200).split('/')
  for (let from = 0; from < parts.length; from += 1) {
    const found = zoneOrNull(parts.slice(from).join('/'))
    if (found !== null) return found
  }
  return null
}

function zoneOrNull(name: string): string | null {
  if (!/^[A-Za-z]|^[+-]\d{2}:\d{2}$/.test(name)) return null
  try {
    return Temporal.PlainDate.from('2026-01-01').toZonedDateTime(name).timeZoneId
  } catch {
    return null
  }
}

type Observance = {
  readonly start: string
  readonly rule: ReturnType<typeof ruleOf> | null
  readonly also: readonly string[]
  readonly offset: number
}

function sameClock(definition: Component, usual: string, today: string): string | null {
  const observances = observancesOf(definition)
  if (observances.length === 0) return null
  // Not on a day on which a clock changes: those are Sundays, and there it would depend on the hour.
  const days = Array.from({ length: 30 }, (_, index) => addDays(today, (index - 10) * 28 + 4))
  const samples = days.map((day) => [Date.parse(`${day}T12:00:00Z`), offsetOn(observances, day)] as const)
  return (
    [usual, ...Intl.supportedValuesOf('timeZone')].find((zone) => samples.every(([at, offset]) => offsetIn(zone, at) === offset)) ?? null
  )
}

function observancesOf(definition: Component): readonly Observance[] {
  const parts = [...componentsOf(definition, 'standard'), ...componentsOf(definition, 'daylight')]
  return parts.slice(0, MOST_OBSERVANCES).flatMap((part) => {
    const start = readTime(firstOf(part, 'dtstart')?.values[0])
    const offset = minutesOf(firstOf(part, 'tzoffsetto'))
    if (start === null || offset === null) return []
    const recur = firstOf(part, 'rrule')?.values[0]
    const also = part.properties
      .filter(({ name }) => name === 'rdate')
      .flatMap(({ values }) => values.flatMap((value) => readTime(value)?.day ?? []))
    try {
      const rule = recur === undefined ? null : ruleOf(recur as Record<string, unknown>, { time: start.time ?? '00:00', zone: 'UTC' })
      // No clock changes every day or week.
      return rule?.every === 'day' || rule?.every === 'week' ? [] : [{ start: start.day, rule, also, offset }]
    } catch (error) {
      if (error instanceof NotUnderstood) return []
      throw error
    }
  })
}

function minutesOf(property: Property | null): number | null {
  const match = /^([+-])(\d{2}):?(\d{2})/.exec(String(property?.values[0] ?? ''))
  return match ? (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) : null
}

/** Of the observance that began last. */
function offsetOn(observances: readonly Observance[], day: string): number | null {
  const begun = observances
    .map((one) => ({ offset: one.offset, last: lastStart(one, day) }))
    .filter(({ last }) => last !== null)
    .sort((a, b) => ((a.last ?? '') < (b.last ?? '') ? -1 : 1))
  return begun.at(-1)?.offset ?? null
}

function lastStart({ start, rule, also }: Observance, day: string): string | null {
  // Outlook's rules begin in 1601; which of the weeks of a year it is does not depend on that.
  const from = addDays(day, -400)
  const begin = start < '1970-01-01' ? `1970${start.slice(4)}` : start
  const days = rule === null ? [] : ruleDays(rule, begin, { from, to: day }).filter((one) => rule.until === null || one <= rule.until.day)
  const past = [...days, ...also, start].filter((one) => one <= day)
  return past.sort().at(-1) ?? null
}

function offsetIn(zone: string, at: number): number {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 60e9
}
