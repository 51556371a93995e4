/**
 * A line of people as the call quotes it: in their words and with their marks (code, emphasis, links), but cut where a sentence ends.
 * While it is cut, a sign that nobody types stands for each marked part, so that no part is taken apart. Pure.
 */
import { type InlinePiece, inlinePieces } from '../../domain/markdown/inline-pieces.ts'
import { withoutAdded } from '../../domain/text/added-facts.ts'

/** `text`: with a sign for each of `parts`. */
export type QuotedLine = { readonly text: string; readonly parts: readonly Part[] }
/** `words`: as readers see them. */
type Part = { readonly markdown: string; readonly words: string }

/** Letters of a script that is not read any more: they count as letters wherever a sentence is looked for. */
const FIRST_SIGN = 0x10600
const MOST_PARTS = 300
const SIGN = /[\u{10600}-\u{1072B}]/gu

/** Which marks stay. In a title, whose look the words around it decide, code and what is struck out do; the rest is text, to be escaped. */
export type KeptMarks = 'all' | 'code'

/** Without what the app added, comments, addresses and references, which say nothing aloud. */
export function quoteLine(markdown: string, marks: KeptMarks = 'all'): QuotedLine {
  const parts: Part[] = []
  const pieces = inlinePieces(withoutOpenComment(withoutAdded(boundedLine(markdown)).replace(SIGN, '')))
  const text = pieces.map((piece) => textOf(piece, marks, parts)).join('')
  return {
    text: text
      .replace(/\(\s{0,9}\)|\[\s{0,9}\]/g, ' ')
      // What is left of markup must not become a link that nobody typed.
      .replace(/\](?=[([:])/g, '] ')
      .replace(/\s+/g, ' ')
      .replace(/\s([,;.:])/g, '$1')
      .trim(),
    parts,
  }
}

/** So much of a line can be quoted; what is read out is much shorter. */
const LONGEST = 4000

/** The beginning of a line that is too long, up to a blank. */
export function boundedLine(markdown: string): string {
  if (markdown.length <= LONGEST) return markdown
  const cut = markdown.slice(0, LONGEST)
  const blank = cut.lastIndexOf(' ')
  return `${(blank > LONGEST / 2 ? cut.slice(0, blank) : cut).replace(/[\ud800-\udbff]$/, '')} …`
}

/** Without a comment that was cut off. */
function withoutOpenComment(markdown: string): string {
  const open = markdown.indexOf('<!--', Math.max(0, markdown.lastIndexOf('-->')))
  return open === -1 ? markdown : `${markdown.slice(0, open)} `
}

function textOf(piece: InlinePiece, marks: KeptMarks, parts: Part[]): string {
  const { kind, source, children } = piece
  const inner = () => children.map((child) => textOf(child, marks, parts)).join('')
  const kept = () => {
    if (parts.length === MOST_PARTS) return inner() || piece.words
    parts.push({ markdown: source, words: piece.words })
    return String.fromCodePoint(FIRST_SIGN + parts.length - 1)
  }
  switch (kind) {
    case 'text':
      return marks === 'all' ? source : piece.words
    case 'code':
      return kept()
    case 'tag':
      return /^<br[\s/>]/i.test(source) ? ' ' : ''
    case 'gap':
      return ' '
    case 'link':
      if (isReference(piece)) return ' '
      return marks === 'all' && /^https?:/i.test(piece.target) && isPlain(piece) ? kept() : inner()
    case 'mark':
      return (marks === 'all' || source.startsWith('~')) && isPlain(piece) ? kept() : inner()
  }
}

/** An address alone, or a reference (`issues#28`) as the label of one. */
function isReference({ words }: InlinePiece): boolean {
  return /#\d+$|^#?\d+$|^(?:https?:|www\.)/.test(words.trim())
}

/** Nothing in it goes. */
function isPlain({ children }: InlinePiece): boolean {
  return children.every((child) => child.kind === 'text' || child.kind === 'code' || (child.kind === 'mark' && isPlain(child)))
}

/** The end of a thought: a sentence, a clause, or what stands before a remark. */
const PAUSE = /(?<=[\p{L}\d)"])(?:[.!?;](?=\s)|:(?=\s)|\s[–-](?=\s)|\s\(|,(?=\s))/gu

/** At most so many visible signs where there is a place to stop; a sentence is never cut in the middle, since it is read out. */
export function cutAtPause(line: QuotedLine, most: number): QuotedLine {
  const { text } = line
  let seen = 0
  let width = 0
  const widthTo = (index: number) => {
    width += wordsIn({ ...line, text: text.slice(seen, index) }).length
    seen = index
    return width
  }
  let at: number | null = null
  for (const { index } of text.matchAll(PAUSE)) {
    const before = widthTo(index)
    if (before > most) {
      at ??= index
      break
    }
    if (before >= most / 4) at = index
  }
  if (at === null || widthTo(text.length) <= most) return line
  return { ...line, text: text.slice(0, at).replace(/[\s,;:–-]+$/, '') }
}

/** As Markdown. `escaped`: for what stands between the marked parts. */
export function markdownOf({ text, parts }: QuotedLine, escaped: (text: string) => string = (same) => same): string {
  return withParts(escaped(text), parts, 'markdown')
}

/** As readers see it. */
export function wordsIn({ text, parts }: QuotedLine): string {
  return withParts(text, parts, 'words')
}

function withParts(text: string, parts: readonly Part[], form: keyof Part): string {
  return parts.length === 0 ? text : text.replace(SIGN, (sign) => parts[(sign.codePointAt(0) ?? 0) - FIRST_SIGN]?.[form] ?? '')
}
