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
 * - `selectMeeting` (meeting-headings.ts) gives the range of lines of one meeting.
 */

import { classifyBlocks } from './blocks/classify-blocks.ts'
import type { Structure } from './line-model.ts'
import { splitLines } from './split-lines.ts'

export { type Line, type Structure, UNREAD_KINDS } from './line-model.ts'
export { headingDate, type Meeting, meetings, selectMeeting } from './meeting-headings.ts'

/** Reads any text; never throws on its content. Cost is linear in its length. */
export function readStructure(text: string): Structure {
  return classifyBlocks(splitLines(text))
}
