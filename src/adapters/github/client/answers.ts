/** Validates GitHub responses, and finds out what happened to a write whose response was lost. */
import type { z } from 'zod'
import { httpStatus, LATER, TryAgainError } from '../../../errors.ts'
import { type GraphqlProblem, isGraphqlError, problemsOf, sentence } from './errors.ts'

/** GitHub answered with something unexpected: nobody knows whether a write was carried out. */
class UnusableAnswer extends TryAgainError {}

/** `problems`: what GitHub says beside the answer. Throws UnusableAnswer. */
export function checked<Schema extends z.ZodType>(
  schema: Schema,
  data: unknown,
  problems: readonly GraphqlProblem[] = [],
): z.infer<Schema> {
  const result = schema.safeParse(data)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const where = issue && issue.path.length > 0 ? ` at \`${issue.path.join('.')}\`` : ''
  const said = problems[0] === undefined ? '' : ` GitHub says: ${sentence(problems[0].message)}`
  throw new UnusableAnswer(`Unexpected response from GitHub${where} (${issue?.message}).${said}`, { advice: LATER })
}

/**
 * A write, and the look that tells whether it was carried out. The look is made only when the answer does not tell
 * (connection lost, 5xx, nonsense). null: it was not, or not yet; then the first failure is thrown, because a second
 * write could double the first. The next run looks again.
 */
export async function writtenOrFound<Result>(write: () => Promise<Result>, look: () => Promise<Result | null>): Promise<Result> {
  try {
    return await write()
  } catch (error) {
    if (!isUnknownOutcome(error)) throw error
    const seen = await look().catch(() => null)
    if (seen === null) throw error
    return seen
  }
}

/** The same for a write of which only the effect counts. */
export async function written(write: () => Promise<unknown>, isThere: () => Promise<boolean>): Promise<void> {
  await writtenOrFound<unknown>(write, async () => ((await isThere()) ? true : null))
}

/** Kinds of GraphQL errors that refuse before anything is done. */
const REFUSALS = new Set([
  'FORBIDDEN',
  'NOT_FOUND',
  'INSUFFICIENT_SCOPES',
  'RATE_LIMITED',
  'UNPROCESSABLE',
  'STALE_DATA',
  'BRANCH_PROTECTION_RULE_VIOLATION',
])

function isUnknownOutcome(error: unknown): boolean {
  if (error instanceof UnusableAnswer) return true
  const status = httpStatus(error)
  if (status !== null) return status >= 500
  if (isGraphqlError(error)) return !problemsOf(error).some(({ type }) => REFUSALS.has(type))
  return error instanceof TypeError && /fetch failed|terminated/.test(error.message)
}
