/** What closes how late in a text: an opening that nothing closes is then known at once, so the search stays linear. */
import type { Fence } from '../../../domain/text/fence.ts'
import { fenceAt, indentAt, type RawLine, trimmedEnd } from '../split-lines.ts'

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
