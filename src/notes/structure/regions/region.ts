/** A stretch of lines that belong together, and what the search for them shares. */

import type { Fence } from '../../../domain/text/fence.ts'
import type { LineKind, StructureWarning } from '../line-model.ts'
import { fenceAt, indentAt, type RawLine, trimmedEnd } from '../split-lines.ts'
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

type FenceSign = Fence['sign']

export type LastClosings = {
  /** Per fence sign, for each line: the longest closing fence from there to the end of the text. */
  readonly fences: Readonly<Record<FenceSign, Int32Array>>
  /** Per fence sign, for each line: the first line from there on that is a fence; the number of lines for none. */
  readonly next: Readonly<Record<FenceSign, Int32Array>>
  /** Line that ends a comment; -1. */
  readonly comment: number
  /** Line that ends a container; -1. */
  readonly container: number
  /** Per name, the line that ends an element whose content is not Markdown. */
  readonly elements: ReadonlyMap<string, number>
}

export function lastClosings(lines: readonly RawLine[]): LastClosings {
  const fences = { '`': new Int32Array(lines.length + 1), '~': new Int32Array(lines.length + 1) }
  const next = { '`': new Int32Array(lines.length + 1).fill(lines.length), '~': new Int32Array(lines.length + 1).fill(lines.length) }
  const elements = new Map<string, number>()
  let comment = -1
  let container = -1
  for (let i = lines.length - 1; i >= 0; i--) {
    const raw = lines[i]?.raw ?? ''
    for (const sign of ['`', '~'] as const) {
      fences[sign][i] = fences[sign][i + 1] as number
      next[sign][i] = next[sign][i + 1] as number
    }
    const fence = fenceIn(raw)
    if (fence) next[fence.sign][i] = i
    if (fence?.isBare) fences[fence.sign][i] = Math.max(fences[fence.sign][i] as number, fence.length)
    if (comment === -1 && raw.includes('-->')) comment = i
    if (container === -1 && /^\s*:{3,}\s*$/.test(raw)) container = i
    for (const [, name] of raw.matchAll(/<\/(style|script|pre)\b/gi)) {
      const key = (name as string).toLowerCase()
      if (!elements.has(key)) elements.set(key, i)
    }
  }
  return { fences, next, comment, container, elements }
}

/** The fence at the start of a line, behind its indent. */
export function fenceIn(raw: string): ReturnType<typeof fenceAt> {
  return fenceAt(raw, indentAt(raw).end, trimmedEnd(raw))
}
