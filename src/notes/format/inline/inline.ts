/**
 * One paragraph, heading or cell in house format: bare addresses and proved references become links, emphasis is `*`, and
 * signs that Markdown or HTML would misread are escaped, so that everything typed stays visible. One pass over the text.
 */

import { closingBackticks, codeSpanEnd, runLength } from '../../structure/split-lines.ts'
import { referenceEnd } from '../../text/definitions.ts'
import { commentEnd, type Tag, tagAt } from '../../text/github-html.ts'
import { isUnsafeAddress, resourceAt } from '../../text/link-targets.ts'
import { bareUrlEnd, emailEnd, isPlainEmail, linkForUrl } from './bare-urls.ts'
import { type Delimiter, delimiterAt, free, matchDelimiters, signBefore } from './emphasis.ts'
import { type Mark, type Marked, withoutHints } from './strip-hints.ts'

type Piece = {
  out: string
  /** Shown instead inside the label of a link, where no other link can stand. */
  readonly inLink?: string
  readonly delimiter?: Delimiter
}

type Bracket = {
  readonly piece: number
  readonly image: boolean
  readonly delimiters: number
  /** So many of all delimiters stand before it. */
  readonly before: number
  readonly at: number
  /** A `)` or `]` stands directly before it in the output. */
  readonly glued: boolean
}

type Scan = {
  readonly text: string
  readonly pieces: Piece[]
  readonly brackets: Bracket[]
  /** Of the text outside of closed links. */
  readonly delimiters: Delimiter[]
  /** All of them, for counting what stays unmatched. */
  readonly all: Delimiter[]
  readonly links: { readonly from: number; readonly to: number }[]
  readonly labels: ReadonlySet<string>
  /** Where the last comment ends; -1. */
  readonly lastComment: number
  /** Piece at which an `<a …>` was opened; -1. */
  anchor: number
  from: number
  /** So many of the open brackets stand around a link: they cannot become links themselves. */
  around: number
  /** Where a backslash stands that escapes nothing, and must not begin to. */
  slash: number
}

const NOTHING_SPECIAL = /^[^\\`*_[\]<&@$\t\0]*$/
const NO_LABELS: ReadonlySet<string> = new Set()

/** Line breaks stay where they are. `labels`: of link definitions and footnotes, as `normalLabel` writes them. */
export function formatInline(text: string, marks: readonly Mark[], labels: ReadonlySet<string> = NO_LABELS): string {
  if (marks.length === 0 && NOTHING_SPECIAL.test(text) && !text.includes('://') && !/www\./i.test(text)) return collapse(text)
  let before = text
  let { out, delimiters } = formatVisible(text.includes('<!--') ? withoutHints(text, marks) : { text, marks }, labels)
  // A link or an escape may change what the emphasis beside it is: looked at again, until it stays.
  for (let round = 0; delimiters && out !== before && round < MAX_ROUNDS; round++) {
    before = out
    const again = formatVisible({ text: out, marks: [] }, labels)
    out = again.out
    delimiters = again.delimiters
  }
  return out
}

const MAX_ROUNDS = 4

function formatVisible({ text, marks }: Marked, labels: ReadonlySet<string>): { out: string; delimiters: boolean } {
  const scan: Scan = {
    text,
    pieces: [],
    brackets: [],
    delimiters: [],
    all: [],
    links: [],
    labels,
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

function collapse(text: string): string {
  return text.replace(/[ \t]{2,}|\t/g, ' ')
}

function scanText(scan: Scan, marks: readonly Mark[]): void {
  const { text } = scan
  const closing = closingBackticks(text)
  const dollars = text.indexOf('$') !== text.lastIndexOf('$')
  const emails = /[A-Za-z\d._+-]@[A-Za-z\d_-]/.test(text)
  let mark = 0
  let i = 0
  while (i < text.length) {
    while (mark < marks.length && (marks[mark] as Mark).at < i) mark++
    const known = marks[mark]
    if (known && known.at === i) {
      mark++
      const typed = text.slice(i, i + known.length)
      if (known.length === 0) i = replace(scan, i, i, known.shown)
      else i = replace(scan, i, i + known.length, known.shown, typed)
      continue
    }
    const sign = text[i] as string
    if (sign === '\\') {
      if (isEscapable(text.charCodeAt(i + 1))) i += 2
      else scan.slash = i++
    } else if (sign === '`') i = scanCode(scan, i, closing)
    else if (sign === '*' || sign === '_') i = scanDelimiter(scan, i)
    else if (sign === '[') i = scanOpening(scan, i)
    else if (sign === '!' && text[i + 1] === '[') i = scanOpening(scan, i)
    else if (sign === ']') i = scanClosing(scan, i)
    else if (sign === '<') {
      i = scanAngle(scan, i)
    } else if (sign === '$' && dollars) i = replace(scan, i, i + 1, '\\$')
    else if (sign === '\0') i = replace(scan, i, i + 1, '\uFFFD')
    else if (isAddressSign(text.charCodeAt(i))) i = scanWord(scan, i, emails)
    else i++
  }
  flush(scan, text.length)
}

