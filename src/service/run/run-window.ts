/** From when on scheduled work is looked at. Reads only. */
import type { RunTimes } from '../../ports/run-times.ts'
import type { Clock } from '../../ports.ts'

const HOUR_MS = 60 * 60 * 1000
/** Without any memory: a day, and a little more, so that each daily look is in it. */
export const USUAL_HOURS = 26
/** Longer ago than that no work is caught up. */
export const LONGEST_DAYS = 7

export type RunWindow = {
  readonly since: Date
  readonly until: Date
  /** A store is kept between runs: what only fills the store makes sense. */
  readonly isKept: boolean
  /** It begins later than the last run ended, because a person named that time. */
  readonly skipsWork: boolean
}

export type WindowPorts = {
  readonly clock: Clock
  readonly runTimes: RunTimes
  /** When the last run of the same workflow that did its work was started; null: none is known. */
  readonly lastDone: () => Promise<Date | null>
}

/** `since`: named by a person. Else the end of the last run, by the store or by GitHub; else `USUAL_HOURS`. */
export async function readRunWindow(
  { clock, runTimes, lastDone }: WindowPorts,
  repository: string,
  since: Date | null,
): Promise<RunWindow> {
  const until = clock.now()
  const kept = await runTimes.last(repository)
  const isKept = kept !== null
  // A clock was wrong then: with such a time nothing would be due until it has come.
  const ended = kept !== null && kept > until ? null : kept
  const longest = new Date(until.getTime() - LONGEST_DAYS * 24 * HOUR_MS)
  if (since !== null) {
    const skipsWork = ended !== null && since > ended && since > longest
    return { since: later(since, longest), until, isKept, skipsWork }
  }
  if (ended !== null) return { since: later(ended, longest), until, isKept, skipsWork: false }
  const usual = new Date(until.getTime() - USUAL_HOURS * HOUR_MS)
  const before = await lastDone()
  return { since: before === null ? usual : later(before, usual), until, isKept, skipsWork: false }
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b
}
