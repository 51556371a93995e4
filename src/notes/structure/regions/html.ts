/** Comments, and HTML: blocks that GitHub renders, elements whose content is not Markdown, the layout of slides. */
import { commentsOn } from '../../../domain/markdown/hidden-comments.ts'
import { beginsHtmlBlock, commentEnd, isGithubHtml, isIdleComment } from '../../text/github-html.ts'
import { mark, type RegionCursor, type RegionSearch, rawAt } from './region.ts'

export function findComment(search: RegionSearch, here: RegionCursor): number | null {
  const { i, raw, columns: indent, at, end } = here
  if (search.last.comment < i || !raw.includes('<!--')) return null
  const { closed, open } = commentsOn(raw)
  if (open !== -1) {
    const close = search.commentEnd(i, open)
    return close === -1 ? null : markComment(search, { open: i, close }, open === at)
  }
  const [first] = closed
  return first?.from === at && first.to >= end ? mark(search, i, i + 1, { kind: 'comment', indent }) : null
}

/** A comment over several lines; when words stand before it, its first line stays what it is. */
function markComment(search: RegionSearch, { open, close }: { open: number; close: number }, isWhole: boolean): number {
  const tail = rawAt(search.lines, close)
  // Words behind the end are people's text: the line is then no comment.
  const trailing = tail.slice(tail.indexOf('-->') + 3).trim() !== ''
  return mark(search, isWhole ? open : open + 1, trailing ? close : close + 1, { kind: 'comment', indent: 0 }) + (trailing ? 1 : 0)
}

/** Behind a comment at the start of a line Markdown is not read. */
export function findLineBehindComment(search: RegionSearch, here: RegionCursor): number | null {
  const { i, raw, columns: indent, at, end } = here
  if (!raw.startsWith('<!--', at) || !beginsWithComment(raw, at) || !isGithubHtml(raw.slice(at, end))) return null
  return mark(search, i, i + 1, { kind: 'markup', indent })
}

/** A comment with words of somebody that ends on its line. */
function beginsWithComment(raw: string, at: number): boolean {
  const end = commentEnd(raw, at)
  return end !== -1 && !isIdleComment(raw.slice(at + 4, end - 3))
}

/** A block of HTML that GitHub renders. In slides it is layout. */
export function findHtmlBlock(search: RegionSearch, here: RegionCursor): number | null {
  if (search.slides || here.raw[here.at] !== '<') return null
  const { i, columns: indent } = here
  const end = htmlBlockEnd(search, i, here.raw.slice(here.at, here.end))
  return end > i ? mark(search, i, end, { kind: 'markup', indent }) : null
}

/** Line behind the block: it goes on to the next blank line, `<pre>` to its end. `i` when none begins. */
function htmlBlockEnd(search: RegionSearch, i: number, line: string): number {
  const { lines } = search
  const opening = line.includes('>') ? line : openingTag(search, i)
  if (!beginsHtmlBlock(opening, opening === line && rawAt(lines, i - 1).trim() === '')) return i
  let end = i + 1
  if (/^<pre\b/i.test(line)) {
    if ((search.last.elements.get('pre') ?? -1) < i) return i
    for (end = i; !/<\/pre\b/i.test(rawAt(lines, end)); ) end++
    end++
  } else while (end < lines.length && rawAt(lines, end).trim() !== '') end++
  const block = lines
    .slice(i, end)
    .map(({ raw }) => raw)
    .join('\n')
  return isGithubHtml(block) ? end : i
}

const MAX_TAG_LINES = 10

/** A tag whose attributes stand on lines of their own. */
function openingTag({ lines }: RegionSearch, i: number): string {
  let end = i + 1
  while (end < Math.min(lines.length, i + MAX_TAG_LINES) && rawAt(lines, end).trim() !== '' && !rawAt(lines, end - 1).includes('>')) end++
  return lines
    .slice(i, end)
    .map(({ raw }) => raw.trim())
    .join('\n')
}

/** `<style>`, `<script>` and `<pre>`, up to where they end. */
export function findElement(search: RegionSearch, here: RegionCursor): number | null {
  const { i, raw, columns: indent, at } = here
  if (raw[at] !== '<') return null
  const element = /^<(style|script|pre)\b/i.exec(raw.slice(at, at + 8))?.[1]?.toLowerCase()
  if (element === undefined || (search.last.elements.get(element) ?? -1) < i) return null
  let close = i
  while (close < search.lines.length - 1 && !rawAt(search.lines, close).toLowerCase().includes(`</${element}`)) close++
  return mark(search, i, close + 1, { kind: 'html', indent })
}

/** In minutes such a line is people's text with a tag in it; only in slides it is layout. */
export function findSlideLayout(search: RegionSearch, here: RegionCursor): number | null {
  const { i, raw, columns: indent, at } = here
  if (!search.slides || raw[at] !== '<' || !/^<(?:\/?[a-zA-Z][a-zA-Z0-9]*[\s/>]|!--)/i.test(raw.slice(at, at + 24))) return null
  return mark(search, i, i + 1, { kind: 'html', indent })
}
