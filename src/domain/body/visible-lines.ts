/**
 * The visible lines of a body or comment, as GitHub renders it: without code (fenced, indented, `<pre>`) and HTML comments. Use this
 * to search for text that people wrote. Pure.
 */
import { closesFence, type Fence, openingFence } from '../markdown/fence.ts'
import { commentEnds, commentsOn } from '../markdown/hidden-comments.ts'

export type BodyLine = {
  /** Without indentation and quote marks, inline comments taken out. */
  readonly text: string
  /** Columns before the text. */
  readonly indent: number
  /** A paragraph, list or heading begins after an empty line. */
  readonly afterBlank: boolean
  /** It stands in a quotation. */
  readonly isQuoted: boolean
  /** Index of the line in the body, split at line feeds. */
  readonly line: number
}

/** One line behind its quote marks, tabs as four spaces. */
type Cursor = { readonly text: string; readonly indent: number; readonly isQuoted: boolean }

type Pass = {
  readonly lines: BodyLine[]
  readonly commentEnd: ReturnType<typeof commentEnds>
  fence: (Fence & { readonly container: number; readonly isQuoted: boolean }) | null
  /** Index of the line that ends the open comment; -1. */
  commentTo: number
  inPre: boolean
  /** Columns at which the text of the open list items begins. */
  containers: number[]
  afterBlank: boolean
  wasQuoted: boolean
}

/** Linear in the text's length. */
export function visibleLines(body: string): readonly BodyLine[] {
  const source = body.replaceAll('\r\n', '\n').split('\n')
  const pass: Pass = {
    lines: [],
    commentEnd: commentEnds(source),
    fence: null,
    commentTo: -1,
    inPre: false,
    containers: [],
    afterBlank: true,
    wasQuoted: false,
  }
  source.forEach((raw, index) => {
    if (isInFence(pass, cursorOf(raw))) return
    const here = cursorOf(withoutComments(pass, raw, index))
    if (!isInPre(pass, here.text)) addLine(pass, here, index)
  })
  return pass.lines
}

function cursorOf(raw: string): Cursor {
  const line = raw.replaceAll('\t', '    ')
  const behind = line.slice(/^(?: {0,3}> ?)+/.exec(line)?.[0].length ?? 0)
  return { text: behind.trim(), indent: behind.length - behind.trimStart().length, isQuoted: behind.length < line.length }
}

/** The line is code of the open fence, or closes it. */
function isInFence(pass: Pass, { text, indent, isQuoted }: Cursor): boolean {
  const { fence } = pass
  if (fence === null) return false
  // In code outside of a quotation its mark is a sign like any other.
  if (isQuoted && !fence.isQuoted) return true
  // It ends with the quotation or the list item that it stands in.
  if ((fence.isQuoted && !isQuoted) || (text !== '' && indent < fence.container)) {
    pass.fence = null
    return false
  }
  if (closesFence(text, fence)) pass.fence = null
  return true
}

/** Takes comments out of a line; one that is never closed swallows the rest of the text only where the line begins with it. */
function withoutComments(pass: Pass, line: string, index: number): string {
  if (pass.commentTo > index) return ''
  const rest = pass.commentTo === index ? line.slice(line.indexOf('-->') + 3) : line
  const { closed, open } = commentsOn(rest)
  let seen = ''
  let at = 0
  for (const { from, to } of closed) {
    seen += rest.slice(at, from)
    at = to
  }
  if (open === -1) return seen + rest.slice(at)
  const end = pass.commentEnd(index, open)
  const before = seen + rest.slice(at, open)
  if (end === -1 && before.trim() !== '') return seen + rest.slice(at)
  pass.commentTo = end === -1 ? Number.POSITIVE_INFINITY : end
  return before
}

function isInPre(pass: Pass, text: string): boolean {
  const begins = !pass.inPre && /^<pre[\s>]/i.test(text)
  if (!pass.inPre && !begins) return false
  pass.inPre = !/<\/pre>/i.test(text)
  return true
}

function addLine(pass: Pass, { text, indent, isQuoted }: Cursor, line: number): void {
  if (isQuoted !== pass.wasQuoted) pass.containers = []
  pass.wasQuoted = isQuoted
  if (text === '') {
    pass.afterBlank = true
    return
  }
  const marker = listMarker(text)
  // A line that goes on with the paragraph of an item need not be indented; the item stays open.
  if (pass.afterBlank || marker > 0 || STARTS_A_BLOCK.test(text)) pass.containers = pass.containers.filter((column) => column <= indent)
  const container = pass.containers.at(-1) ?? 0
  // After a blank line four more columns make code; without one the line goes on with the paragraph above.
  if (indent - container >= 4 && (pass.afterBlank || pass.containers.length === 0)) return
  const { afterBlank } = pass
  pass.afterBlank = false
  if (marker > 0) pass.containers.push(indent + marker)
  const fence = openingFence(text.slice(marker))
  if (fence) pass.fence = { ...fence, container: marker > 0 ? indent + marker : container, isQuoted }
  else pass.lines.push({ text, indent, afterBlank, isQuoted, line })
}

const STARTS_A_BLOCK = /^(?:#{1,6}(?: |$)|`{3}|~{3}|[<>]|(?:[-*_] {0,3}){3,}$|=+$)/

/** Columns of a list item's marker with the space after it; 0 when the line is no list item. */
export function listMarker(text: string): number {
  const match = /^(?:[-*+]|\d{1,9}[.)]) {1,4}(?=\S)/.exec(text)
  return match ? match[0].length : 0
}
