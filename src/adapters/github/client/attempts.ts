/** One request to GitHub, with a time limit, a check of the response, and retries where they are safe. */
import { z } from 'zod'
import { isHourlyLimit } from './errors.ts'
import type { RetryBudget } from './retry-budget.ts'

export type AttemptOptions = {
  readonly patience: RetryBudget
  /** Seconds without an answer after which an attempt is given up. */
  readonly timeoutSeconds: number
  /** Unit of the waits between attempts (1, 4, 9 units), in milliseconds. */
  readonly unitMs: number
  /** Told of each attempt. */
  readonly sent?: ((request: RequestSent) => void) | undefined
}

/** One attempt of a request. `status`: null where no answer came. `limit`: what the answer says of GitHub's hourly limit. */
export type RequestSent = {
  readonly isGraphql: boolean
  readonly status: number | null
  readonly seconds: number
  readonly limit: { readonly resource: string; readonly most: number; readonly left: number } | null
  /** What a GraphQL query cost, where it asked for that; else 0. */
  readonly points: number
}

/** What octokit reads of a response. GraphQL answers come parsed. */
export type Received = Response | (Pick<Response, 'status' | 'url' | 'headers'> & { readonly body: unknown })

export type Send = (url: string, init: RequestInit) => Promise<Received>

const MAX_ATTEMPTS = 4
/** Even when the patience is used up one attempt has this long, or nothing could ever work again. */
const LEAST_MS = 10_000

/** A success whose content is not what GitHub sends: a page of a proxy, or text that ends in the middle. */
class BrokenAnswer extends Error {}

/** `once` for writes, which may have been carried out although the answer is lost; `repeated` for everything else. */
export function createAttempts(options: AttemptOptions): { readonly once: Send; readonly repeated: Send } {
  const { patience } = options
  const attempt: Send = async (url, init) => {
    const limit = Math.max(LEAST_MS, patience.left())
    const signal = AbortSignal.timeout(Math.ceil(Math.min(options.timeoutSeconds * 1000, limit)))
    return looked(url, init, await fetch(url, { ...init, signal }))
  }
  const counted = async (url: string, init: RequestInit): Promise<{ received: Received } | { error: unknown }> => {
    const start = patience.now()
    const tell = ({ status, headers, body }: { status: number | null; headers?: Headers; body?: unknown }) => {
      const seconds = (patience.now() - start) / 1000
      options.sent?.({ isGraphql: isGraphql(url), status, seconds, limit: limitIn(headers), points: pointsIn(body) })
    }
    try {
      const received = await attempt(url, init)
      tell(received)
      if (isGood(received)) return { received }
      patience.count(start, patience.now())
      return { received }
    } catch (error) {
      tell({ status: null })
      patience.count(start, patience.now())
      return { error }
    }
  }
  return {
    once: async (url, init) => ended(await counted(url, init)),
    repeated: async (url, init) => {
      for (let number = 1; ; number++) {
        const outcome = await counted(url, init)
        const pause = number ** 2 * options.unitMs
        const isFinal = ('received' in outcome && isGood(outcome.received)) || number >= MAX_ATTEMPTS || patience.left() <= pause
        if (isFinal) return ended(outcome)
        const at = patience.now()
        patience.count(at, at + pause)
        await new Promise((resolve) => setTimeout(resolve, pause))
      }
    },
  }
}

/** null where the answer says nothing of a limit. */
function limitIn(headers: Headers | undefined): RequestSent['limit'] {
  const resource = headers?.get('x-ratelimit-resource') ?? null
  const [most, left] = [headers?.get('x-ratelimit-limit'), headers?.get('x-ratelimit-remaining')].map((value) =>
    Number(value ?? Number.NaN),
  )
  if (resource === null || most === undefined || left === undefined || Number.isNaN(most) || Number.isNaN(left)) return null
  return { resource, most, left }
}

const Cost = z.object({ data: z.object({ rateLimit: z.object({ cost: z.number() }) }) })

function pointsIn(body: unknown): number {
  const found = Cost.safeParse(body)
  return found.success ? found.data.data.rateLimit.cost : 0
}

function ended(outcome: { received: Received } | { error: unknown }): Received {
  if ('received' in outcome) return outcome.received
  throw outcome.error
}

/** Refusals (4xx) and limits are answers: what they mean is said elsewhere. */
function isGood(received: Received): boolean {
  if (received.status >= 500) return false
  const body = received instanceof Response ? null : (received.body as { errors?: { message?: unknown }[] } | null)
  return !/Something went wrong while executing your query/.test(String(body?.errors?.[0]?.message ?? ''))
}

const Token = z.object({ token: z.string().min(1), expires_at: z.string().min(1) })

/**
 * Reads the content while the time limit runs. GraphQL is parsed here: octokit searches every answer for numbers beyond
 * JavaScript's, which takes longer than all else for a page of a board, and GraphQL has none.
 */
async function looked(url: string, init: RequestInit, response: Response): Promise<Received> {
  const { status, headers } = response
  if (isGraphql(url) && response.ok)
    return { status, url: response.url, headers, body: withLimitsNamed(jsonOf(await response.text(), response)) }
  if (!response.ok || status === 204 || status === 205 || init.method === 'HEAD' || wantsRaw(init)) return response
  const content = jsonOf(await response.clone().text(), response)
  if (url.endsWith('/access_tokens') && !Token.safeParse(content).success) {
    throw new BrokenAnswer('the response to the token request contains no token')
  }
  return response
}

export function isGraphql(url: string): boolean {
  return url.endsWith('/graphql')
}

/** Files can be asked for as they are: then nothing is known of their content. */
function wantsRaw(init: RequestInit): boolean {
  return /\braw\b|\bdiff\b/.test(new Headers(init.headers).get('accept') ?? '')
}

function jsonOf(text: string, { status, headers }: Response): unknown {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return value
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw new BrokenAnswer(`GitHub returned ${status} with a body that is not JSON (${headers.get('content-type') ?? 'no content type'})`)
}

/** GitHub has two names for its hourly limit; octokit's plugins and everything here know the first one. */
function withLimitsNamed(body: unknown): unknown {
  const { errors } = body as { errors?: unknown }
  if (!Array.isArray(errors) || !errors.some((error) => isHourlyLimit(error))) return body
  return { ...(body as object), errors: errors.map((error) => (isHourlyLimit(error) ? { ...error, type: 'RATE_LIMITED' } : error)) }
}
