/** Which block each line belongs to: front matter, fences, comments, tables, headings, lists, paragraphs. One pass. */

import { hasButtonLists } from '../../domain/pads/button-lists.ts'
import { definedLabel, footnoteSign } from '../text/definitions.ts'
import { MAX_DEPTH } from './limits.ts'
import type { Heading, Line, LineKind, Structure, StructureWarning } from './line-model.ts'
import { findRegions, type Region } from './regions.ts'
import {
  closesEmphasis,
  headingAt,
  indentAt,
  isRule,
  isSpace,
  MAX_EMPHASIS,
  markerAt,
  nestedNumberAt,
  quoteAt,
  type RawLine,
  searchable,
  trimmedEnd,
  underlineAt,
} from './split-lines.ts'

type Draft = { -readonly [Key in keyof Line]: Line[Key] }
/** An open list item: where its bullet stands and where its text begins. */
type OpenItem = { readonly indent: number; readonly content: number; readonly line: number; readonly depth: number }

type Pass = {
  readonly rawLines: readonly RawLine[]
  readonly lines: Draft[]
  readonly headings: Heading[]
  readonly warnings: StructureWarning[]
  readonly slides: boolean
  /** The lists were made with Etherpad's buttons. */
  readonly buttons: boolean
  /** Open items from the outermost in. */
  open: OpenItem[]
  /** Headings above, from the highest level in: indexes into `headings`. */
  path: number[]
  /** Index of the paragraph line above, when nothing separates it from the next; -1. */
  paragraph: number
  /** The code above is indented, not fenced. */
  indented: boolean
  /** Index of the last line of a footnote, to which what is indented below may belong; -1. */
  footnote: number
  /** It was said once that nesting is too deep. */
  deep: boolean
}

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
  rawLines.forEach(({ number, raw }, index) => {
    const region = regions[index] as Region | null
    if (goesOnWithFootnote(pass, raw, region)) addToFootnote(pass, number, raw)
    else if (region) addRegion(pass, number, raw, region)
    else addLines(pass, number, raw)
  })
  return { lines: pass.lines, headings: pass.headings, slides, warnings: pass.warnings }
}

/** Below a blank line, four blanks deep, as in Markdown. */
function goesOnWithFootnote({ lines, footnote }: Pass, raw: string, region: Region | null): boolean {
  if (footnote === -1) return false
  const { columns, end } = indentAt(raw)
  if (end >= trimmedEnd(raw)) return region !== null && footnote === lines.length - 1
  let above = lines.length - 1
  while (lines[above]?.kind === 'blank') above--
  if (columns < 4 || above !== footnote) return false
  return above < lines.length - 1 || lines[above]?.kind === 'markup' || lines[above]?.text === ''
}

/** Kept as typed: what is nested in a footnote is rare. */
function addToFootnote(pass: Pass, number: number, raw: string): void {
  const end = trimmedEnd(raw)
  pass.footnote = push(pass, { number, raw, kind: 'markup', offset: Math.min(indentAt(raw).end, end), end, indent: 0, parent: -1 })
  pass.paragraph = -1
}

/** Lines whose kind is known from what stands around them: they keep their place in a list, nothing else is read. */
function addRegion(pass: Pass, number: number, raw: string, region: Region): void {
  if (region.behind !== undefined) {
    addBulletFence(pass, number, raw, region.indent, region.behind)
    return
  }
  pass.indented = false
  const { columns, end } = indentAt(raw)
  const inside = region.kind === 'code' ? region.indent : columns
  if (region.kind === 'front-matter') pass.open = []
  else if (inside === 0 && region.kind !== 'comment') pass.open = []
  const parent = ownerAt(pass, inside)
  const offset = Math.min(end, trimmedEnd(raw))
  push(pass, { number, raw, kind: region.kind, offset, end: trimmedEnd(raw), indent: columns, parent })
  if (region.kind !== 'comment') pass.paragraph = -1
}

