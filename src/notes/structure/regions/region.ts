/** A stretch of lines that belong together, and what the search for them shares. */

import type { Fence } from '../../../domain/markdown/fence.ts'
import { commentEnds } from '../../../domain/markdown/hidden-comments.ts'
import type { LineKind, StructureWarning } from '../line-model.ts'
import { fenceAt, type RawLine } from '../split-lines.ts'
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
  /** Front matter says that the text is a slide deck. */
  slides: boolean
  readonly warnings: StructureWarning[]
  readonly last: LastClosings
  /** Of the line with a comment left open at a column: the line that ends it; -1 where it is text. */
  readonly commentEnd: (at: number, open: number) => number
  /** So many containers are open. */
  containers: number
}

/** The line in which a region may begin; `i` is its index. */
export type RegionCursor = RawLine & { readonly i: number }

/** Marks the region of one kind that begins at the cursor: the next line to look at; null where none begins. */
export type RegionFinder = (search: RegionSearch, here: RegionCursor) => number | null

/** A search that has found nothing yet. */
export function beginSearch(lines: readonly RawLine[]): RegionSearch {
  const regions = new Array<Region | null>(lines.length).fill(null)
  return {
    lines,
    regions,
    slides: false,
    warnings: [],
    last: lastClosings(lines),
    commentEnd: commentEnds(lines.map(({ raw }) => raw)),
    containers: 0,
  }
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
    const line = lines[i] as RawLine
    const { raw } = line
    for (const sign of ['`', '~'] as const) {
      fences[sign][i] = fences[sign][i + 1] as number
      next[sign][i] = next[sign][i + 1] as number
    }
    const fence = fenceIn(line)
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

/** The fence at the start of a line, behind its indent; null also below the last line. */
export function fenceIn(line: RawLine | undefined): ReturnType<typeof fenceAt> {
  return line ? fenceAt(line.raw, line.at, line.end) : null
}
