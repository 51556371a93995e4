/** Minutes and articles: every block in its house form, with its indent and the blank lines around it. */

import { dateIn } from './days.ts'
import type { OutLine } from './format-additions.ts'
import { type Block, cleanEnds, gatherBlocks, type Span } from './format-blocks.ts'
import { formatCode } from './format-code.ts'
import { documentAnchors, escapeHashes, houseLevels, keepLastSign } from './format-headings.ts'
import { formatInline } from './format-inline.ts'
import { escapeStart } from './format-lines.ts'
import { type HouseMarker, houseMarkers, type ListEvent } from './format-lists.ts'
import { type Knowledge, marksOf } from './format-marks.ts'
import { cellsOf, formatDelimiters, formatRow } from './format-tables.ts'
import { headingDate } from './meetings.ts'
import type { FormatOptions } from './options.ts'
import type { Structure } from './structure.ts'
import { classifyBlocks } from './structure-blocks.ts'

type Page = {
  readonly knowledge: Knowledge
  readonly anchors: ReadonlySet<string>
  readonly markers: ReadonlyMap<number, HouseMarker>
  /** Column at which the content of each item's block begins. */
  readonly content: Int32Array
  readonly blocks: readonly Block[]
  readonly nested: boolean
  readonly headings: ReadonlyMap<number, OutLine>
}

