/** GitHub's own list of the webhooks it sent to the app, and its button "Redeliver". It keeps them for three days. */
import { z } from 'zod'
import { httpStatus } from '../../errors.ts'
import type { HookDeliveries, HookDelivery } from '../../ports/jobs.ts'
import { checked } from './client/answers.ts'
import type { GitHubClient } from './client/client.ts'
import { translateError } from './client/errors.ts'
import { allNodes, PAGE_SIZE } from './client/paginate.ts'

/** More webhooks in three days than an app of communities gets; what is older waits for the next look. */
const MAX_PAGES = 100

const Listed = z.array(z.object({ id: z.number(), guid: z.string(), delivered_at: z.string(), event: z.string(), status_code: z.number() }))

/** `app`: speaks with the app's own signature. */
export function createHookDeliveries(app: GitHubClient): HookDeliveries {
  return {
    since: async (from) => {
      const read = async (cursor: string | null) => {
        const parameters = { per_page: PAGE_SIZE, ...(cursor === null ? {} : { cursor }) }
        const { data, headers } = await app.request<unknown>('GET /app/hook/deliveries', parameters)
        const nodes = checked(Listed, data).map(deliveryOf)
        const endCursor = cursorOf(headers.link)
        const last = nodes.at(-1)
        return { nodes, pageInfo: { hasNextPage: endCursor !== null && last !== undefined && last.at >= from, endCursor } }
      }
      try {
        // The newest come first.
        return (await allNodes(read, { maxPages: MAX_PAGES })).filter(({ at }) => at >= from)
      } catch (error) {
        throw translateError(error)
      }
    },
    askAgain: async (id) => {
      try {
        await app.request('POST /app/hook/deliveries/{delivery_id}/attempts', { delivery_id: id })
        return true
      } catch (error) {
        // GitHub has forgotten it, or does not send it any more.
        if ([400, 404, 422].includes(httpStatus(error) ?? 0)) return false
        throw translateError(error)
      }
    },
  }
}

function deliveryOf({ id, guid, delivered_at, event, status_code }: z.infer<typeof Listed>[number]): HookDelivery {
  const isOf = (hundred: number) => Math.floor(status_code / 100) === hundred
  return { id, guid, at: new Date(delivered_at), event, isAnswered: isOf(2), isRefused: isOf(4) }
}

/** Of the `link` header only the cursor is believed, never its address. */
function cursorOf(link: unknown): string | null {
  const next = /<[^>]*[?&]cursor=([^&>]+)[^>]*>;\s*rel="next"/.exec(String(link ?? ''))
  return next?.[1] === undefined ? null : decodeURIComponent(next[1])
}
