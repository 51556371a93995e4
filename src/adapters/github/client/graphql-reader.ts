/**
 * Reads of GraphQL within GitHub's limits: counted, side by side but not too many at once, slowed down when the hourly
 * budget runs low, stopped before it is empty. Errors become sentences for people; partial answers stay data.
 */
import type { z } from 'zod'
import { refusalText, TryAgainError, UserError } from '../../../errors.ts'
import type { Clock } from '../../../ports.ts'
import { isHourlyLimit } from './attempts.ts'
import type { GitHubClient } from './client.ts'

export type BudgetSettings = {
  /** Below this rest of points the reads go one by one, with a pause before each. */
  readonly slowBelow: number
  /** Below this rest no read is begun. */
  readonly stopBelow: number
  /** Reads at the same time; GitHub allows 100 for everything of an app together. */
  readonly atOnce: number
  readonly pauseMs: number
}

export const DEFAULT_BUDGET: BudgetSettings = { slowBelow: 500, stopBelow: 100, atOnce: 10, pauseMs: 1000 }

/** One entry of `errors` of a GraphQL answer. */
export type GraphqlProblem = { readonly type: string; readonly message: string; readonly path: readonly (string | number)[] }

export type Answer<Data> = { readonly data: Data; readonly problems: readonly GraphqlProblem[] }

export type Reader = {
  /** Throws TryAgainError (limits, network, nonsense) and UserError (credentials); what came with `data` is an Answer. */
  readonly read: <Schema extends z.ZodType>(
    query: string,
    variables: Record<string, unknown>,
    schema: Schema,
  ) => Promise<Answer<z.infer<Schema>>>
  readonly spent: () => { readonly requests: number; readonly points: number }
}

/** GitHub refused it: it would refuse it again. */
export function isDenial(type: string): boolean {
  return type === 'FORBIDDEN' || type === 'INSUFFICIENT_SCOPES'
}

/** Nothing is wrong with what was asked. */
export function isPassing({ type }: GraphqlProblem): boolean {
  return !isDenial(type) && type !== 'NOT_FOUND'
}

type Rate = { cost?: number; remaining?: number; resetAt?: string }

export function createReader(
  client: Pick<GitHubClient, 'graphql'>,
  clock: Clock,
  budget: BudgetSettings = DEFAULT_BUDGET,
  wait: (ms: number) => Promise<void> = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
): Reader {
  let requests = 0
  let points = 0
  let rest: { remaining: number; resetAt: Date } | null = null
  let slow: Promise<void> = Promise.resolve()
  const turns = createTurns(budget.atOnce)

  const note = (data: unknown) => {
    const rate = (data as { rateLimit?: Rate | null } | null)?.rateLimit
    points += rate?.cost ?? 0
    if (typeof rate?.remaining !== 'number' || typeof rate.resetAt !== 'string') return
    const resetAt = new Date(rate.resetAt)
    // Answers come out of order: within one hour only a smaller rest is newer.
    if (rest === null || resetAt.getTime() > rest.resetAt.getTime() || rate.remaining < rest.remaining) {
      rest = { remaining: rate.remaining, resetAt }
    }
  }

  const permit = async () => {
    if (rest === null || rest.resetAt.getTime() <= clock.now().getTime()) return
    if (rest.remaining < budget.stopBelow) throw budgetSpent(rest, budget, clock.now())
    if (rest.remaining < budget.slowBelow) {
      slow = slow.then(() => wait(budget.pauseMs))
      await slow
    }
  }

  const send = async (query: string, variables: Record<string, unknown>): Promise<Answer<unknown>> => {
    await permit()
    requests += 1
    try {
      const data = await client.graphql<unknown>(query, variables)
      note(data)
      return { data, problems: [] }
    } catch (error) {
      const partial = partialAnswer(error)
      if (partial === null) throw translate(error, clock.now())
      note(partial.data)
      return partial
    }
  }

  return {
    read: async (query, variables, schema) => {
      const first = await turns(() => send(query, variables))
      // Half an answer for want of time or resources: a second try often gets the whole.
      const { data, problems } = first.problems.some(isPassing) ? await turns(() => send(query, variables)) : first
      const checked = schema.safeParse(data)
      if (checked.success) return { data: checked.data, problems }
      throw unexpectedAnswer(checked.error.issues[0], problems)
    },
    spent: () => ({ requests, points }),
  }
}

