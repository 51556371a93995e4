/** What one pass over the lines of a text remembers, and the place in the line that it reads now. */

import { MAX_DEPTH } from '../limits.ts'
import type { Heading, Line, StructureWarning } from '../line-model.ts'
import type { Region } from '../regions/region.ts'
import { type RawLine, searchable } from '../split-lines.ts'
export type Draft = { -readonly [Key in keyof Line]: Line[Key] }
/** An open list item: where its bullet stands and where its text begins. */
export type OpenItem = { readonly indent: number; readonly content: number; readonly line: number; readonly depth: number }

export type Pass = {
  readonly rawLines: readonly RawLine[]
  readonly lines: Draft[]
  readonly headings: Heading[]
  readonly warnings: StructureWarning[]
  readonly slides: boolean
  /** The lists were made with Etherpad's buttons. */
  readonly buttons: boolean
  /** Open items from the outermost in. */
  open: OpenItem[]
  /** Headings above, from the highest level in: indexes into `headings`. */
  path: number[]
  /** Index of the paragraph line above, when nothing separates it from the next; -1. */
  paragraph: number
  /** The code above is indented, not fenced. */
  indented: boolean
  /** Index of the last line of a footnote, to which what is indented below may belong; -1. */
  footnote: number
  /** It was said once that nesting is too deep. */
  deep: boolean
}

/** The logical line that is read now: a stretch of an input line. */
export type Cursor = RawLine & {
  /** Where the logical line begins in `raw`; 0 unless a newline was lost before it. */
  readonly from: number
  /** What holds the whole input line; null for a line that stands alone. */
  readonly region: Region | null
}

/** Reads one kind of block at the cursor: where the next logical line begins in the same input line, -1 for nowhere; null for another kind. */
export type BlockReader = (pass: Pass, here: Cursor) => number | null

/** By default a line at the cursor, up to its end, that is nested in nothing. */
type NewLine = Pick<Line, 'kind'> & Partial<Omit<Line, 'text' | 'search' | 'section' | 'raw' | 'number'>> & { readonly end?: number }

/** Index of the new line. */
export function push(pass: Pass, here: Cursor, line: NewLine): number {
  const { kind, offset = here.at, end = here.end, indent = here.columns, parent = -1, level = 0, marker = null, continues = -1 } = line
  const text = here.raw.slice(offset, Math.max(end, offset))
  const owner = parent === -1 ? undefined : pass.lines[parent]
  const depth = line.depth ?? (owner ? owner.depth + 1 : 0)
  const section = pass.path.at(-1) ?? -1
  const { number, raw } = here
  pass.lines.push({ text, search: searchable(text), level, depth, marker, continues, section, number, raw, kind, offset, indent, parent })
  return pass.lines.length - 1
}

/** Items that a bullet at this column does not belong to are closed: one column of difference is a slip, not nesting. */
export function closeDeeper(pass: Pass, columns: number): void {
  while (pass.open.length > 0 && columns < (pass.open.at(-1) as OpenItem).indent + 2) pass.open.pop()
}

/** The innermost item that text at this column stands in; closes the ones it does not. -1 when it stands in none. */
export function ownerAt(pass: Pass, columns: number): number {
  while (pass.open.length > 0 && columns <= (pass.open.at(-1) as OpenItem).indent) pass.open.pop()
  return pass.open.at(-1)?.line ?? -1
}

export function warn(pass: Pass, code: string, line: number, message: string): void {
  pass.warnings.push({ code, message, line })
}

/** Once a text: the first line tells where to look. */
export function warnDeep(pass: Pass, line: number): void {
  if (pass.deep) return
  pass.deep = true
  warn(pass, 'too-deep', line, `Nesting deeper than ${MAX_DEPTH} levels is kept as literal text. Indent less, or begin a new list.`)
}
