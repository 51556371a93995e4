/** The HTML that GitHub renders in Markdown: which tags stay as typed; all others are shown as text. */

import { phrases, sequence } from '../../domain/text/phrases.ts'
import { isTemplateHint } from './template-hints.ts'

/** What GitHub's sanitizer keeps, and old presentation tags that it takes away while their words stay. */
const TAGS = new Set(
  (
    'a abbr article b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn div dl dt em figcaption figure font ' +
    'h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p picture pre q rp rt ruby s samp section small source span strike strong sub summary ' +
    'sup table tbody td tfoot th thead time tr tt u ul var wbr'
  ).split(' '),
)
/** The last line: those that GitHub takes away while the element stays. */
const ATTRIBUTES = new Set(
  (
    'align alt cite color colspan datetime dir height href id lang name open rel reversed rowspan size src start target title type valign ' +
    'value width media srcset sizes ' +
    'bgcolor border cellpadding cellspacing class decoding face frame loading nowrap role rules span style tabindex'
  ).split(' '),
)
/** They begin a block of HTML, in which Markdown is not read. */
const BLOCKS = new Set(
  (
    'article blockquote caption center col colgroup dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre section source ' +
    'summary table tbody td tfoot th thead tr ul'
  ).split(' '),
)

const MAX_TAG = 2000
const TAG = phrases(
  [
    /\/([A-Za-z][A-Za-z\d]{0,12})\s*/,
    sequence(
      [/([A-Za-z][A-Za-z\d]{0,12})/, /((?:\s+[A-Za-z_:][\w.:-]{0,40}(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'=<>`]+))?){0,20})\s*\/?/],
      'y',
    ),
  ],
  { before: /</, after: />/, flags: 'y' },
)
const ATTRIBUTE = /([A-Za-z_:][\w.:-]{0,40})(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g

export type Tag = { readonly name: string; readonly end: number; readonly closing: boolean }

/** The tag that GitHub renders and that begins at `at`; null when there is none. */
export function tagAt(text: string, at: number): Tag | null {
  TAG.lastIndex = 0
  const match = TAG.exec(text.slice(at, at + MAX_TAG))
  if (!match) return null
  const name = (match[1] ?? match[2] ?? '').toLowerCase()
  if (!TAGS.has(name) || !isHarmless(match[3] ?? '')) return null
  return { name, end: at + match[0].length, closing: match[1] !== undefined }
}

function isHarmless(attributes: string): boolean {
  for (const [, name = '', ...values] of attributes.matchAll(ATTRIBUTE)) {
    const key = name.toLowerCase()
    if (!ATTRIBUTES.has(key) && !/^(?:aria|data)-/.test(key)) return false
    const value = (values.find((typed) => typed !== undefined) ?? '').trim()
    if (key === 'srcset' && !value.split(',').every((part) => isHarmlessAddress(part.trim().split(/\s/)[0] ?? ''))) return false
    if ((key === 'href' || key === 'src' || key === 'cite') && !isHarmlessAddress(value)) return false
  }
  return true
}

function isHarmlessAddress(address: string): boolean {
  return /^(?:https?:|mailto:)[^\s\\]*$/i.test(address) || /^[^:\s\\&]*(?:[/?#][^\s\\]*)?$/.test(address)
}

/** A line with which a block of HTML begins; `alone`: a tag that is nothing but inline counts when the line holds only it. */
export function beginsHtmlBlock(line: string, alone: boolean): boolean {
  const tag = tagAt(line, 0)
  if (!tag) return false
  return BLOCKS.has(tag.name) || (alone && line.slice(tag.end).trim() === '')
}

/** Stands behind the words that tell of a part left out: it stays in minutes, so that they are known whatever they say. */
export const OFF_RECORD_MARK = '<!-- scs-sprint:off-record -->'

/** A longer one is shown as text: looking for its end at every sign must stay cheap. */
const MAX_COMMENT = 4000

/**
 * Behind the comment that begins at `at`; -1 when it does not end, ends for browsers before its `-->`, or holds what looks like a mark
 * of the app: such a comment is shown as text. Only the one that may stand within a line is kept.
 */
export function commentEnd(text: string, at: number): number {
  if (text.startsWith(OFF_RECORD_MARK, at)) return at + OFF_RECORD_MARK.length
  const near = text.slice(at, at + MAX_COMMENT)
  const close = near.indexOf('-->', 4)
  if (close === -1 || /^<!---?>/.test(near)) return -1
  const said = near.slice(0, close)
  return said.includes('--!>') || /scs-sprint\s*:/i.test(said) ? -1 : at + close + 3
}

/** Every `<` that HTML could begin with begins a tag that GitHub renders, or a closed comment. */
export function isGithubHtml(text: string): boolean {
  for (let at = text.indexOf('<'); at !== -1; ) {
    if (text.startsWith('<!--', at)) {
      const end = commentEnd(text, at)
      if (end === -1) return false
      at = text.indexOf('<', end)
      continue
    }
    const tag = tagAt(text, at)
    if (!tag && /[A-Za-z/!?]/.test(text[at + 1] ?? '')) return false
    at = text.indexOf('<', tag?.end ?? at + 1)
  }
  return true
}

/**
 * Nobody says anything in it: it is empty, a hint of a template, or a mark of the app (but for that of parts off the record). `comment`
 * is the text between the signs. Whatever else stands in a comment stays.
 */
export function isIdleComment(comment: string): boolean {
  const said = comment.trim()
  return `<!-- ${said} -->` !== OFF_RECORD_MARK && (said === '' || /^scs-sprint:/.test(said) || isTemplateHint(said))
}
