/** Counts on the status line how far a long read is, and how long it may take. On a terminal only. */
import type { StatusLine } from './status-line.ts'

export type Progress = (done: number, all: number) => void

/** Sooner there is nothing to estimate from. */
const SOONEST_MS = 1000

export function countingOn(status: StatusLine, what: string, now: () => number = () => performance.now()): Progress {
  const began = now()
  return (done, all) => status.show(`${what}: ${done} of ${all}${timeLeft(now() - began, done, all)}`)
}

function timeLeft(spent: number, done: number, all: number): string {
  if (done === 0 || done >= all || spent < SOONEST_MS) return ''
  const seconds = Math.ceil((spent / done) * (all - done) * 0.001)
  return seconds < 90 ? `, about ${seconds} s left` : `, about ${Math.ceil(seconds / 60)} min left`
}
