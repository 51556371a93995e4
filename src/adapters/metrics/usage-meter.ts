/** Counts requests to GitHub by day, for the weekly report. What was counted is kept once a minute, and when somebody asks. */
import { errorFacts } from '../../errors.ts'
import type { UsageDay, UsageLog } from '../../ports/usage.ts'
import type { Clock, Log } from '../../ports.ts'
import type { RequestSent } from '../github/client/attempts.ts'
import { addUsage } from '../store/add-usage.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const KEEP_MS = 60_000

export type UsageMeter = {
  readonly add: (request: Pick<RequestSent, 'status' | 'limit' | 'points'>) => void
  /** What was counted since the last time is kept. Where that fails, it waits in memory. */
  readonly keep: () => Promise<void>
  /** The last eight days, this one included. */
  readonly days: () => Promise<readonly UsageDay[]>
}

export function createUsageMeter(kept: UsageLog, { clock, log }: { readonly clock: Clock; readonly log: Log }): UsageMeter {
  let counted: readonly UsageDay[] = []
  let keptAt = clock.now().getTime()
  const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)

  const keep = async (): Promise<void> => {
    const days = counted
    counted = []
    keptAt = clock.now().getTime()
    if (days.length === 0) return
    try {
      await kept.add(days)
    } catch (error) {
      counted = addUsage(counted, days)
      log.warn('The number of requests to GitHub could not be saved; it is kept in memory.', { error: errorFacts(error) })
    }
  }

  return {
    add: ({ status, limit, points }) => {
      const now = clock.now().getTime()
      const leastLeft = limit !== null && limit.most > 0 ? limit.left / limit.most : null
      const failed = status === null || status >= 500 ? 1 : 0
      counted = addUsage(counted, [{ day: dayOf(now), requests: 1, failed, points, leastLeft }])
      if (Math.abs(now - keptAt) >= KEEP_MS) void keep()
    },
    keep,
    days: async () => {
      await keep()
      return kept.since(dayOf(clock.now().getTime() - 7 * DAY_MS))
    },
  }
}
