/** Which block each line belongs to: front matter, fences, comments, tables, headings, lists, paragraphs. One pass. */

import { hasButtonLists } from '../../../domain/pads/button-lists.ts'
import { MAX_DEPTH } from '../limits.ts'
import type { Structure } from '../line-model.ts'
import { findRegions } from '../regions/find-regions.ts'
import { isRule, lineFrom, markerAt, quoteAt, type RawLine } from '../split-lines.ts'
import { readDefinition, readFootnoteLine } from './definitions.ts'
import { readHeading, readUnderline } from './headings.ts'
import { readIndentedCode } from './indented-code.ts'
import { addItem, readItem } from './items.ts'
import { type BlockReader, type Cursor, ownerAt, type Pass, push, warn, warnDeep } from './pass.ts'
import { addText } from './text-lines.ts'
export function classifyBlocks(rawLines: readonly RawLine[]): Structure {
  const { regions, slides, warnings } = findRegions(rawLines)
  const pass: Pass = {
    rawLines,
    lines: [],
    headings: [],
    warnings: [...warnings],
    slides,
    buttons: hasButtonLists(rawLines.map(({ raw }) => raw)),
    open: [],
    path: [],
    paragraph: -1,
    indented: false,
    footnote: -1,
    deep: false,
  }
  rawLines.forEach((line, index) => {
    addLines(pass, { ...line, from: 0, region: regions[index] ?? null })
  })
  return { lines: pass.lines, headings: pass.headings, slides, warnings: pass.warnings }
}

/** One input line: more than one logical line when newlines were lost in it. */
function addLines(pass: Pass, first: Cursor): void {
  const { number, raw } = first
  for (let here = first; ; ) {
    const rest = addLine(pass, here)
    if (rest === -1) return
    warn(pass, 'lost-newline', number, 'A list item begins in the middle of the line; it is read as a line of its own.')
    // The spaces behind a lost newline are the indent that the line had.
    here = { ...lineFrom(number, raw, rest), from: rest, region: null }
  }
}

/** The first that reads the line decides what it is. */
const READERS: readonly BlockReader[] = [
  readFootnoteLine,
  readRegion,
  readBlank,
  readIndentedCode,
  readHeading,
  readUnderline,
  readRule,
  readQuote,
  readItem,
  readDefinition,
  addText,
]

/** The logical line at the cursor; returns where the next one begins in the same input line, -1 for nowhere. */
function addLine(pass: Pass, here: Cursor): number {
  for (const read of READERS) {
    const rest = read(pass, here)
    if (rest !== null) return rest
  }
  return -1
}

/** Lines whose kind is known from what stands around them: they keep their place in a list, nothing else is read. */
function readRegion(pass: Pass, here: Cursor): number | null {
  const { region } = here
  if (region === null) return null
  if (region.behind !== undefined) return addBulletFence(pass, here, region.indent, region.behind)
  pass.indented = false
  const inside = region.kind === 'code' ? region.indent : here.columns
  if (region.kind === 'front-matter') pass.open = []
  else if (inside === 0 && region.kind !== 'comment') pass.open = []
  const parent = ownerAt(pass, inside)
  push(pass, here, { kind: region.kind, offset: Math.min(here.at, here.end), parent })
  if (region.kind !== 'comment') pass.paragraph = -1
  return -1
}

/** `- ```sh`: an item without words, and the fence as a line of its own nested in it. */
function addBulletFence(pass: Pass, here: Cursor, indent: number, behind: number): number {
  const marker = markerAt(here.raw, here.at, behind)
  if (!marker) return -1
  addItem(pass, { ...here, end: behind }, marker)
  push(pass, here, { kind: 'fence', offset: behind, indent, parent: ownerAt(pass, indent) })
  pass.paragraph = -1
  return -1
}

function readBlank(pass: Pass, here: Cursor): number | null {
  if (here.at < here.end) return null
  const end = here.raw.length
  push(pass, here, { kind: 'blank', offset: end, end, parent: pass.open.at(-1)?.line ?? -1 })
  pass.paragraph = -1
  return -1
}

function readRule(pass: Pass, here: Cursor): number | null {
  if (!isRule(here.raw, here.at, here.end)) return null
  pass.open = []
  push(pass, here, { kind: 'rule' })
  pass.paragraph = -1
  return -1
}

function readQuote(pass: Pass, here: Cursor): number | null {
  const quote = quoteAt(here.raw, here.at, here.end)
  if (!quote) return null
  if (quote.level > MAX_DEPTH) {
    warnDeep(pass, here.number)
    return addText(pass, here)
  }
  const parent = pass.paragraph >= 0 || here.columns > 0 ? ownerAt(pass, here.columns) : -1
  if (parent < 0) pass.open = []
  const offset = Math.min(quote.content, here.end)
  push(pass, here, { kind: 'quote', offset, end: Math.max(offset, here.end), parent, level: quote.level })
  pass.paragraph = -1
  return -1
}
