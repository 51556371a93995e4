/** `:::info` … `:::` of HedgeDoc. */
import type { RawLine } from '../split-lines.ts'
import { mark, type RegionCursor, type RegionSearch, rawAt } from './region.ts'

/** The line that begins a `:::name` container, or the one that ends it; a container that nothing ends is none. */
export function findContainer(search: RegionSearch, { i, raw, at }: RegionCursor): number | null {
  if (!raw.startsWith(':::', at)) return null
  const typed = raw.slice(at)
  if (/^:{3,}\s*$/.test(typed)) {
    if (search.containers === 0) return i + 1
    search.containers -= 1
  } else {
    if (search.last.container <= i || !/^:{3,}\s*[\w-]/.test(typed) || !isClosed(search.lines, i)) return i + 1
    search.containers += 1
  }
  return mark(search, i, i + 1, { kind: 'container', indent: 0 })
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
