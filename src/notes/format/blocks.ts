/** Lines of a text gathered to the blocks that are put out: what belongs together, in which item it stands. */

import { cellsOf, isDelimiterRow } from '../../domain/markdown/table-rows.ts'
import { isSectionMark } from '../../domain/text/section-marks.ts'
import type { Line, Structure } from '../structure/read-structure.ts'
import { trimmedEnd } from '../structure/split-lines.ts'
import { isGithubHtml } from '../text/github-html.ts'

import { areIdle, commentAt, isIdleOnly, type Visible, visiblePart } from './idle-comments.ts'

/** A stretch of one input line: `text` begins at `column` of it; `lead` is put before it. */
export type Span = {
  readonly text: string
  readonly lead: string
  readonly number: number
  readonly column: number
  /** Two blanks or more at its end: a line break in Markdown. */
  readonly broken?: boolean
}

export type Block = {
  readonly kind: 'heading' | 'item' | 'paragraph' | 'code' | 'table' | 'quote' | 'rule' | 'matter' | 'verbatim' | 'container'
  readonly spans: Span[]
  /** Index of the block of the item it is nested in; -1 for none. */
  readonly parent: number
  readonly blankBefore: boolean
  /** Of a heading. */
  readonly level: number
  /** Of an item, as typed. */
  readonly marker: string
  /** Columns of an opening fence. */
  readonly indent: number
  /** An item whose code begins on its own line: its spans are those of a code block. */
  readonly code: boolean
}

type Gathering = {
  readonly lines: readonly Line[]
  readonly blocks: Block[]
  /** For each line the block it went to; an item that is dropped: the block of the item above it. */
  readonly blockOf: Int32Array
  /** Inside a quotation: front matter is plain text there. */
  readonly nested: boolean
  blank: boolean
  /** An empty bullet above, waiting for its text. */
  waiting: number
}

export function gatherBlocks({ lines }: Pick<Structure, 'lines'>, nested = false): Block[] {
  const gathering: Gathering = { lines, blocks: [], blockOf: new Int32Array(lines.length).fill(-1), nested, blank: false, waiting: -1 }
  for (let i = 0; i < lines.length; ) i = gather(gathering, i)
  settle(gathering)
  return gathering.blocks
}

/** Takes line `i` over, and those that belong to it; returns the next one. */
function gather(gathering: Gathering, i: number): number {
  const line = gathering.lines[i] as Line
  if (gathering.waiting !== -1 && !(line.kind === 'comment' || (isText(line) && line.continues === gathering.waiting))) settle(gathering)
  return TAKERS[line.kind](gathering, i)
}

/** Per kind of line: takes line `i` over, and those that belong to it; returns the next one. */
const TAKERS: Readonly<Record<Line['kind'], (gathering: Gathering, i: number) => number>> = {
  blank: takeBlank,
  comment: addComment,
  container: addContainer,
  definition: addVerbatim,
  markup: addVerbatim,
  underline: (_gathering, i) => i + 1,
  heading: addHeading,
  item: addItem,
  text: takeText,
  image: takeText,
  html: takeText,
  rule: takeRule,
  fence: addCode,
  code: addCode,
  table: (gathering, i) => addRun(gathering, i, 'table'),
  quote: (gathering, i) => addRun(gathering, i, 'quote'),
  'front-matter': takeFrontMatter,
}

function takeBlank(gathering: Gathering, i: number): number {
  gathering.blank = true
  return i + 1
}

function takeText(gathering: Gathering, i: number): number {
  addText(gathering, i, visiblePart(gathering.lines, i), leadOf(gathering.lines[i] as Line))
  return i + 1
}

function takeRule(gathering: Gathering, i: number): number {
  const line = gathering.lines[i] as Line
  open(gathering, { kind: 'rule', parent: -1 }).spans.push(span(line, line.text))
  return i + 1
}

function takeFrontMatter(gathering: Gathering, i: number): number {
  if (!gathering.nested) return addRun(gathering, i, 'matter')
  addText(gathering, i, { text: (gathering.lines[i] as Line).text, from: 0 }, '')
  return i + 1
}

