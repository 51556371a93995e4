/** Stretches of lines that belong together whatever is typed in them: front matter, fences, comments, raw HTML, tables. */

import { parseDocument } from 'yaml'
import { cellsOf } from '../format/tables.ts'
import { beginsHtmlBlock, commentEnd, isGithubHtml, isTemplateHint } from '../text/github-html.ts'
import type { LineKind, StructureWarning } from './line-model.ts'
import { fenceAt, headingAt, indentAt, isRule, markerAt, type RawLine, trimmedEnd } from './split-lines.ts'

export type Region = {
  readonly kind: LineKind
  /** Columns before the opening line. */
  readonly indent: number
  /** Where the fence begins in a line that begins with a bullet (`- ```). */
  readonly behind?: number
}

type Found = {
  readonly regions: (Region | null)[]
  readonly slides: boolean
  readonly warnings: StructureWarning[]
  /** So many containers are open. */
  containers: number
}

export function findRegions(lines: readonly RawLine[]): Found {
  const regions = new Array<Region | null>(lines.length).fill(null)
  const matter = frontMatterEnd(lines)
  const found: Found = { regions, slides: markFrontMatter(lines, matter, regions), warnings: [], containers: 0 }
  const last = lastClosings(lines)
  for (let i = matter; i < lines.length; ) i = regionAt(lines, i, last, found)
  return found
}

/** Marks the region that begins at line `i`, if any; returns the next line to look at. */
function regionAt(lines: readonly RawLine[], i: number, last: LastClosings, found: Found): number {
  const raw = rawAt(lines, i)
  const { columns, end: at } = indentAt(raw)
  const end = trimmedEnd(raw)
  const fence = fenceAt(raw, at, end)
  if (fence) return markFence(lines, i, columns, fence, last, found)
  const bulleted = markBulletFence(lines, i, at, end, last, found.regions)
  if (bulleted !== -1) return bulleted
  const comment = raw.lastIndexOf('<!--')
  if (comment !== -1 && last.comment >= i) {
    const closed = raw.indexOf('-->', comment + 4) !== -1
    if (!closed && last.comment > i) return markComment(lines, i, raw.startsWith('<!--', at), found.regions)
    if (closed && raw.startsWith('<!--', at) && raw.indexOf('-->', at) + 3 >= end)
      return mark(found.regions, i, i + 1, { kind: 'comment', indent: columns })
  }
  // Behind a comment at the start of a line Markdown is not read.
  if (raw.startsWith('<!--', at) && commentBegins(raw, at) && isGithubHtml(raw.slice(at, end))) {
    return mark(found.regions, i, i + 1, { kind: 'markup', indent: columns })
  }
  if (raw.startsWith(':::', at)) return markContainer(lines, i, at, last, found)
  if (!found.slides && raw[at] === '<') {
    const block = htmlBlockEnd(lines, i, raw.slice(at, end), last)
    if (block > i) return mark(found.regions, i, block, { kind: 'markup', indent: columns })
  }
  const element = raw[at] === '<' ? /^<(style|script|pre)\b/i.exec(raw.slice(at, at + 8))?.[1]?.toLowerCase() : undefined
  if (element && (last.elements.get(element) ?? -1) >= i) return markElement(lines, i, element, columns, found.regions)
  // In minutes such a line is people's text with a tag in it; only in slides it is layout.
  if (found.slides && raw[at] === '<' && /^<(?:\/?[a-zA-Z][a-zA-Z0-9]*[\s/>]|!--)/i.test(raw.slice(at, at + 24))) {
    return mark(found.regions, i, i + 1, { kind: 'html', indent: columns })
  }
  if (raw.includes('|') && markerAt(raw, at, end) === null && isDelimiterRow(rawAt(lines, i + 1)) && hasCellsOf(raw, rawAt(lines, i + 1)))
    return markTable(lines, i, columns, found.regions)
  return i + 1
}

/** A comment that is no hint and ends on its line. */
function commentBegins(raw: string, at: number): boolean {
  const end = commentEnd(raw, at)
  return end !== -1 && !isTemplateHint(raw.slice(at + 4, end - 3))
}

function rawAt(lines: readonly RawLine[], i: number): string {
  return lines[i]?.raw ?? ''
}

