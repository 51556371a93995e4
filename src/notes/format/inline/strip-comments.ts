/** Removes comments in which nobody says anything before anything else is read. Code and other comments stay. */

import { closingBackticks, codeSpanEnd, runLength } from '../../structure/split-lines.ts'
import { isIdleComment } from '../../text/github-html.ts'

/** Something known about a place of the text; `length` 0 inserts. */
export type Mark = { readonly at: number; readonly length: number; readonly shown: string }
export type Marked = { readonly text: string; readonly marks: readonly Mark[] }

/** Line breaks inside of comments stay. */
export function withoutIdleComments(text: string, marks: readonly Mark[]): Marked {
  const cuts = idleCommentsIn(text)
  if (cuts.length === 0) return { text, marks }
  let shown = ''
  // Asked of `shown` itself after each cut, the last sign would cost its whole length.
  let last: string | undefined
  let from = 0
  const kept: Mark[] = []
  let next = 0
  for (const { start, end } of [...cuts, { start: text.length, end: text.length }]) {
    const offset = shown.length - from
    for (; next < marks.length && (marks[next] as Mark).at < start; next++) {
      const mark = marks[next] as Mark
      if (mark.at >= from) kept.push({ ...mark, at: mark.at + offset })
    }
    const piece = text.slice(from, start) + text.slice(start, end).replace(/[^\n]/g, '')
    shown += piece
    last = piece.at(-1) ?? last
    // Two words with nothing but the comment between them stay two.
    if (start < end && isWordSign(last) && isWordSign(text[end])) {
      shown += ' '
      last = ' '
    }
    from = end
  }
  return { text: shown, marks: kept }
}

function isWordSign(sign: string | undefined): boolean {
  return sign !== undefined && /[\p{L}\p{N}\p{M}]/u.test(sign)
}

/** Each takes the spaces behind it along when there are some before it. */
function idleCommentsIn(text: string): { start: number; end: number }[] {
  const cuts: { start: number; end: number }[] = []
  const closing = closingBackticks(text)
  for (let i = 0; i < text.length; ) {
    if (text[i] === '\\') i += 2
    else if (text[i] === '`') {
      const end = codeSpanEnd(text, i, closing)
      i = end === -1 ? i + runLength(text, i) : end
    } else if (text.startsWith('<!--', i)) {
      const close = text.indexOf('-->', i + 4)
      if (close === -1) break
      let end = close + 3
      if (i === 0 || /\s/.test(text[i - 1] as string)) while (text[end] === ' ' || text[end] === '\t') end++
      if (isIdleComment(text.slice(i + 4, close))) cuts.push({ start: i, end })
      i = end
    } else i++
  }
  return cuts
}
