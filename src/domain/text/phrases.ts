/** Builds patterns from lists of phrases, so that each phrase can be reviewed on its own line. Pure. */

type Flags = `${'d' | ''}${'g' | ''}${'i' | ''}${'u' | ''}${'y' | ''}`

type Bounds = {
  /** What stands before a phrase, and behind it; without both a phrase may stand in a word. */
  readonly before?: RegExp
  readonly after?: RegExp
  /** So many phrases in a row, at least and at most. */
  readonly times?: readonly [number, number]
  readonly flags?: Flags
}

/** No letter or digit before and behind. */
export const WHOLE_WORDS = { before: /(?<![\p{L}\d])/u, after: /(?![\p{L}\d])/u, flags: 'iu' } as const

/**
 * One of the phrases, which `, ` separates. All signs mean themselves, but for `(a|b)` (one of them), `?` (the letter or bracket before it
 * may be missing) and `{20}` (up to so many signs of any kind). What a phrase cannot say is given as a pattern.
 */
export function phrases(list: readonly (string | RegExp)[], { before, after, times, flags = 'iu' }: Bounds = {}): RegExp {
  const any = list.flatMap((entry) => (typeof entry === 'string' ? entry.split(', ').map(sourceOf) : [entry.source])).join('|')
  if (!before && !after && !times) return new RegExp(any, flags)
  const many = times ? `{${times[0]},${times[1]}}` : ''
  return new RegExp(`${before?.source ?? ''}(?:${any})${many}${after?.source ?? ''}`, flags)
}

/** One of the phrases, as a part of another pattern: a group that captures nothing. */
export function anyOf(list: readonly (string | RegExp)[]): string {
  return `(?:${phrases(list).source})`
}

/** One part behind the other, so that each can be read alone: patterns, and sources such as `anyOf()` returns. */
export function sequence(parts: readonly (RegExp | string)[], flags: Flags = ''): RegExp {
  return new RegExp(parts.map((part) => (typeof part === 'string' ? part : part.source)).join(''), flags)
}

function sourceOf(phrase: string): string {
  return phrase
    .replace(/[.*+^$[\]\\]/g, '\\$&')
    .replaceAll('(', '(?:')
    .replace(/\{(\d{1,3})\}/g, '.{0,$1}')
}
