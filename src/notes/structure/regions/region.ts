/** A stretch of lines that belong together, and what the search for them shares. */
import type { LineKind, StructureWarning } from '../line-model.ts'
import { indentAt, type RawLine, trimmedEnd } from '../split-lines.ts'
import type { LastClosings } from './last-closings.ts'

export type Region = {
  readonly kind: LineKind
  /** Columns before the opening line. */
  readonly indent: number
  /** Where the fence begins in a line that begins with a bullet (`- ```). */
  readonly behind?: number
}

export type RegionSearch = {
  readonly lines: readonly RawLine[]
  /** For each line the region that holds it. */
  readonly regions: (Region | null)[]
  readonly slides: boolean
  readonly warnings: StructureWarning[]
  readonly last: LastClosings
  /** So many containers are open. */
  containers: number
}

/** The line in which a region may begin. */
export type RegionCursor = {
  /** Index of the line. */
  readonly i: number
  readonly raw: string
  /** Columns of the indent. */
  readonly columns: number
  /** Where the first visible sign stands. */
  readonly at: number
  /** End of the visible text. */
  readonly end: number
}

/** Marks the region of one kind that begins at the cursor: the next line to look at; null where none begins. */
export type RegionFinder = (search: RegionSearch, here: RegionCursor) => number | null

export function regionCursor(lines: readonly RawLine[], i: number): RegionCursor {
  const raw = rawAt(lines, i)
  const { columns, end: at } = indentAt(raw)
  return { i, raw, columns, at, end: trimmedEnd(raw) }
}

/** '' above the first line and below the last. */
export function rawAt(lines: readonly RawLine[], i: number): string {
  return lines[i]?.raw ?? ''
}

/** `from` to before `to`, which is returned. */
export function mark({ regions }: Pick<RegionSearch, 'regions'>, from: number, to: number, region: Region): number {
  regions.fill(region, from, to)
  return to
}
