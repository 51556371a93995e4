/**
 * Which snapshots are kept and looked at. Complete ones stay, the last of each quarter of an hour: they are kept as what
 * changed. Those that are not complete, and what is looked at of all, are fewer: see `toForget`.
 */
const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS

export type Kept = { readonly takenAt: string; readonly complete: boolean }

/** Clocks of two machines differ a little; more is a clock that was wrong. */
const AHEAD_MS = 10 * 60 * 1000

/** The latest `takenAt` that is believed. */
export function latestAllowed(now: Date): string {
  return new Date(now.getTime() + AHEAD_MS).toISOString()
}

/** Taken, as it says, after now: its clock was wrong, and it is no snapshot of anything. */
export function isFromFuture({ takenAt }: Pick<Kept, 'takenAt'>, now: Date): boolean {
  return new Date(takenAt).getTime() > now.getTime() + AHEAD_MS
}

/** A year and a day: what is older is read only where a past day is asked for. */
export const YEAR_MS = 366 * DAY_MS

/** Of two times as ISO instants in UTC. */
export function isSameQuarter(one: string, other: string): boolean {
  const quarter = (at: string) => Math.floor(new Date(at).getTime() / (HOUR_MS / 4))
  return quarter(one) === quarter(other)
}

/**
 * What is looked at: of the last 24 hours one an hour, of the last 14 days one a day, of the last year one a week (the last
 * of each, a complete one before one that is not). The newest, and the newest complete one, always are. Days and weeks are
 * of UTC, weeks begin on Monday. `see` is given all that is kept, oldest first.
 */
export function createSelection<Entry extends Kept>(now: Date) {
  const lastOf = new Map<string, Entry>()
  let newest: Entry | null = null
  let newestComplete: Entry | null = null
  return {
    see: (entry: Entry): void => {
      newest = entry
      if (entry.complete) newestComplete = entry
      const period = periodOf(new Date(entry.takenAt), now)
      const last = period === null ? undefined : lastOf.get(period)
      if (period !== null && (entry.complete || !last?.complete)) lastOf.set(period, entry)
    },
    /** Newest first. `since`: an ISO instant in UTC; the newest one before it is among them. */
    selected: (since = ''): readonly Entry[] => {
      const all = new Set([...lastOf.values(), ...(newest ? [newest] : []), ...(newestComplete ? [newestComplete] : [])])
      const newestFirst = [...all].sort((a, b) => (a.takenAt < b.takenAt ? 1 : -1))
      const before = newestFirst.findIndex(({ takenAt }) => takenAt < since)
      return before < 0 ? newestFirst : newestFirst.slice(0, before + 1)
    },
  }
}

/** What is looked at of all that is kept, newest first; `since` as for `createSelection`. */
export function selectSnapshots<Entry extends Kept>(kept: readonly Entry[], now: Date, since?: string): readonly Entry[] {
  const { see, selected } = createSelection<Entry>(now)
  for (const entry of [...kept].sort((a, b) => (a.takenAt < b.takenAt ? -1 : 1))) see(entry)
  return selected(since)
}

/** All others. */
export function toForget<Entry extends Kept>(kept: readonly Entry[], now: Date): readonly Entry[] {
  const stay = new Set(selectSnapshots(kept, now))
  return kept.filter((entry) => !stay.has(entry))
}

/** null when it is too old. */
function periodOf(at: Date, now: Date): string | null {
  const age = now.getTime() - at.getTime()
  if (age < DAY_MS) return `hour ${Math.floor(at.getTime() / HOUR_MS)}`
  if (age < 14 * DAY_MS) return `day ${Math.floor(at.getTime() / DAY_MS)}`
  // 1970-01-01 was a Thursday.
  if (age < YEAR_MS) return `week ${Math.floor((at.getTime() / DAY_MS + 3) / 7)}`
  return null
}
