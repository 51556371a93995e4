/** Headings with `#`, two of them on one line, underlined titles, and the sections they open. */
import type { Heading } from '../line-model.ts'
import { headingAt, isSpace, underlineAt } from '../split-lines.ts'
import { type Cursor, type Draft, type Pass, push, warn } from './pass.ts'

export function readHeading(pass: Pass, here: Cursor): number | null {
  const heading = here.columns < 4 || pass.open.length === 0 ? headingAt(here.raw, here.at, here.end) : null
  if (!heading) return null
  addHeading(pass, here, heading)
  return -1
}

function addHeading(pass: Pass, here: Cursor, heading: { level: number; content: number; spaced: boolean }): void {
  const { number, raw, at, end } = here
  if (!heading.spaced) warn(pass, 'heading-without-space', number, 'The heading has no space after its `#` signs; it is read as a heading.')
  const merged = mergedHeading(raw, heading.content, end, heading.level)
  const stop = merged === -1 ? end : merged
  const index = push(pass, here, {
    kind: 'heading',
    offset: heading.content,
    end: withoutClosingSigns(raw, heading.content, stop),
    level: heading.level,
    marker: raw.slice(at, at + heading.level),
  })
  openSection(pass, index, heading.level)
  if (merged === -1) return
  warn(pass, 'merged-headings', number, 'Two headings stand on one line; they are read as two.')
  const next = headingAt(raw, merged, end)
  if (next) addHeading(pass, { ...here, columns: 0, at: merged }, next)
}

/** Where a second heading begins in the text of a first (`# 2023-07-27 ## Participants`); -1 for none. */
function mergedHeading(raw: string, from: number, end: number, level: number): number {
  for (let at = raw.indexOf(' #', from); at !== -1 && at < end; at = raw.indexOf(' #', at + 2)) {
    const next = headingAt(raw, at + 1, end)
    if (next?.spaced && next.level > level && next.content < end && at > from) return at + 1
  }
  return -1
}

/** End of a heading's text when a closing `##` follows; `Confidential Computing #39` has none. */
function withoutClosingSigns(raw: string, from: number, end: number): number {
  let stop = end
  while (stop > from && isSpace(raw[stop - 1] as string)) stop--
  let at = stop
  while (at > from && raw[at - 1] === '#') at--
  if (at === stop || (at > from && !isSpace(raw[at - 1] as string))) return stop
  while (at > from && isSpace(raw[at - 1] as string)) at--
  return at
}

/** The line of signs below a title: the line above becomes a heading. */
export function readUnderline(pass: Pass, here: Cursor): number | null {
  const level = pass.paragraph >= 0 && pass.open.length === 0 ? underlineAt(here.raw, here.at, here.end) : null
  if (level === null || !underlinesParagraph(pass, here.columns)) return null
  const title = pass.paragraph
  const draft = pass.lines[title] as Draft
  draft.kind = 'heading'
  draft.level = level
  openSection(pass, title, level)
  push(pass, here, { kind: 'underline' })
  return -1
}

/** Only a paragraph of one plain line is meant as a title; below anything longer the signs are a separator. */
function underlinesParagraph(pass: Pass, columns: number): boolean {
  const above = pass.lines[pass.paragraph] as Draft
  return (
    !pass.slides &&
    columns < 4 &&
    (above.kind === 'text' || above.kind === 'image') &&
    above.marker === null &&
    above.continues === -1 &&
    above.parent === -1 &&
    above.indent < 4
  )
}

function openSection(pass: Pass, line: number, level: number): void {
  const draft = pass.lines[line] as Draft
  while (pass.path.length > 0 && (pass.headings[pass.path.at(-1) as number] as Heading).level >= level) pass.path.pop()
  const parent = pass.path.at(-1) ?? -1
  draft.section = pass.headings.length
  pass.path.push(pass.headings.length)
  pass.headings.push({ line, number: draft.number, level, title: draft.text, parent })
  pass.open = []
  pass.paragraph = -1
}
