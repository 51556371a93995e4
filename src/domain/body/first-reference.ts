/** The lines of an issue's body that people see as text: neither code nor HTML comments. References in them. */
import { formatRef } from '../reference.ts'

export type BodyLine = {
  /** Without indentation and quote marks, inline comments taken out. */
  readonly text: string
  /** Columns before the text. */
  readonly indent: number
  /** A paragraph, list or heading begins after an empty line. */
  readonly afterBlank: boolean
}

type Fence = { readonly char: string; readonly length: number; readonly container: number; readonly quoted: boolean }

/** Reads as GitHub renders: fences, indented code, `<pre>` and comments are skipped. Linear in the text's length. */
export function visibleLines(body: string): readonly BodyLine[] {
  const lines: BodyLine[] = []
  let fence: Fence | null = null
  let inPre = false
  /** Columns at which the text of the open list items begins. */
  let containers: number[] = []
  let afterBlank = true
  let wasQuoted = false
  for (const raw of withoutComments(body)) {
    const line = withoutQuote(raw.replaceAll('\t', '    '))
    const text = line.trim()
    const indent = line.length - line.trimStart().length
    const quoted = raw.startsWith('>')
    // A fence ends with the quotation it stands in; a line of code that begins with the mark is none.
    if (fence?.quoted && !quoted) fence = null
    if (fence !== null && quoted && !fence.quoted) continue
    if (fence === null && quoted !== wasQuoted) {
      containers = []
      wasQuoted = quoted
    }
    if (fence !== null && text !== '' && indent < fence.container) fence = null
    if (fence !== null) {
      if (closes(text, fence)) fence = null
      continue
    }
    if (inPre) {
      inPre = !/<\/pre>/i.test(text)
      continue
    }
    if (text === '') {
      afterBlank = true
      continue
    }
    if (/^<pre[\s>]/i.test(text)) {
      inPre = !/<\/pre>/i.test(text)
      continue
    }
    const marker = listMarker(text)
    // A line that goes on with the paragraph of an item need not be indented; the item stays open.
    if (afterBlank || marker > 0 || STARTS_A_BLOCK.test(text)) containers = containers.filter((column) => column <= indent)
    const container = containers.at(-1) ?? 0
    // After a blank line four more columns make code; without one the line goes on with the paragraph above.
    if (indent - container >= 4 && (afterBlank || containers.length === 0)) continue
    const begins = afterBlank
    afterBlank = false
    if (marker > 0) containers.push(indent + marker)
    const opened = opensFence(text.slice(marker), indent + marker)
    if (opened) {
      fence = { ...opened, container: marker > 0 ? indent + marker : container, quoted }
      continue
    }
    lines.push({ text, indent, afterBlank: begins })
  }
  return lines
}

const STARTS_A_BLOCK = /^(?:#{1,6}(?: |$)|`{3}|~{3}|[<>]|(?:[-*_] {0,3}){3,}$|=+$)/

/** Columns of a list item's marker with the space after it; 0 when the line is no list item. */
export function listMarker(text: string): number {
  const match = /^(?:[-*+]|\d{1,9}[.)]) {1,4}(?=\S)/.exec(text)
  return match ? match[0].length : 0
}

function opensFence(text: string, indent: number): { char: string; length: number; indent: number } | null {
  const match = /^(`{3,}|~{3,})/.exec(text)
  if (!match?.[1]) return null
  const char = match[1].charAt(0)
  if (char === '`' && text.slice(match[1].length).includes('`')) return null
  return { char, length: match[1].length, indent }
}

function closes(text: string, fence: Fence): boolean {
  if (text.length < fence.length) return false
  for (const char of text) if (char !== fence.char) return false
  return true
}

function withoutQuote(line: string): string {
  const marks = /^(?: {0,3}> ?)+/.exec(line)?.[0] ?? ''
  return line.slice(marks.length)
}

/** Takes comments out, over lines too; one that is never closed swallows the rest only where a line begins with it. */
function withoutComments(body: string): readonly string[] {
  const lines: string[] = []
  const source = body.replaceAll('\r\n', '\n').split('\n')
  const lastClose = source.findLastIndex((line) => line.includes('-->'))
  let inComment = false
  let fence: string | null = null
  source.forEach((line, index) => {
    const mark = /^[ >]{0,12}(?:[-*+] )?(`{3,}|~{3,})/.exec(line)?.[1] ?? null
    // What looks like a comment inside of a fence is code, and must not hide what comes after the fence.
    if (!inComment && fence !== null) {
      if (mark?.startsWith(fence) && line.replace(/^[ >]{1,12}/, '').trim() === mark) fence = null
      lines.push(line)
      return
    }
    if (!inComment && mark !== null && !line.slice(line.indexOf(mark) + mark.length).includes('`')) {
      fence = mark
      lines.push(line)
      return
    }
    let rest = line
    let seen = ''
    for (;;) {
      if (inComment) {
        const end = rest.indexOf('-->')
        if (end < 0) break
        rest = rest.slice(end + 3)
        inComment = false
      }
      const start = commentStart(rest)
      if (start < 0) {
        seen += rest
        break
      }
      const closesLater = rest.indexOf('-->', start + 4) >= 0 || lastClose > index
      if (!closesLater && rest.slice(0, start).trim() !== '') {
        seen += rest
        break
      }
      seen += rest.slice(0, start)
      rest = rest.slice(start + 4)
      inComment = true
    }
    lines.push(seen)
  })
  return lines
}

