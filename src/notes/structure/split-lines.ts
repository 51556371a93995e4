/** Lines of a text, and the signs at the start of one line: indent, bullet, heading, fence, quote. */

import { openingFence } from '../../domain/markdown/fence.ts'
/** A line of a text, and where its visible text stands. */
export type RawLine = {
  /** From 1. */
  readonly number: number
  /** Without its line ending. */
  readonly raw: string
  /** Columns of the indent. */
  readonly columns: number
  /** Where the first visible sign stands in `raw`. */
  readonly at: number
  /** End of the visible text; not above `at` where there is none. */
  readonly end: number
}

/** Any line ending ends a line; a final one does not begin another. */
export function splitLines(text: string): RawLine[] {
  if (text === '') return []
  const lines = text.split(/\r\n|\n|\r/)
  if (lines.at(-1) === '') lines.pop()
  return lines.map((raw, index) => lineFrom(index + 1, raw, 0))
}

/** The stretch of an input line from `from` on. */
export function lineFrom(number: number, raw: string, from: number): RawLine {
  const { columns, end: at } = indentAt(raw, from)
  return { number, raw, columns, at, end: trimmedEnd(raw) }
}

const WIDTHLESS = new Set(['\uFEFF', '\u200B', '\u200C', '\u200D', '\u2060', '\0'])

/** Columns and length of the white space at `from`; what has no width is skipped, a tab goes to the next multiple of 4. */
export function indentAt(raw: string, from = 0, startColumn = 0): { columns: number; end: number } {
  let columns = startColumn
  let end = from
  for (; end < raw.length; end++) {
    const sign = raw[end] as string
    if (sign === '\t') columns += 4 - (columns % 4)
    else if (sign === ' ' || sign === '\u00A0' || sign === '\u3000') columns += 1
    else if (!WIDTHLESS.has(sign)) break
  }
  return { columns: columns - startColumn, end }
}

/** End of the visible text: trailing white space does not count. */
export function trimmedEnd(raw: string): number {
  let end = raw.length
  while (end > 0 && isSpace(raw[end - 1] as string)) end--
  return end
}

export function isSpace(sign: string): boolean {
  return sign === ' ' || sign === '\t' || sign === '\u00A0' || sign === '\u3000' || sign === '\f' || sign === '\v' || WIDTHLESS.has(sign)
}

/** Bullet or number at `at`: the marker as typed and where the content begins; null when there is none. */
export function markerAt(raw: string, at: number, end: number): { marker: string; content: number } | null {
  const sign = raw[at]
  if (sign === undefined || at >= end) return null
  if ('*-+•◦‣▪●'.includes(sign)) return bulletAt(raw, at, end)
  const number = /^\d{1,9}[.)]/.exec(raw.slice(at, at + 10))?.[0]
  if (number === undefined) return null
  const after = at + number.length
  if (after < end && !isSpace(raw[after] as string)) return null
  return { marker: number, content: Math.min(indentAt(raw, after).end, end) }
}

/** So many lines below a star are looked at. */
export const MAX_EMPHASIS = 20

/** `below` are the lines below `*Words`: a star in them closes the emphasis before another block begins, so the first is no bullet. */
export function closesEmphasis(below: readonly string[]): boolean {
  for (const raw of below) {
    const { end: at } = indentAt(raw)
    const end = trimmedEnd(raw)
    if (at >= end || '*>|'.includes(raw[at] as string) || headingAt(raw, at, end) || markerAt(raw, at, end)) return false
    if (/[^\s*\\]\*(?![\p{L}\p{N}*])/u.test(raw)) return true
  }
  return false
}

/** `1.2. ` of a list made with buttons: its last number is the item's own. */
export function nestedNumberAt(raw: string, at: number, end: number): { marker: string; content: number } | null {
  const found = /^(?:\d{1,9}\.){1,8}(\d{1,9}\.)(?=\s)/.exec(raw.slice(at, at + 90))
  return found ? { marker: found[1] as string, content: Math.min(indentAt(raw, at + found[0].length).end, end) } : null
}

function bulletAt(raw: string, at: number, end: number): { marker: string; content: number } | null {
  const sign = raw[at] as string
  const after = at + 1
  if (after >= end) return { marker: sign, content: end }
  if (isSpace(raw[after] as string)) return { marker: sign, content: Math.min(indentAt(raw, after).end, end) }
  // A bullet that lost its space: `*Session …`, `-@fkr`; but `*emphasis*`, `->`, `--flag` and `-5` are none.
  if (!/^[\p{L}@[]/u.test(raw.slice(after, after + 2))) return null
  if (sign === '+' || (sign === '*' && (raw.indexOf('*', after) !== -1 || /^\[[^\]]{1,60}\]:/.test(raw.slice(after, after + 64)))))
    return null
  return { marker: sign, content: after }
}

