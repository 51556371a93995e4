/** Sums of requests by day. */
import type { UsageDay, UsageLog } from '../../ports/usage.ts'

/** Oldest first. */
export function addUsage(known: readonly UsageDay[], more: readonly UsageDay[]): readonly UsageDay[] {
  const days = new Map(known.map((one) => [one.day, one]))
  for (const one of more) {
    const { requests, failed, points, leastLeft } = days.get(one.day) ?? { requests: 0, failed: 0, points: 0, leastLeft: null }
    days.set(one.day, {
      day: one.day,
      requests: requests + one.requests,
      failed: failed + one.failed,
      points: points + one.points,
      leastLeft: lesser(leastLeft, one.leastLeft),
    })
  }
  return [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1))
}

function lesser(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.min(a, b)
}

/** For a process that keeps nothing. */
export function usageInMemory(): UsageLog {
  let days: readonly UsageDay[] = []
  return {
    add: async (more) => {
      days = addUsage(days, more)
    },
    since: async (day) => days.filter((one) => one.day >= day),
  }
}
