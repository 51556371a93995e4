/** Error classes and messages. URLs may contain a user name and password (`https://user:password@host`); messages show neither. */
export function withoutCredentials(message: string): string {
  return message.replace(/(?<=:\/\/)[^\s/@'"`<>]{1,500}@/g, '…@')
}

/** What is wrong with the notes of a meeting, or with the pad that holds them, whatever the words of the message. */
export type Problem = 'pad-missing' | 'pad-not-public' | 'pad-refused' | 'pad-too-large' | 'not-text' | 'other-day' | 'secrets'

/**
 * A person can fix this. `message` is shown to them as Markdown; anything else is a bug and just throws. `problem` tells one
 * reason from another without its words; null where nobody needs to.
 */
export class UserError extends Error {
  override readonly name: string = 'UserError'
  readonly problem: Problem | null
  constructor(message: string, { cause, problem = null }: { cause?: unknown; problem?: Problem | null } = {}) {
    super(withoutCredentials(message), { cause })
    this.problem = problem
  }
}

/** Nothing has been typed yet. This may change, so it is not reported before the last attempt. */
export class NotTypedYetError extends UserError {
  override readonly name = 'NotTypedYetError'
}

/**
 * The calendar cannot be read, so nobody knows whether a meeting takes place. It is logged, and told nowhere else: what was to be done
 * for the meeting is still to be done once the calendar can be read.
 */
export class MeetingUnknownError extends UserError {
  override readonly name = 'MeetingUnknownError'
}

/** Somebody is still typing in the pad: nothing is wrong, and the app looks again when it may be quiet. */
export function padBeingTyped(where: string, minutes: number): PadBeingTypedError {
  return new PadBeingTypedError(`${where} is still being edited.`, {
    retryAfter: minutes * 60,
    advice: `The app looks again in ${minutes} minutes.`,
  })
}

type LaterOptions = { cause?: unknown; retryAfter?: number | null; advice?: string | null }

/**
 * Nothing is wrong on the user's side: network, GitHub 5xx, limits. `told`: what happened; `advice`: when to come again, a
 * sentence, null where that is said by whoever shows it; `message` is both. `retryAfter` is in seconds where known.
 */
export class TryAgainError extends Error {
  override readonly name: string = 'TryAgainError'
  readonly problem: string
  readonly advice: string | null
  readonly retryAfter: number | null
  constructor(told: string, { cause, retryAfter = null, advice = null }: LaterOptions = {}) {
    super(withoutCredentials(advice === null ? told : `${told} ${advice}`), { cause })
    this.problem = withoutCredentials(told)
    this.advice = advice
    this.retryAfter = retryAfter
  }
}

export class PadBeingTypedError extends TryAgainError {
  override readonly name = 'PadBeingTypedError'
}

/** A write was sent, and no answer tells whether it was carried out. It may be sent again only where that does no harm. */
export class UnknownOutcomeError extends TryAgainError {
  override readonly name = 'UnknownOutcomeError'
}

/** Somebody else wrote to these places since a decision was made on them. */
export function writtenMeanwhile(places: readonly string[]): TryAgainError {
  return new TryAgainError(`${places.join(', ')}: someone else is writing to it at the same time.`, {
    advice: 'Nothing was overwritten; try again.',
  })
}

export const LATER = 'Try again later.'

/** What happened, without when to come again: for messages that go on. */
export function problemOf(error: Error): string {
  return error instanceof TryAgainError ? error.problem : error.message
}

/** Another process of ours is at work on the same thing: nothing is wrong, and nothing is reported. */
export class BusyError extends TryAgainError {
  override readonly name = 'BusyError'
}

/** What every error message says. */
export function userError(
  {
    expected,
    found,
    where,
    fix,
    problem = null,
  }: { expected: string; found: string; where: string; fix: string; problem?: Problem | null },
  cause?: unknown,
): UserError {
  return new UserError(`${where}: expected ${expected}, found ${found}. ${fix}`, { cause, problem })
}

/** The HTTP status that an error carries (octokit's, our own requests'); null where it has none. */
export function httpStatus(error: unknown): number | null {
  const status = (error as { status?: unknown } | null | undefined)?.status
  return typeof status === 'number' ? status : null
}

/** The code of an error of the system (`ENOENT`), of a connection or of the database; null where it has none. */
export function errnoCode(error: unknown): string | null {
  const code = (error as { code?: unknown } | null | undefined)?.code
  return typeof code === 'string' ? code : null
}

/** What of an error may be logged: errors of webhooks and requests carry payloads, headers and signatures. */
export function errorFacts(error: unknown): { name: string; message: string; status?: number } {
  if (!(error instanceof Error)) return { name: 'unknown', message: String(error).slice(0, 200) }
  const status = httpStatus(error)
  return { name: error.name, message: error.message.slice(0, 500), ...(status === null ? {} : { status }) }
}

type Refusal = { readonly message?: unknown; readonly errors?: readonly unknown[] }

/** What GitHub says about a request that it understood and would not carry out (422), each reason once. */
export function refusalText(error: unknown): string {
  const { response, message } = error as { response?: { data?: Refusal }; message?: unknown }
  const { message: told = message, errors } = response?.data ?? {}
  const reasons = (Array.isArray(errors) ? errors : []).map((entry: unknown) => {
    if (typeof entry === 'string') return entry
    const { message: text, field, code } = entry as { message?: unknown; field?: unknown; code?: unknown }
    return typeof text === 'string' ? text : [field, code].filter((part) => typeof part === 'string').join(' ')
  })
  const parts = [...new Set([told, ...reasons].filter((part): part is string => typeof part === 'string' && part !== ''))]
  return parts.join(' ').replaceAll(/\s+/g, ' ').slice(0, 300) || 'no reason given'
}
