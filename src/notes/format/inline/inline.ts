/**
 * One paragraph, heading or cell in house format: bare addresses and proved references become links, emphasis is `*`, and
 * signs that Markdown or HTML would misread are escaped, so that everything typed stays visible. One pass over the text.
 */

import { GITHUB_COM, type GithubWeb } from '../../../domain/github-web.ts'
import { closingBackticks, codeSpanEnd, runLength } from '../../structure/split-lines.ts'
import { scanAngle } from './angles.ts'
import { escapeBracket, scanClosing, scanOpening } from './brackets.ts'
import { type Delimiter, delimiterAt, free, matchDelimiters } from './emphasis.ts'
import { collapse, flush, type Piece, replace, type Scan } from './scan.ts'
import { type Mark, type Marked, withoutIdleComments } from './strip-comments.ts'
import { isAddressSign, scanWord } from './words.ts'

const NOTHING_SPECIAL = /^[^\\`*_[\]<&@$\t\0]*$/
const NO_LABELS: ReadonlySet<string> = new Set()

/** `labels`: of link definitions and footnotes, as `normalLabel` writes them. */
export type InlineFacts = { readonly labels?: ReadonlySet<string>; readonly github?: GithubWeb }

/** Line breaks stay where they are. */
export function formatInline(text: string, marks: readonly Mark[], facts: InlineFacts = {}): string {
  if (marks.length === 0 && NOTHING_SPECIAL.test(text) && !text.includes('://') && !/www\./i.test(text)) return collapse(text)
  let before = text
  let { out, delimiters } = formatVisible(text.includes('<!--') ? withoutIdleComments(text, marks) : { text, marks }, facts)
  // A link or an escape may change what the emphasis beside it is: looked at again, until it stays.
  for (let round = 0; delimiters && out !== before && round < MAX_ROUNDS; round++) {
    before = out
    const again = formatVisible({ text: out, marks: [] }, facts)
    out = again.out
    delimiters = again.delimiters
  }
  return out
}

const MAX_ROUNDS = 4

function formatVisible(
  { text, marks }: Marked,
  { labels = NO_LABELS, github = GITHUB_COM }: InlineFacts,
): { out: string; delimiters: boolean } {
  const scan: Scan = {
    text,
    pieces: [],
    brackets: [],
    delimiters: [],
    all: [],
    links: [],
    labels,
    github,
    lastComment: text.lastIndexOf('-->'),
    anchor: -1,
    from: 0,
    around: 0,
    slash: -2,
  }
  scanText(scan, marks)
  for (const { piece, glued } of scan.brackets) if (glued) escapeBracket(scan.pieces[piece] as Piece)
  matchDelimiters(scan.delimiters)
  return render(scan)
}

function scanText(scan: Scan, marks: readonly Mark[]): void {
  const { text } = scan
  const context: TextFacts = {
    closing: closingBackticks(text),
    dollars: text.indexOf('$') !== text.lastIndexOf('$'),
    emails: /[A-Za-z\d._+-]@[A-Za-z\d_-]/.test(text),
  }
  let mark = 0
  for (let i = 0; i < text.length; ) {
    while (mark < marks.length && (marks[mark] as Mark).at < i) mark++
    const known = marks[mark]
    if (known && known.at === i) {
      mark++
      i = replace(scan, i, i + known.length, shownFor(known, text))
    } else i = scanSign(scan, i, context)
  }
  flush(scan, text.length)
}

/** What is the same for the whole text. */
type TextFacts = {
  /** See `closingBackticks`. */
  readonly closing: Map<number, number[]>
  /** More than one dollar: GitHub would read mathematics. */
  readonly dollars: boolean
  /** It may hold an e-mail address. */
  readonly emails: boolean
}

function shownFor({ at, length, shown }: Mark, text: string): Piece {
  return length === 0 ? { out: shown } : { out: shown, inLink: text.slice(at, at + length) }
}

/** What begins at `i`; returns where the next begins. */
function scanSign(scan: Scan, i: number, { closing, dollars, emails }: TextFacts): number {
  const { text } = scan
  const sign = text[i] as string
  if (sign === '\\') return scanBackslash(scan, i)
  if (sign === '`') return scanCode(scan, i, closing)
  if (sign === '*' || sign === '_') return scanDelimiter(scan, i)
  if (sign === '[' || (sign === '!' && text[i + 1] === '[')) return scanOpening(scan, i)
  if (sign === ']') return scanClosing(scan, i)
  if (sign === '<') return scanAngle(scan, i)
  if (sign === '$' && dollars) return replace(scan, i, i + 1, { out: '\\$' })
  if (sign === '\0') return replace(scan, i, i + 1, { out: '\uFFFD' })
  return isAddressSign(text.charCodeAt(i)) ? scanWord(scan, i, emails) : i + 1
}

