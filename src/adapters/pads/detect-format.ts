/** Detects the format of a text from its content alone; file names and extensions are not reliable. */

import { hasButtonLists } from '../../domain/pads/button-lists.ts'

export type DetectedFormat = 'markdown' | 'etherpad-text' | 'etherpad-html' | 'web-page'

/** `text`: LF line ends. A web page is any HTML that is no export of Etherpad: a login page, an editor, an error. */
export function detectFormat(text: string): DetectedFormat {
  const start = skipPreamble(text)
  if (/^<(?:!doctype\s+html|html|head|body)\b/i.test(text.slice(start, start + 40))) {
    return isEtherpadExport(text) ? 'etherpad-html' : 'web-page'
  }
  return hasButtonLists(text.split('\n')) ? 'etherpad-text' : 'markdown'
}

/** Where the text begins after space, HTML comments and an XML declaration. */
function skipPreamble(text: string): number {
  let at = 0
  for (;;) {
    while (/\s/.test(text.charAt(at))) at++
    const end = text.startsWith('<!--', at) ? text.indexOf('-->', at + 4) : text.startsWith('<?xml', at) ? text.indexOf('?>', at) : -1
    if (end < 0) return at
    at = end + (text.startsWith('<!--', at) ? 3 : 2)
  }
}

/** Etherpad signs its exports; the page of its HTTP API is bare lines and lists without any head. */
function isEtherpadExport(html: string): boolean {
  const body = html.search(/<body\b/i)
  const head = html.slice(0, body < 0 ? 4000 : body)
  if (/<meta\s{1,9}name=["']?generator["']?\s{1,9}content=["']?etherpad/i.test(head)) return true
  return !/<head\b/i.test(head) && /<(?:br|[uo]l)\b/i.test(html) && !/<(?:script|form|input|div|nav|link|iframe)\b/i.test(html)
}
