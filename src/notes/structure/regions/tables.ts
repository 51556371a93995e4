/** Tables: a row, one of dashes with as many cells below it, and every row that follows. */

import { cellsOf, isDelimiterRow } from '../../../domain/markdown/table-rows.ts'
import { fenceAt, headingAt, isRule, markerAt, type RawLine } from '../split-lines.ts'
import { mark, type RegionCursor, type RegionSearch, rawAt } from './region.ts'
export function findTable(search: RegionSearch, { i, raw, columns: indent, at, end }: RegionCursor): number | null {
  if (!raw.includes('|') || markerAt(raw, at, end) !== null) return null
  const { lines } = search
  const below = rawAt(lines, i + 1)
  if (!isDelimiterRow(below) || cellsOf(raw).length !== cellsOf(below).length) return null
  let next = i + 2
  while (next < lines.length && (rawAt(lines, next).includes('|') || isBareRow(lines[next] as RawLine, indent))) next++
  return mark(search, i, next, { kind: 'table', indent })
}

/** Words directly below a row are its next one, with one cell, unless they begin something else. */
function isBareRow({ raw, columns, at, end }: RawLine, indent: number): boolean {
  if (at >= end || columns < indent || columns >= indent + 4) return false
  if (/^(?:[<>]|:::|\d{1,9}[.)]|\[[^\]]{1,200}\]:)/.test(raw.slice(at, at + 204))) return false
  return !isRule(raw, at, end) && !fenceAt(raw, at, end) && !headingAt(raw, at, end) && !markerAt(raw, at, end)
}