function mark(regions: (Region | null)[], from: number, to: number, region: Region): number {
  regions.fill(region, from, to)
  return to
}

/** Line behind a block of HTML that GitHub renders: it goes on to the next blank line, `<pre>` to its end. `i` when none begins. */
function htmlBlockEnd(lines: readonly RawLine[], i: number, line: string, last: LastClosings): number {
  const opening = line.includes('>') ? line : openingTag(lines, i)
  if (!beginsHtmlBlock(opening, opening === line && rawAt(lines, i - 1).trim() === '')) return i
  let end = i + 1
  if (/^<pre\b/i.test(line)) {
    if ((last.elements.get('pre') ?? -1) < i) return i
    for (end = i; !/<\/pre\b/i.test(rawAt(lines, end)); ) end++
    end++
  } else while (end < lines.length && rawAt(lines, end).trim() !== '') end++
  const block = lines
    .slice(i, end)
    .map(({ raw }) => raw)
    .join('\n')
  return isGithubHtml(block) ? end : i
}

const MAX_TAG_LINES = 10

/** A tag whose attributes stand on lines of their own. */
function openingTag(lines: readonly RawLine[], i: number): string {
  let end = i + 1
  while (end < Math.min(lines.length, i + MAX_TAG_LINES) && rawAt(lines, end).trim() !== '' && !rawAt(lines, end - 1).includes('>')) end++
  return lines
    .slice(i, end)
    .map(({ raw }) => raw.trim())
    .join('\n')
}

/** The line that begins a `:::name` container, or the one that ends it; a container that nothing ends is none. */
function markContainer(lines: readonly RawLine[], i: number, at: number, last: LastClosings, found: Found): number {
  const typed = rawAt(lines, i).slice(at)
  const ends = /^:{3,}\s*$/.test(typed)
  if (ends ? found.containers === 0 : last.container <= i || !/^:{3,}\s*[\w-]/.test(typed) || !isClosed(lines, i)) return i + 1
  found.containers += ends ? -1 : 1
  return mark(found.regions, i, i + 1, { kind: 'container', indent: 0 })
}

const MAX_CONTAINER = 300

