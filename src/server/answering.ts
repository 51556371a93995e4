/**
 * Answers requests over HTTP. It shares a thread with nothing that takes time, so what is worked on never holds up what comes in.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { errorFacts } from '../errors.ts'
import type { Answering, Listen, ReceivedWebhook, RestOfServer } from '../ports/answering.ts'
import type { DeliveryLog } from '../ports/jobs.ts'
import { type Bodies, type BodyLimits, BodyRefused, createBodies, usualLimits } from './bodies.ts'
import { boundConnections } from './connections.ts'
import type { SitePages } from './pages.ts'

const webhookPath = '/api/github/webhooks'

/** Time for the headers, and for the whole request; Node answers 408 by itself. */
const HEADERS_MS = 5000
const REQUEST_MS = 15_000
/** Longer than proxies keep a connection without requests: one that both end at once would lose a webhook. */
const IDLE_MS = 75_000
const MOST_CONNECTIONS = 1000
/** A sender that is refused may finish what it is sending, unread, so that it hears the answer. */
const LINGER_MS = 2000
/** GitHub's payloads nest less than twenty deep. */
const MOST_DEPTH = 100
const [QUOTE, BACKSLASH] = [0x22, 0x5c]
const OPENING: ReadonlySet<number> = new Set([0x5b, 0x7b]) // [ {
const CLOSING: ReadonlySet<number> = new Set([0x5d, 0x7d]) // ] }

export type AnsweringOptions = RestOfServer & {
  /** Whether GitHub signed this body. */
  readonly verify: (body: string, signature: string) => Promise<boolean>
  readonly deliveries: Pick<DeliveryLog, 'accept'>
  /** All that is not asked of the server itself. */
  readonly site: Pick<SitePages, 'answer'>
  readonly limits?: BodyLimits
}

export async function startAnswering(options: AnsweringOptions, listen: Listen): Promise<Answering> {
  const { log } = options
  let isStopping = false
  const bodies = createBodies(options.limits ?? usualLimits)
  const receive = receiver(options, bodies)
  const pages = pagesOf(options, { bodies, isStopping: () => isStopping })

  const route = async (request: IncomingMessage, response: ServerResponse) => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
    if (path === webhookPath) return isStopping ? refuse(request, response, 503) : receive(request, response)
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(request, response, 405)
    const page = pages[path]
    return page ? page(response) : options.site.answer(request, response, path)
  }
  const timing = { headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS, keepAliveTimeout: IDLE_MS, connectionsCheckingInterval: 1000 }
  const server: Server = createServer(timing, (request, response) => {
    route(request, response).catch((error: unknown) => {
      log.warn('A request failed.', { error: errorFacts(error) })
      answer(response, 500, '')
    })
  })
  boundConnections(server, MOST_CONNECTIONS)

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(listen.port, listen.host, resolve)
  })
  const address = server.address()
  let closed: Promise<void> | undefined
  const stopListening = () => {
    isStopping = true
    closed ??= new Promise((resolve) => server.close(() => resolve()))
    server.closeIdleConnections()
    return closed
  }
  return {
    port: typeof address === 'object' && address !== null ? address.port : listen.port,
    refuse: () => void stopListening(),
    close: async () => {
      const ended = stopListening()
      server.closeAllConnections()
      await ended
    },
  }
}

type Page = (response: ServerResponse) => Promise<void> | void

type PageParts = { readonly bodies: Bodies; readonly isStopping: () => boolean }

function pagesOf({ isReady, metrics }: RestOfServer, { bodies, isStopping }: PageParts): Readonly<Record<string, Page>> {
  return {
    '/health': (response) => answer(response, 200, '{"status":"up"}\n', 'application/json'),
    '/ready': async (response) => {
      if (!isStopping() && (await isReady())) answer(response, 200, '{"status":"ready"}\n', 'application/json')
      else answer(response, 503, '{"status":"not ready"}\n', 'application/json')
    },
    '/metrics': async (response) => {
      const text = await metrics({ unverifiedBytes: bodies.bytesHeld() })
      answer(response, 200, text, 'text/plain; version=0.0.4; charset=utf-8')
    },
  }
}

