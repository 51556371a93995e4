/** Turns errors into messages for people and exit codes for programs. */
import { CommanderError } from 'commander'
import { LATER, TryAgainError, UserError, withoutCredentials } from '../errors.ts'
import { requestErrorInWords } from '../wiring.ts'

export { requestErrorInWords }

export const exitCodes = { done: 0, fix: 1, usage: 2, tryAgain: 3 } as const

/** The command was called in a way it does not understand. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Each file's own message was printed already; this one ends the run with exit code 1. */
export class FailedFiles extends UserError {
  override readonly name = 'FailedFiles'
}

export type Ending = { readonly code: number; readonly message: string | null }

/** Never shows a stack to a person: what is no message for people is a bug, and says where to tell it. */
export function endingOf(error: unknown, verbose = false): Ending {
  if (error instanceof CommanderError) {
    // Commander has written its own message already; help and version are no errors.
    return { code: error.exitCode === 0 ? exitCodes.done : exitCodes.usage, message: null }
  }
  if (error instanceof UsageError) return { code: exitCodes.usage, message: error.message }
  if (error instanceof UserError) return { code: exitCodes.fix, message: error.message }
  if (error instanceof TryAgainError) {
    const when = error.retryAfter === null ? LATER : `Try again in ${error.retryAfter} s.`
    return { code: exitCodes.tryAgain, message: error.advice === null ? `${error.message} ${when}` : error.message }
  }
  // GitHub's answer to a request that no adapter has put into words.
  const request = requestErrorInWords(error)
  if (request) return endingOf(request)
  const told = error instanceof Error ? (verbose ? (error.stack ?? error.message) : error.message) : String(error)
  return {
    code: exitCodes.fix,
    message: `Unexpected error: ${withoutCredentials(told)}\nPlease report it, with the command you ran.`,
  }
}
