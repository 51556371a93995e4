/** The blocks of a page one below the other, with the blank lines between them; quotations are pages of their own. */

import { classifyBlocks } from '../../structure/blocks/classify-blocks.ts'
import { MAX_DEPTH } from '../../structure/limits.ts'
import { lineFrom } from '../../structure/split-lines.ts'
import type { OutLine } from '../additions.ts'
import { type Block, cleanEnds, gatherBlocks } from '../blocks.ts'
import { escapeHashes } from '../headings.ts'
import { formatInline } from '../inline/inline.ts'
import { marksOf } from '../inline/known-places.ts'
import type { HouseMarker } from '../lists.ts'
import { renderCode, renderTable, renderVerbatim } from './fixed-blocks.ts'
import { indentOf, type Page, type PageFacts, pageOf } from './page.ts'
import { htmlLines, joined, renderParagraph, textLines } from './text-lines.ts'
export function renderPage(page: Page): OutLine[] {
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
    if (previous && !goesOnWithQuote(page, previous, block) && needsBlank(page, previous, index, lastList)) out.push({ text: '', input: 0 })
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

/** A blank line stands between the block at `index` and the one above. `lastList`: of the last item in each parent, its list. */
function needsBlank(page: Page, above: Block, index: number, lastList: ReadonlyMap<number, number>): boolean {
  const block = page.blocks[index] as Block
  if (above.kind !== 'item' || block.kind !== 'item' || block.blankBefore || above.code || block.code) return true
  // A block of HTML goes on to the next blank line.
  if (htmlLines(above.spans) > 0) return true
  const list = page.markers.get(index)?.list ?? -1
  // The item above opens a level of its own when it is the parent.
  return page.blocks[block.parent] !== above && (lastList.get(block.parent) ?? list) !== list
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

/** What is quoted is formatted like a page of its own, one `>` less. */
function renderQuote(page: Page, { spans }: Block, indent: number): OutLine[] {
  const inner = spans.map(({ text, number }) => {
    const at = text.indexOf('>') + 1
    const from = text[at] === ' ' ? at + 1 : at
    return { ...lineFrom(number, text.slice(from), 0), from }
  })
  const columns = new Map(inner.map(({ number, from }) => [number, from]))
  const blocks = gatherBlocks(classifyBlocks(inner), true).map((block) => ({
    ...block,
    spans: block.spans.map((span) => ({ ...span, column: span.column + (columns.get(span.number) ?? 0) })),
  }))
  const headings = blocks.flatMap((block, index): [number, OutLine][] =>
    block.kind === 'heading' ? [[index, formatHeading(block, block.level, page)]] : [],
  )
  const lines = renderPage(pageOf(blocks, page, true, new Map(headings)))
  const sign = `${' '.repeat(indent)}>`
  return lines.map((line) => ({ ...line, text: line.text === '' ? sign : `${sign} ${line.text}` }))
}

export function formatHeading({ spans }: Block, level: number, { knowledge, labels }: PageFacts): OutLine {
  const text = escapeHashes(cleanEnds(formatInline(joined(spans), marksOf(spans, knowledge), { labels, github: knowledge.github })))
  return { text: text === '' ? '#'.repeat(level) : `${'#'.repeat(level)} ${text}`, input: spans[0]?.number ?? 0 }
}
