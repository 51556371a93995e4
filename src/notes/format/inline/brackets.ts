/** `[` and `]`: links, pictures and references as typed, escapes where brackets are none of them. */
import { referenceEnd } from '../../text/definitions.ts'
import { isUnsafeAddress, resourceAt } from '../../text/link-targets.ts'
import { matchDelimiters } from './emphasis.ts'
import { type Bracket, flush, type Piece, replace, type Scan } from './scan.ts'

export function scanOpening(scan: Scan, at: number): number {
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

export function scanClosing(scan: Scan, at: number): number {
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
    return replace(scan, at, at + 1, { out: '\\]' })
  }
  return at + 1
}

export function escapeBracket(opening: Piece): void {
  opening.out = opening.out === '![' ? '!\\[' : '\\['
}
