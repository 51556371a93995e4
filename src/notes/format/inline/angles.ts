/** `<`: addresses, HTML that GitHub renders and comments stay; all else is escaped. */

import { phrases } from '../../../domain/text/phrases.ts'
import { commentEnd, type Tag, tagAt } from '../../text/github-html.ts'
import { isUnsafeAddress } from '../../text/link-targets.ts'
import { replace, type Scan } from './scan.ts'

const AUTOLINK = phrases(
  [/[A-Za-z][A-Za-z\d+.-]{1,31}:[^\s<>\0-\x20]*/, /[A-Za-z\d.!#$%&'*+/=?^_`{|}~-]{1,256}@[A-Za-z\d](?:[A-Za-z\d.-]{0,253}[A-Za-z\d])?/],
  { before: /</, after: />/, flags: 'y' },
)

/** `<https://…>`, HTML that GitHub renders and comments stay; any other `<` of HTML is escaped: what was typed behind it stays visible. */
export function scanAngle(scan: Scan, at: number): number {
  AUTOLINK.lastIndex = at
  const typed = AUTOLINK.exec(scan.text)?.[0]
  if (typed !== undefined && !isUnsafeAddress(typed.slice(1))) return replace(scan, at, at + typed.length, { out: typed, inLink: typed })
  const comment = at < scan.lastComment && scan.text.startsWith('<!--', at) ? commentEnd(scan.text, at) : -1
  if (comment !== -1) return replace(scan, at, comment, { out: scan.text.slice(at, comment), inLink: scan.text.slice(at, comment) })
  const tag = tagAt(scan.text, at)
  if (tag) return keepTag(scan, at, tag)
  return /[A-Za-z/!?]/.test(scan.text[at + 1] ?? '') ? replace(scan, at, at + 1, { out: '\\<' }) : at + 1
}

function keepTag(scan: Scan, at: number, { name, end, closing }: Tag): number {
  const typed = scan.text.slice(at, end)
  replace(scan, at, end, { out: typed, inLink: typed })
  if (name === 'a' && !closing) scan.anchor = scan.pieces.length
  // No link stands in a link.
  if (name === 'a' && closing && scan.anchor !== -1) {
    scan.links.push({ from: scan.anchor, to: scan.pieces.length - 1 })
    scan.anchor = -1
  }
  return end
}
