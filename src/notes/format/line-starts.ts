/** Signs at the start of a line of text that Markdown would read as the start of a block. */

import { fenceAt, headingAt, isRule, markerAt, quoteAt, underlineAt } from '../structure/split-lines.ts'
import { beginsHtmlBlock, commentEnd, tagAt } from '../text/github-html.ts'

/** Where the line stands: at the start of a paragraph (`text`) or behind a bullet (`item`), or below another line of either (`line`). */
export function escapeStart(line: string, place: 'text' | 'item' | 'line'): string {
  if (line === '') return line
  if (place === 'item' && beginsBlockBehindBullet(line)) return line.replace(/^[*+](?=\s)/, '-')
  return readsAsBlock(line, place) ? escapeBlock(line) : line
}

/** Behind a bullet Markdown and pads show a quotation, a heading, or another bullet, as it was typed. */
function beginsBlockBehindBullet(line: string): boolean {
  return /^(?:> ?|#{1,6} |\d{1,9}[.)] |[-*+] )[\p{L}\p{N}@"'(]/u.test(line)
}

function readsAsBlock(line: string, place: 'text' | 'item' | 'line'): boolean {
  const end = line.length
  // Only a list that begins with 1 begins below text.
  if (place === 'line' && /^\d{1,9}[.)]/.test(line) && Number.parseInt(line, 10) !== 1) return false
  if (/^(?:=+|-+)\s*$/.test(line) || /^[|:\-\s]+$/.test(line)) return true
  if (/^(?:\[[^\]]{1,999}\]:|:::?[A-Za-z:{]|\$\$|\+\+\+)/.test(line)) return true
  if (beginsHtml(line)) return true
  if (isRule(line, 0, end) || fenceAt(line, 0, end) || quoteAt(line, 0, end) || underlineAt(line, 0, end)) return true
  if (place === 'item') return /^(?:[-*+]|\d{1,9}[.)]|#{1,6})(?:\s|$)/.test(line)
  // A `#` in the first column looks like a heading that lost its space, to people and linters.
  return line[0] === '#' || markerAt(line, 0, end) !== null || headingAt(line, 0, end) !== null
}

/** Code over two lines: GitHub looks for blocks of HTML first, and would find one here. Tags and comments that are kept are none. */
function beginsHtml(line: string): boolean {
  if (line.startsWith('<!--') && commentEnd(line, 0) !== -1) return false
  if (/^<[!?]/.test(line)) return true
  return /^<\/?[A-Za-z][A-Za-z\d-]*(?=[\s/>]|$)/.test(line) && (tagAt(line, 0) === null || beginsHtmlBlock(line, false))
}

function escapeBlock(line: string): string {
  const number = /^\d{1,9}(?=[.)])/.exec(line)?.[0]
  if (number !== undefined) return `${number}\\${line.slice(number.length)}`
  // These cannot be escaped with a backslash: no ASCII punctuation.
  if (/^[•◦‣▪●]/.test(line)) return line
  return `\\${line}`
}
