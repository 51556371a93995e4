/** How long nobody did anything on an epic or its stories. Pure. */

import type { KnownItem } from '../../domain/board/board-index.ts'
import { dayIn, daysBetween } from '../../domain/time/dates.ts'
import { lastActivity } from '../../hygiene/board-view.ts'

export type Quiet = {
  /** Whole days until now: by the clock and the count of days that the rules go by. */
  readonly days: number
  readonly since: string
  /** Not all of it could be read: it may be shorter. */
  readonly isAtMost: boolean
}

/** `unread`: children that cannot be read. null: nothing is known. */
export function quietOf(items: readonly KnownItem[], unread: number, { at, timezone }: { at: string; timezone: string }): Quiet | null {
  const times = items.map(lastActivity)
  const known = times.filter((time) => time !== null)
  if (known.length === 0) return null
  const last = new Date(Math.max(...known.map((time) => time.getTime())))
  return {
    days: Math.max(0, daysBetween(last, new Date(at))),
    since: dayIn(timezone, last),
    isAtMost: unread > 0 || known.length < times.length,
  }
}
