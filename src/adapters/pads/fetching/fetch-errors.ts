/** What went wrong with a request, for a person. */
import { errnoCode, TryAgainError, UnknownOutcomeError, UserError, userError } from '../../../errors.ts'
import { type FetchWords, PAD_WORDS } from './fetch-words.ts'

type Rules = { readonly signal: AbortSignal; readonly timeoutMs: number; readonly words?: FetchWords }

export function tooLarge(
  url: URL,
  { limit, what = 'a pad', words }: { readonly limit: number; readonly what?: string; readonly words: FetchWords },
): Error {
  return userError({
    where: words.shown(url),
    expected: `${what} of at most ${limit / 1024 / 1024} MiB`,
    found: 'more',
    fix: words.tooLargeFix,
    problem: 'pad-too-large',
  })
}

/** The connection ended before the answer did, or the answer is not as long as it said. */
export function cutOff(url: URL, rules: Rules, error: unknown): Error {
  if (error instanceof UserError || error instanceof TryAgainError || rules.signal.aborted) return broken(url, rules, error)
  const words = rules.words ?? PAD_WORDS
  return new TryAgainError(`${words.shown(url)} ended its response early, so ${words.cutOff}.`, { cause: error, advice: words.later })
}

/** What went wrong on the way, for a person; messages of ours pass. */
export function broken(url: URL, { signal, timeoutMs, words = PAD_WORDS }: Rules, error: unknown): Error {
  if (error instanceof UserError || error instanceof TryAgainError) return error
  if (signal.aborted) {
    return new TryAgainError(`${words.shown(url)} did not answer within ${timeoutMs / 1000} s.`, {
      cause: error,
      advice: words.silent,
    })
  }
  const code = errnoCode(error) ?? 'no connection'
  const reason = code === 'ENOTFOUND' ? 'its host name is unknown' : code
  return new TryAgainError(`${words.shown(url)} could not be reached (${reason}).`, {
    cause: error,
    advice: 'Check the URL, or try again later.',
  })
}

/** Of a write whose request may have arrived: what went wrong, and that nobody knows what came of it. */
export function outcomeUnknown(error: Error): Error {
  return error instanceof TryAgainError ? new UnknownOutcomeError(error.problem, { cause: error, advice: error.advice }) : error
}

export function wrongAnswer(url: URL, { words = PAD_WORDS }: Pick<Rules, 'words'>, expected: string, found: string): UserError {
  const fix = 'Open the URL in a browser, and use the one it redirects to.'
  return userError({ where: words.shown(url), expected, found, fix, problem: 'pad-refused' })
}

export function secondsOf(header: string | undefined): number | null {
  const seconds = Number(header)
  return header === undefined || !Number.isFinite(seconds) || seconds < 0 ? null : seconds
}
