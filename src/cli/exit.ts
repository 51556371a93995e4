/** Whatever went wrong -> what a person reads, and the exit code programs rely on. */
import { CommanderError } from 'commander'
import { refusalText, TryAgainError, UserError, withoutCredentials } from '../errors.ts'

export const exitCodes = { done: 0, fix: 1, usage: 2, tryAgain: 3 } as const

/** The command was called in a way it does not understand. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Each file's own message was told already; this one ends the run with exit code 1. */
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
    const when = error.retryAfter === null ? 'Try again later.' : `Try again in ${error.retryAfter} s.`
    // Most messages say it themselves.
    const message = /\btry again\b|\brun it again\b/i.test(error.message) ? error.message : `${error.message} ${when}`
    return { code: exitCodes.tryAgain, message }
  }
  const request = httpEnding(error)
  if (request) return request
  const told = error instanceof Error ? (verbose ? (error.stack ?? error.message) : error.message) : String(error)
  return {
    code: exitCodes.fix,
    message: `Unexpected error: ${withoutCredentials(told)}\nPlease report it, with the command you ran.`,
  }
}

/** Errors of GitHub that no adapter has put into words: by status; null for others. */
export function httpEnding(error: unknown): Ending | null {
  const status = (error as { status?: unknown } | null)?.status
  const cause = (error as { cause?: { code?: unknown } } | null)?.cause
  const name = (error as { name?: unknown } | null)?.name
  if (name === 'TimeoutError' || name === 'AbortError')
    return { code: exitCodes.tryAgain, message: 'GitHub did not answer in time. Try again later.' }
  if (typeof cause?.code === 'string' && /^(?:ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|UND_ERR)/.test(cause.code)) {
    return { code: exitCodes.tryAgain, message: `GitHub could not be reached (${cause.code}). Try again later.` }
  }
  if (typeof status !== 'number') return null
  const place = requestPlace(error)
  const limited = status === 429 || (status === 403 && /rate limit/i.test(String((error as Error).message)))
  if (status >= 500 || limited)
    return { code: exitCodes.tryAgain, message: `GitHub answered ${status}${limited ? ' (rate limit)' : ''} to ${place}. Try again later.` }
  if (status === 401)
    return {
      code: exitCodes.fix,
      message: `GitHub does not accept the credentials (401 to ${place}). Expected a valid GITHUB_TOKEN, or APP_ID with its PRIVATE_KEY; renew them.`,
    }
  if (status === 403)
    return {
      code: exitCodes.fix,
      message: `GitHub refused ${place} (403): the credentials lack a permission for it. \`scs-sprint doctor\` says which.`,
    }
  if (status === 422) {
    const reason = refusalText(error).replace(/\.$/, '')
    return {
      code: exitCodes.fix,
      message: `GitHub refused ${place} (422): ${reason}. \`scs-sprint doctor\` checks permissions and the names in sprint.yml.`,
    }
  }
  return {
    code: exitCodes.fix,
    message: `GitHub answered ${status} to ${place}. Check the names in sprint.yml; \`scs-sprint doctor\` looks at each.`,
  }
}

function requestPlace(error: unknown): string {
  const request = (error as { request?: { method?: string; url?: string } }).request
  if (!request?.url) return 'a request'
  return `${request.method ?? 'GET'} ${new URL(request.url, 'http://github.invalid').pathname}`
}