/** An arrow or the sign of a footnote, with the blank behind it as typed. */
function leadOf({ raw, marker, offset, text }: Line): string {
  if (marker === null) return ''
  const glued = text !== '' && !/\s/.test(raw[offset - 1] ?? ' ')
  return glued ? marker : `${marker} `
}

function isText({ kind }: Line): boolean {
  return kind === 'text' || kind === 'image'
}

function open(gathering: Gathering, block: Partial<Block> & Pick<Block, 'kind' | 'parent'>): Block {
  const { blocks, blank } = gathering
  const whole: Block = { spans: [], blankBefore: blank, level: 0, marker: '', indent: 0, code: false, ...block }
  blocks.push(whole)
  gathering.blank = false
  return whole
}

function span(line: Line, text: string, from = 0, lead = ''): Span {
  const start = from + skipEmpty(text, 0)
  const { raw, offset, number } = line
  // Of several lines that share an input line, only the last ends with it.
  const broken = raw.endsWith('  ') && offset + line.text.length >= trimmedEnd(raw)
  return { text: cleanEnds(text), lead, number, column: offset + start, broken }
}

function isEmptySign(sign: string): boolean {
  return /[\s\u200B-\u200D\u2060\uFEFF\0]/.test(sign)
}

function skipEmpty(text: string, at: number): number {
  let start = at
  while (start < text.length && isEmptySign(text[start] as string)) start++
  return start
}

/** Without white space and signs of no width at both ends. */
export function cleanEnds(text: string): string {
  let end = text.length
  while (end > 0 && isEmptySign(text[end - 1] as string)) end--
  return text.slice(Math.min(skipEmpty(text, 0), end), end)
}

function parentOf({ blockOf }: Gathering, line: Line): number {
  return line.parent === -1 ? -1 : (blockOf[line.parent] as number)
}

function addHeading(gathering: Gathering, i: number): number {
  const line = gathering.lines[i] as Line
  const block = open(gathering, { kind: 'heading', parent: -1, level: line.level })
  const { text, from } = visiblePart(gathering.lines, i)
  block.spans.push(span(line, text, from))
  gathering.blockOf[i] = gathering.blocks.length - 1
  return i + 1
}

function addItem(gathering: Gathering, i: number): number {
  const line = gathering.lines[i] as Line
  const { text, from } = visiblePart(gathering.lines, i)
  const next = gathering.lines[i + 1]
  if (next?.kind === 'fence' && next.number === line.number) {
    const end = addCode(gathering, i + 1, { kind: 'item', parent: parentOf(gathering, line), marker: line.marker ?? '-', code: true })
    gathering.blockOf[i] = gathering.blocks.length - 1
    return end
  }
  if (isIdleOnly(text)) {
    gathering.waiting = i
    gathering.blockOf[i] = parentOf(gathering, line)
  } else openItem(gathering, i, span(line, text, from))
  return i + 1
}

function openItem(gathering: Gathering, i: number, first: Span): void {
  const line = gathering.lines[i] as Line
  const block = open(gathering, { kind: 'item', parent: parentOf(gathering, line), marker: line.marker ?? '-' })
  block.spans.push(first)
  gathering.blockOf[i] = gathering.blocks.length - 1
}

/** An empty bullet goes; an empty number is a word and stays. */
function settle(gathering: Gathering): void {
  const { waiting, lines } = gathering
  gathering.waiting = -1
  const line = lines[waiting]
  if (line && /^\d/.test(line.marker ?? '')) openItem(gathering, waiting, span(line, ''))
}

function addText(gathering: Gathering, i: number, { text, from }: Visible, lead: string): void {
  const line = gathering.lines[i] as Line
  const { blocks, blockOf, waiting } = gathering
  if (isIdleOnly(text) && lead === '') {
    blockOf[i] = line.continues === -1 ? -1 : (blockOf[line.continues] as number)
    return
  }
  if (waiting !== -1) {
    gathering.waiting = -1
    openItem(gathering, waiting, span(line, text, from, lead))
    blockOf[i] = blocks.length - 1
    return
  }
  const goesOn = line.continues !== -1 && blockOf[line.continues] === blocks.length - 1 && takesText(blocks.at(-1))
  const block = goesOn ? (blocks.at(-1) as Block) : open(gathering, { kind: 'paragraph', parent: parentOf(gathering, line) })
  block.spans.push(span(line, text, from, lead))
  blockOf[i] = blocks.length - 1
}