/** `- ```sh`: an item without words, and the fence as a line of its own nested in it. */
function addBulletFence(pass: Pass, number: number, raw: string, indent: number, behind: number): void {
  const { columns, end: at } = indentAt(raw)
  const marker = markerAt(raw, at, behind)
  if (!marker) return
  addItem(pass, number, raw, columns, at, behind, marker)
  push(pass, { number, raw, kind: 'fence', offset: behind, end: trimmedEnd(raw), indent, parent: ownerAt(pass, indent) })
  pass.paragraph = -1
}

/** One input line: more than one logical line when newlines were lost in it. */
function addLines(pass: Pass, number: number, raw: string): void {
  for (let from = 0; from !== -1; ) {
    const rest = addLine(pass, number, raw, from)
    if (rest !== -1) warn(pass, 'lost-newline', number, 'A list item begins in the middle of the line; it is read as a line of its own.')
    from = rest
  }
}

/**
 * The logical line at `from`; returns where the next one begins in the same input line, -1 for nowhere.
 * The spaces behind a lost newline are the indent that the line had.
 */
function addLine(pass: Pass, number: number, raw: string, from: number): number {
  const { columns, end: at } = indentAt(raw, from, from === 0 ? 0 : undefined)
  const end = trimmedEnd(raw)
  if (at >= end) {
    addBlank(pass, number, raw, columns)
    return -1
  }
  if (from === 0 && isIndentedCode(pass, raw, columns)) {
    addIndentedCode(pass, number, raw, end)
    return -1
  }
  const heading = columns < 4 || pass.open.length === 0 ? headingAt(raw, at, end) : null
  if (heading) {
    addHeading(pass, number, raw, columns, at, end, heading)
    return -1
  }
  const level = pass.paragraph >= 0 && pass.open.length === 0 ? underlineAt(raw, at, end) : null
  if (level !== null && underlinesParagraph(pass, columns)) {
    underline(pass, number, raw, columns, at, end, level)
    return -1
  }
  if (isRule(raw, at, end)) {
    pass.open = []
    addPlain(pass, number, raw, 'rule', columns, at, end)
    return -1
  }
  const quote = quoteAt(raw, at, end)
  if (quote) {
    return addQuote(pass, number, raw, columns, at, end, quote)
  }
  const isButtonItem = pass.buttons && columns > 0
  const marker = markerAt(raw, at, end) ?? (isButtonItem ? nestedNumberAt(raw, at, end) : null)
  if (
    marker &&
    !(marker.content === at + 1 && raw[at] === '*' && isEmphasisOverLines(pass, number)) &&
    (isButtonItem || !goesOnWithNumber(pass, columns, marker.marker))
  ) {
    return addItem(pass, number, raw, columns, at, end, marker)
  }
  if (isTitleOfDefinition(pass, number, raw.slice(at, end))) return addDefinition(pass, number, raw, columns, at, end)
  if (raw[at] === '[') {
    const typed = raw.slice(at, end)
    if (isDefinition(pass, typed)) return addDefinition(pass, number, raw, columns, at, end)
    const sign = footnoteSign(typed)
    if (sign !== null) return addFootnote(pass, number, raw, columns, at, end, sign)
  }
  return addText(pass, number, raw, columns, at, end)
}

/**
 * A number other than 1 directly below text goes on with the sentence (`… on` / `18. January`), as in CommonMark; below a bullet,
 * too. In a numbered list it is the next item.
 */
function goesOnWithNumber(pass: Pass, columns: number, marker: string): boolean {
  if (pass.paragraph < 0 || !/^\d/.test(marker) || Number.parseInt(marker, 10) === 1) return false
  const above = [...pass.open].reverse().find(({ indent }) => indent <= columns + 1)
  if (above === undefined) return true
  // Deep enough to stand in the item, it is one more line of its text; else it is the next item of a numbered list.
  return columns >= above.indent + 2 || !/^\d/.test(pass.lines[above.line]?.marker ?? '')
}

function isEmphasisOverLines({ rawLines }: Pass, number: number): boolean {
  const below = number - (rawLines[0]?.number ?? 1) + 1
  return closesEmphasis(rawLines.slice(below, below + MAX_EMPHASIS).map(({ raw }) => raw))
}

/** It cannot begin in the middle of a paragraph; another definition may stand above. */
function isDefinition(pass: Pass, typed: string): boolean {
  return pass.paragraph < 0 && definedLabel(typed) !== null
}