/** Number of `#` when a heading begins at `at`: with a space, or without one when it cannot be a tag or a number. */
export function headingAt(raw: string, at: number, end: number): { level: number; content: number; spaced: boolean } | null {
  let after = at
  while (after < end && raw[after] === '#' && after - at < 7) after++
  const level = after - at
  if (level < 1 || level > 6) return null
  if (after === end) return { level, content: end, spaced: true }
  if (isSpace(raw[after] as string)) return { level, content: Math.min(indentAt(raw, after).end, end), spaced: true }
  // `##Agenda` is meant as a heading; `#183`, `#tag`, `##12` are not.
  if (level >= 2 && /^[\p{L}:@[(*_`~]/u.test(raw.slice(after, after + 2))) return { level, content: after, spaced: false }
  return null
}

/** A code fence at `at`: its sign and length. */
export function fenceAt(raw: string, at: number, end: number): ReturnType<typeof openingFence> {
  return raw[at] === '`' || raw[at] === '~' ? openingFence(raw.slice(at, end)) : null
}

/** `---`, `***`, `___`, with spaces between or not: a rule. */
export function isRule(raw: string, at: number, end: number): boolean {
  const sign = raw[at]
  if (sign !== '-' && sign !== '*' && sign !== '_') return false
  let count = 0
  for (let i = at; i < end; i++) {
    if (raw[i] === sign) count++
    else if (!isSpace(raw[i] as string)) return false
  }
  return count >= 3
}

/** Only `=`, or only `-` (at least 2: one is an empty bullet): may underline the line above. */
export function underlineAt(raw: string, at: number, end: number): 1 | 2 | null {
  const sign = raw[at]
  if (sign !== '=' && sign !== '-') return null
  for (let i = at; i < end; i++) if (raw[i] !== sign) return null
  if (sign === '=') return 1
  return end - at >= 2 ? 2 : null
}

/** `>` signs at `at`: how many, and where the content begins. */
export function quoteAt(raw: string, at: number, end: number): { level: number; content: number } | null {
  if (raw[at] !== '>') return null
  let level = 0
  let content = at
  for (let i = at; i < end; i++) {
    const sign = raw[i] as string
    if (sign === '>') {
      level++
      content = i + 1
    } else if (!isSpace(sign)) break
  }
  return { level, content: Math.min(indentAt(raw, content).end, end) }
}

/** Same length, with code spans and HTML comments as spaces. One pass; an unclosed one is text. */
export function searchable(text: string): string {
  if (!text.includes('`') && !text.includes('<!--')) return text
  const closing = closingBackticks(text)
  let result = ''
  let i = 0
  while (i < text.length) {
    const end = text[i] === '`' ? codeSpanEnd(text, i, closing) : text.startsWith('<!--', i) ? commentEnd(text, i) : -1
    if (end > i) {
      result += ' '.repeat(end - i)
      i = end
    } else if (text[i] === '`') {
      const run = runLength(text, i)
      result += text.slice(i, i + run)
      i += run
    } else {
      result += text[i]
      i++
    }
  }
  return result
}

/** Where each length of backtick run stands last: tells at once that a span cannot close. */
export function closingBackticks(text: string): Map<number, number[]> {
  const runs = new Map<number, number[]>()
  for (let i = text.indexOf('`'); i !== -1; i = text.indexOf('`', i)) {
    const length = runLength(text, i)
    const at = runs.get(length) ?? []
    at.push(i)
    runs.set(length, at)
    i += length
  }
  for (const at of runs.values()) at.reverse()
  return runs
}

/** End of the code span that begins at `at`, -1 when it does not close. Call with growing `at`: used runs are dropped. */
export function codeSpanEnd(text: string, at: number, closing: Map<number, number[]>): number {
  const length = runLength(text, at)
  const runs = closing.get(length)
  while (runs && runs.length > 0 && (runs.at(-1) as number) <= at) runs.pop()
  const close = runs?.at(-1)
  return close === undefined ? -1 : close + length
}

export function runLength(text: string, at: number): number {
  let end = at
  while (text[end] === text[at] && end < text.length) end++
  return end - at
}

function commentEnd(text: string, at: number): number {
  const close = text.indexOf('-->', at + 4)
  // Nothing closes any later one either: the rest of the line is a comment that goes on below.
  return close === -1 ? text.length : close + 3
}