/** Reads, checks and keeps a webhook, and answers it; the work follows. */
function receiver({ verify, deliveries, received, log }: AnsweringOptions, bodies: Bodies) {
  const receive = async (request: IncomingMessage): Promise<Received> => {
    if (request.method !== 'POST') return refused(405)
    if (!/^application\/json[ \t]*(?:;|$)/i.test(request.headers['content-type'] ?? '')) return refused(415)
    // Who does not sign is not read at all.
    const headers = webhookHeaders(request)
    if (!headers) return refused(400)
    const body = await bodies.read(request, async (text) => ((await isSigned(verify, text, headers.signature)) ? text : null))
    if (body === null) return refused(401)
    if (!isObject(body)) return refused(400)
    try {
      // Kept before it is answered: what was answered is never lost.
      const isFresh = await deliveries.accept({ id: headers.id, event: headers.event, body })
      return { status: 202, result: isFresh ? 'accepted' : 'duplicate' }
    } catch (error) {
      log.warn('A webhook could not be stored.', { error: errorFacts(error) })
      return refused(503)
    }
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const started = performance.now()
    const { status, result } = await receive(request).catch((error: unknown) => {
      if (error instanceof BodyRefused) return refused(error.status)
      throw error
    })
    // GitHub waits 10 s for an answer: it gets one at once.
    if (status === 202) answer(response, 202, '')
    received({ result, seconds: (performance.now() - started) / 1000 })
    if (status !== 0 && status !== 202) refuse(request, response, status)
  }
}

type Received = { readonly status: number; readonly result: ReceivedWebhook['result'] }

function refused(status: number): Received {
  return { status, result: 'refused' }
}

/** The check throws on an empty body, which nobody signs. */
async function isSigned(verify: AnsweringOptions['verify'], body: string, signature: string): Promise<boolean> {
  return body !== '' && (await verify(body, signature))
}

function webhookHeaders(request: IncomingMessage): { id: string; event: string; signature: string } | null {
  const id = request.headers['x-github-delivery']
  const event = request.headers['x-github-event']
  const signature = request.headers['x-hub-signature-256']
  if (typeof id !== 'string' || typeof event !== 'string' || typeof signature !== 'string') return null
  if (!/^[!-~]{1,200}$/.test(id) || !/^[a-z\d_]{1,100}$/.test(event)) return null
  return /^sha256=[\da-f]{64}$/.test(signature) ? { id, event, signature } : null
}

/** false for what no webhook is: no JSON, no object, or nested so deeply that code which walks it would break. */
function isObject(body: string): boolean {
  if (nestsDeeperThan(body, MOST_DEPTH)) return false
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return false
  }
}

/** Brackets in strings do not nest. Text that is no JSON gives either answer. */
function nestsDeeperThan(json: string, most: number): boolean {
  let depth = 0
  let isString = false
  for (let at = 0; at < json.length; at++) {
    const mark = json.charCodeAt(at)
    if (mark === QUOTE) isString = !isString
    else if (mark === BACKSLASH) at++
    else if (!isString && OPENING.has(mark)) depth++
    else if (!isString && CLOSING.has(mark)) depth--
    if (depth > most) return true
  }
  return false
}

/** The answer goes out at once; what is still being sent is dropped unread for a moment, else a reset would hide the answer. */
function refuse(request: IncomingMessage, response: ServerResponse, status: number): void {
  if (response.headersSent || response.destroyed) return
  const later = status === 503 ? { 'retry-after': '10' } : {}
  response.writeHead(status, { ...plain, ...later, connection: 'close', 'content-length': 0 })
  if (request.complete) return void response.end()
  response.flushHeaders()
  const end = () => {
    clearTimeout(timer)
    response.end()
    if (!request.complete) request.destroy()
  }
  const timer = setTimeout(end, LINGER_MS)
  request.once('end', end).once('close', end).once('error', end).resume()
}

const plain = { 'content-type': 'text/plain', 'x-content-type-options': 'nosniff' }

function answer(response: ServerResponse, status: number, body: string, type = 'text/plain'): void {
  if (response.headersSent || response.destroyed) return
  response.writeHead(status, { ...plain, 'content-type': type }).end(body)
}
