/**
 * The line model: what each line of a pad is, as the people who typed it meant it. One linear pass, no Markdown parser,
 * so that text which CommonMark would swallow or misread is still seen, and every later step can point at input lines.
 *
 * How to use it:
 * - `readStructure(text)` gives `lines` (LOGICAL lines: an input line that lost its newline, or a merged `# H1 ## H2`,
 *   yields two entries with the same `number` and different `offset`), `headings`, `warnings`.
 * - `line.text` is always exactly `line.raw.slice(line.offset, line.offset + line.text.length)`: columns in the input line
 *   are `line.offset + position in text`. `line.search` is as long as `text`, with code spans and HTML comments blanked
 *   out: search references, handles and markers there. Lines whose kind is in `UNREAD_KINDS` are never searched.
 * - `parent`, `section` and `continues` are INDEXES into `lines` (`section` into `headings`); -1 means none.
 * - An item's continuation lines (unbulleted answers, `=>` lines, hard-wrapped sentences) are `text` lines whose `parent` is
 *   the item; `continues` is the index of the line that they directly follow without a blank line, so a wrapped sentence is
 *   the chain of `continues`.
 * - `selectMeeting` (meetings.ts) gives the range of lines of one meeting.
 */
import { classifyBlocks } from './structure-blocks.ts'
import { splitLines } from './structure-split.ts'
import { textWarnings } from './text-warnings.ts'

export { headingDate, meetings, selectMeeting } from './meetings.ts'

export type LineKind =
  | 'heading'
  | 'underline' // of a setext heading
  | 'item'
  | 'text'
  | 'blank'
  | 'fence'
  | 'code'
  | 'html'
  | 'comment'
  | 'front-matter'
  | 'table'
  | 'rule'
  | 'quote'
  | 'image'

/** Their words are never searched for references, people or items. */
export const UNREAD_KINDS: ReadonlySet<LineKind> = new Set(['underline', 'blank', 'fence', 'code', 'comment', 'front-matter', 'rule'])

export type Line = {
  /** Of the input, from 1. Two logical lines may share it. */
  readonly number: number
  /** The whole input line, without its line ending. */
  readonly raw: string
  readonly kind: LineKind
  /** Content without indent, marker (bullet, `#`, `>`, `=>`), closing hashes and spaces around. */
  readonly text: string
  /** As long as `text`; code spans and HTML comments are spaces. */
  readonly search: string
  /** Where `text` begins in `raw` (UTF-16 units). */
  readonly offset: number
  /** Columns before the first visible sign, tabs to multiples of 4. */
  readonly indent: number
  /** Heading level or quote depth, else 0. */
  readonly level: number
  /** Items: list nesting as meant, from 0. Others: 0 outside lists, else the depth of the item they belong to plus 1. */
  readonly depth: number
  /** `*`, `-`, `+`, `1.`, `2)`, `•` of an item; `=>` or `->` of an arrow line; null. */
  readonly marker: string | null
  /** Index of the item this line is nested in; -1 for none. */
  readonly parent: number
  /** Index of the line directly above whose paragraph goes on here; -1 for none. */
  readonly continues: number
  /** Index in `headings` of the heading it stands under (a heading: itself); -1 before the first. */
  readonly section: number
}

export type Heading = {
  /** Index in `lines`. */
  readonly line: number
  readonly number: number
  readonly level: number
  readonly title: string
  /** Index in `headings` of the heading one level up; -1 for none. */
  readonly parent: number
}

export type StructureWarning = { readonly code: string; readonly message: string; readonly line: number }

export type Structure = {
  readonly lines: readonly Line[]
  readonly headings: readonly Heading[]
  /** Front matter says that this is a slide deck. */
  readonly slides: boolean
  readonly warnings: readonly StructureWarning[]
}

/** Reads any text; never throws on its content. Cost is linear in its length. */
export function readStructure(text: string): Structure {
  const rawLines = splitLines(text)
  const { lines, headings, slides, warnings } = classifyBlocks(rawLines)
  return { lines, headings, slides, warnings: [...textWarnings(text, lines), ...warnings].sort((a, b) => a.line - b.line) }
}