function budgetSpent(rest: { remaining: number; resetAt: Date }, budget: BudgetSettings, now: Date): TryAgainError {
  return new TryAgainError(
    `GitHub's hourly budget is nearly used up: ${rest.remaining} points are left, and ${budget.stopBelow} are kept for others. ` +
      `Reading the board goes on at ${rest.resetAt.toISOString()}.`,
    { retryAfter: Math.max(1, Math.ceil((rest.resetAt.getTime() - now.getTime()) / 1000)) },
  )
}

function unexpectedAnswer(issue: { path: PropertyKey[]; message: string } | undefined, problems: readonly GraphqlProblem[]): TryAgainError {
  const where = issue && issue.path.length > 0 ? ` at \`${issue.path.join('.')}\`` : ''
  const told = problems.length > 0 ? ` GitHub says: ${problems[0]?.message}` : ''
  return new TryAgainError(`Unexpected response from GitHub${where} (${issue?.message ?? 'no data'}).${told} Try again later.`)
}

/** `data` and `errors` together; null when the error is of another kind or there is nothing in `data`. */
function partialAnswer(error: unknown): Answer<unknown> | null {
  const { errors, data } = error as { errors?: unknown; data?: unknown }
  if (!Array.isArray(errors) || typeof data !== 'object' || data === null) return null
  const problems = errors.map(asProblem)
  if (problems.some(({ type }) => type === 'RATE_LIMITED')) return null
  return { data, problems }
}

function asProblem(error: { type?: unknown; message?: unknown; path?: unknown }): GraphqlProblem {
  return {
    type: isHourlyLimit(error) ? 'RATE_LIMITED' : typeof error.type === 'string' ? error.type : '',
    message: String(error.message ?? '').slice(0, 300),
    path: Array.isArray(error.path) ? error.path : [],
  }
}

/** One of GitHub's limits, by whichever of its names. */
export function isLimit(error: unknown): boolean {
  const { status, message, errors } = error as { status?: number; message?: string; errors?: unknown }
  return (
    status === 429 || (Array.isArray(errors) && errors.some(isHourlyLimit)) || ((status ?? 0) < 500 && /rate limit/i.test(message ?? ''))
  )
}

/** What a failed request means to a person. Messages of GitHub's may be shown; headers and bodies never are. */
export function translate(error: unknown, now: Date): Error {
  if (error instanceof UserError || error instanceof TryAgainError) return error
  const failed = error as {
    status?: number
    message?: string
    name?: string
    errors?: unknown[]
    response?: { headers?: Record<string, string> }
    headers?: Record<string, string>
  }
  const headers = failed.response?.headers ?? failed.headers ?? {}
  const problems = Array.isArray(failed.errors) ? failed.errors.map((entry) => asProblem(entry as object)) : []
  if (problems.some(({ type }) => type === 'RATE_LIMITED')) return limitReached('hourly', secondsUntil(headers, now), now, error)
  if (problems.length > 0) return ofProblems(problems, error)
  const text = failed.message ?? ''
  // The throttling plugin's own error for RATE_LIMITED has no status.
  if (failed.status === 429 || ((failed.status === 403 || failed.status === undefined) && /rate limit/i.test(text))) {
    const kind = /secondary/i.test(text) ? 'secondary' : 'hourly'
    return limitReached(kind, secondsUntil(headers, now) ?? (kind === 'secondary' ? 60 : null), now, error)
  }
  if (failed.status === 401) {
    return new UserError(
      'GitHub refuses the credentials: expected a valid token, found one that is wrong, expired or revoked. Set a new `GITHUB_TOKEN`, or check `APP_ID` and the private key.',
      { cause: error },
    )
  }
  if (failed.status === 422) return refused(error)
  if (failed.status === 403 || failed.status === 404) return noAccess(text, error)
  if (failed.status === 502 || failed.status === 503 || failed.status === 504) {
    return new TryAgainError(`GitHub returned ${failed.status}; this is usually temporary. Try again later.`, { cause: error })
  }
  if ((failed.status !== undefined && failed.status >= 500) || isNetworkTrouble(failed)) {
    return new TryAgainError(`GitHub could not be reached or gave no usable answer in time (${plain(text)}). Try again later.`, {
      cause: error,
    })
  }
  return error instanceof Error ? error : new Error(String(error))
}

