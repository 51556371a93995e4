/**
 * Which snapshots are kept: of the last 24 hours one an hour, of the last 14 days one a day, of the last year one a
 * week (the last of each, a complete one before one that is not). The newest, and the newest complete one, always stay.
 */
const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS

export type Kept = { readonly takenAt: string; readonly complete: boolean }

/** Clocks of two machines differ a little; more is a clock that was wrong. */
const AHEAD_MS = 10 * 60 * 1000

/** Taken, as it says, after now: its clock was wrong, and it is no picture of anything. */
export function isFromFuture({ takenAt }: Pick<Kept, 'takenAt'>, now: Date): boolean {
  return new Date(takenAt).getTime() > now.getTime() + AHEAD_MS
}

/** The ones that may go. Days and weeks are of UTC, weeks begin on Monday. */
export function toForget<Entry extends Kept>(kept: readonly Entry[], now: Date): readonly Entry[] {
  const newestFirst = [...kept].sort((a, b) => (a.takenAt < b.takenAt ? 1 : -1))
  const stay = new Set<Entry>()
  const newestComplete = newestFirst.find(({ complete }) => complete)
  if (newestFirst[0]) stay.add(newestFirst[0])
  if (newestComplete) stay.add(newestComplete)
  const lastOf = new Map<string, Entry>()
  for (const entry of newestFirst) {
    const period = periodOf(new Date(entry.takenAt), now)
    const last = period === null ? undefined : lastOf.get(period)
    if (period !== null && (!last || (!last.complete && entry.complete))) lastOf.set(period, entry)
  }
  for (const entry of lastOf.values()) stay.add(entry)
  return newestFirst.filter((entry) => !stay.has(entry))
}

/** null when it is too old. */
function periodOf(at: Date, now: Date): string | null {
  const age = now.getTime() - at.getTime()
  if (age < DAY_MS) return `hour ${Math.floor(at.getTime() / HOUR_MS)}`
  if (age < 14 * DAY_MS) return `day ${Math.floor(at.getTime() / DAY_MS)}`
  // 1970-01-01 was a Thursday.
  if (age < 366 * DAY_MS) return `week ${Math.floor((at.getTime() / DAY_MS + 3) / 7)}`
  return null
}
