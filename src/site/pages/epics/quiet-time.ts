/** How long there has been no activity. Pure. */

import { dayIn, daysBetween } from '../../../domain/time/dates.ts'

export type Quiet = {
  /** Whole days until now: by the clock and the count of days that the rules go by. */
  readonly days: number
  readonly since: string
  /** Not all of it could be read: it may be shorter. */
  readonly isAtMost: boolean
}

/** `times`: instants of the last activity, null where it cannot be read. null: nothing is known. */
export function quietOf(times: readonly (string | null)[], { at, timezone }: { at: string; timezone: string }): Quiet | null {
  const known = times.filter((time) => time !== null)
  if (known.length === 0) return null
  const last = new Date(Math.max(...known.map((time) => Date.parse(time))))
  return {
    days: Math.max(0, daysBetween(last, new Date(at))),
    since: dayIn(timezone, last),
    isAtMost: known.length < times.length,
  }
}
