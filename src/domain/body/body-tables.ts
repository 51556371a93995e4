/** Tables among the visible lines of a body. Pure. */
import { cellTexts } from '../markdown/table-rows.ts'
import type { BodyLine } from './visible-lines.ts'

export type BodyTable = {
  /** Index of the header line; the rows follow the line of dashes below it. */
  readonly at: number
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** Index of the first line after the table. */
  readonly end: number
}

const DASHES = /^\|? {0,9}:?-+:? {0,9}(?:\| {0,9}:?-+:? {0,9})*\|?$/

export function tablesOf(lines: readonly BodyLine[]): readonly BodyTable[] {
  const tables: BodyTable[] = []
  for (let at = 0; at + 1 < lines.length; at += 1) {
    const header = lines[at]?.text ?? ''
    const dashes = lines[at + 1]
    if (!dashes || dashes.afterBlank || !header.includes('|') || !dashes.text.includes('|') || !DASHES.test(dashes.text)) continue
    let end = at + 2
    while (end < lines.length && !lines[end]?.afterBlank && lines[end]?.text.includes('|')) end += 1
    tables.push({ at, header: cellTexts(header), rows: lines.slice(at + 2, end).map(({ text }) => cellTexts(text)), end })
    at = end - 1
  }
  return tables
}