/** Where a comment begins that is not itself inside of inline code. */
function commentStart(text: string): number {
  const start = text.indexOf('<!--')
  if (start < 0) return -1
  const ticks = text.slice(0, start).split('`').length - 1
  return ticks % 2 === 1 && text.indexOf('`', start) > 0 ? -1 : start
}

export type RefContext = {
  /** `owner/repo` that a bare `#1` belongs to. */
  readonly repository: string
  /** The card of a board link (`?pane=issue&itemId=…`); null when it is not on the board. */
  readonly byItemId?: (databaseId: number) => string | null
}

const URL_REF =
  /https?:\/\/(?:www\.|redirect\.)?github\.com\/([A-Za-z\d][A-Za-z\d-]{0,38})\/([\w.-]{1,100})\/(?:issues|pull)\/(\d{1,9})(?!\d)/i
const BOARD_LINK =
  /https?:\/\/(?:www\.)?github\.com\/(?:orgs|users)\/[\w-]{1,39}\/projects\/\d{1,6}[^\s)]{0,200}?[?&](?:itemId|issue)=[^\s)]{1,300}/i
const ITEM_ID = /[?&]itemId=(\d{1,15})/i
/** Beside the card's id the address of the board names the issue (`issue=owner|repo|1`): a card that is gone does not hide it. */
const NAMED_ISSUE = /[?&]issue=([A-Za-z\d][A-Za-z\d-]{0,38})(?:\||%7C)([\w.-]{1,100})(?:\||%7C)(\d{1,9})(?!\d)/i
/** GitHub links these too, in the repository of the text. */
const GH_REF = /(?<![\w/-])GH-(\d{1,9})(?!\w)/i
const SHORT_REF = /(?<![\w./&#-])(?:([A-Za-z\d][A-Za-z\d-]{0,38})\/([\w.-]{1,100}))?#(\d{1,9})(?![\w])/

/** The first issue a line names, as `owner/repo#1`; inline code names none, and a link's target goes before its label. */
export function firstRef(text: string, context: RefContext): string | null {
  const plain = text.replace(/`[^`\n]*`/g, ' ').replace(/\[([^[\]\n]*)\]\(([^()\s]*)\)/g, (all, _label: string, target: string) => {
    return URL_REF.test(target) || BOARD_LINK.test(target) ? ` ${target} ` : all
  })
  const found = [refOfUrl(plain), refOfBoardLink(plain, context), refOfShort(plain, context), refOfGh(plain, context)]
  const first = found.filter((hit) => hit !== null).sort((a, b) => a.at - b.at)[0]
  return first?.ref ?? null
}

type Hit = { readonly at: number; readonly ref: string }

function refOfUrl(text: string): Hit | null {
  const match = URL_REF.exec(text)
  if (!match?.[1] || !match[2] || !match[3]) return null
  return { at: match.index, ref: formatRef({ owner: match[1], repo: match[2], number: Number(match[3]) }) }
}

function refOfBoardLink(text: string, { byItemId }: RefContext): Hit | null {
  const match = BOARD_LINK.exec(text)
  if (!match) return null
  const id = ITEM_ID.exec(match[0])?.[1]
  const ref = (id === undefined ? undefined : byItemId?.(Number(id))) ?? namedIssue(match[0])
  return ref === null ? null : { at: match.index, ref }
}

function namedIssue(address: string): string | null {
  const [, owner, repo, number] = NAMED_ISSUE.exec(address) ?? []
  return owner && repo && Number(number) > 0 ? formatRef({ owner, repo, number: Number(number) }) : null
}

function refOfGh(text: string, { repository }: RefContext): Hit | null {
  const match = GH_REF.exec(text)
  return match?.[1] && Number(match[1]) > 0 ? { at: match.index, ref: `${repository}#${Number(match[1])}` } : null
}

function refOfShort(text: string, { repository }: RefContext): Hit | null {
  const match = SHORT_REF.exec(text)
  if (!match?.[3]) return null
  const number = Number(match[3])
  if (number === 0) return null
  return { at: match.index, ref: match[1] && match[2] ? `${match[1]}/${match[2]}#${number}` : `${repository}#${number}` }
}