function takesText(block: Block | undefined): boolean {
  return block?.kind === 'paragraph' || (block?.kind === 'item' && !block.code)
}

/** Its spans hold the title, none for the line that ends it. */
function addContainer(gathering: Gathering, i: number): number {
  const line = gathering.lines[i] as Line
  const begins = /^:{3,}\s*[\w-]+\s*/.exec(line.text)?.[0]
  const block = open(gathering, { kind: 'container', parent: -1, marker: begins === undefined ? 'end' : 'begin' })
  if (begins !== undefined && begins.length < line.text.length) block.spans.push(span(line, line.text.slice(begins.length), begins.length))
  return i + 1
}

/** Definitions and HTML, line by line as they are. */
function addVerbatim(gathering: Gathering, i: number): number {
  const { lines } = gathering
  const first = lines[i] as Line
  const block = open(gathering, { kind: 'verbatim', parent: parentOf(gathering, first), indent: first.indent })
  let end = i
  for (let line = lines[end]; line?.kind === first.kind && line.parent === first.parent; line = lines[end]) {
    block.spans.push({ text: first.kind === 'definition' ? line.text : line.raw, lead: '', number: line.number, column: 0 })
    end++
    if (first.kind === 'markup' && lines[end]?.number !== line.number + 1) break
  }
  return end
}

/** What somebody wrote in a comment stays, and so do the marks around parts that the app writes. */
function addComment(gathering: Gathering, i: number): number {
  const { lines } = gathering
  const { said, end } = commentAt(lines, i)
  const text = said.map(({ raw }) => raw).join('\n')
  const isMark = isSectionMark(text)
  if (!isMark && areIdle(text)) return end
  const { indent } = lines[i] as Line
  const parent = parentOf(gathering, lines[i] as Line)
  const whole = text.trim().startsWith('<!--') && text.trimEnd().endsWith('-->')
  if (isMark || (whole && isGithubHtml(text))) {
    const block = open(gathering, { kind: 'verbatim', parent, indent })
    for (const { raw, number } of said) block.spans.push({ text: raw, lead: '', number, column: 0 })
  } else {
    // What browsers would read otherwise is shown as text.
    const block = open(gathering, { kind: 'paragraph', parent })
    for (const { raw, number } of said) if (cleanEnds(raw) !== '') block.spans.push({ text: cleanEnds(raw), lead: '', number, column: 0 })
    gathering.blank = true
  }
  return end
}

function addCode(gathering: Gathering, i: number, of?: Partial<Block> & Pick<Block, 'kind' | 'parent'>): number {
  const { lines } = gathering
  const first = lines[i] as Line
  const block = open(gathering, { ...(of ?? { kind: 'code', parent: parentOf(gathering, first) }), indent: first.indent })
  // Indented code has no fence.
  const fence = first.kind === 'fence'
  block.spans.push({ text: fence ? first.text : '', lead: '', number: fence ? first.number : 0, column: first.offset })
  let end = fence ? i + 1 : i
  while (lines[end]?.kind === 'code') {
    const { raw, number } = lines[end] as Line
    block.spans.push({ text: raw, lead: '', number, column: 0 })
    end++
  }
  if (lines[end]?.kind === 'fence') return end + 1
  while (block.spans.length > 1 && block.spans.at(-1)?.text.trim() === '') block.spans.pop()
  return end
}

function addRun(gathering: Gathering, i: number, kind: 'table' | 'quote' | 'matter'): number {
  const { lines } = gathering
  const first = lines[i] as Line
  const block = open(gathering, { kind, parent: kind === 'matter' ? -1 : parentOf(gathering, first) })
  let end = i
  for (; end < lines.length; end++) {
    const line = lines[end] as Line
    if (line.kind !== first.kind || (line.parent !== first.parent && kind !== 'matter')) break
    if (kind === 'table' && end > i + 1 && isDelimiterRow(lines[end + 1]?.raw ?? '') && cellsOf(line.text).length === 0) break
    block.spans.push({
      text: kind === 'table' ? line.text : line.raw,
      lead: '',
      number: line.number,
      column: kind === 'table' ? line.offset : 0,
    })
  }
  return end
}