/** Ended soon, and without headings inside: they would divide the page. */
function isClosed(lines: readonly RawLine[], i: number): boolean {
  let open = 1
  for (let line = i + 1; line < Math.min(lines.length, i + MAX_CONTAINER); line++) {
    const raw = rawAt(lines, line)
    if (/^ {0,3}#{1,6}\s/.test(raw)) return false
    if (/^\s*:{3,}\s*$/.test(raw)) open--
    else if (/^\s*:{3,}\s*[\w-]/.test(raw)) open++
    if (open === 0) return true
  }
  return false
}

/** First line after front matter: YAML between two lines of hyphens, or TOML between `+++`. 0 when there is none. */
function frontMatterEnd(lines: readonly RawLine[]): number {
  const opening = rawAt(lines, 0)
    .replace(/^\uFEFF/, '')
    .trimEnd()
  if (opening !== '---' && opening !== '+++') return 0
  const closings = opening === '---' ? ['---', '...'] : ['+++']
  for (let i = 1; i < Math.min(lines.length, MAX_FRONT_MATTER); i++) {
    if (!closings.includes(rawAt(lines, i).trimEnd())) continue
    const inside = lines.slice(1, i).map(({ raw }) => raw)
    return (opening === '---' ? isYamlMapping(inside) : isToml(inside)) ? i + 1 : 0
  }
  return 0
}

/** More lines are notes between two rules. */
const MAX_FRONT_MATTER = 300

function isYamlMapping(lines: readonly string[]): boolean {
  // Headings of notes are comments to YAML.
  if (lines.some((line) => /^#{2,6} /.test(line)) || !lines.some((line) => /^(?:["'\w][^:]{0,200}:(?:\s|$)|\s*\{.*:)/.test(line)))
    return false
  const document = parseDocument(lines.join('\n'), { logLevel: 'silent' })
  return document.errors.length === 0 && typeof document.contents === 'object' && document.contents !== null && 'items' in document.contents
}

function isToml(lines: readonly string[]): boolean {
  const said = lines.map((line) => line.trim()).filter((line) => line !== '')
  return said.length > 0 && said.every((line) => /^(?:#|\[|\]|["'\w][\w."' -]{0,80}=|["'{}])/.test(line))
}

function markFrontMatter(lines: readonly RawLine[], end: number, regions: (Region | null)[]): boolean {
  mark(regions, 0, end, { kind: 'front-matter', indent: 0 })
  return lines.slice(0, end).some(({ raw }) => /^type:\s{0,4}slide\b|^slideOptions:/.test(raw))
}

type LastClosings = {
  /** Per fence sign, for each line: the longest closing fence from there to the end of the text. */
  readonly fences: Readonly<Record<'`' | '~', Int32Array>>
  /** Per fence sign, for each line: the first line from there on that is a fence; the number of lines for none. */
  readonly next: Readonly<Record<'`' | '~', Int32Array>>
  readonly comment: number
  /** Line that ends a container. */
  readonly container: number
  readonly elements: ReadonlyMap<string, number>
}

/** What closes how late: an opening that nothing closes is then known at once, so the pass stays linear. */
function lastClosings(lines: readonly RawLine[]): LastClosings {
  const fences = { '`': new Int32Array(lines.length + 1), '~': new Int32Array(lines.length + 1) }
  const next = { '`': new Int32Array(lines.length + 1).fill(lines.length), '~': new Int32Array(lines.length + 1).fill(lines.length) }
  const elements = new Map<string, number>()
  let comment = -1
  let container = -1
  for (let i = lines.length - 1; i >= 0; i--) {
    const raw = rawAt(lines, i)
    for (const sign of ['`', '~'] as const) {
      fences[sign][i] = fences[sign][i + 1] as number
      next[sign][i] = next[sign][i + 1] as number
    }
    const fence = fenceIn(raw)
    if (fence) next[fence.sign as '`' | '~'][i] = i
    if (fence?.bare) {
      const longest = fences[fence.sign as '`' | '~']
      longest[i] = Math.max(longest[i] as number, fence.length)
    }
    if (comment === -1 && raw.includes('-->')) comment = i
    if (container === -1 && /^\s*:{3,}\s*$/.test(raw)) container = i
    for (const [, name] of raw.matchAll(/<\/(style|script|pre)\b/gi)) {
      const key = (name as string).toLowerCase()
      if (!elements.has(key)) elements.set(key, i)
    }
  }
  return { fences, next, comment, container, elements }
}

function markFence(
  lines: readonly RawLine[],
  open: number,
  indent: number,
  fence: { sign: string; length: number },
  last: LastClosings,
  found: Found,
): number {
  const isNested = indent > 1 && isInItem(lines, open, indent)
  const closes = (last.fences[fence.sign as '`' | '~'][open + 1] ?? 0) >= fence.length
  let end = open + 1
  for (; end < lines.length; end++) {
    const raw = rawAt(lines, end)
    if (closes) {
      const next = fenceIn(raw)
      if (next?.bare && next.sign === fence.sign && next.length >= fence.length) break
    } else if ((/^#{1,6} \S/.test(raw) && rawAt(lines, end - 1).trim() === '') || (isNested && endsItem(raw, indent))) break
  }
  mark(found.regions, open, open + 1, { kind: 'fence', indent })
  mark(found.regions, open + 1, end, { kind: 'code', indent })
  if (closes) return mark(found.regions, end, end + 1, { kind: 'fence', indent })
  found.warnings.push({
    code: 'unclosed-fence',
    line: lines[open]?.number ?? 0,
    message:
      'The code block is never closed; it is read as code up to the next heading. Close it with the same signs on a line of their own.',
  })
  return end
}

/** Behind a bullet, or as deep as the line above it. */
function isInItem(lines: readonly RawLine[], open: number, indent: number): boolean {
  const raw = rawAt(lines, open - 1)
  const { columns, end: at } = indentAt(raw)
  return at < raw.length && (columns >= indent || markerAt(raw, at, trimmedEnd(raw)) !== null)
}

/** The next bullet of the list ends the item, and with it code that nothing closes. */
function endsItem(raw: string, indent: number): boolean {
  const { columns, end: at } = indentAt(raw)
  return columns < indent && markerAt(raw, at, trimmedEnd(raw)) !== null
}

const MAX_INNER = 20

function fenceIn(raw: string): ReturnType<typeof fenceAt> {
  return fenceAt(raw, indentAt(raw).end, trimmedEnd(raw))
}

/**
 * A code block that begins behind a bullet; -1 when none does. Only when the next fence closes it: else the signs are text, and
 * what stands below is still read.
 */
function markBulletFence(
  lines: readonly RawLine[],
  open: number,
  at: number,
  end: number,
  last: LastClosings,
  regions: (Region | null)[],
): number {
  const raw = rawAt(lines, open)
  const marker = isRule(raw, at, end) ? null : markerAt(raw, at, end)
  const fence = marker ? fenceAt(raw, marker.content, end) : null
  if (!marker || !fence) return -1
  const next = last.next[fence.sign as '`' | '~']
  let close = next[open + 1] as number
  let found = fenceIn(rawAt(lines, close))
  // Shorter fences are code of a longer one; the bound keeps a pad of nothing but fences cheap.
  for (let i = 0; i < MAX_INNER && found && found.length < fence.length; i++) {
    close = next[close + 1] as number
    found = fenceIn(rawAt(lines, close))
  }
  if (!found?.bare || found.length < fence.length) return -1
  const indent = indentAt(raw.slice(0, marker.content).replace(/[^\s]/g, ' ')).columns
  mark(regions, open, open + 1, { kind: 'fence', indent, behind: marker.content })
  mark(regions, open + 1, close, { kind: 'code', indent })
  return mark(regions, close, close + 1, { kind: 'fence', indent })
}

/** A comment over several lines; when words stand before it, its first line stays what it is. */
function markComment(lines: readonly RawLine[], open: number, whole: boolean, regions: (Region | null)[]): number {
  let close = open + 1
  while (close < lines.length && !rawAt(lines, close).includes('-->')) close++
  const tail = rawAt(lines, close)
  // Words behind the end are people's text: the line is then no comment.
  const trailing = tail.slice(tail.indexOf('-->') + 3).trim() !== ''
  return mark(regions, whole ? open : open + 1, trailing ? close : close + 1, { kind: 'comment', indent: 0 }) + (trailing ? 1 : 0)
}

function markElement(lines: readonly RawLine[], open: number, element: string, indent: number, regions: (Region | null)[]): number {
  let close = open
  while (close < lines.length - 1 && !rawAt(lines, close).toLowerCase().includes(`</${element}`)) close++
  return mark(regions, open, close + 1, { kind: 'html', indent })
}

/** `| --- | :-: |`, with at least one `|`. */
export function isDelimiterRow(raw: string): boolean {
  const text = raw.trim()
  // `- | -` is a bullet.
  if (!text.includes('|') || !text.includes('-') || /^-\s/.test(text)) return false
  for (const sign of text) if (!'|-: \t'.includes(sign)) return false
  const cells = text.replace(/^\|/, '').replace(/\|$/, '').split('|')
  return cells.every((cell) => /^:?-+:?$/.test(cell.trim()))
}

/** As many as the delimiters: else there is no table. */
function hasCellsOf(head: string, delimiters: string): boolean {
  return cellsOf(head).length === cellsOf(delimiters).length
}

/** Words directly below a row are its next one, with one cell, unless they begin something else. */
function isBareRow(raw: string, indent: number): boolean {
  const { columns, end: at } = indentAt(raw)
  const end = trimmedEnd(raw)
  if (at >= end || columns < indent || columns >= indent + 4) return false
  if (/^(?:[<>]|:::|\d{1,9}[.)]|\[[^\]]{1,200}\]:)/.test(raw.slice(at, at + 204))) return false
  return !isRule(raw, at, end) && !fenceAt(raw, at, end) && !headingAt(raw, at, end) && !markerAt(raw, at, end)
}

function markTable(lines: readonly RawLine[], open: number, indent: number, regions: (Region | null)[]): number {
  let end = open + 2
  while (end < lines.length && (rawAt(lines, end).includes('|') || isBareRow(rawAt(lines, end), indent))) end++
  return mark(regions, open, end, { kind: 'table', indent })
}
