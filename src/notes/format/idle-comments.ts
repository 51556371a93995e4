/** HTML comments in which nobody says anything: the one thing of a text that house format leaves out. */

import type { Line } from '../structure/read-structure.ts'
import { isIdleComment } from '../text/github-html.ts'

/** Nothing but white space and closed comments in which nobody says anything. */
export function isIdleOnly(text: string): boolean {
  if (text.trim() === '') return true
  if (!text.includes('<!--')) return false
  let from = 0
  for (;;) {
    const open = text.indexOf('<!--', from)
    const close = open === -1 ? -1 : text.indexOf('-->', open + 4)
    if (close === -1) return text.slice(from).trim() === ''
    if (text.slice(from, open).trim() !== '' || !isIdleComment(text.slice(open + 4, close))) return false
    from = close + 3
  }
}

/** The same of a text that is nothing but comments. */
export function areIdle(text: string): boolean {
  return text
    .split('<!--')
    .slice(1)
    .every((part) => isIdleComment(part.split('-->')[0] as string))
}

/** `from` is where `text` begins in the text of its line. */
export type Visible = { readonly text: string; readonly from: number }

/** The text of a line without the part of a comment that goes on below it, or that began above. */
export function visiblePart(lines: readonly Line[], index: number): Visible {
  const { text } = lines[index] as Line
  let from = 0
  let to = text.length
  const open = text.lastIndexOf('<!--')
  if (open !== -1 && text.indexOf('-->', open) === -1 && lines[index + 1]?.kind === 'comment') to = open
  const above = lines[index - 1]
  if (above?.kind === 'comment' && !above.raw.includes('-->')) {
    const close = text.indexOf('-->')
    if (close !== -1 && (text.indexOf('<!--') === -1 || text.indexOf('<!--') > close)) from = close + 3
  }
  return { text: text.slice(from, Math.max(from, to)), from }
}

/** A line of a comment, or what of it stands on a line with other words. */
type Part = Pick<Line, 'raw' | 'number'>

/** The comment of which line `i` is the first one without other words; `end` is behind the last such line. */
export function commentAt(lines: readonly Line[], i: number): { readonly said: readonly Part[]; readonly end: number } {
  let end = i
  while (lines[end]?.kind === 'comment' && !(lines[end] as Line).raw.includes('-->')) end++
  if (lines[end]?.kind === 'comment') end++
  return { said: [...partAbove(lines, i), ...lines.slice(i, end), ...partBelow(lines, end)], end: Math.max(end, i + 1) }
}

/** The beginning of a comment, behind words on the line above. */
function partAbove(lines: readonly Line[], i: number): readonly Part[] {
  const above = lines[i - 1]
  if (!above || above.kind === 'comment') return []
  const { text, from } = visiblePart(lines, i - 1)
  const raw = above.text.slice(from + text.length)
  return raw === '' ? [] : [{ raw, number: above.number }]
}

/** The end of a comment, before words on its line. */
function partBelow(lines: readonly Line[], end: number): readonly Part[] {
  const below = lines[end]
  if (!below || below.kind === 'comment') return []
  const raw = below.text.slice(0, visiblePart(lines, end).from)
  return raw === '' ? [] : [{ raw, number: below.number }]
}
