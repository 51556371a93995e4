/**
 * The words of a line: as plain text (without emphasis, escapes, emoji codes and tags), as a label for comparison, and the
 * GitHub handles among them (`@fkr`, `@cah\_hbaum`, `(@itrich)`; no mail addresses, no Matrix IDs).
 */

export type HandleHit = {
  /** Lower case, without `@` and escapes. */
  readonly handle: string
  readonly start: number
  readonly end: number
}

// A handle has at most 39 characters. GitHub allows no underscores, but people type them.
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

/** Emphasis, escapes, tags gone; a link becomes its label; spaces single. */
export function plainText(text: string): string {
  return text
    .replace(/<\/?[a-zA-Z][^<>]{0,300}>/g, ' ')
    .replace(/\\([\\`*_{}[\]()#+.!~@|>-])/g, '$1')
    .replace(/(?<![A-Za-z\d])[*_~]{1,3}|[*_~]{1,3}(?![A-Za-z\d])|\*{1,3}/g, '')
    .replace(/[ \t\u00A0]{1,}/g, ' ')
    .trim()
}

/** What is struck out, taken out. */
export function withoutStruck(text: string): string {
  if (!text.includes('~~')) return text
  const parts = text.split('~~')
  // An odd number of marks leaves the last one open: it strikes nothing.
  const open = parts.length % 2 === 0
  return parts.filter((_, index) => index % 2 === 0 || (open && index === parts.length - 1)).join(' ')
}

/** A title or label for comparison: lower case, plain, without emoji, numbers of chapters and signs at the ends. */
export function labelOf(text: string): string {
  return plainText(text)
    .replace(/:[a-z][a-z\d_+-]{1,40}:/gi, ' ')
    .replace(/\p{Extended_Pictographic}\uFE0F?/gu, ' ')
    .toLowerCase()
    .replace(/[ ]{2,}/g, ' ')
    .replace(/^[^\p{L}\d(@]{1,20}/u, '')
    .trim()
}
