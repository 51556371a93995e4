/**
 * Error messages for failed requests to GitHub. Limits, credentials and network problems have the same messages everywhere. What a
 * denied or invalid request means depends on the request, so the caller supplies those messages. GitHub’s own messages may be shown;
 * headers and bodies never.
 */

import { phrases } from '../../../domain/text/phrases.ts'
import { errnoCode, httpStatus, LATER, refusalText, TryAgainError, UserError, userError } from '../../../errors.ts'
import { askedAt } from './asked-github.ts'
import type { GitHubClient } from './client.ts'
import { type Headers, limitEnd } from './limit-end.ts'

/** One entry of `errors` of a GraphQL answer. */
export type GraphqlProblem = { readonly type: string; readonly message: string; readonly path: readonly (string | number)[] }

/** Why GitHub did not do what was asked. */
export type Refusal =
  /** The credentials lack a permission. */
  | 'denied'
  /** Not there, or not to be seen. */
  | 'missing'
  /** It was there and was deleted, or is switched off. */
  | 'gone'
  | 'locked'
  /** Somebody else wrote at the same moment. */
  | 'conflict'
  /** A rule of the repository protects the branch. */
  | 'protected'
  /** GitHub understood the request and does not accept it. */
  | 'invalid'

type Kind = Refusal | 'limit' | 'credentials' | 'unclear' | 'unavailable' | 'other'

/** The sentence for a refusal, in the words of what was asked for. `reason`: GitHub's own, without a full stop. */
export type Meanings = Readonly<Partial<Record<Refusal, (reason: string, cause: unknown) => UserError | TryAgainError>>>

/** Where no sentence is given for a refusal, the one for its wider kind is used. */
const WIDER: Readonly<Partial<Record<Refusal, Refusal>>> = { gone: 'missing', locked: 'denied', protected: 'denied' }

/** Something asked for is not in an answer of GitHub's that is otherwise fine. */
export class NotThere extends Error {
  override readonly name = 'NotThere'

  /** `asked`: who should have had it. */
  constructor(what: string, asked: Pick<GitHubClient, 'github'>) {
    super(what)
    askedAt(this, asked.github)
  }
}

export type Translation = {
  /** For when a limit ends; default: this moment. */
  readonly now?: Date
  readonly meanings?: Meanings
}

/**
 * UserError for what a person can fix, TryAgainError for limits and trouble on the way; both pass unchanged.
 * An error that does not come from a request is returned as it is.
 */
export function translateError(error: unknown, { now = new Date(), meanings = {} }: Translation = {}): Error {
  if (error instanceof UserError || error instanceof TryAgainError) return error
  const kind = kindOf(error)
  if (kind === 'limit') return limitReached(error, now)
  if (kind === 'credentials') return credentialsRefused(error)
  if (kind === 'unavailable') return unavailable(error)
  if (kind === 'unclear') return unclear(error)
  if (kind === 'other') return error instanceof Error ? error : new Error(String(error))
  const wider = WIDER[kind]
  const meaning = meanings[kind] ?? (wider === undefined ? undefined : meanings[wider])
  return meaning ? meaning(reasonOf(error), error) : refused(kind, error)
}

/** An error of a request that nothing has put into words yet; null for one that comes from elsewhere. */
export function requestErrorInWords(error: unknown): UserError | TryAgainError | null {
  if (httpStatus(error) === null && !isGraphqlError(error) && !isTimeout(error) && networkCode(error) === null) return null
  const told = translateError(error)
  return told instanceof UserError || told instanceof TryAgainError ? told : null
}

/** One of GitHub's limits, by whichever of its names. */
export function isLimit(error: unknown): boolean {
  return kindOf(error) === 'limit'
}

/** An entry of `errors` that tells that the points of the hour are used up. */
export function isHourlyLimit(error: unknown): boolean {
  const { type, code, extensions } = (error ?? {}) as { type?: unknown; code?: unknown; extensions?: { code?: unknown } | null }
  return type === 'RATE_LIMITED' || type === 'RATE_LIMIT' || code === 'graphql_rate_limit' || extensions?.code === 'graphql_rate_limit'
}

