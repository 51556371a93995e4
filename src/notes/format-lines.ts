/** Signs at the start of a line of text that Markdown would read as the start of a block. */
import { fenceAt, headingAt, isRule, markerAt, quoteAt, underlineAt } from './structure-split.ts'

/** What stands before the line: nothing but indent (`text`), or a bullet (`item`). */
export function escapeStart(line: string, place: 'text' | 'item'): string {
  if (line === '') return line
  if (readsAsBlock(line, place)) return escapeBlock(line)
  return place === 'text' ? line.replace(/^(=>|->|⇒|→)(?=\S)/, '$1 ') : line
}

function readsAsBlock(line: string, place: 'text' | 'item'): boolean {
  const end = line.length
  if (/^(?:=+|-+)\s*$/.test(line) || /^[|:\-\s]+$/.test(line)) return true
  if (/^(?:\[[^\]]{1,999}\]:|:::?[A-Za-z:{]|\$\$|\+\+\+)/.test(line)) return true
  // Code over two lines: GitHub looks for blocks of HTML first, and would find one here.
  if (/^<\/?[A-Za-z][A-Za-z\d-]*(?=[\s/>]|$)/.test(line)) return true
  if (isRule(line, 0, end) || fenceAt(line, 0, end) || quoteAt(line, 0, end) || underlineAt(line, 0, end)) return true
  if (place === 'item') return /^(?:[-*+]|\d{1,9}[.)]|#{1,6})(?:\s|$)/.test(line)
  // A `#` in the first column looks like a heading that lost its space, to people and linters.
  return line[0] === '#' || markerAt(line, 0, end) !== null || headingAt(line, 0, end) !== null
}

function escapeBlock(line: string): string {
  const number = /^\d{1,9}(?=[.)])/.exec(line)?.[0]
  if (number !== undefined) return `${number}\\${line.slice(number.length)}`
  // These cannot be escaped with a backslash: no ASCII punctuation.
  if (/^[•◦‣▪●]/.test(line)) return line
  return `\\${line}`
}
