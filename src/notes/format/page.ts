/** Minutes and articles: every block in its house form, with its indent and the blank lines around it. */

import type { FormatOptions } from '../options.ts'
import { classifyBlocks } from '../structure/blocks/classify-blocks.ts'
import { MAX_DEPTH } from '../structure/limits.ts'
import type { Structure } from '../structure/read-structure.ts'
import { closesEmphasis, closingBackticks, codeSpanEnd, MAX_EMPHASIS, runLength } from '../structure/split-lines.ts'
import { dateIn } from '../text/days.ts'
import { definedLabel, footnoteSign, normalLabel } from '../text/definitions.ts'
import { beginsHtmlBlock, commentEnd, isGithubHtml, isTemplateHint, tagAt } from '../text/github-html.ts'
import { cellsOf } from '../text/table-rows.ts'
import type { OutLine } from './additions.ts'
import { type Block, cleanEnds, gatherBlocks, type Span } from './blocks.ts'
import { formatCode, outdent } from './code-blocks.ts'
import { escapeHashes, houseLevels } from './headings.ts'
import { formatInline } from './inline/inline.ts'
import { type Knowledge, marksOf } from './inline/known-places.ts'
import { escapeStart } from './line-starts.ts'
import { type HouseMarker, houseMarkers, type ListEvent } from './lists.ts'
import { formatDelimiters, formatRow } from './tables.ts'

/** What is the same on the whole page, in its quotations too. */
type PageFacts = {
  readonly knowledge: Knowledge
  /** Of link definitions and footnotes, anywhere in the text. */
  readonly labels: ReadonlySet<string>
  readonly breakLines: boolean
  /** Hyphens; stars where hyphens would be the first line, which GitHub takes for the begin of front matter. */
  readonly rule: '---' | '***'
}

type Page = PageFacts & {
  readonly markers: ReadonlyMap<number, HouseMarker>
  /** Column at which the content of each item's block begins. */
  readonly content: Int32Array
  readonly blocks: readonly Block[]
  readonly nested: boolean
  readonly headings: ReadonlyMap<number, OutLine>
}

export function formatPage(structure: Structure, knowledge: Knowledge, options: FormatOptions): OutLine[] {
  const { blocks, title } = withTitle(gatherBlocks(structure), options)
  const indexes = blocks.flatMap(({ kind }, index) => (kind === 'heading' ? [index] : []))
  const typed = indexes.map((index) => (blocks[index] as Block).level)
  const first = options.firstHeading ?? null
  const levels = title === null ? houseLevels(typed, first, options.nestBelowFirst) : houseLevels([1, ...typed], first, true).slice(1)
  const rule = blocks[0]?.kind === 'rule' && !/^---\s*$/.test(blocks[0].spans[0]?.text ?? '') ? '***' : '---'
  const of: PageFacts = { knowledge, labels: labelsOf(structure), breakLines: options.breakLines === true, rule }
  const headings = new Map(indexes.map((index, i) => [index, formatHeading(blocks[index] as Block, levels[i] as number, of)]))
  const lines = render(pageOf(blocks, of, false, headings))
  return title === null ? lines : addTitle(lines, `${'#'.repeat(first ?? 1)} ${title}`)
}

/** Of link definitions and footnotes, those in quotations as well. */
function labelsOf({ lines }: Structure): ReadonlySet<string> {
  const labels = new Set<string>()
  for (const { kind, text, marker } of lines) {
    if (kind !== 'definition' && kind !== 'quote' && kind !== 'text') continue
    const label = kind === 'text' ? null : definedLabel(text)
    if (label !== null) labels.add(label)
    const sign = kind === 'quote' ? footnoteSign(text) : kind === 'text' ? marker : null
    if (sign?.startsWith('[^')) labels.add(normalLabel(sign.slice(1, -2)))
  }
  return labels
}