/** GitHub refused it: it would refuse it again. */
export function isDenial(type: string): boolean {
  return type === 'FORBIDDEN' || type === 'INSUFFICIENT_SCOPES'
}

/** Nothing is wrong with what was asked. */
export function isPassing({ type }: GraphqlProblem): boolean {
  return !isDenial(type) && type !== 'NOT_FOUND'
}

/** GitHub answered a GraphQL request with a list of `errors`, be it an empty one. */
export function isGraphqlError(error: unknown): error is { readonly errors: readonly unknown[] } {
  return Array.isArray((error as { errors?: unknown } | null | undefined)?.errors)
}

/** The `errors` of a GraphQL answer; none for errors of another kind. */
export function problemsOf(error: unknown): readonly GraphqlProblem[] {
  return isGraphqlError(error) ? error.errors.map(asProblem) : []
}

function asProblem(error: unknown): GraphqlProblem {
  const { type, message, path } = (error ?? {}) as { type?: unknown; message?: unknown; path?: unknown }
  return {
    type: isHourlyLimit(error) ? 'RATE_LIMITED' : typeof type === 'string' ? type : '',
    message: String(message ?? '').slice(0, 300),
    path: Array.isArray(path) ? path : [],
  }
}

function kindOf(error: unknown): Kind {
  if (error instanceof NotThere) return 'missing'
  return isGraphqlError(error) ? kindOfProblems(problemsOf(error)) : kindOfStatus(httpStatus(error), error)
}

function kindOfProblems(problems: readonly GraphqlProblem[]): Kind {
  const types = new Set(problems.map(({ type }) => type))
  const said = problems.map(({ message }) => message).join(' ')
  if (types.has('RATE_LIMITED')) return 'limit'
  if (types.has('STALE_DATA') || CONFLICT.test(said)) return 'conflict'
  if (types.has('BRANCH_PROTECTION_RULE_VIOLATION') || PROTECTED.test(said)) return 'protected'
  if (problems.some(({ type }) => isDenial(type))) return 'denied'
  return types.has('NOT_FOUND') ? 'missing' : 'unclear'
}

const CONFLICT = /expected branch to point to|reference already exists|no such branch/i
const PROTECTED = /protected branch|rule violations/i

const KINDS: Readonly<Record<number, Kind>> = {
  401: 'credentials',
  403: 'denied',
  404: 'missing',
  410: 'gone',
  422: 'invalid',
  429: 'limit',
}

function kindOfStatus(status: number | null, error: unknown): Kind {
  const text = messageOf(error)
  // The throttling plugin's own error for the hourly limit has no status.
  if ((status === null || status < 500) && /rate limit/i.test(text)) return 'limit'
  if (status === null) return isNetworkTrouble(error) ? 'unavailable' : 'other'
  if (status >= 500) return 'unavailable'
  if (CONFLICT.test(text)) return 'conflict'
  if (PROTECTED.test(text)) return 'protected'
  if (status === 403 && /\blocked\b/i.test(text)) return 'locked'
  // An app asks for a token for a repository that is not there, or not its own.
  if (status === 422 && /not accessible to the parent installation/i.test(text)) return 'missing'
  return KINDS[status] ?? (status >= 400 ? 'invalid' : 'other')
}

function limitReached(error: unknown, now: Date): TryAgainError {
  const kind = /secondary/i.test(messageOf(error)) ? 'secondary' : 'hourly'
  const { at, seconds } = limitEnd(headersOf(error), now, { isSecondary: kind === 'secondary' })
  const when = [...(seconds === null ? [] : [`in ${seconds} s`]), ...(at === null ? [] : [`at ${at.toISOString()}`])].join(', ')
  return new TryAgainError(`GitHub's ${kind} limit is reached.`, {
    advice: `Try again ${when === '' ? 'later' : when}; nothing is wrong on your side.`,
    cause: error,
    retryAfter: seconds,
  })
}

