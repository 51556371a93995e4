/** Words as a reader sees them: without emphasis, escapes, emoji codes and tags. Positions are lost; for matching and for texts. */

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
