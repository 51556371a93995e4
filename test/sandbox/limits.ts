/** GitHub's budgets: points an hour for each API and identity, and the secondary limit on new content. */
import type { Token } from './model.ts'

export type Budget = { readonly limit: number; readonly remaining: number; readonly used: number; readonly resetAt: Date }
export type Resource = 'core' | 'graphql'

export type Limits = ReturnType<typeof createLimits>

const HOUR_MS = 60 * 60 * 1000

export function createLimits(now: () => Date) {
  const used = new Map<string, { used: number; resetAt: number }>()
  const created: number[] = []
  const settings = {
    /** Points an hour. */
    points: 5000,
    /** New content a minute (GitHub: about 80); null for no such limit. */
    contentPerMinute: null as number | null,
  }
  const keyOf = (token: Token | null, resource: Resource) =>
    `${resource} ${token === null ? 'anyone' : token.kind === 'personal' ? `user ${token.user.databaseId}` : `installation ${token.installation.id} ${token.workflow}`}`

  const entryOf = (token: Token | null, resource: Resource) => {
    const key = keyOf(token, resource)
    const known = used.get(key)
    if (known && known.resetAt > now().getTime()) return known
    const fresh = { used: 0, resetAt: now().getTime() + HOUR_MS }
    used.set(key, fresh)
    return fresh
  }
  const stateOf = (token: Token | null, resource: Resource): Budget => {
    const entry = entryOf(token, resource)
    return {
      limit: settings.points,
      used: Math.min(entry.used, settings.points),
      remaining: Math.max(0, settings.points - entry.used),
      resetAt: new Date(entry.resetAt),
    }
  }
  return {
    settings,
    stateOf,
    /** Takes points; null when fewer are left. */
    spend(token: Token | null, resource: Resource, points: number): Budget | null {
      const entry = entryOf(token, resource)
      if (entry.used + points > settings.points) return null
      entry.used += points
      return stateOf(token, resource)
    },
    /** One more piece of content; false when there were too many in the last minute. */
    mayCreate(): boolean {
      const time = now().getTime()
      while (created[0] !== undefined && created[0] <= time - 60_000) created.shift()
      if (settings.contentPerMinute !== null && created.length >= settings.contentPerMinute) return false
      created.push(time)
      return true
    },
  }
}

export const rateHeaders = ({ limit, remaining, used, resetAt }: Budget, resource: Resource): Record<string, string> => ({
  'x-ratelimit-limit': String(limit),
  'x-ratelimit-remaining': String(remaining),
  'x-ratelimit-used': String(used),
  'x-ratelimit-reset': String(Math.ceil(resetAt.getTime() / 1000)),
  'x-ratelimit-resource': resource,
})