function credentialsRefused(cause: unknown): UserError {
  return new UserError(
    'GitHub does not accept the credentials (401): expected a valid token, found one that is wrong, expired or revoked. ' +
      'Set a new `GITHUB_TOKEN`, or check `APP_ID` and its private key.',
    { cause },
  )
}

function unavailable(cause: unknown): TryAgainError {
  const status = httpStatus(cause)
  const code = networkCode(cause)
  const told =
    status === 502 || status === 503 || status === 504
      ? `GitHub returned ${status}; this is usually temporary.`
      : code !== null
        ? `GitHub could not be reached (${code}).`
        : isTimeout(cause)
          ? 'GitHub did not answer in time.'
          : `GitHub could not be reached, or gave no usable response (${sentence(messageOf(cause))})`
  return new TryAgainError(told, { cause, advice: LATER })
}

function unclear(cause: unknown): TryAgainError {
  return new TryAgainError(`GitHub failed to process the request: ${sentence(reasonOf(cause))}`, { cause, advice: LATER })
}

/** For requests of which nobody has said what a refusal means. */
function refused(kind: Refusal, cause: unknown): UserError | TryAgainError {
  const where = requestPlace(cause)
  const found = `a refusal (${reasonOf(cause)})`
  if (kind === 'conflict') return new TryAgainError(`${where}: someone else wrote to it at the same time.`, { cause, advice: LATER })
  if (kind === 'missing' || kind === 'gone') {
    const fix = 'Check the names in sprint.yml; `scs-sprint doctor` checks each of them.'
    return userError({ where, expected: 'something that the app can access', found: `none (${reasonOf(cause)})`, fix }, cause)
  }
  if (kind === 'invalid') {
    const fix = '`scs-sprint doctor` checks permissions and the names in sprint.yml.'
    return userError({ where, expected: 'a request that GitHub accepts', found, fix }, cause)
  }
  return userError({ where, expected: 'permission for this request', found, fix: '`scs-sprint doctor` says which one is missing.' }, cause)
}

function requestPlace(error: unknown): string {
  const { request } = (error ?? {}) as { request?: { method?: string; url?: string } }
  if (!request?.url) return 'GitHub'
  return `GitHub, ${request.method ?? 'GET'} ${new URL(request.url, 'http://github.invalid').pathname}`
}

function reasonOf(error: unknown): string {
  if (error instanceof NotThere) return error.message
  const problems = problemsOf(error)
  const told = problems.length > 0 ? [...new Set(problems.map(({ message }) => message))].join(' ') : refusalText(error)
  return plain(told).replace(/\.$/, '')
}

function plain(text: string): string {
  const line = text
    .replaceAll(/<[^<>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 200)
  return line === '' ? 'no reason given' : line
}

/** With the full stop that a sentence ends with. */
export function sentence(text: string): string {
  const line = plain(text)
  return /[.!?]$/.test(line) ? line : `${line}.`
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String((error as { message?: unknown } | null)?.message ?? error)
}

function headersOf(error: unknown): Headers {
  const { response, headers } = (error ?? {}) as { response?: { headers?: Headers }; headers?: Headers }
  return response?.headers ?? headers ?? {}
}

const TROUBLE = phrases(
  [
    'fetch failed, terminated, ECONN, ENOTFOUND, EAI_AGAIN, EPIPE, socket, timed? ?out, aborted, network',
    'Unexpected (token|end), not valid JSON',
  ],
  { flags: 'i' },
)

function isNetworkTrouble(error: unknown): boolean {
  return isTimeout(error) || networkCode(error) !== null || error instanceof SyntaxError || TROUBLE.test(messageOf(error))
}

function isTimeout(error: unknown): boolean {
  const { name } = (error ?? {}) as { name?: unknown }
  return name === 'TimeoutError' || name === 'AbortError'
}

/** fetch hides the reason in the cause. */
function networkCode(error: unknown): string | null {
  const code = errnoCode((error as { cause?: unknown } | null)?.cause)
  return code !== null && /^(?:ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|UND_ERR)/.test(code) ? code : null
}