/** ASCII punctuation: the signs that a backslash takes their meaning from. */
function isEscapable(code: number): boolean {
  return (code >= 33 && code <= 47) || (code >= 58 && code <= 64) || (code >= 91 && code <= 96) || (code >= 123 && code <= 126)
}

/** Text not yet taken over, up to `to`. */
function flush(scan: Scan, to: number): void {
  if (to > scan.from) scan.pieces.push({ out: collapse(scan.text.slice(scan.from, to)) })
  scan.from = to
}

function replace(scan: Scan, from: number, to: number, out: string, inLink?: string): number {
  flush(scan, from)
  if (scan.slash === from - 1) scan.pieces.push({ out: '\\' })
  scan.pieces.push(inLink === undefined ? { out } : { out, inLink })
  scan.from = to
  return to
}

function scanCode(scan: Scan, at: number, closing: Map<number, number[]>): number {
  const { text } = scan
  const length = runLength(text, at)
  const end = codeSpanEnd(text, at, closing)
  // Left alone it could pair with a later one.
  if (end === -1) return replace(scan, at, at + length, '\\`'.repeat(length))
  const typed = text.slice(at, end).replaceAll('\0', '\uFFFD')
  return replace(scan, at, end, typed, typed)
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

function scanOpening(scan: Scan, at: number): number {
  flush(scan, at)
  const image = scan.text[at] === '!'
  const next = at + (image ? 2 : 1)
  const before = scan.pieces.at(-1)
  // Some readers of Markdown take `:name[` for a directive.
  if (before && !before.delimiter && before.inLink === undefined)
    before.out = before.out.replace(/(?<!\\):(?=[\p{L}\p{N}_-]{1,60}$)/u, '\\:')
  const glued = /[)\]]$/.test(scan.pieces.at(-1)?.out.slice(-1) ?? '')
  scan.brackets.push({ piece: scan.pieces.length, image, delimiters: scan.delimiters.length, before: scan.all.length, at, glued })
  scan.pieces.push({ out: scan.text.slice(at, next) })
  scan.from = next
  return next
}

function scanClosing(scan: Scan, at: number): number {
  const bracket = scan.brackets.pop()
  if (!bracket) return at + 1
  const active = scan.brackets.length >= scan.around
  scan.around = Math.min(scan.around, scan.brackets.length)
  const resource = scan.text[at + 1] === '(' ? resourceAt(scan.text, at + 1) : null
  const isLink = resource && (bracket.image || active) && !isUnsafeAddress(resource.destination, bracket.image)
  if (!isLink) return closeReference(scan, bracket, at, active) ?? closeLiteral(scan, bracket, at)
  flush(scan, at)
  const inner = scan.delimiters.splice(bracket.delimiters)
  matchDelimiters(inner)
  const label = scan.text.slice(bracket.at + (bracket.image ? 2 : 1), at)
  const target = resource.title === '' ? `(${resource.raw})` : `(${resource.raw} ${resource.title})`
  closeLink(scan, bracket, target)
  // A line break at the edge of the label or in the address stands outside of the link from now on.
  const opening = scan.pieces[bracket.piece] as Piece
  opening.out = breaksOf(label.slice(0, label.length - label.trimStart().length)) + opening.out
  const after = (label.trim() === '' ? '' : breaksOf(label.slice(label.trimEnd().length))) + breaksOf(scan.text.slice(at, resource.end))
  if (after) scan.pieces.push({ out: after })
  scan.from = resource.end
  if (!bracket.image) scan.around = scan.brackets.length
  return resource.end
}

function breaksOf(text: string): string {
  return text.replace(/[^\n]/g, '')
}

function closeLink(scan: Scan, bracket: Bracket, target: string): void {
  const { pieces } = scan
  trimLabel(pieces, bracket.piece + 1)
  pieces.push({ out: `]${target}` })
  scan.links.push({ from: bracket.piece, to: pieces.length })
}

function trimLabel(pieces: readonly Piece[], first: number): void {
  const start = pieces[first]
  const end = pieces.at(-1)
  if (start && !start.delimiter) start.out = start.out.trimStart()
  if (end && !end.delimiter) end.out = end.out.trimEnd()
}

/** `[words][label]`, `[label][]`, `[label]` and `[^1]` of a known label stay as typed; null when the label is not known. */
function closeReference(scan: Scan, bracket: Bracket, at: number, active: boolean): number | null {
  const { text, pieces } = scan
  if (!bracket.image && !active) return null
  const label = text.slice(bracket.at + (bracket.image ? 2 : 1), at)
  const end = referenceEnd(text, at, label, scan.labels)
  if (end === -1) return null
  flush(scan, at)
  const inner = scan.delimiters.splice(bracket.delimiters)
  if (end > at + 1 && text.slice(at + 2, end - 1).trim() !== '') matchDelimiters(inner)
  else {
    // The words are the label: a changed sign would name another one.
    scan.all.length = bracket.before
    pieces.length = bracket.piece + 1
    pieces.push({ out: label, inLink: label })
  }
  pieces.push({ out: text.slice(at, end) })
  scan.links.push({ from: bracket.piece, to: pieces.length })
  scan.from = end
  if (!bracket.image) scan.around = scan.brackets.length
  return end
}

