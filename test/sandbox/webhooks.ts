/** Webhooks as GitHub sends them: signed, with its headers; one after the other, or each at once. */
import { createHmac, randomUUID } from 'node:crypto'
import { findInstallation } from './access.ts'
import type { Account, Repository, World } from './model.ts'
import type { Json, Shapes } from './shapes.ts'

export type WebhookTarget = { readonly url: string; readonly secret: string }
/** One attempt to deliver, as `GET /app/hook/deliveries` lists it. */
export type Attempt = {
  readonly id: number
  readonly guid: string
  readonly event: string
  readonly action: string | null
  readonly at: Date
  readonly redelivery: boolean
  readonly status: number | null
  readonly again: () => Promise<number | null>
}

type Delivery = { readonly id: string; readonly event: string; readonly payload: Json; readonly status: number | null }

export type Webhooks = {
  /** Queues one; `settled` tells when all are delivered. */
  readonly emit: (event: string, action: string | null, sender: Account, where: Repository | Account, payload: Json) => void
  readonly deliveries: Delivery[]
  /** Newest first. */
  readonly attempts: () => readonly Attempt[]
  readonly settled: () => Promise<void>
  /** Sends a delivery once more, as "Redeliver" does: the same id. */
  readonly redeliver: (delivery: Delivery) => Promise<number | null>
  target: WebhookTarget | null
  /** None waits for the answer to the one before, as on GitHub. They may come in another order then. */
  atOnce: boolean
}

const sign = (secret: string, body: string): string => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`

export function createWebhooks(world: World, shapes: () => Shapes, target: WebhookTarget | null): Webhooks {
  let queue: Promise<unknown> = Promise.resolve()
  /** Runs it after all others, or now; `queue` ends with the last one. */
  const inTurn = <Result>(task: () => Promise<Result>): Promise<Result> => {
    const running = webhooks.atOnce ? task() : queue.then(task)
    queue = Promise.all([queue, running])
    return running
  }
  const deliveries: Delivery[] = []
  const attempts: Attempt[] = []
  const attempt = async (delivery: Delivery, redelivery: boolean): Promise<number | null> => {
    const at = world.now()
    const status = await send(webhooks.target, delivery)
    const { id: guid, event, payload } = delivery
    const action = typeof payload.action === 'string' ? payload.action : null
    const again = () => inTurn(() => attempt(delivery, true))
    attempts.unshift({ id: 1000 + attempts.length, guid, event, action, at, redelivery, status, again })
    return status
  }
  const webhooks: Webhooks = {
    deliveries,
    target,
    atOnce: false,
    emit: (event, action, sender, where, payload) => {
      const owner = where.kind === 'Repository' ? where.owner : where
      const installation = findInstallation(world, owner)
      const body: Json = {
        ...(action === null ? {} : { action }),
        ...payload,
        ...(where.kind === 'Repository' ? { repository: shapes().repository(where, null) } : {}),
        ...(owner.kind === 'Organization' ? { organization: shapes().organization(owner) } : {}),
        sender: shapes().user(sender),
        ...(installation ? { installation: { id: installation.id, node_id: `MDIzOk${installation.id}` } } : {}),
      }
      const made = { id: randomUUID(), event, payload: body, status: null }
      void inTurn(async () => {
        deliveries.push({ ...made, status: await attempt(made, false) })
      })
    },
    settled: async () => void (await queue),
    attempts: () => attempts,
    redeliver: (delivery) => attempt(delivery, true),
  }
  return webhooks
}

/** The answer's status; null when there is no target or it does not answer. */
async function send(target: WebhookTarget | null, { id, event, payload }: Delivery): Promise<number | null> {
  if (target === null) return null
  const body = JSON.stringify(payload)
  try {
    const answer = await fetch(target.url, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'GitHub-Hookshot/sandbox',
        'x-github-event': event,
        'x-github-delivery': id,
        'x-github-hook-id': '1',
        'x-github-hook-installation-target-type': 'integration',
        'x-hub-signature-256': sign(target.secret, body),
      },
      signal: AbortSignal.timeout(10_000),
    })
    await answer.arrayBuffer()
    return answer.status
  } catch {
    // GitHub notes a failed delivery and goes on; whoever reads `deliveries` sees it.
    return null
  }
}
