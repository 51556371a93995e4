/** Stretches of lines that belong together whatever is typed in them: front matter, fences, comments, raw HTML, tables. */

import type { RawLine } from '../split-lines.ts'
import { findContainer } from './containers.ts'
import { findBulletFence, findFence } from './fences.ts'
import { frontMatterEnd, saysSlides } from './front-matter.ts'
import { findComment, findElement, findHtmlBlock, findLineBehindComment, findSlideLayout } from './html.ts'
import { lastClosings, mark, type Region, type RegionCursor, type RegionFinder, type RegionSearch, regionCursor } from './region.ts'
import { findTable } from './tables.ts'

/** The first that finds a region decides. */
const FINDERS: readonly RegionFinder[] = [
  findFence,
  findBulletFence,
  findComment,
  findLineBehindComment,
  findContainer,
  findHtmlBlock,
  findElement,
  findSlideLayout,
  findTable,
]

export function findRegions(lines: readonly RawLine[]): Pick<RegionSearch, 'regions' | 'slides' | 'warnings'> {
  const regions = new Array<Region | null>(lines.length).fill(null)
  const matter = frontMatterEnd(lines)
  const slides = saysSlides(lines, matter)
  const search: RegionSearch = { lines, regions, slides, warnings: [], last: lastClosings(lines), containers: 0 }
  mark(search, 0, matter, { kind: 'front-matter', indent: 0 })
  for (let i = matter; i < lines.length; ) i = regionAt(search, regionCursor(lines, i))
  return { regions, slides, warnings: search.warnings }
}

/** Marks the region that begins at the cursor, if any; returns the next line to look at. */
function regionAt(search: RegionSearch, here: RegionCursor): number {
  for (const find of FINDERS) {
    const next = find(search, here)
    if (next !== null) return next
  }
  return here.i + 1
}
