/**
 * The octokit for production. Its plugins report GitHub’s limits, but do not slow down requests without need (such as one second
 * between GraphQL queries). Writes that may have been applied are never repeated.
 */
import { Octokit } from '@octokit/core'
import { throttling } from '@octokit/plugin-throttling'
import type { GithubWeb } from '../../../domain/github-web.ts'
import type { Log } from '../../../ports.ts'
import { askedAt } from './asked-github.ts'
import { createAttempts, isGraphql, type RequestSent } from './attempts.ts'
import type { GitHubClient } from './client.ts'
import { createRetryBudget, type RetryBudget } from './retry-budget.ts'

export type OctokitOptions = {
  /** `https://api.github.com`, or `<protocol>://<host>/api/v3` of a GitHub server. */
  readonly baseUrl: string
  readonly userAgent: string
  /** A token, or a strategy with its options. */
  readonly auth?: string
  readonly authStrategy?: unknown
  readonly log: Log
  /** Longest wait for a limit, in seconds; longer waits are thrown to the caller instead. */
  readonly maxWaitSeconds: number
  /** Trouble shared by all clients of a command; default: of its own. */
  readonly patience?: RetryBudget
  /** Seconds without an answer after which a request is given up. */
  readonly timeoutSeconds?: number
  /** Unit of the waits between repetitions of a failed read (1, 4, 9 units), in milliseconds. */
  readonly retryUnitMs?: number
  /** A sandbox on this machine: what would notify people is not spaced by the plugin's three seconds, and failed reads are soon repeated. */
  readonly isLocal?: boolean
  /** Told of each attempt of a request. */
  readonly sent?: (request: RequestSent) => void
}

/** The plugin spaces all GraphQL calls by a second, reads too; writes are paced where plans are applied. */
const unspaced = { key: () => ({ schedule: (_options: unknown, task: () => Promise<unknown>) => task() }) }

const ProductionOctokit = Octokit.plugin(throttling)

/** GitHub itself gives up on a query after ten seconds. */
const TIMEOUT_SECONDS = 20
/** The longest a command goes on while GitHub does not answer: one of its waits of a minute, and some failures. */
export const PATIENCE_SECONDS = 70

export function createOctokit(options: OctokitOptions): Octokit {
  const patience = options.patience ?? createRetryBudget(PATIENCE_SECONDS)
  const attempts = createAttempts({
    patience,
    timeoutSeconds: options.timeoutSeconds ?? TIMEOUT_SECONDS,
    unitMs: options.retryUnitMs ?? (options.isLocal ? 20 : 1000),
    sent: options.sent,
  })
  const mayWait = (kind: string) => (retryAfter: number, request: object, _octokit: unknown, retryCount: number) => {
    const { method, url } = request as { method: string; url: string }
    const waits = retryAfter <= options.maxWaitSeconds && retryCount < 2 && retryAfter * 1000 <= patience.left()
    const at = patience.now()
    if (waits) patience.count(at, at + retryAfter * 1000)
    options.log.warn(`GitHub's ${kind} limit is reached: ${waits ? `waiting ${retryAfter} s` : `it resets in ${retryAfter} s`}.`, {
      method,
      url,
    })
    return waits
  }
  const octokit = new ProductionOctokit({
    baseUrl: options.baseUrl,
    userAgent: options.userAgent,
    auth: options.auth,
    ...(options.authStrategy === undefined ? {} : { authStrategy: options.authStrategy as never }),
    request: { fetch: attempts.repeated },
    // The plugins' own messages may hold request bodies, that is, people's text.
    log: { debug: () => {}, info: () => {}, warn: (message: string) => options.log.warn(String(message).slice(0, 200)), error: () => {} },
    throttle: {
      onRateLimit: mayWait('hourly'),
      onSecondaryRateLimit: mayWait('secondary'),
      write: unspaced as never,
      ...(options.isLocal ? { notifications: unspaced as never } : {}),
    },
  })
  octokit.hook.before('request', (request) => {
    const { url } = request
    const isOnce = isWrite(request as { method: string; url: string; query?: unknown })
    request.request = {
      ...request.request,
      ...(isOnce ? { fetch: attempts.once } : {}),
      ...(isGraphql(url) ? { parseSuccessResponseBody: false } : {}),
    }
  })
  return octokit
}

/** A write that failed with 5xx may have been applied. The caller checks; a retry could apply it twice. */
function isWrite(request: { method: string; url: string; query?: unknown }): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return false
  if (!isGraphql(request.url)) return !request.url.endsWith('/access_tokens')
  return typeof request.query === 'string' && /^\s*mutation\b/.test(request.query)
}

/** `github`: where people open the GitHub that `octokit` asks. */
export function asClient(octokit: Octokit, github: GithubWeb): GitHubClient {
  const failed = (error: unknown): never => {
    throw askedAt(error, github)
  }
  return {
    github,
    graphql: <Data>(query: string, variables?: Record<string, unknown>) => octokit.graphql<Data>(query, variables).catch(failed),
    request: async <Data>(route: string, parameters?: Record<string, unknown>) => {
      const { status, data, headers } = await octokit.request(route, parameters).catch(failed)
      return { status, data: data as Data, headers }
    },
  }
}