/** Above everything but front matter. */
function addTitle(lines: readonly OutLine[], title: string): OutLine[] {
  const matter =
    lines[0]?.text === '---' && lines[0].kind === 'fixed' ? lines.findIndex(({ text }, index) => index > 0 && text === '---') + 1 : 0
  const blank: OutLine = { text: '', input: 0 }
  const rest = lines.slice(matter === 0 ? 0 : matter + 1)
  return [
    ...lines.slice(0, matter),
    ...(matter === 0 ? [] : [blank]),
    { text: title, input: 0 },
    ...(rest.length === 0 ? [] : [blank, ...rest]),
  ]
}

function pageOf(blocks: readonly Block[], facts: PageFacts, nested: boolean, headings: ReadonlyMap<number, OutLine>): Page {
  const events: ListEvent[] = blocks.map(({ kind, parent, marker }, key) =>
    kind === 'item' ? { key, item: { parent, marker } } : { item: null, parent },
  )
  return { ...facts, markers: houseMarkers(events), content: new Int32Array(blocks.length), blocks, nested, headings }
}

/** Minutes begin with a heading that names the day: a first line that is just the day becomes it, else it is put above. */
function withTitle(blocks: Block[], { title }: FormatOptions): { blocks: Block[]; title: string | null } {
  const at = blocks[0]?.kind === 'matter' ? 1 : 0
  const first = blocks[at]
  if (title === undefined || first?.kind === 'heading' || hasTitle(blocks)) return { blocks, title: null }
  const day = first?.spans[0]
  if (first?.kind === 'paragraph' && day && dateIn(day.text) && day.text.split(/\s+/).length <= 7) {
    return { blocks: promoteFirstLine(blocks, at, day), title: null }
  }
  return { blocks, title }
}

function promoteFirstLine(blocks: readonly Block[], at: number, day: Span): Block[] {
  const first = blocks[at] as Block
  const heading: Block = { ...first, kind: 'heading', spans: [day], level: 1 }
  if (first.spans.length === 1) return blocks.map((block, index) => (index === at ? heading : block))
  const rest: Block = { ...first, spans: first.spans.slice(1) }
  return [
    ...blocks.slice(0, at),
    heading,
    rest,
    ...blocks.slice(at + 1).map((block) => (block.parent >= at ? { ...block, parent: block.parent + 1 } : block)),
  ]
}

/** Front matter with a title takes the place of the H1. */
function hasTitle(blocks: readonly Block[]): boolean {
  const matter = blocks[0]?.kind === 'matter' ? blocks[0] : null
  return matter?.spans.some(({ text }) => /^\s{0,20}"?title"?\s{0,20}[:=]/i.test(text)) ?? false
}

function formatHeading({ spans }: Block, level: number, { knowledge, labels }: PageFacts): OutLine {
  const text = escapeHashes(cleanEnds(formatInline(joined(spans), marksOf(spans, knowledge), labels)))
  return { text: text === '' ? '#'.repeat(level) : `${'#'.repeat(level)} ${text}`, input: spans[0]?.number ?? 0 }
}

function joined(spans: readonly Span[]): string {
  return spans.map(({ text, lead }) => lead + text).join('\n')
}

function render(page: Page): OutLine[] {
  const out: OutLine[] = []
  const lastList = new Map<number, number>()
  let previous: Block | null = null
  // How many containers are open, and where the outermost begins in `out`.
  let open = 0
  let begin = 0
  page.blocks.forEach((block, index) => {
    if (block.kind === 'container' && block.marker === 'begin' && ++open === 1) {
      if (out.length > 0) out.push({ text: '', input: 0 })
      begin = out.length
      previous = null
    } else if (block.kind === 'container' && block.marker === 'end' && --open === 0) {
      out.splice(begin, out.length - begin, ...quoted(out.slice(begin)))
      previous = out.length > begin ? block : null
    }
    const lines = renderBlock(page, block, index)
    if (lines.length === 0) return
    if (previous && !goesOnWithQuote(page, previous, block) && needsBlank(page, previous, block, index, lastList))
      out.push({ text: '', input: 0 })
    for (const line of lines) out.push(line)
    if (block.kind === 'item') lastList.set(block.parent, page.markers.get(index)?.list ?? -1)
    previous = block
  })
  return out
}

