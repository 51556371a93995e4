/**
 * Limits the total time that requests to GitHub may fail. Every failed attempt and every wait is counted once, at whatever level it
 * occurs. Nested retries cannot multiply, and a command ends soon after GitHub stops responding.
 */
export type RetryBudget = {
  /** Milliseconds of trouble that are left. */
  readonly left: () => number
  /** Trouble from one moment to another (`performance.now`), the second may lie ahead; times that overlap count once. */
  readonly count: (from: number, to: number) => void
  readonly now: () => number
}

/** So much is given back with each quiet moment: a server may run for months. */
const REFILL = 0.1

export function createRetryBudget(seconds: number, now: () => number = () => performance.now()): RetryBudget {
  let spent = 0
  let settledAt = now()
  let countedTo = Number.NEGATIVE_INFINITY
  const settle = () => {
    const at = now()
    const quiet = at - Math.max(settledAt, Math.min(countedTo, at))
    spent = Math.max(0, spent - Math.max(0, quiet) * REFILL)
    settledAt = at
  }
  return {
    now,
    left: () => {
      settle()
      return Math.max(0, seconds * 1000 - spent)
    },
    count: (from, to) => {
      settle()
      const begin = Math.max(from, countedTo)
      if (to <= begin) return
      spent += to - begin
      countedTo = to
    },
  }
}
