/** Code that is indented, not fenced. */
import { markerAt } from '../split-lines.ts'
import { type Cursor, type Pass, push } from './pass.ts'

export function readIndentedCode(pass: Pass, here: Cursor): number | null {
  if (here.from !== 0 || !isIndentedCode(pass, here)) return null
  // Blank lines between lines of code are code.
  const above = lastSaid(pass)
  if (pass.lines[above]?.kind === 'code' && pass.indented) {
    for (const line of pass.lines.slice(above + 1)) line.kind = 'code'
  }
  push(pass, here, { kind: 'code', offset: 4, indent: 4 })
  pass.paragraph = -1
  pass.indented = true
  return -1
}

/**
 * Four spaces below a paragraph and a blank line, as in Markdown. Below headings and in lists people indent notes, and lines with
 * handles or bullets are notes everywhere.
 */
function isIndentedCode(pass: Pass, { raw, columns, at, end }: Cursor): boolean {
  if (columns < 4 || pass.open.length > 0 || !raw.startsWith('    ') || /(?:^|\s)@[A-Za-z]/.test(raw)) return false
  const directlyAbove = pass.lines.at(-1)
  if (directlyAbove?.kind === 'code' && pass.indented) return true
  if (directlyAbove?.kind !== 'blank') return false
  const last = pass.lines[lastSaid(pass)]
  if (last?.kind === 'code') return pass.indented
  return last?.kind === 'text' && last.indent < 4 && last.parent === -1 && markerAt(raw, at, end) === null
}

/** Index of the last line that is not blank; -1 for none. */
function lastSaid({ lines }: Pass): number {
  let above = lines.length - 1
  while (lines[above]?.kind === 'blank') above--
  return above
}