/** A `:::` container becomes a quotation: GitHub knows no containers. In a list it stays in its item. */
function quoted(lines: readonly OutLine[]): OutLine[] {
  const indent = lines.reduce((least, { text }) => (text === '' ? least : Math.min(least, text.search(/\S/))), MAX_DEPTH * 4)
  const space = lines.every(({ text }) => text === '') ? '' : ' '.repeat(indent)
  return lines.map((line) => ({ ...line, text: line.text === '' ? `${space}>` : `${space}> ${line.text.slice(indent)}` }))
}

/** A quotation that begins behind the bullet of its item. */
function goesOnWithQuote(page: Page, above: Block, block: Block): boolean {
  if (block.kind !== 'quote' || block.blankBefore || page.blocks[block.parent] !== above) return false
  return above.spans.length === 1 && /^>\s/.test(above.spans[0]?.text ?? '')
}

function needsBlank(page: Page, above: Block, block: Block, index: number, lastList: ReadonlyMap<number, number>): boolean {
  if (above.kind !== 'item' || block.kind !== 'item' || block.blankBefore || above.code || block.code) return true
  // A block of HTML goes on to the next blank line.
  if (htmlLines(above.spans) > 0) return true
  const list = page.markers.get(index)?.list ?? -1
  // The item above opens a level of its own when it is the parent.
  return page.blocks[block.parent] !== above && (lastList.get(block.parent) ?? list) !== list
}

function indentOf({ content }: Page, { parent }: Block): number {
  return parent === -1 ? 0 : (content[parent] as number)
}

function renderBlock(page: Page, block: Block, index: number): OutLine[] {
  const indent = indentOf(page, block)
  switch (block.kind) {
    case 'heading': {
      const heading = page.headings.get(index)
      return heading ? [heading] : []
    }
    case 'item':
      return renderItem(page, block, index, indent)
    case 'paragraph':
      return renderParagraph(page, block, indent)
    case 'code':
      return renderCode(block, indent)
    case 'table':
      return renderTable(page, block, indent)
    case 'quote':
      return renderQuote(page, block, indent)
    case 'rule':
      return [{ text: page.rule, input: block.spans[0]?.number ?? 0 }]
    case 'verbatim':
      return renderVerbatim(block, indent)
    case 'container':
      return block.spans.length === 0 ? [] : renderParagraph(page, block, indent)
    case 'matter':
      return block.spans.map(({ text, number }) => ({
        text: text.trimEnd() === '...' ? '---' : text.trimEnd(),
        input: number,
        kind: 'fixed',
      }))
  }
}

function renderItem(page: Page, block: Block, index: number, indent: number): OutLine[] {
  const { marker } = page.markers.get(index) as HouseMarker
  page.content[index] = indent + marker.length + 1
  const bullet = `${' '.repeat(indent)}${marker}`
  if (block.code) {
    const [fence, ...rest] = renderCode(block, indent + marker.length + 1)
    return fence ? [{ ...fence, text: `${bullet} ${fence.text.trimStart()}` }, ...rest] : []
  }
  const [first, ...rest] = textLines(page, block.spans, 'item')
  const space = ' '.repeat(indent + marker.length + 1)
  return [
    {
      text: first === undefined ? bullet : `${bullet} ${first.text}`,
      input: first?.input ?? block.spans[0]?.number ?? 0,
      kind: first?.kind,
    },
    ...rest.map((line) => ({ ...line, text: space + line.text })),
  ]
}

function renderParagraph(page: Page, block: Block, indent: number): OutLine[] {
  const lines = textLines(page, block.spans, 'text')
  const space = ' '.repeat(indent)
  return lines.map(({ text, input }) => ({ text: space + text, input }))
}