function scanBackslash(scan: Scan, i: number): number {
  if (isEscapable(scan.text.charCodeAt(i + 1))) return i + 2
  scan.slash = i
  return i + 1
}

/** ASCII punctuation: the signs that a backslash takes their meaning from. */
function isEscapable(code: number): boolean {
  return (code >= 33 && code <= 47) || (code >= 58 && code <= 64) || (code >= 91 && code <= 96) || (code >= 123 && code <= 126)
}

function scanCode(scan: Scan, at: number, closing: Map<number, number[]>): number {
  const { text } = scan
  const length = runLength(text, at)
  const end = codeSpanEnd(text, at, closing)
  // Left alone it could pair with a later one.
  if (end === -1) return replace(scan, at, at + length, { out: '\\`'.repeat(length) })
  const typed = text.slice(at, end).replaceAll('\0', '\uFFFD')
  return replace(scan, at, end, { out: typed, inLink: typed })
}

function scanDelimiter(scan: Scan, at: number): number {
  flush(scan, at)
  const count = runLength(scan.text, at)
  const delimiter = delimiterAt(scan.text, at, count)
  scan.pieces.push({ out: scan.text.slice(at, at + count), delimiter })
  scan.delimiters.push(delimiter)
  scan.all.push(delimiter)
  scan.from = at + count
  return at + count
}

function render({ pieces, all, links }: Scan): { out: string; delimiters: boolean } {
  const inLink = new Int32Array(pieces.length + 1)
  for (const { from, to } of links) {
    inLink[from] = (inLink[from] as number) + 1
    inLink[to] = (inLink[to] as number) - 1
  }
  const unmatched = new Map<string, number>()
  for (const delimiter of all) {
    const key = delimiter.sign.repeat(Math.min(free(delimiter), 4))
    unmatched.set(key, (unmatched.get(key) ?? 0) + 1)
  }
  let depth = 0
  let out = ''
  pieces.forEach((piece, index) => {
    depth += inLink[index] as number
    if (piece.delimiter) out += showDelimiter(piece.delimiter, unmatched, isBeside(pieces, index))
    else out += depth > 0 && piece.inLink !== undefined ? piece.inLink : piece.out
  })
  return { out, delimiters: all.length > 0 }
}

function isBeside(pieces: readonly Piece[], index: number): boolean {
  return pieces[index - 1]?.delimiter !== undefined || pieces[index + 1]?.delimiter !== undefined
}

/** Signs left over are escaped where two of them with spaces around would look like emphasis that was meant. */
function showDelimiter(delimiter: Delimiter, unmatched: ReadonlyMap<string, number>, beside: boolean): string {
  const rest = free(delimiter)
  const used = delimiter.closing + delimiter.opening
  const left = delimiter.sign.repeat(rest)
  const risky = rest > 0 && (used > 0 || beside || (delimiter.loose && (unmatched.get(delimiter.sign.repeat(Math.min(rest, 4))) ?? 0) > 1))
  const shown = risky ? left.replace(/[*_]/g, '\\$&') : left
  return '*'.repeat(delimiter.closing) + shown + '*'.repeat(delimiter.opening)
}