/** On the line below its address. */
function isTitleOfDefinition({ lines }: Pass, number: number, typed: string): boolean {
  const above = lines.at(-1)
  if (above?.kind !== 'definition' || above.number !== number - 1 || !/^["'(]/.test(typed)) return false
  return definedLabel(above.text) !== null && !/["')]$/.test(above.text) && definedLabel(`${above.text} ${typed}`) !== null
}

function addDefinition(pass: Pass, number: number, raw: string, columns: number, at: number, end: number): number {
  const parent = ownerAt(pass, columns)
  if (parent === -1) pass.open = []
  push(pass, { number, raw, kind: 'definition', offset: at, end, indent: columns, parent })
  return -1
}

function addFootnote(pass: Pass, number: number, raw: string, columns: number, at: number, end: number, sign: string): number {
  pass.open = []
  const offset = Math.min(indentAt(raw, at + sign.length).end, end)
  pass.paragraph = push(pass, { number, raw, kind: 'text', offset, end, indent: columns, parent: -1, marker: sign })
  pass.footnote = pass.paragraph
  return -1
}

/**
 * Four spaces below a paragraph and a blank line, as in Markdown. Below headings and in lists people indent notes, and lines with
 * handles or bullets are notes everywhere.
 */
function isIndentedCode(pass: Pass, raw: string, columns: number): boolean {
  if (columns < 4 || pass.open.length > 0 || !raw.startsWith('    ') || /(?:^|\s)@[A-Za-z]/.test(raw)) return false
  let above = pass.lines.length - 1
  if (pass.lines[above]?.kind === 'code' && pass.indented) return true
  if (pass.lines[above]?.kind !== 'blank') return false
  while (pass.lines[above]?.kind === 'blank') above--
  const last = pass.lines[above]
  if (last?.kind === 'code') return pass.indented
  const { end } = indentAt(raw)
  return last?.kind === 'text' && last.indent < 4 && last.parent === -1 && markerAt(raw, end, trimmedEnd(raw)) === null
}

function addIndentedCode(pass: Pass, number: number, raw: string, end: number): void {
  // Blank lines between lines of code are code.
  let above = pass.lines.length - 1
  while (pass.lines[above]?.kind === 'blank') above--
  if (pass.lines[above]?.kind === 'code' && pass.indented) {
    for (const line of pass.lines.slice(above + 1)) line.kind = 'code'
  }
  push(pass, { number, raw, kind: 'code', offset: 4, end, indent: 4, parent: -1 })
  pass.paragraph = -1
  pass.indented = true
}

function addBlank(pass: Pass, number: number, raw: string, columns: number): void {
  push(pass, { number, raw, kind: 'blank', offset: raw.length, end: raw.length, indent: columns, parent: pass.open.at(-1)?.line ?? -1 })
  pass.paragraph = -1
}

function addPlain(pass: Pass, number: number, raw: string, kind: LineKind, indent: number, offset: number, end: number): void {
  push(pass, { number, raw, kind, offset, end, indent, parent: -1 })
  pass.paragraph = -1
}

function addQuote(
  pass: Pass,
  number: number,
  raw: string,
  columns: number,
  at: number,
  end: number,
  quote: { level: number; content: number },
): number {
  if (quote.level > MAX_DEPTH) {
    warnDeep(pass, number)
    return addText(pass, number, raw, columns, at, end)
  }
  const parent = pass.paragraph >= 0 || columns > 0 ? ownerAt(pass, columns) : -1
  if (parent < 0) pass.open = []
  const offset = Math.min(quote.content, end)
  push(pass, { number, raw, kind: 'quote', offset, end: Math.max(offset, end), indent: columns, parent, level: quote.level })
  pass.paragraph = -1
  return -1
}

function addHeading(
  pass: Pass,
  number: number,
  raw: string,
  indent: number,
  at: number,
  end: number,
  heading: { level: number; content: number; spaced: boolean },
): void {
  if (!heading.spaced) warn(pass, 'heading-without-space', number, 'The heading has no space after its `#` signs; it is read as a heading.')
  const merged = mergedHeading(raw, heading.content, end, heading.level)
  const stop = merged === -1 ? end : merged
  const index = push(pass, {
    number,
    raw,
    kind: 'heading',
    offset: heading.content,
    end: withoutClosingSigns(raw, heading.content, stop),
    indent,
    parent: -1,
    level: heading.level,
    marker: raw.slice(at, at + heading.level),
  })
  openSection(pass, index, heading.level)
  if (merged === -1) return
  warn(pass, 'merged-headings', number, 'Two headings stand on one line; they are read as two.')
  const next = headingAt(raw, merged, end)
  if (next) addHeading(pass, number, raw, 0, merged, end, next)
}

/** Where a second heading begins in the text of a first (`# 2023-07-27 ## Participants`); -1 for none. */
function mergedHeading(raw: string, from: number, end: number, level: number): number {
  for (let at = raw.indexOf(' #', from); at !== -1 && at < end; at = raw.indexOf(' #', at + 2)) {
    const next = headingAt(raw, at + 1, end)
    if (next?.spaced && next.level > level && next.content < end && at > from) return at + 1
  }
  return -1
}

/** End of a heading's text when a closing `##` follows; `Confidential Computing #39` has none. */
function withoutClosingSigns(raw: string, from: number, end: number): number {
  let stop = end
  while (stop > from && isSpace(raw[stop - 1] as string)) stop--
  let at = stop
  while (at > from && raw[at - 1] === '#') at--
  if (at === stop || (at > from && !isSpace(raw[at - 1] as string))) return stop
  while (at > from && isSpace(raw[at - 1] as string)) at--
  return at
}

function openSection(pass: Pass, line: number, level: number): void {
  const draft = pass.lines[line] as Draft
  while (pass.path.length > 0 && (pass.headings[pass.path.at(-1) as number] as Heading).level >= level) pass.path.pop()
  const parent = pass.path.at(-1) ?? -1
  draft.section = pass.headings.length
  pass.path.push(pass.headings.length)
  pass.headings.push({ line, number: draft.number, level, title: draft.text, parent })
  pass.open = []
  pass.paragraph = -1
}

/** Only a paragraph of one plain line is meant as a title; below anything longer the signs are a separator. */
function underlinesParagraph(pass: Pass, columns: number): boolean {
  const above = pass.lines[pass.paragraph] as Draft
  return (
    !pass.slides &&
    columns < 4 &&
    (above.kind === 'text' || above.kind === 'image') &&
    above.marker === null &&
    above.continues === -1 &&
    above.parent === -1 &&
    above.indent < 4
  )
}

function underline(pass: Pass, number: number, raw: string, indent: number, at: number, end: number, level: 1 | 2): void {
  const title = pass.paragraph
  const draft = pass.lines[title] as Draft
  draft.kind = 'heading'
  draft.level = level
  openSection(pass, title, level)
  addPlain(pass, number, raw, 'underline', indent, at, end)
}

function addItem(
  pass: Pass,
  number: number,
  raw: string,
  columns: number,
  at: number,
  end: number,
  found: { marker: string; content: number },
): number {
  const above = pass.open.at(-1)
  closeDeeper(pass, columns)
  const outer = pass.open.at(-1)
  if (outer && outer.depth + 1 >= MAX_DEPTH) {
    warnDeep(pass, number)
    return addText(pass, number, raw, columns, at, end)
  }
  // CommonMark reads it as code, or as more text of the line above.
  const swallowed = outer ? columns >= outer.content + 4 : columns >= 4 && !above
  if (swallowed && outer) {
    warn(
      pass,
      'over-indented-list',
      number,
      'The list item is indented so far that Markdown would not see it as one; it is read as nested in the item above.',
    )
  }
  const width = found.content - at
  const split = lostNewline(raw, found.content, end)
  const index = push(pass, {
    number,
    raw,
    kind: 'item',
    offset: Math.min(found.content, end),
    end: split === -1 ? end : trimmedEnd(raw.slice(0, split)),
    indent: columns,
    parent: outer?.line ?? -1,
    depth: outer ? outer.depth + 1 : 0,
    marker: found.marker,
  })
  pass.open.push({ indent: columns, content: columns + Math.min(width, 4), line: index, depth: outer ? outer.depth + 1 : 0 })
  pass.paragraph = index
  return split
}

/** Where four spaces and a bullet follow text (`… forward).    - Also …`); -1 when nowhere. */
function lostNewline(raw: string, from: number, end: number): number {
  for (let at = raw.indexOf('    ', from); at !== -1 && at < end; ) {
    let next = at
    while (raw[next] === ' ') next++
    const sign = raw[next]
    if (
      at > from &&
      (sign === '-' || sign === '*' || sign === '+') &&
      raw[next + 1] === ' ' &&
      next + 2 < end &&
      !insideCode(raw, from, at)
    )
      return at
    at = raw.indexOf('    ', next + 1)
  }
  return -1
}

function insideCode(raw: string, from: number, at: number): boolean {
  let ticks = 0
  for (let i = from; i < at; i++) if (raw[i] === '`') ticks++
  return ticks % 2 === 1
}

function addText(pass: Pass, number: number, raw: string, columns: number, at: number, end: number): number {
  // In Etherpad a line without a tab ended the list.
  if (pass.buttons && columns === 0 && pass.open.length > 0) {
    pass.open = []
    pass.paragraph = -1
  }
  const continues = pass.paragraph
  let parent = -1
  if (continues >= 0) {
    const above = pass.lines[continues] as Draft
    parent = above.kind === 'item' ? continues : above.parent
  } else {
    parent = ownerAt(pass, columns)
    if (parent === -1) pass.open = []
  }
  const arrow = arrowAt(raw, at, end)
  const offset = arrow?.content ?? at
  const split = lostNewline(raw, offset, end)
  const stop = split === -1 ? end : trimmedEnd(raw.slice(0, split))
  const kind = isImage(raw, offset, stop) ? 'image' : 'text'
  pass.paragraph = push(pass, { number, raw, kind, offset, end: stop, indent: columns, parent, continues, marker: arrow?.marker ?? null })
  if (continues !== -1 && continues === pass.footnote) pass.footnote = pass.paragraph
  return split
}

function arrowAt(raw: string, at: number, end: number): { marker: string; content: number } | null {
  const found = /^(?:=>|->|⇒|→)/.exec(raw.slice(at, at + 2))?.[0]
  if (found === undefined) return null
  return { marker: found, content: Math.min(indentAt(raw, at + found.length).end, end) }
}

function isImage(raw: string, at: number, end: number): boolean {
  return raw.startsWith('![', at) && raw[end - 1] === ')' && raw.indexOf('](', at) !== -1 && raw.indexOf(')', at) === end - 1
}

/** Items that a bullet at this column does not belong to are closed: one column of difference is a slip, not nesting. */
function closeDeeper(pass: Pass, columns: number): void {
  while (pass.open.length > 0 && columns < (pass.open.at(-1) as OpenItem).indent + 2) pass.open.pop()
}

/** The innermost item that text at this column stands in; closes the ones it does not. -1 when it stands in none. */
function ownerAt(pass: Pass, columns: number): number {
  while (pass.open.length > 0 && columns <= (pass.open.at(-1) as OpenItem).indent) pass.open.pop()
  return pass.open.at(-1)?.line ?? -1
}

type NewLine = Pick<Line, 'number' | 'raw' | 'kind' | 'offset' | 'indent' | 'parent'> & { end: number } & Partial<Line>

function push(pass: Pass, { end, ...line }: NewLine): number {
  const text = line.raw.slice(line.offset, Math.max(end, line.offset))
  const parent = line.parent === -1 ? undefined : pass.lines[line.parent]
  const inherited = parent ? parent.depth + 1 : 0
  const section = pass.path.at(-1) ?? -1
  pass.lines.push({ text, search: searchable(text), level: 0, depth: inherited, marker: null, continues: -1, section, ...line })
  return pass.lines.length - 1
}

function warn(pass: Pass, code: string, line: number, message: string): void {
  pass.warnings.push({ code, message, line })
}

/** Once a text: the first line tells where to look. */
function warnDeep(pass: Pass, line: number): void {
  if (pass.deep) return
  pass.deep = true
  warn(pass, 'too-deep', line, `Nesting deeper than ${MAX_DEPTH} levels is kept as literal text. Indent less, or begin a new list.`)
}