function ofProblems(problems: readonly GraphqlProblem[], cause: unknown): Error {
  const first = problems[0]
  const text = first?.message ?? ''
  if (problems.some(({ type }) => isDenial(type))) return noAccess(text, cause)
  if (problems.some(({ type }) => type === 'NOT_FOUND')) return new UserError(`GitHub does not find it: ${plain(text)}`, { cause })
  return new TryAgainError(`GitHub could not work out the answer: ${plain(text)} Try again later.`, { cause })
}

function noAccess(text: string, cause: unknown): UserError {
  return new UserError(
    `GitHub denies access: ${plain(text)} Expected an app with "Projects: read" among its organization permissions (and its update accepted by an owner), ` +
      'or a token with the scopes `read:project` and `repo`.',
    { cause },
  )
}

/** A token for more than the owner has granted is refused with 422; so is a request that names what is not there. */
function refused(error: unknown): UserError {
  const told = plain(refusalText(error))
  const isPermission = /permissions? requested|not granted/i.test(told)
  return new UserError(
    isPermission
      ? `GitHub refuses a token for the board: ${told} Expected an installation with the permissions of the app. An owner of the organization accepts them: Settings, GitHub Apps, Configure, "Review request".`
      : `GitHub refuses the request: ${told} Expected names in sprint.yml that GitHub knows. \`scs-sprint doctor\` checks each.`,
    { cause: error },
  )
}

function limitReached(kind: 'hourly' | 'secondary', seconds: number | null, now: Date, cause: unknown): TryAgainError {
  const when = seconds === null ? 'later' : `in ${seconds} s, at ${new Date(now.getTime() + seconds * 1000).toISOString()}`
  return new TryAgainError(`GitHub's ${kind} limit is reached. Try again ${when}; nothing is wrong on your side.`, {
    cause,
    retryAfter: seconds,
  })
}

function secondsUntil(headers: Record<string, string>, now: Date): number | null {
  const after = Number(headers['retry-after'])
  if (Number.isFinite(after) && after > 0) return after
  const reset = Number(headers['x-ratelimit-reset'])
  return Number.isFinite(reset) && reset > 0 ? Math.max(1, Math.ceil(reset - now.getTime() / 1000)) : null
}

const TROUBLE =
  /fetch failed|terminated|ECONN|ENOTFOUND|EAI_AGAIN|EPIPE|socket|timed? ?out|aborted|network|Unexpected (?:token|end)|not valid JSON/i

function isNetworkTrouble({ name, message }: { name?: string; message?: string }): boolean {
  return name === 'TimeoutError' || name === 'AbortError' || name === 'SyntaxError' || TROUBLE.test(message ?? '')
}

function plain(text: string): string {
  const line = text
    .replaceAll(/<[^<>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 200)
  return line === '' ? 'no reason given.' : /[.!?]$/.test(line) ? line : `${line}.`
}

/** At most `atOnce` tasks run; the others wait in order. */
function createTurns(atOnce: number): <Result>(task: () => Promise<Result>) => Promise<Result> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (task) => {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await task()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