export function formatPage(structure: Structure, knowledge: Knowledge, options: FormatOptions): OutLine[] {
  const gathered = withTitle(gatherBlocks(structure), structure, options)
  const { blocks, title } = gathered
  const levels = headingLevels(blocks, title, options)
  const headings = new Map<number, OutLine>()
  blocks.forEach((block, index) => {
    const level = levels.get(index)
    if (level !== undefined) headings.set(index, formatHeading(block, level, knowledge))
  })
  const texts = [...(title === null ? [] : [title]), ...[...headings.values()].map(({ text }) => text.replace(/^#+ ?/, ''))]
  if (title !== null) {
    const matter = blocks[0]?.kind === 'matter' ? 1 : 0
    const level = '#'.repeat(levels.get(-1) ?? 1)
    const above = matter ? [...render(pageOf(blocks.slice(0, 1), knowledge, new Set(), false, new Map())), { text: '', input: 0 }] : []
    const rest = render(pageOf(blocks.slice(matter), knowledge, documentAnchors(texts), false, shifted(headings, matter)))
    const heading = { text: `${level} ${title}`, input: 0 }
    return rest.length === 0 ? [...above, heading] : [...above, heading, { text: '', input: 0 }, ...rest]
  }
  return render(pageOf(blocks, knowledge, documentAnchors(texts), false, headings))
}

function shifted(headings: ReadonlyMap<number, OutLine>, by: number): ReadonlyMap<number, OutLine> {
  return by === 0 ? headings : new Map([...headings].map(([index, line]) => [index - by, line]))
}

function pageOf(
  blocks: readonly Block[],
  knowledge: Knowledge,
  anchors: ReadonlySet<string>,
  nested: boolean,
  headings: ReadonlyMap<number, OutLine>,
): Page {
  const events: ListEvent[] = blocks.map(({ kind, parent, marker, spans }, key) =>
    kind === 'item' ? { key, item: { parent, marker, empty: isEmpty(spans) } } : { item: null, parent },
  )
  return { knowledge, anchors, markers: houseMarkers(events), content: new Int32Array(blocks.length), blocks, nested, headings }
}

function isEmpty(spans: readonly Span[]): boolean {
  return spans.every(({ text, lead }) => text === '' && lead === '')
}

/**
 * A text begins with a heading: a first line that is just the day becomes one, else the day (or `Notes`) is put above.
 * A rule before everything separates nothing.
 */
function withTitle(gathered: Block[], structure: Structure, options: FormatOptions): { blocks: Block[]; title: string | null } {
  const blocks = withoutFirstRule(gathered)
  const at = blocks[0]?.kind === 'matter' ? 1 : 0
  const first = blocks[at]
  if (!first || first.kind === 'heading' || hasTitle(blocks)) return { blocks, title: null }
  const day = first.spans[0]
  if (first.kind === 'paragraph' && day && dateIn(day.text) && day.text.split(/\s+/).length <= 7) {
    return { blocks: promoteFirstLine(blocks, at, day), title: null }
  }
  return { blocks, title: options.date ?? headingDate(structure) ?? 'Notes' }
}

function withoutFirstRule(blocks: Block[]): Block[] {
  const at = blocks[0]?.kind === 'matter' ? 1 : 0
  let end = at
  while (blocks[end]?.kind === 'rule') end++
  return end === at ? blocks : remove(blocks, at, end - at)
}

/** Indexes of parents behind the cut move with it. */
function remove(blocks: readonly Block[], at: number, count: number): Block[] {
  return blocks.flatMap((block, index) => {
    if (index >= at && index < at + count) return []
    return block.parent >= at + count ? [{ ...block, parent: block.parent - count }] : [block]
  })
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

/** By index of the block; -1 is the added title. */
function headingLevels(blocks: readonly Block[], title: string | null, options: FormatOptions): ReadonlyMap<number, number> {
  const indexes = blocks.flatMap(({ kind }, index) => (kind === 'heading' ? [index] : []))
  const typed = indexes.map((index) => (blocks[index] as Block).level)
  const asked = options.firstHeading ?? (title === null ? typed[0] : null) ?? 1
  const first = hasTitle(blocks) ? Math.max(asked, 2) : asked
  if (title === null) return new Map(houseLevels(typed, first).map((level, i) => [indexes[i] as number, level]))
  const levels = houseLevels([first, ...typed], first)
  return new Map(levels.map((level, i) => [i === 0 ? -1 : (indexes[i - 1] as number), level]))
}

function formatHeading({ spans }: Block, level: number, knowledge: Knowledge): OutLine {
  const text = keepLastSign(escapeHashes(cleanEnds(formatInline(joined(spans), marksOf(spans, knowledge), () => null))))
  return { text: text === '' ? '#'.repeat(level) : `${'#'.repeat(level)} ${text}`, input: spans[0]?.number ?? 0 }
}

function joined(spans: readonly Span[]): string {
  return spans.map(({ text, lead }) => lead + text).join('\n')
}

function render(page: Page): OutLine[] {
  const out: OutLine[] = []
  const lastList = new Map<number, number>()
  let previous: Block | null = null
  page.blocks.forEach((block, index) => {
    const lines = renderBlock(page, block, index)
    if (lines.length === 0) return
    if (previous && needsBlank(page, previous, block, index, lastList)) out.push(separator(page, previous, block))
    for (const line of lines) out.push(line)
    if (block.kind === 'item') lastList.set(block.parent, page.markers.get(index)?.list ?? -1)
    previous = block
  })
  return out
}

function needsBlank(page: Page, above: Block, block: Block, index: number, lastList: ReadonlyMap<number, number>): boolean {
  if (above.kind !== 'item' || block.kind !== 'item' || block.blankBefore || above.code || block.code) return true
  const list = page.markers.get(index)?.list ?? -1
  // The item above opens a level of its own when it is the parent.
  return page.blocks[block.parent] !== above && (lastList.get(block.parent) ?? list) !== list
}

/** Two quotes with nothing but a blank line between are one, for linters and for readers. */
function separator(page: Page, above: Block, block: Block): OutLine {
  if (above.kind !== 'quote' || block.kind !== 'quote' || above.parent !== block.parent) return { text: '', input: 0 }
  return { text: `${' '.repeat(indentOf(page, block))}>`, input: 0 }
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
      return [{ text: '---', input: block.spans[0]?.number ?? 0 }]
    case 'matter':
      return block.spans.map(({ text, number }) => ({
        text: text.trimEnd() === '...' ? '---' : text.trimEnd(),
        input: number,
        kind: 'fixed',
      }))
  }
}

function renderItem(page: Page, block: Block, index: number, indent: number): OutLine[] {
  const { marker, prefix } = page.markers.get(index) as HouseMarker
  page.content[index] = indent + marker.length + 1
  if (block.code) return renderCodeItem(block, indent, marker, prefix)
  const [first, ...rest] = textLines(page, block.spans, prefix === '' ? 'item' : 'word')
  const bullet = `${' '.repeat(indent)}${marker}`
  const words = [prefix, first?.text ?? ''].filter((part) => part !== '').join(' ')
  const space = ' '.repeat(indent + marker.length + 1)
  return [
    { text: words === '' ? bullet : `${bullet} ${words}`, input: first?.input ?? block.spans[0]?.number ?? 0 },
    ...rest.map(({ text, input }) => ({ text: space + text, input })),
  ]
}

/** Code on the line of its bullet; a typed number that is no marker any more stands above it. */
function renderCodeItem(block: Block, indent: number, marker: string, prefix: string): OutLine[] {
  const bullet = `${' '.repeat(indent)}${marker}`
  const [fence, ...rest] = renderCode(block, indent + marker.length + 1)
  if (!fence) return []
  if (prefix === '') return [{ ...fence, text: `${bullet} ${fence.text.trimStart()}` }, ...rest]
  return [{ text: `${bullet} ${prefix}`, input: fence.input }, { text: '', input: 0 }, fence, ...rest]
}

function renderParagraph(page: Page, block: Block, indent: number): OutLine[] {
  const lines = textLines(page, block.spans, 'text')
  const only = lines[0]
  if (only && lines.length === 1 && block.parent === -1 && !page.nested) only.text = notAsHeading(only.text)
  const space = ' '.repeat(indent)
  return lines.map(({ text, input }) => ({ text: space + text, input }))
}

/** A line that is nothing but emphasis looks like a heading to linters; strong emphasis of the whole does not. */
function notAsHeading(text: string): string {
  const inner = /^(\*{1,2})([^*`[<]+)\1$/.exec(text)?.[2]
  return inner === undefined || /[.,;:!?。，；：！？]$/u.test(inner) ? text : `***${inner}***`
}

/** Lines that come out empty are left out: only a hint stood there. */
function textLines(page: Page, spans: readonly Span[], place: 'text' | 'item' | 'word'): OutLine[] {
  const formatted = formatInline(joined(spans), marksOf(spans, page.knowledge), anchorOf(page.anchors)).split('\n')
  return spans.flatMap(({ number }, index) => {
    const text = cleanEnds(formatted[index] ?? '')
    if (text === '') return []
    return [
      {
        text: index === 0 && place === 'word' ? text : escapeStart(text, index === 0 && place === 'item' ? 'item' : 'text'),
        input: number,
      },
    ]
  })
}

function anchorOf(anchors: ReadonlySet<string>): (fragment: string) => string | null {
  return (fragment) => {
    if (anchors.has(fragment)) return fragment
    const decoded = decode(fragment).toLowerCase()
    return anchors.has(decoded) ? decoded : null
  }
}

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    // A `%` that begins no code is a sign like others.
    return fragment
  }
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
      return cleanEnds(formatInline(text, marksOf(spans, page.knowledge), anchorOf(page.anchors)))
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
  const lines = render(pageOf(withoutFirstRule(blocks), page.knowledge, page.anchors, true, new Map()))
  const sign = `${' '.repeat(indent)}>`
  return lines.map((line) => ({ ...line, text: line.text === '' ? sign : `${sign} ${line.text}` }))
}
