/** Where a line of formatted text may end with a line break of its own. */
import { closingBackticks, codeSpanEnd, runLength } from '../../structure/split-lines.ts'
import { commentEnd, tagAt } from '../../text/github-html.ts'

/** An inline tag whose attributes stand on the lines below. */
export function beginsLongTag(text: string, at: number): boolean {
  const tag = text[at] === '<' ? tagAt(text, at) : null
  return tag !== null && text.slice(at, tag.end).includes('\n')
}

/** For each line end: false where it stands in code, a comment or a tag, to which blanks would be added. */
export function breakableEnds(text: string): boolean[] {
  if (!text.includes('\n')) return []
  const ends: boolean[] = []
  const closing = closingBackticks(text)
  const lastComment = text.lastIndexOf('-->')
  for (let i = 0; i < text.length; ) {
    const end = inlineEnd(text, i, closing, lastComment)
    const single = end === i + 1
    for (; i < end; i++) if (text[i] === '\n') ends.push(single)
  }
  return ends
}

/** Behind the code span, comment or tag that begins at `i`; the next sign where none does. */
function inlineEnd(text: string, i: number, closing: Map<number, number[]>, lastComment: number): number {
  if (text[i] === '\\') return i + (text[i + 1] === '\n' ? 1 : 2)
  if (text[i] === '`') {
    const end = codeSpanEnd(text, i, closing)
    return end === -1 ? i + runLength(text, i) : end
  }
  if (text[i] !== '<') return i + 1
  const comment = lastComment > i && text.startsWith('<!--', i) ? commentEnd(text, i) : -1
  if (comment !== -1) return comment
  return tagAt(text, i)?.end ?? i + 1
}
