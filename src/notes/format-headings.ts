/** Levels of headings in house format, their anchors, and the punctuation at their end. */

/** One entry a heading: its level as typed -> its level in house format; a further H1 goes one level down, none is skipped. */
export function houseLevels(typed: readonly number[], first: number): number[] {
  const open: { readonly typed: number; readonly house: number }[] = []
  return typed.map((level, index) => {
    while (open.length > 0 && (open.at(-1) as { typed: number }).typed >= level) open.pop()
    const above = open.at(-1)
    const house = above ? Math.min(above.house + 1, 6) : index === 0 ? first : Math.max(first, 2)
    open.push({ typed: level, house })
    return house
  })
}

/** GitHub's anchor for a heading, from its Markdown. */
function headingAnchor(markdown: string): string {
  const text = markdown
    .replace(/!\[[^\][]{0,300}\]\([^()\s]{0,2000}\)/g, '')
    .replace(/\]\((?:<[^<>]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?: "[^"]*")?\)/g, ']')
    .replace(/<[^<>\s]*>/g, '')
    .replace(/&#?\w{1,31};/g, '')
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replace(/ /g, '-')
}

/** All anchors of a document, doubles numbered as GitHub does. */
export function documentAnchors(headings: readonly string[]): ReadonlySet<string> {
  const counts = new Map<string, number>()
  const anchors = new Set(['top'])
  for (const heading of headings) {
    const anchor = headingAnchor(heading)
    if (anchor === '') continue
    const count = counts.get(anchor) ?? 0
    if (count > 0) anchors.add(`${anchor}-${count}`)
    anchors.add(anchor)
    counts.set(anchor, count + 1)
  }
  return anchors
}

const LAST_SIGN = /[.,;:!。，；：！]$/u

/** Linters want no punctuation at the end of a heading; people typed it. In bold, which headings are anyway, both are content. */
export function keepLastSign(text: string): string {
  if (!LAST_SIGN.test(text) || /(?:^|\s):[a-z][a-z\d_+-]*:$/.test(text) || /&(?:#\d+|#[xX][\da-fA-F]+|[A-Za-z\d]{2,31});$/.test(text))
    return text
  const word = text.slice(text.lastIndexOf(' ') + 1)
  if (/^[^\\`*_[\]<>&~$|]+$/.test(word) && !/[*_\\]/.test(text)) return `${text.slice(0, -word.length)}**${word}**`
  return `${text.slice(0, -1)}&#${text.charCodeAt(text.length - 1)};`
}

/** `#` signs at the end or between spaces would be read as the close of the heading, or as a second one. */
export function escapeHashes(text: string): string {
  let end = text.length
  let hashes = 0
  for (; text[end - 1] === '#'; hashes++) end -= text[end - 2] === '\\' ? 2 : 1
  const closed = text.slice(0, end) + '\\#'.repeat(hashes)
  return closed.replace(/(^|\s)(#+)(?=\s)/g, (_, space: string, signs: string) => `${space}\\${signs}`)
}
