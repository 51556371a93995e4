/** Fenced code, also behind a bullet, and fences that nothing closes. */

import type { Fence } from '../../../domain/markdown/fence.ts'
import { fenceAt, indentAt, isRule, markerAt, type RawLine } from '../split-lines.ts'
import { fenceIn, mark, type RegionCursor, type RegionSearch, rawAt } from './region.ts'
export function findFence(search: RegionSearch, here: RegionCursor): number | null {
  const fence = fenceAt(here.raw, here.at, here.end)
  if (!fence) return null
  const { i: open, columns: indent } = here
  mark(search, open, open + 1, { kind: 'fence', indent })
  if ((search.last.fences[fence.sign][open + 1] ?? 0) >= fence.length) {
    const end = closingOf(search, open, fence)
    mark(search, open + 1, end, { kind: 'code', indent })
    return mark(search, end, end + 1, { kind: 'fence', indent })
  }
  search.warnings.push({
    code: 'unclosed-fence',
    line: search.lines[open]?.number ?? 0,
    message:
      'The code block is never closed; it is read as code up to the next heading. Close it with the same signs on a line of their own.',
  })
  return mark(search, open + 1, endOfUnclosed(search, open, indent), { kind: 'code', indent })
}

function closingOf({ lines }: RegionSearch, open: number, { sign, length }: Fence): number {
  let end = open + 1
  for (; end < lines.length; end++) {
    const next = fenceIn(lines[end])
    if (next?.isBare && next.sign === sign && next.length >= length) break
  }
  return end
}

/** The next heading below a blank line; in a list the next bullet. */
function endOfUnclosed(search: RegionSearch, open: number, indent: number): number {
  const { lines } = search
  const isNested = indent > 1 && isInItem(search, open, indent)
  let end = open + 1
  for (; end < lines.length; end++) {
    const line = lines[end] as RawLine
    if ((/^#{1,6} \S/.test(line.raw) && rawAt(lines, end - 1).trim() === '') || (isNested && endsItem(line, indent))) break
  }
  return end
}

/** Behind a bullet, or as deep as the line above it. */
function isInItem({ lines }: RegionSearch, open: number, indent: number): boolean {
  const above = lines[open - 1]
  if (!above || above.at >= above.raw.length) return false
  return above.columns >= indent || markerAt(above.raw, above.at, above.end) !== null
}

/** The next bullet of the list ends the item, and with it code that nothing closes. */
function endsItem({ raw, columns, at, end }: RawLine, indent: number): boolean {
  return columns < indent && markerAt(raw, at, end) !== null
}

/**
 * A code block that begins behind a bullet. Only when the next fence closes it: else the signs are text, and what stands below is
 * still read.
 */
export function findBulletFence(search: RegionSearch, here: RegionCursor): number | null {
  const { i: open, raw, at, end } = here
  const marker = isRule(raw, at, end) ? null : markerAt(raw, at, end)
  const fence = marker ? fenceAt(raw, marker.content, end) : null
  if (!marker || !fence) return null
  const close = nextLongEnough(search, open, fence)
  if (close === null) return null
  const indent = indentAt(raw.slice(0, marker.content).replace(/[^\s]/g, ' ')).columns
  mark(search, open, open + 1, { kind: 'fence', indent, behind: marker.content })
  mark(search, open + 1, close, { kind: 'code', indent })
  return mark(search, close, close + 1, { kind: 'fence', indent })
}

const MAX_INNER = 20

/** Shorter fences are code of a longer one; the bound keeps a pad of nothing but fences cheap. */
function nextLongEnough({ lines, last }: RegionSearch, open: number, fence: Fence): number | null {
  const next = last.next[fence.sign]
  let close = next[open + 1] as number
  let found = fenceIn(lines[close])
  for (let i = 0; i < MAX_INNER && found && found.length < fence.length; i++) {
    close = next[close + 1] as number
    found = fenceIn(lines[close])
  }
  return found?.isBare && found.length >= fence.length ? close : null
}
