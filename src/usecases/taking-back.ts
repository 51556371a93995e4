/** What a failed step leaves behind is taken back. */
import { problemOf, TryAgainError, UserError } from '../errors.ts'

/**
 * Takes back what was written before `failure`, and throws it. Where that fails too, the error is of the same kind and tells both, since a
 * person may have to mend what is left behind. `deed`: what the taking back is, such as "Closing the issue".
 */
export async function takingBack(failure: unknown, deed: string, takeBack: () => Promise<unknown>): Promise<never> {
  try {
    await takeBack()
  } catch (second) {
    throw bothFailed(failure, `${deed} failed as well: ${messageOf(second)}`, second)
  }
  throw failure
}

function bothFailed(first: unknown, told: string, second: unknown): Error {
  const cause = new AggregateError([first, second])
  if (first instanceof UserError) return new UserError(`${first.message}\n${told}`, { cause, problem: first.problem })
  const message = `${messageOf(first)} ${told}`
  return first instanceof TryAgainError
    ? new TryAgainError(message, { cause, retryAfter: first.retryAfter })
    : new Error(message, { cause })
}

function messageOf(error: unknown): string {
  return error instanceof Error ? problemOf(error) : String(error)
}
