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
