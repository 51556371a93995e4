/** Minutes and articles: every block in its house form, with its indent and the blank lines around it. */
import type { FormatOptions } from '../../options.ts'
import type { Structure } from '../../structure/read-structure.ts'
import { definedLabel, footnoteSign, normalLabel } from '../../text/definitions.ts'
import type { OutLine } from '../additions.ts'
import { type Block, gatherBlocks } from '../blocks.ts'
import { houseLevels } from '../headings.ts'
import type { Knowledge } from '../inline/known-places.ts'
import { type PageFacts, pageOf } from './page.ts'
import { addTitle, withTitle } from './page-title.ts'
import { formatHeading, renderPage } from './render-page.ts'

export function formatPage(structure: Structure, knowledge: Knowledge, options: FormatOptions): OutLine[] {
  const { blocks, title } = withTitle(gatherBlocks(structure), options)
  const indexes = blocks.flatMap(({ kind }, index) => (kind === 'heading' ? [index] : []))
  const typed = indexes.map((index) => (blocks[index] as Block).level)
  const first = options.firstHeading ?? null
  const levels = title === null ? houseLevels(typed, first, options.nestBelowFirst) : houseLevels([1, ...typed], first, true).slice(1)
  const rule = blocks[0]?.kind === 'rule' && !/^---\s*$/.test(blocks[0].spans[0]?.text ?? '') ? '***' : '---'
  const of: PageFacts = { knowledge, labels: labelsOf(structure), breakLines: options.breakLines === true, rule }
  const headings = new Map(indexes.map((index, i) => [index, formatHeading(blocks[index] as Block, levels[i] as number, of)]))
  const lines = renderPage(pageOf(blocks, of, false, headings))
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
