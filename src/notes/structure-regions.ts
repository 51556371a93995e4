/** Stretches of lines that belong together whatever is typed in them: front matter, fences, comments, raw HTML, tables. */

import type { LineKind, StructureWarning } from './line-model.ts'
import { fenceAt, indentAt, isRule, markerAt, type RawLine, trimmedEnd } from './structure-split.ts'

export type Region = {
  readonly kind: LineKind
  /** Columns before the opening line. */
  readonly indent: number
  /** Where the fence begins in a line that begins with a bullet (`- ```). */
  readonly behind?: number
}

type Found = { readonly regions: (Region | null)[]; readonly slides: boolean; readonly warnings: StructureWarning[] }

export function findRegions(lines: readonly RawLine[]): Found {
  const regions = new Array<Region | null>(lines.length).fill(null)
  const matter = frontMatterEnd(lines)
  const found: Found = { regions, slides: markFrontMatter(lines, matter, regions), warnings: [] }
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
  const element = raw[at] === '<' ? /^<(style|script|pre)\b/i.exec(raw.slice(at, at + 8))?.[1]?.toLowerCase() : undefined
  if (element && (last.elements.get(element) ?? -1) >= i) return markElement(lines, i, element, columns, found.regions)
  // In minutes such a line is people's text with a tag in it; only in slides it is layout.
  if (found.slides && raw[at] === '<' && /^<(?:\/?[a-zA-Z][a-zA-Z0-9]*[\s/>]|!--)/i.test(raw.slice(at, at + 24))) {
    return mark(found.regions, i, i + 1, { kind: 'html', indent: columns })
  }
  if (isDelimiterRow(rawAt(lines, i + 1)) && raw.includes('|')) return markTable(lines, i, columns, found.regions)
  return i + 1
}

function rawAt(lines: readonly RawLine[], i: number): string {
  return lines[i]?.raw ?? ''
}

function mark(regions: (Region | null)[], from: number, to: number, region: Region): number {
  regions.fill(region, from, to)
  return to
}

/** First line after YAML front matter: `---`, lines that look like YAML, `---`. 0 when there is none. */
function frontMatterEnd(lines: readonly RawLine[]): number {
  if (
    rawAt(lines, 0)
      .replace(/^\uFEFF/, '')
      .trimEnd() !== '---'
  )
    return 0
  for (let i = 1; i < lines.length; i++) {
    const raw = rawAt(lines, i).trimEnd()
    if (raw === '---' || raw === '...') return i > 1 ? i + 1 : 0
    if (i === 1 && !/^[A-Za-z_][\w-]*\s{0,4}:/.test(raw)) return 0
    if (/^#{2,6} /.test(raw)) return 0
  }
  return 0
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
  readonly elements: ReadonlyMap<string, number>
}

/** What closes how late: an opening that nothing closes is then known at once, so the pass stays linear. */
function lastClosings(lines: readonly RawLine[]): LastClosings {
  const fences = { '`': new Int32Array(lines.length + 1), '~': new Int32Array(lines.length + 1) }
  const next = { '`': new Int32Array(lines.length + 1).fill(lines.length), '~': new Int32Array(lines.length + 1).fill(lines.length) }
  const elements = new Map<string, number>()
  let comment = -1
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
    for (const [, name] of raw.matchAll(/<\/(style|script|pre)\b/gi)) {
      const key = (name as string).toLowerCase()
      if (!elements.has(key)) elements.set(key, i)
    }
  }
  return { fences, next, comment, elements }
}

function markFence(
  lines: readonly RawLine[],
  open: number,
  indent: number,
  fence: { sign: string; length: number },
  last: LastClosings,
  found: Found,
): number {
  const closes = (last.fences[fence.sign as '`' | '~'][open + 1] ?? 0) >= fence.length
  let end = open + 1
  for (; end < lines.length; end++) {
    const raw = rawAt(lines, end)
    if (closes) {
      const next = fenceIn(raw)
      if (next?.bare && next.sign === fence.sign && next.length >= fence.length) break
    } else if (/^#{1,6} \S/.test(raw) && rawAt(lines, end - 1).trim() === '') break
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
  if (!text.includes('|') || !text.includes('-')) return false
  for (const sign of text) if (!'|-: \t'.includes(sign)) return false
  const cells = text.replace(/^\|/, '').replace(/\|$/, '').split('|')
  return cells.every((cell) => /^:?-+:?$/.test(cell.trim()))
}

function markTable(lines: readonly RawLine[], open: number, indent: number, regions: (Region | null)[]): number {
  let end = open + 2
  while (end < lines.length && rawAt(lines, end).includes('|')) end++
  return mark(regions, open, end, { kind: 'table', indent })
}
