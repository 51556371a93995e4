/** When the community call takes place, from sprint.yml or from the calendar. Pure. */
import { addDays } from '../time/dates.ts'
import type { Rhythm } from '../time/meetings.ts'
import type { Calendar } from './calendar.ts'
import { type MeetingPlan, type MeetingTeam, meetingsBetween, takesPlace } from './meetings.ts'

export type CallTimes = {
  readonly name: string
  readonly path: string
  /** null: the calendar says when it is. */
  readonly meeting: (Rhythm & { readonly time: string }) | null
  /** Titles of its events in the calendar, or their beginnings; null: `meeting` says when it is. */
  readonly calendar: readonly string[] | null
}

export type CallPlan = MeetingPlan & { readonly settings: { readonly communityCall: CallTimes | null } }

/** A call that takes place: skipped and cancelled ones are none. Day and time are those of `timezone`. */
export type Call = { readonly date: string; readonly time: string; readonly start: Date }

/** Calls are at most so many days apart, with one that is skipped. */
const LONGEST_DAYS = 2 * 12 * 7

/** From the day `first` to the day `last`, both included. */
export function callsBetween(plan: CallPlan, first: string, last: string): readonly Call[] {
  const calls: Call[] = []
  for (let year = Number(first.slice(0, 4)); year <= Number(last.slice(0, 4)); year++) calls.push(...callsOfYear(plan, year))
  return calls.filter(({ date }) => date >= first && date <= last)
}

export function callOn(plan: CallPlan, day: string): Call | null {
  return callsBetween(plan, day, day)[0] ?? null
}

/** On that day or after it; null: none is known. */
export function nextCall(plan: CallPlan, day: string): Call | null {
  return callsBetween(plan, day, addDays(day, LONGEST_DAYS))[0] ?? null
}

/** Before that day; null: none is known. */
export function callBefore(plan: CallPlan, day: string): Call | null {
  return callsBetween(plan, addDays(day, -LONGEST_DAYS), addDays(day, -1)).at(-1) ?? null
}

type Years = Map<number, readonly Call[]>

/** Pages ask for the calls of each day of several years. */
const known = new WeakMap<CallTimes, WeakMap<Calendar | typeof NONE, Years>>()
const NONE = {}

function callsOfYear(plan: CallPlan, year: number): readonly Call[] {
  const { communityCall: call } = plan.settings
  if (call === null) return []
  const byCalendar = known.get(call) ?? new WeakMap<Calendar | typeof NONE, Years>()
  known.set(call, byCalendar)
  const source = plan.calendar ?? NONE
  const years: Years = byCalendar.get(source) ?? new Map()
  byCalendar.set(source, years)
  const made = years.get(year) ?? readYear(plan, call, year)
  years.set(year, made)
  return made
}

/** The call is to the calendar what a team is: its meetings are the calls. */
export function callAsTeam({ name, path, meeting, calendar }: CallTimes): MeetingTeam {
  return {
    ...{ id: 'community-call', name, path, pad: null, calendar: calendar ?? false },
    meeting: meeting === null ? null : { ...meeting, minutes: 60 },
  }
}

function readYear(plan: CallPlan, call: CallTimes, year: number): readonly Call[] {
  // A day more on both sides: the year is that of the configured zone.
  const window = { from: new Date(Date.UTC(year - 1, 11, 31)), to: new Date(Date.UTC(year + 1, 0, 2)) }
  return meetingsBetween(plan, callAsTeam(call), window)
    .filter((one) => takesPlace(one) && one.date.startsWith(`${year}-`))
    .map(({ date, time, start }) => ({ date, time, start }))
}
