/** Blocks that keep their lines: HTML and definitions as typed, code in its fence, tables row by row. */
import { cellsOf } from '../../../domain/markdown/table-rows.ts'
import type { OutLine } from '../additions.ts'
import { type Block, cleanEnds } from '../blocks.ts'
import { formatCode, outdent } from '../code-blocks.ts'
import { formatInline } from '../inline/inline.ts'
import { marksOf } from '../inline/known-places.ts'
import { formatDelimiters, formatRow } from '../tables.ts'
import type { Page } from './page.ts'
import { renderParagraph } from './text-lines.ts'

export function renderVerbatim({ spans, indent }: Block, column: number): OutLine[] {
  const space = ' '.repeat(column)
  return spans.map(({ text, number }) => {
    const line = outdent(text, indent).trimEnd()
    return { text: line === '' ? '' : space + line, input: number, kind: 'fixed' as const }
  })
}

export function renderCode({ spans, indent }: Block, column: number): OutLine[] {
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

export function renderTable(page: Page, block: Block, indent: number): OutLine[] {
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
      return cleanEnds(formatInline(text, marksOf(spans, page.knowledge), { labels: page.labels, github: page.knowledge.github }))
    })
    return { text: space + formatRow(shown, columns), input: number, kind: 'table' }
  })
}
