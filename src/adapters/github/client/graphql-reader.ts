/**
 * GraphQL reads within GitHub’s limits: counted, with limited concurrency, slowed down when the hourly budget runs low, and stopped
 * before it is used up. Errors become messages for people; partial responses stay data.
 */
import pLimit from 'p-limit'
import type { z } from 'zod'
import { TryAgainError } from '../../../errors.ts'
import type { Clock } from '../../../ports.ts'
import { checked } from './answers.ts'
import type { GitHubClient } from './client.ts'
import { type GraphqlProblem, isGraphqlError, isPassing, type Meanings, problemsOf, translateError } from './errors.ts'
import { secondsTo } from './limit-end.ts'

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

export type Answer<Data> = {
  readonly data: Data
  readonly problems: readonly GraphqlProblem[]
  /** The error that the problems are of; absent: there are none. */
  readonly error?: unknown
}

export type Reader = Pick<GitHubClient, 'github'> & {
  /** Throws TryAgainError (limits, network, nonsense) and UserError (credentials); what came with `data` is an Answer. */
  readonly read: <Schema extends z.ZodType>(
    query: string,
    variables: Record<string, unknown>,
    schema: Schema,
  ) => Promise<Answer<z.infer<Schema>>>
  readonly spent: () => { readonly requests: number; readonly points: number }
}

export type ReaderOptions = {
  readonly clock: Clock
  readonly budget?: BudgetSettings
  readonly wait?: ((ms: number) => Promise<void>) | undefined
  /** What refusals mean for what is read. */
  readonly meanings?: Meanings
}

type Rate = { cost?: number; remaining?: number; resetAt?: string }

export function createReader(
  client: Pick<GitHubClient, 'graphql' | 'github'>,
  { clock, budget = DEFAULT_BUDGET, wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms)), meanings = {} }: ReaderOptions,
): Reader {
  let requests = 0
  let points = 0
  let rest: { remaining: number; resetAt: Date } | null = null
  let slow: Promise<void> = Promise.resolve()
  const turns = pLimit(budget.atOnce)

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
      if (partial === null) throw translateError(error, { now: clock.now(), meanings })
      note(partial.data)
      return partial
    }
  }

  return {
    github: client.github,
    read: async (query, variables, schema) => {
      const first = await turns(() => send(query, variables))
      // Half an answer for want of time or resources: a second try often gets the whole.
      const { data, problems, error } = first.problems.some(isPassing) ? await turns(() => send(query, variables)) : first
      return { data: checked(schema, data, problems), problems, ...(error === undefined ? {} : { error }) }
    },
    spent: () => ({ requests, points }),
  }
}

function budgetSpent(rest: { remaining: number; resetAt: Date }, budget: BudgetSettings, now: Date): TryAgainError {
  return new TryAgainError(
    `GitHub's hourly rate limit is nearly reached: ${rest.remaining} points are left, and ${budget.stopBelow} are reserved for other requests. ` +
      `Reading the board continues at ${rest.resetAt.toISOString()}.`,
    { retryAfter: secondsTo(rest.resetAt, now) },
  )
}

/** `data` and `errors` together; null when the error is of another kind or there is nothing in `data`. */
function partialAnswer(error: unknown): Answer<unknown> | null {
  const { data } = error as { data?: unknown }
  const problems = problemsOf(error)
  if (!isGraphqlError(error) || typeof data !== 'object' || data === null) return null
  if (problems.some(({ type }) => type === 'RATE_LIMITED')) return null
  return { data, problems, error }
}