/** Brackets that are no link: escaped where another rule of Markdown would make something of them. */
function closeLiteral(scan: Scan, bracket: Bracket, at: number): number {
  const { text } = scan
  const opening = scan.pieces[bracket.piece] as Piece
  const after = text[at + 1]
  if (bracket.glued || after === '(' || after === ':' || text[bracket.at + (bracket.image ? 2 : 1)] === '^') {
    escapeBracket(opening)
    return replace(scan, at, at + 1, '\\]')
  }
  return at + 1
}

function escapeBracket(opening: Piece): void {
  opening.out = opening.out === '![' ? '!\\[' : '\\['
}

const AUTOLINK =
  /<(?:[A-Za-z][A-Za-z\d+.-]{1,31}:[^\s<>\0-\x20]*|[A-Za-z\d.!#$%&'*+/=?^_`{|}~-]{1,256}@[A-Za-z\d](?:[A-Za-z\d.-]{0,253}[A-Za-z\d])?)>/y

/** `<https://…>`, HTML that GitHub renders and comments stay; any other `<` of HTML is escaped: what was typed behind it stays visible. */
function scanAngle(scan: Scan, at: number): number {
  AUTOLINK.lastIndex = at
  const typed = AUTOLINK.exec(scan.text)?.[0]
  if (typed !== undefined && !isUnsafeAddress(typed.slice(1))) return replace(scan, at, at + typed.length, typed, typed)
  const comment = at < scan.lastComment && scan.text.startsWith('<!--', at) ? commentEnd(scan.text, at) : -1
  if (comment !== -1) return replace(scan, at, comment, scan.text.slice(at, comment), scan.text.slice(at, comment))
  const tag = tagAt(scan.text, at)
  if (tag) return keepTag(scan, at, tag)
  return /[A-Za-z/!?]/.test(scan.text[at + 1] ?? '') ? replace(scan, at, at + 1, '\\<') : at + 1
}

function keepTag(scan: Scan, at: number, { name, end, closing }: Tag): number {
  const typed = scan.text.slice(at, end)
  replace(scan, at, end, typed, typed)
  if (name === 'a' && !closing) scan.anchor = scan.pieces.length
  // No link stands in a link.
  if (name === 'a' && closing && scan.anchor !== -1) {
    scan.links.push({ from: scan.anchor, to: scan.pieces.length - 1 })
    scan.anchor = -1
  }
  return end
}

/** Letters, digits and `. + - _` of ASCII: what an e-mail address may begin with. */
function isAddressSign(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 43 ||
    code === 45 ||
    code === 46 ||
    code === 95
  )
}

/** `at` begins a word, or what is left of one behind an address: all of it is looked at here. */
function scanWord(scan: Scan, at: number, emails: boolean): number {
  const { text } = scan
  if (emails && text[at - 1] !== '/' && addressAt(text, at) === -1) {
    const end = emailEnd(text, at)
    if (end !== -1) {
      const address = text.slice(at, end)
      const glued = isWordBefore(text, at) || /^[#\p{L}\p{N}\p{M}]/u.test(text.slice(end, end + 2))
      if (isPlainEmail(address) && !glued) return replace(scan, at, end, `<${address}>`, address)
      const sign = text.indexOf('@', at)
      return replace(scan, sign, sign + 1, '\\@', '@')
    }
  }
  let next = at
  // A scheme may follow other signs of the word (`.https://`); the rest of the word is plain.
  for (; next < text.length && isAddressSign(text.charCodeAt(next)) && text[next] !== '_'; next++) {
    const found = addressAt(text, next)
    if (found > next) {
      const url = text.slice(next, found)
      // Glued to a word a link would tear the word apart.
      if (isWordBefore(text, next)) return replace(scan, text.indexOf(':', next), text.indexOf(':', next) + 1, '\\:', ':')
      return replace(scan, next, found, linkForUrl(url), url)
    }
  }
  return next > at ? next : at + 1
}

/** End of the bare URL at `at`; -1 when none begins there. */
function addressAt(text: string, at: number): number {
  const sign = text[at]
  if (sign !== 'h' && sign !== 'H' && sign !== 'w' && sign !== 'W') return -1
  const before = text[at - 1]
  if (before !== undefined && /[A-Za-z]/.test(before)) return -1
  const head = /^(?:https?:\/\/|www\.)(?=[^\s<>.,:;!?'"`*_~)(\]])/i.exec(text.slice(at, at + 12))
  if (!head) return -1
  // Markdown takes `www.` only behind white space and a few signs.
  if (/^w/i.test(head[0]) && before !== undefined && !/[\s(*_[\]~]/.test(before)) return -1
  const end = bareUrlEnd(text, at)
  return end > at + head[0].length ? end : -1
}

function isWordBefore(text: string, at: number): boolean {
  return at > 0 && /[\p{L}\p{N}\p{M}]/u.test(signBefore(text, at))
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
