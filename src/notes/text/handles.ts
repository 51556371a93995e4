/** GitHub handles in a text, as people type them: `@fkr`, `@cah\_hbaum`, `(@itrich)`; not mail addresses, not matrix ids. */

export type HandleHit = {
  /** Lower case, without `@` and escapes. */
  readonly handle: string
  readonly start: number
  readonly end: number
}

// A handle has at most 39 signs; underscores are no GitHub handle, but typed all the same.
const HANDLE = /(?<![A-Za-z\d+@])@([A-Za-z\d](?:(?:-|\\?_){0,2}[A-Za-z\d]){0,38})/g

/** In the order of the text, doubles included. */
export function handlesIn(text: string): HandleHit[] {
  if (!text.includes('@')) return []
  const hits: HandleHit[] = []
  for (const match of text.matchAll(HANDLE)) {
    const end = match.index + match[0].length
    // `@name:server.org` is a matrix id, `@example.org` a part of an address.
    if (/^(?::[A-Za-z\d-]{1,60}\.[A-Za-z]|\.[A-Za-z]{2,12}(?![A-Za-z]))/.test(text.slice(end, end + 64))) continue
    if (text[end] === '@') continue
    hits.push({ handle: plainHandle(match[1] as string), start: match.index, end })
  }
  return hits
}

/** The text around its handles, put together with `between`. */
export function withoutHandles(text: string, between = ''): string {
  let rest = ''
  let from = 0
  for (const { start, end } of handlesIn(text)) {
    rest += text.slice(from, start) + between
    from = end
  }
  return rest + text.slice(from)
}

export function plainHandle(typed: string): string {
  return typed.replaceAll('\\', '').replace(/^@/, '').toLowerCase()
}

/** A word that could be a handle typed without `@`. */
export function isHandleWord(word: string): boolean {
  return /^[A-Za-z\d](?:(?:-|\\?_){0,2}[A-Za-z\d]){0,38}$/.test(word)
}

export function uniqueOf(words: readonly string[]): string[] {
  return [...new Set(words)]
}