/** Lines that come out empty are left out: only a hint stood there. */
function textLines(page: Page, typed: readonly Span[], place: 'text' | 'item'): OutLine[] {
  const comment = leadingComment(typed[0]?.text ?? '')
  if (comment !== '' && !isGithubHtml(typed[0]?.text ?? '')) return linesBehindComment(page, typed, comment)
  const html = place === 'item' ? htmlLines(typed) : 0
  // Words that are added there would stand in HTML, where no escape works.
  const raw = typed.slice(0, html).map(({ text, number }) => ({ text, input: number, kind: 'fixed' as const }))
  return html === 0 ? markdownLines(page, typed, place) : [...raw, ...markdownLines(page, typed.slice(html), 'text')]
}

/** A comment that is no hint and with which the text begins. */
function leadingComment(text: string): string {
  const end = text.startsWith('<!--') ? commentEnd(text, 0) : -1
  return end === -1 || isTemplateHint(text.slice(4, end - 3)) ? '' : text.slice(0, end)
}

/** Words behind such a comment would not be read as Markdown, and addresses in `<>` would be hidden: they get a line of their own. */
function linesBehindComment(page: Page, typed: readonly Span[], comment: string): OutLine[] {
  const [first, ...rest] = typed as readonly [Span, ...Span[]]
  const text = first.text.slice(comment.length).trimStart()
  const behind = { ...first, text, lead: '', column: first.column + first.text.length - text.length }
  return [{ text: comment, input: first.number }, ...markdownLines(page, [behind, ...rest], 'text')]
}

/** How many lines behind a bullet are a block of HTML, in which Markdown is not read. */
function htmlLines(spans: readonly Span[]): number {
  const first = spans[0]?.text ?? ''
  if (first[0] !== '<') return 0
  if (first.startsWith('<!--')) return leadingComment(first) === '' ? 0 : 1
  return beginsHtmlBlock(first, true) && isGithubHtml(spans.map(({ text }) => text).join('\n')) ? spans.length : 0
}

function markdownLines(page: Page, spans: readonly Span[], place: 'text' | 'item'): OutLine[] {
  const formatted = formatInline(joined(spans), marksOf(spans, page.knowledge), page.labels)
  const breakable = breakableEnds(formatted)
  const lines = formatted.split('\n')
  let next = 0
  const shown = spans.flatMap(({ number, lead, broken }, index) => {
    const at = next
    next += (lines[index] ?? '').length + 1
    const text = cleanEnds(lines[index] ?? '')
    if (text === '') return []
    const start =
      (index === 0 && lead !== '' && footnoteSign(lead.trim()) !== null) || beginsLongTag(formatted, at) || beginsEmphasis(lines, index)
        ? text
        : escapeStart(text, index === 0 ? place : index > 0 ? 'line' : 'text')
    return [{ text: start, input: number, ends: breakable[index] === true && (page.breakLines || broken === true) }]
  })
  return shown.map(({ text, input, ends }, index) => ({
    text: ends && index < shown.length - 1 && !/\\$/.test(text) ? `${text}  ` : text,
    input,
  }))
}

/** Over more than one line: no bullet. */
function beginsEmphasis(lines: readonly string[], index: number): boolean {
  return /^\*[^\s*][^*]*$/.test(lines[index] ?? '') && closesEmphasis(lines.slice(index + 1, index + 1 + MAX_EMPHASIS))
}

/** An inline tag whose attributes stand on the lines below. */
function beginsLongTag(text: string, at: number): boolean {
  const tag = text[at] === '<' ? tagAt(text, at) : null
  return tag !== null && text.slice(at, tag.end).includes('\n')
}

/** For each line end: false where it stands in code, a comment or a tag, to which blanks would be added. */
function breakableEnds(text: string): boolean[] {
  if (!text.includes('\n')) return []
  const ends: boolean[] = []
  const closing = closingBackticks(text)
  const lastComment = text.lastIndexOf('-->')
  for (let i = 0; i < text.length; ) {
    const end = inlineEnd(text, i, closing, lastComment)
    const single = end === i + 1
    for (; i < end; i++) if (text[i] === '\n') ends.push(single)
  }
  return ends
}

