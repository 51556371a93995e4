/**
 * The words of one line of Markdown as GitHub shows them: no emphasis markers, tags or comments; for links and images only their
 * text; code unchanged. Struck-through words keep their `~~`, because without them they would read as valid. Pure.
 */

import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { phrases } from '../text/phrases.ts'
import { commentLeftOpen } from './hidden-comments.ts'

/** A line is no block: what begins it was taken off, or is a sign like any other ("1. March", "# of nodes"). */
const NO_BLOCKS = {
  disable: {
    null: ['blockQuote', 'codeFenced', 'codeIndented', 'headingAtx', 'htmlFlow', 'list', 'setextUnderline', 'thematicBreak', 'table'],
  },
}
/** Reads a line as nothing but words and what marks them. */
export const INLINE_ONLY = { extensions: [gfm(), NO_BLOCKS], mdastExtensions: [gfmFromMarkdown()] }

type Node = { readonly type: string; readonly value?: string; readonly alt?: string | null; readonly children?: readonly Node[] }

/** None of them: the words are the line. `_` inside of a word is no mark. */
const MARKED = /[\\`*~[\]<]|&#?\w|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/u

export function inlineWords(markdown: string): string {
  if (!MARKED.test(markdown)) return markdown
  // Its end may have been cut off, or stand on another line.
  const open = markdown.includes('<!--') ? commentLeftOpen(markdown) : -1
  return wordsOf(fromMarkdown(open === -1 ? markdown : markdown.slice(0, open), INLINE_ONLY) as Node)
}

function wordsOf({ type, value = '', alt, children = [] }: Node): string {
  if (type === 'text' || type === 'inlineCode') return value
  if (type === 'html') return wordsOfTag(value)
  if (type === 'break') return ' '
  if (type === 'image' || type === 'imageReference') return alt ?? ''
  const words = children.map(wordsOf).join(type === 'root' ? ' ' : '')
  return type === 'delete' ? `~~${words}~~` : words
}

/** Shown as typed: GitHub takes them for no tags. */
const FILTERED = /^<\/?(?:title|textarea|style|xmp|iframe|noembed|noframes|script|plaintext)(?=[\s/>])/i
/** They stand on lines of their own. */
const APART = phrases(
  [
    'br, p, div, summary, details, li, ul, ol, dl, dt, dd, td, th, tr, table, tbody, thead',
    /h[1-6]/i,
    'hr, blockquote, pre, section, article, figure, figcaption',
  ],
  { before: /^<\/?/i, after: /(?=[\s/>])/i, flags: 'i' },
)

/** A tag that GitHub does not know goes as well, and what stands in it stays. */
function wordsOfTag(html: string): string {
  if (FILTERED.test(html)) return html
  if (APART.test(html)) return ' '
  return /^<img\s/i.test(html) ? (/\salt\s{0,9}=\s{0,9}(?:"([^"]{0,400})"|'([^']{0,400})')/i.exec(html)?.slice(1).find(Boolean) ?? '') : ''
}
