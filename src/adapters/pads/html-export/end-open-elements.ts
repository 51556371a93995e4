/** Ends the elements that plugins of Etherpad leave open, in one pass over the tags of an export. */
import { UserError } from '../../../errors.ts'

const RAW = ['iframe', 'script', 'style', 'title', 'textarea', 'xmp', 'noembed', 'noframes']
const ENDED = new Set([...RAW, 'noscript', 'object', 'template', 'select'])
/** To a parser of HTML what stands in them is text. */
const HOLDS_TEXT = new Set(RAW)
const END = new RegExp(`</(${[...ENDED].join('|')})(?![^\\s/>])`, 'gi')
const NAME = /\/?[a-z][^\s/>]*/iy
/** Parsers compare each attribute with all before it. */
const MAX_ATTRIBUTES = 200

type Tag = { readonly name: string; readonly attributes: string; readonly end: number }

/**
 * Plugins end such an element in its own tag, or not at all. To a parser of HTML the whole rest of the pad would then stand in it,
 * as text or unread. No end of `plaintext` ends it, so its tags go. Throws `UserError` for a tag that no pad can have made.
 */
export function withEndedElements(html: string): string {
  const lastEnd = new Map([...html.matchAll(END)].map(({ 1: name = '', index }) => [name.toLowerCase(), index]))
  let ended = ''
  let from = 0
  for (let at = html.indexOf('<'); at !== -1; ) {
    const tag = tagAt(html, at)
    if (tag === 'endless') break
    if (tag === null) {
      at = html.indexOf('<', at + 1)
      continue
    }
    const { name, attributes, end } = tag
    let next = end
    if (/^\/?plaintext$/.test(name)) {
      ended += html.slice(from, at)
      from = end
    } else if (ENDED.has(name)) {
      const endsItself = attributes.endsWith('/')
      if (endsItself || (lastEnd.get(name) ?? -1) < end) {
        ended += `${html.slice(from, at)}<${name}${endsItself ? attributes.slice(0, -1) : attributes}></${name}>`
        from = end
      } else if (HOLDS_TEXT.has(name)) next = endOf(html, name, end)
    }
    at = html.indexOf('<', next)
  }
  return ended + html.slice(from)
}

/** Where the next end tag of that name begins, which there is. */
function endOf(html: string, name: string, from: number): number {
  const end = new RegExp(`</${name}(?![^\\s/>])`, 'gi')
  end.lastIndex = from
  return end.exec(html)?.index ?? html.length
}

/** The tag or comment that begins at `at`; null: a plain sign; `endless`: it never ends, as nothing behind it does to a parser. */
function tagAt(html: string, at: number): Tag | 'endless' | null {
  if (html.startsWith('<!--', at)) return ending(html.indexOf('-->', at + 2), 3)
  if (html.startsWith('<!', at) || html.startsWith('<?', at)) return ending(html.indexOf('>', at), 1)
  NAME.lastIndex = at + 1
  const name = NAME.exec(html)?.[0]
  if (name === undefined) return null
  const begin = at + 1 + name.length
  const close = tagEnd(html, begin)
  return close === -1 ? 'endless' : { name: name.toLowerCase(), attributes: html.slice(begin, close).trimEnd(), end: close + 1 }
}

function ending(close: number, length: number): Tag | 'endless' {
  return close === -1 ? 'endless' : { name: '', attributes: '', end: close + length }
}

/** Where the `>` of a tag stands, as parsers of HTML find it: a value in quotes may hold the sign. -1: nowhere. */
function tagEnd(html: string, begin: number): number {
  let attributes = 0
  let inName = false
  for (let at = begin; at < html.length; at++) {
    const sign = html[at] as string
    if (sign === '>') return at
    if (sign === '=' && inName) {
      inName = false
      at = valueEnd(html, at + 1) - 1
      if (at < begin) return -1
    } else if (/[\s/]/.test(sign)) {
      // The `=` of a value may stand behind white space.
      if (sign === '/' || !/[\s=]/.test(html[at + 1] ?? '')) inName = false
    } else if (!inName) {
      inName = true
      attributes++
      if (attributes > MAX_ATTRIBUTES) {
        throw new UserError(
          `The HTML export: expected at most ${MAX_ATTRIBUTES} attributes in a tag, found more. Export the pad as text instead.`,
        )
      }
    }
  }
  return -1
}

/** Behind the value that begins at `from` or behind white space there; -1 when its quote never ends. */
function valueEnd(html: string, from: number): number {
  let at = from
  while (/\s/.test(html[at] ?? '')) at++
  const quote = html[at]
  if (quote === '"' || quote === "'") {
    const close = html.indexOf(quote, at + 1)
    return close === -1 ? -1 : close + 1
  }
  while (at < html.length && !/[\s>]/.test(html[at] as string)) at++
  return at
}
