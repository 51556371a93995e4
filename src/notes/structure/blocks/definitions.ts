/** Addresses of links (`[label]: https://…`) and footnotes (`[^1]: words`), with what belongs to them on the lines below. */

import { definedLabel, footnoteSign } from '../../text/definitions.ts'
import { indentAt } from '../split-lines.ts'
import { type Cursor, ownerAt, type Pass, push } from './pass.ts'
export function readDefinition(pass: Pass, here: Cursor): number | null {
  const typed = here.raw.slice(here.at, here.end)
  if (isTitleOfDefinition(pass, here.number, typed)) return addDefinition(pass, here)
  if (!typed.startsWith('[')) return null
  if (isDefinition(pass, typed)) return addDefinition(pass, here)
  const sign = footnoteSign(typed)
  return sign === null ? null : addFootnote(pass, here, sign)
}

/** It cannot begin in the middle of a paragraph; another definition may stand above. */
function isDefinition(pass: Pass, typed: string): boolean {
  return pass.paragraph < 0 && definedLabel(typed) !== null
}

/** On the line below its address. */
function isTitleOfDefinition({ lines }: Pass, number: number, typed: string): boolean {
  const above = lines.at(-1)
  if (above?.kind !== 'definition' || above.number !== number - 1 || !/^["'(]/.test(typed)) return false
  return definedLabel(above.text) !== null && !/["')]$/.test(above.text) && definedLabel(`${above.text} ${typed}`) !== null
}

function addDefinition(pass: Pass, here: Cursor): number {
  const parent = ownerAt(pass, here.columns)
  if (parent === -1) pass.open = []
  push(pass, here, { kind: 'definition', parent })
  return -1
}

function addFootnote(pass: Pass, here: Cursor, sign: string): number {
  pass.open = []
  const offset = Math.min(indentAt(here.raw, here.at + sign.length).end, here.end)
  pass.paragraph = push(pass, here, { kind: 'text', offset, marker: sign })
  pass.footnote = pass.paragraph
  return -1
}

/** Kept as typed: what is nested in a footnote is rare. */
export function readFootnoteLine(pass: Pass, here: Cursor): number | null {
  if (!goesOnWithFootnote(pass, here)) return null
  pass.footnote = push(pass, here, { kind: 'markup', offset: Math.min(here.at, here.end), indent: 0 })
  pass.paragraph = -1
  return -1
}

/** The line belongs to the footnote above: below a blank line, four blanks deep, as in Markdown. */
function goesOnWithFootnote({ lines, footnote }: Pass, { from, at, end, columns, region }: Cursor): boolean {
  if (footnote === -1 || from !== 0) return false
  if (at >= end) return region !== null && footnote === lines.length - 1
  let above = lines.length - 1
  while (lines[above]?.kind === 'blank') above--
  if (columns < 4 || above !== footnote) return false
  return above < lines.length - 1 || lines[above]?.kind === 'markup' || lines[above]?.text === ''
}
