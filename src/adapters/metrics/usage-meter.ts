/** Counts requests to GitHub by day, for the weekly report. In memory: a restart begins again, and the report says since when. */
import type { UsageMeter } from '../../ports/usage.ts'
import type { Clock } from '../../ports.ts'
import type { RequestSent } from '../github/client/attempts.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const DAYS = 7

type Day = { requests: number; failed: number; leastLeft: number }

export function createUsageMeter(clock: Clock): UsageMeter & { readonly add: (request: Pick<RequestSent, 'status' | 'limit'>) => void } {
  const started = clock.now()
  const days = new Map<number, Day>()
  const today = () => Math.floor(clock.now().getTime() / DAY_MS)
  const forgetOld = () => {
    for (const day of days.keys()) if (day <= today() - DAYS) days.delete(day)
  }
  return {
    add: ({ status, limit }) => {
      forgetOld()
      const day = days.get(today()) ?? { requests: 0, failed: 0, leastLeft: Number.POSITIVE_INFINITY }
      day.requests += 1
      if (status === null || status >= 500) day.failed += 1
      if (limit !== null && limit.most > 0) day.leastLeft = Math.min(day.leastLeft, limit.left / limit.most)
      days.set(today(), day)
    },
    github: () => {
      forgetOld()
      const all = [...days.values()]
      const leastLeft = Math.min(...all.map((day) => day.leastLeft))
      return {
        since: new Date(Math.max(started.getTime(), (today() - DAYS + 1) * DAY_MS)),
        requests: all.reduce((sum, { requests }) => sum + requests, 0),
        failed: all.reduce((sum, { failed }) => sum + failed, 0),
        leastLeft: Number.isFinite(leastLeft) ? leastLeft : null,
      }
    },
  }
}
