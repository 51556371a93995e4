/**
 * The HTTP server around Probot. Probot's own listener answers after the work is done, tells error texts to the
 * sender, reads bodies of any size, runs a delivery twice and loses work when stopped; this one does not.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Probot } from 'probot'
import { errorFacts } from './errors.ts'
import type { Metrics } from './metrics.ts'
import type { DeliveryLog, Log } from './ports.ts'

const webhookPath = '/api/github/webhooks'

/** GitHub sends no larger payloads. */
const maxBodyBytes = 25 * 1024 * 1024
/** Deliveries remembered, so that one sent twice runs once. */
const rememberedDeliveries = 10_000

export type ServerOptions = {
  readonly probot: Probot
  readonly log: Log
  readonly metrics: Metrics
  /** Resolves when the store can be reached and the configuration is valid; rejects with the reason. */
  readonly ready: () => Promise<void>
  /** Absent: remembered in memory only. */
  readonly deliveries?: DeliveryLog
  /** Work beside webhooks (debounced runs, the clock's): finished before the process ends. */
  readonly drain: () => Promise<void>
}

export type RunningServer = {
  readonly port: number
  /** No new work, running work finished; resolves within `graceMs`. */
  readonly stop: (graceMs?: number) => Promise<void>
}

export async function startServer(options: ServerOptions, listen: { port: number; host: string }): Promise<RunningServer> {
  const inFlight = new Set<Promise<void>>()
  const deliveries = options.deliveries ?? memoryDeliveries()
  let stopping = false

  const server: Server = createServer((request, response) => {
    route(request, response).catch((error: unknown) => {
      options.log.warn('A request could not be answered.', { error: errorFacts(error) })
      answer(response, 500, '')
    })
  })

  const route = async (request: IncomingMessage, response: ServerResponse) => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
    if (path === webhookPath) return receive(request, response)
    if (request.method !== 'GET' && request.method !== 'HEAD') return answer(response, path in pages ? 405 : 404, '')
    const page = pages[path]
    return page ? page(response) : answer(response, 404, '')
  }

  const pages: Record<string, (response: ServerResponse) => Promise<void> | void> = {
    '/health': (response) => answer(response, 200, '{"status":"up"}\n', 'application/json'),
    '/ready': async (response) => {
      try {
        if (stopping) throw new Error('stopping')
        await options.ready()
        answer(response, 200, '{"status":"ready"}\n', 'application/json')
      } catch (error) {
        options.log.warn('Not ready.', { error: errorFacts(error) })
        answer(response, 503, '{"status":"not ready"}\n', 'application/json')
      }
    },
    '/metrics': (response) => answer(response, 200, options.metrics.render(), 'text/plain; version=0.0.4'),
  }

  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    const refuse = (status: number) => {
      options.metrics.count('scs_sprint_webhooks_total', { result: 'refused' })
      answer(response, status, '')
      request.destroy()
    }
    const headers = webhookHeaders(request)
    if (request.method !== 'POST') return refuse(405)
    if (stopping) return refuse(503)
    if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) return refuse(415)
    // Who does not sign is not read at all.
    if (!headers) return refuse(400)
    const body = await readBody(request, maxBodyBytes)
    if (body === null) return refuse(413)
    if (!(await options.probot.webhooks.verify(body, headers.signature))) return refuse(401)
    const payload = parseObject(body)
    if (payload === null) return refuse(400)
    // Kept before it is answered: what was answered is never lost.
    const fresh = await deliveries.accept({ id: headers.id, event: headers.event, payload })
    options.metrics.count('scs_sprint_webhooks_total', { result: fresh ? 'accepted' : 'doubled' })
    // GitHub waits 10 s for an answer: it gets one at once, the work follows.
    answer(response, 202, '')
    if (fresh) work({ id: headers.id, event: headers.event, payload })
  }

  const work = ({ id, event, payload }: { id: string; event: string; payload: unknown }) => {
    const task = options.probot
      .receive({ id, name: event as 'issues', payload: payload as never })
      .catch((error: unknown) => options.log.warn('A webhook could not be worked on.', { event, id, error: errorFacts(error) }))
      // One that fails would fail again: the next reconcile looks at what it was about.
      .then(() => deliveries.finish(id))
      .catch((error: unknown) => options.log.warn('The store does not take that a webhook is done.', { id, error: errorFacts(error) }))
      .finally(() => inFlight.delete(task))
    inFlight.add(task)
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(listen.port, listen.host, resolve)
  })
  for (const delivery of await deliveries.unfinished()) work(delivery)
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : listen.port,
    stop: async (graceMs = 18_000) => {
      stopping = true
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeIdleConnections()
      const finished = (async () => {
        // Deliveries wait for the runs they have asked for, and may ask for more while those are made.
        do await Promise.all([...inFlight, options.drain()])
        while (inFlight.size > 0)
        server.closeAllConnections()
        await closed
      })()
      await Promise.race([finished, new Promise<void>((resolve) => setTimeout(resolve, graceMs).unref())])
    },
  }
}

function webhookHeaders(request: IncomingMessage): { id: string; event: string; signature: string } | null {
  const id = request.headers['x-github-delivery']
  const event = request.headers['x-github-event']
  const signature = request.headers['x-hub-signature-256']
  if (typeof id !== 'string' || typeof event !== 'string' || typeof signature !== 'string') return null
  return /^sha256=[\da-f]{64}$/.test(signature) ? { id, event, signature } : null
}

/** null when the body is larger than allowed: what was read so far is dropped. */
async function readBody(request: IncomingMessage, limit: number): Promise<string | null> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return null
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += (chunk as Buffer).length
    if (size > limit) return null
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parseObject(body: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return null
  }
}

function memoryDeliveries(): DeliveryLog {
  const known = new Set<string>()
  return {
    accept: async ({ id }) => {
      if (known.has(id)) return false
      known.add(id)
      const oldest = known.values().next().value
      if (known.size > rememberedDeliveries && oldest !== undefined) known.delete(oldest)
      return true
    },
    finish: async () => {},
    unfinished: async () => [],
  }
}

function answer(response: ServerResponse, status: number, body: string, type = 'text/plain'): void {
  if (response.headersSent || response.destroyed) return
  response.writeHead(status, { 'content-type': type, 'x-content-type-options': 'nosniff' }).end(body)
}
