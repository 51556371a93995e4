/** Stretches of lines that belong together whatever is typed in them: front matter, fences, comments, raw HTML, tables. */

import type { RawLine } from '../split-lines.ts'
import { findContainer } from './containers.ts'
import { findBulletFence, findFence } from './fences.ts'
import { findFrontMatter } from './front-matter.ts'
import { findComment, findElement, findHtmlBlock, findLineBehindComment, findSlideLayout } from './html.ts'
import { beginSearch, type RegionCursor, type RegionFinder, type RegionSearch } from './region.ts'
import { findTable } from './tables.ts'

/** The first that finds a region decides. */
const FINDERS: readonly RegionFinder[] = [
  findFrontMatter,
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

/** For each line the region that holds it; null for lines that stand alone. */
export function findRegions(lines: readonly RawLine[]): Pick<RegionSearch, 'regions' | 'slides' | 'warnings'> {
  return searchAll(beginSearch(lines))
}

function searchAll(search: RegionSearch): RegionSearch {
  const { lines } = search
  for (let i = 0; i < lines.length; ) i = regionAt(search, { ...(lines[i] as RawLine), i })
  return search
}

/** Marks the region that begins at the cursor, if any; returns the next line to look at. */
function regionAt(search: RegionSearch, here: RegionCursor): number {
  for (const find of FINDERS) {
    const next = find(search, here)
    if (next !== null) return next
  }
  return here.i + 1
}
