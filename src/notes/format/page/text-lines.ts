/** The text of a paragraph or an item, line by line, in house form. */
import { closesEmphasis, MAX_EMPHASIS } from '../../structure/split-lines.ts'
import { footnoteSign } from '../../text/definitions.ts'
import { beginsHtmlBlock, commentEnd, isGithubHtml, isIdleComment } from '../../text/github-html.ts'
import type { OutLine } from '../additions.ts'
import type { Block } from '../blocks.ts'
import { cleanEnds, type Span } from '../blocks.ts'
import { formatInline } from '../inline/inline.ts'
import { marksOf } from '../inline/known-places.ts'
import { escapeStart } from '../line-starts.ts'
import { beginsLongTag, breakableEnds } from './line-ends.ts'
import type { Page } from './page.ts'

export function renderParagraph(page: Page, block: Block, indent: number): OutLine[] {
  const lines = textLines(page, block.spans, 'text')
  const space = ' '.repeat(indent)
  return lines.map(({ text, input }) => ({ text: space + text, input }))
}

/** Lines that come out empty are left out: only an empty comment or a mark stood there. */
export function textLines(page: Page, typed: readonly Span[], place: 'text' | 'item'): OutLine[] {
  const comment = leadingComment(typed[0]?.text ?? '')
  if (comment !== '' && !isGithubHtml(typed[0]?.text ?? '')) return linesBehindComment(page, typed, comment)
  const html = place === 'item' ? htmlLines(typed) : 0
  // Words that are added there would stand in HTML, where no escape works.
  const raw = typed.slice(0, html).map(({ text, number }) => ({ text, input: number, kind: 'fixed' as const }))
  return html === 0 ? markdownLines(page, typed, place) : [...raw, ...markdownLines(page, typed.slice(html), 'text')]
}

/** A comment with words of somebody with which the text begins. */
function leadingComment(text: string): string {
  const end = text.startsWith('<!--') ? commentEnd(text, 0) : -1
  return end === -1 || isIdleComment(text.slice(4, end - 3)) ? '' : text.slice(0, end)
}

/** Words behind such a comment would not be read as Markdown, and addresses in `<>` would be hidden: they get a line of their own. */
function linesBehindComment(page: Page, typed: readonly Span[], comment: string): OutLine[] {
  const [first, ...rest] = typed as readonly [Span, ...Span[]]
  const text = first.text.slice(comment.length).trimStart()
  const behind = { ...first, text, lead: '', column: first.column + first.text.length - text.length }
  return [{ text: comment, input: first.number }, ...markdownLines(page, [behind, ...rest], 'text')]
}

/** How many lines behind a bullet are a block of HTML, in which Markdown is not read. */
export function htmlLines(spans: readonly Span[]): number {
  const first = spans[0]?.text ?? ''
  if (first[0] !== '<') return 0
  if (first.startsWith('<!--')) return leadingComment(first) === '' ? 0 : 1
  return beginsHtmlBlock(first, true) && isGithubHtml(spans.map(({ text }) => text).join('\n')) ? spans.length : 0
}

function markdownLines(page: Page, spans: readonly Span[], place: 'text' | 'item'): OutLine[] {
  const formatted = formatInline(joined(spans), marksOf(spans, page.knowledge), { labels: page.labels, github: page.knowledge.github })
  const breakable = breakableEnds(formatted)
  const lines = formatted.split('\n')
  let next = 0
  const shown = spans.flatMap(({ number, lead, broken }, index) => {
    const at = next
    next += (lines[index] ?? '').length + 1
    const text = cleanEnds(lines[index] ?? '')
    if (text === '') return []
    const start =
      (index === 0 && lead !== '' && footnoteSign(lead.trim()) !== null) || beginsLongTag(formatted, at) || beginsEmphasis(lines, index)
        ? text
        : escapeStart(text, index === 0 ? place : index > 0 ? 'line' : 'text')
    return [{ text: start, input: number, ends: breakable[index] === true && (page.breakLines || broken === true) }]
  })
  return shown.map(({ text, input, ends }, index) => ({
    text: ends && index < shown.length - 1 && !/\\$/.test(text) ? `${text}  ` : text,
    input,
  }))
}

/** Over more than one line: no bullet. */
function beginsEmphasis(lines: readonly string[], index: number): boolean {
  return /^\*[^\s*][^*]*$/.test(lines[index] ?? '') && closesEmphasis(lines.slice(index + 1, index + 1 + MAX_EMPHASIS))
}

export function joined(spans: readonly Span[]): string {
  return spans.map(({ text, lead }) => lead + text).join('\n')
}