/** Behind the code span, comment or tag that begins at `i`; the next sign where none does. */
function inlineEnd(text: string, i: number, closing: Map<number, number[]>, lastComment: number): number {
  if (text[i] === '\\') return i + (text[i + 1] === '\n' ? 1 : 2)
  if (text[i] === '`') {
    const end = codeSpanEnd(text, i, closing)
    return end === -1 ? i + runLength(text, i) : end
  }
  if (text[i] !== '<') return i + 1
  const comment = lastComment > i && text.startsWith('<!--', i) ? commentEnd(text, i) : -1
  if (comment !== -1) return comment
  return tagAt(text, i)?.end ?? i + 1
}

function renderVerbatim({ spans, indent }: Block, column: number): OutLine[] {
  const space = ' '.repeat(column)
  return spans.map(({ text, number }) => {
    const line = outdent(text, indent).trimEnd()
    return { text: line === '' ? '' : space + line, input: number, kind: 'fixed' as const }
  })
}

function renderCode({ spans, indent }: Block, column: number): OutLine[] {
  const [fence, ...code] = spans
  const info = (fence?.text ?? '').replace(/^(?:`+|~+)/, '')
  const { open, code: lines, close } = formatCode(info, indent, code)
  const space = ' '.repeat(column)
  return [
    { text: space + open, input: fence?.number ?? 0, kind: 'fixed' },
    ...lines.map(({ text, number }): OutLine => ({ text: text === '' ? '' : space + text, input: number, kind: 'fixed' })),
    { text: space + close, input: 0, kind: 'fixed' },
  ]
}

/** Wider is no table that people typed, and filling up its rows would make a small text huge. */
const MAX_COLUMNS = 100

function renderTable(page: Page, block: Block, indent: number): OutLine[] {
  const { spans } = block
  const rows = spans.map(({ text, number, column }) => ({
    number,
    cells: cellsOf(text).map((cell) => ({ ...cell, at: column + cell.at })),
  }))
  const columns = rows.reduce((most, { cells }) => Math.max(most, cells.length), 1)
  if (columns > MAX_COLUMNS) return renderParagraph(page, block, indent)
  const space = ' '.repeat(indent)
  return rows.map(({ number, cells }, index) => {
    if (index === 1)
      return {
        text:
          space +
          formatDelimiters(
            cells.map(({ text }) => text),
            columns,
          ),
        input: number,
        kind: 'fixed',
      }
    const shown = cells.map(({ text, at }) => {
      const spans = [{ text, lead: '', number, column: at }]
      return cleanEnds(formatInline(text, marksOf(spans, page.knowledge), page.labels))
    })
    return { text: space + formatRow(shown, columns), input: number, kind: 'table' }
  })
}

/** What is quoted is formatted like a page of its own, one `>` less. */
function renderQuote(page: Page, { spans }: Block, indent: number): OutLine[] {
  const inner = spans.map(({ text, number }) => {
    const at = text.indexOf('>') + 1
    const from = text[at] === ' ' ? at + 1 : at
    return { raw: text.slice(from), number, from }
  })
  const columns = new Map(inner.map(({ number, from }) => [number, from]))
  const blocks = gatherBlocks(classifyBlocks(inner), true).map((block) => ({
    ...block,
    spans: block.spans.map((span) => ({ ...span, column: span.column + (columns.get(span.number) ?? 0) })),
  }))
  const headings = blocks.flatMap((block, index): [number, OutLine][] =>
    block.kind === 'heading' ? [[index, formatHeading(block, block.level, page)]] : [],
  )
  const lines = render(pageOf(blocks, page, true, new Map(headings)))
  const sign = `${' '.repeat(indent)}>`
  return lines.map((line) => ({ ...line, text: line.text === '' ? sign : `${sign} ${line.text}` }))
}
