/** RRULE as ical.js reads it -> the rule of an event. */
import type { RecurrenceRule, RuleWeekday } from '../../domain/calendar/calendar.ts'
import { NotUnderstood } from './jcal.ts'
import { readTime } from './parse-time.ts'

const FREQUENCIES: Readonly<Record<string, RecurrenceRule['every']>> = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' }
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const UNKNOWN = ['byweekno', 'byyearday', 'byeaster']
const OF_THE_TIME: readonly (readonly [string, (time: string) => number])[] = [
  ['byhour', (time) => Number(time.slice(0, 2))],
  ['byminute', (time) => Number(time.slice(3, 5))],
]

/** `time`: when the event begins; `zone`: where its clock is, for an end without a zone. Throws NotUnderstood. */
export function ruleOf(
  recur: Readonly<Record<string, unknown>>,
  { time, zone }: { readonly time: string; readonly zone: string },
): RecurrenceRule {
  const every = FREQUENCIES[String(recur.freq)]
  if (every === undefined)
    throw new NotUnderstood(`expected it to repeat by days, weeks, months or years, found \`FREQ=${short(recur.freq)}\``)
  const unknown = UNKNOWN.find((key) => recur[key] !== undefined)
  if (unknown) throw new NotUnderstood(`expected a rule without \`${unknown.toUpperCase()}\`, found one`)
  for (const [key, own] of OF_THE_TIME) {
    if (numbersOf(recur, key, 0, 59).some((one) => one !== own(time)))
      throw new NotUnderstood(`expected one time of day, found \`${key.toUpperCase()}=${short(recur[key])}\``)
  }
  const weekStart = WEEKDAYS.indexOf(weekStartOf(recur.wkst)) + 1
  return {
    every,
    interval: numbersOf(recur, 'interval', 1, 10_000)[0] ?? 1,
    count: numbersOf(recur, 'count', 1, 100_000)[0] ?? null,
    until: recur.until === undefined ? null : untilOf(recur.until, zone),
    weekdays: listOf(recur.byday).map(weekdayOf),
    monthDays: numbersOf(recur, 'bymonthday', -31, 31).filter((day) => day !== 0),
    months: numbersOf(recur, 'bymonth', 1, 12),
    positions: numbersOf(recur, 'bysetpos', -366, 366).filter((place) => place !== 0),
    weekStart: weekStart > 0 ? weekStart : 1,
  }
}

/** ical.js counts from Sunday, 1. */
function weekStartOf(value: unknown): string {
  return typeof value === 'number' ? (WEEKDAYS[(value + 5) % 7] ?? 'MO') : String(value ?? 'MO')
}

function untilOf(value: unknown, zone: string): NonNullable<RecurrenceRule['until']> {
  const until = readTime(value)
  if (until === null) throw new NotUnderstood(`expected a date or a time in \`UNTIL\`, found ${short(value)}`)
  return { day: until.day, time: until.time, zone: until.isUtc ? 'UTC' : zone }
}

function weekdayOf(value: unknown): RuleWeekday {
  const match = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/i.exec(String(value))
  const nth = match?.[1] === undefined ? null : Number(match[1])
  if (!match?.[2] || nth === 0) throw new NotUnderstood(`expected weekdays like FR or 4FR in \`BYDAY\`, found ${short(value)}`)
  return { weekday: WEEKDAYS.indexOf(match[2].toUpperCase()) + 1, nth }
}

function numbersOf(recur: Readonly<Record<string, unknown>>, key: string, least: number, most: number): number[] {
  return listOf(recur[key]).map((value) => {
    const number = Number(value)
    if (Number.isInteger(number) && number >= least && number <= most) return number
    throw new NotUnderstood(`expected numbers from ${least} to ${most} in \`${key.toUpperCase()}\`, found ${short(value)}`)
  })
}

function listOf(value: unknown): readonly unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value.slice(0, 400) : [value]
}

function short(value: unknown): string {
  return String(value).slice(0, 40)
}
