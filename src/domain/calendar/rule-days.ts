/** The days on which a rule falls. Pure calendar days, in the zone of the event; bounded. */
import type { RecurrenceRule } from './calendar.ts'

const DAY_MS = 24 * 60 * 60 * 1000
/** A weekly series of 190 years, a daily one of 27. */
const MOST_PERIODS = 10_000

/** Days since 1970-01-01; Monday is 1. */
const numberOf = (day: string) => Date.parse(`${day}T00:00:00Z`) / DAY_MS
const dayOf = (number: number) => new Date(number * DAY_MS).toISOString().slice(0, 10)
const weekdayOf = (number: number) => ((((number + 3) % 7) + 7) % 7) + 1

/**
 * Days from `from` to `to`, both included, on which a series that begins on `start` takes place. `until` of the rule is the
 * caller's: it may lie in another zone. A series past `MOST_PERIODS` ends there.
 */
export function ruleDays(rule: RecurrenceRule, start: string, { from, to }: { readonly from: string; readonly to: string }): string[] {
  const [first, last] = [numberOf(start), numberOf(to)]
  const earliest = Math.max(first, numberOf(from))
  const found: number[] = []
  let seen = 0
  const begin = rule.count === null ? firstPeriod(rule, first, earliest) : 0
  for (let period = begin; period < begin + MOST_PERIODS; period += 1) {
    if (startOf(rule, first, period) > last) break
    const days = daysOfPeriod(rule, first, period).filter((day) => day >= first)
    for (const day of days) {
      seen += 1
      if (rule.count !== null && seen > rule.count) return found.map(dayOf)
      if (day >= earliest && day <= last) found.push(day)
    }
  }
  return found.map(dayOf)
}

const LONGEST = { day: 1, week: 7, month: 31, year: 366 }

/** A period that does not begin after `earliest`. */
function firstPeriod({ every, interval }: RecurrenceRule, first: number, earliest: number): number {
  return Math.max(0, Math.floor((earliest - first) / (LONGEST[every] * interval)) - 1)
}

/** The day on which a period begins. */
function startOf(rule: RecurrenceRule, first: number, period: number): number {
  const steps = period * rule.interval
  if (rule.every === 'day') return first + steps
  if (rule.every === 'week') return weekStartOf(rule, first) + steps * 7
  const [year, month] = monthOf(first)
  return rule.every === 'month' ? monthStart(year, month + steps) : monthStart(year + steps, 0)
}

function weekStartOf({ weekStart }: RecurrenceRule, day: number): number {
  return day - ((weekdayOf(day) - weekStart + 7) % 7)
}

function daysOfPeriod(rule: RecurrenceRule, first: number, period: number): number[] {
  const start = startOf(rule, first, period)
  const days = candidates(rule, first, start)
    .filter((day) => rule.months.length === 0 || rule.months.includes(monthOf(day)[1] + 1))
    .sort((a, b) => a - b)
  if (rule.positions.length === 0) return days
  const chosen = rule.positions.map((place) => days[place > 0 ? place - 1 : days.length + place])
  return [...new Set(chosen)].filter((day) => day !== undefined).sort((a, b) => a - b)
}

function candidates(rule: RecurrenceRule, first: number, start: number): number[] {
  if (rule.every === 'day') return fits(rule, start) ? [start] : []
  if (rule.every === 'week') {
    const wanted = rule.weekdays.length > 0 ? rule.weekdays.map(({ weekday }) => weekday) : [weekdayOf(first)]
    return range(start, start + 6).filter((day) => wanted.includes(weekdayOf(day)))
  }
  const [year, month] = monthOf(start)
  if (rule.every === 'month') return daysOfMonth(rule, first, year, month)
  const ofYear = rule.months.length === 0 && rule.monthDays.length === 0 && rule.weekdays.length > 0
  if (ofYear) return onWeekdays(rule, monthStart(year, 0), monthStart(year + 1, 0) - 1)
  const months = rule.months.length > 0 ? rule.months.map((one) => one - 1) : rule.monthDays.length > 0 ? range(0, 11) : [monthOf(first)[1]]
  return months.flatMap((one) => daysOfMonth(rule, first, year, one))
}

function daysOfMonth(rule: RecurrenceRule, first: number, year: number, month: number): number[] {
  const [start, end] = [monthStart(year, month), monthStart(year, month + 1) - 1]
  if (rule.monthDays.length > 0) {
    const days = rule.monthDays.map((one) => (one > 0 ? start + one - 1 : end + one + 1)).filter((day) => day >= start && day <= end)
    return [...new Set(days)].filter((day) => isOnWeekday(rule, day))
  }
  if (rule.weekdays.length > 0) return onWeekdays(rule, start, end)
  const same = start + dayOfMonth(first) - 1
  return same <= end ? [same] : []
}

/** The weekdays of a rule between two days: each, or the nth from the start or the end. */
function onWeekdays({ weekdays }: RecurrenceRule, start: number, end: number): number[] {
  const days = weekdays.flatMap(({ weekday, nth }) => {
    const all = range(start, end).filter((day) => weekdayOf(day) === weekday)
    if (nth === null) return all
    const day = all[nth > 0 ? nth - 1 : all.length + nth]
    return day === undefined ? [] : [day]
  })
  return [...new Set(days)]
}

function fits(rule: RecurrenceRule, day: number): boolean {
  const [year, month] = monthOf(day)
  const left = monthStart(year, month + 1) - day
  return isOnWeekday(rule, day) && (rule.monthDays.length === 0 || rule.monthDays.some((one) => one === dayOfMonth(day) || one === -left))
}

function isOnWeekday({ weekdays }: RecurrenceRule, day: number): boolean {
  return weekdays.length === 0 || weekdays.some(({ weekday }) => weekday === weekdayOf(day))
}

/** Year, and month from 0. */
function monthOf(day: number): readonly [number, number] {
  const date = new Date(day * DAY_MS)
  return [date.getUTCFullYear(), date.getUTCMonth()]
}

function dayOfMonth(day: number): number {
  return new Date(day * DAY_MS).getUTCDate()
}

function monthStart(year: number, month: number): number {
  return Date.UTC(year, month, 1) / DAY_MS
}

function range(start: number, end: number): number[] {
  return Array.from({ length: end - start + 1 }, (_, index) => start + index)
}
