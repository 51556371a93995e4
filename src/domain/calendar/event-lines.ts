/** The lines of an event's description that name its minutes and its pad. Pure. */
import { phrases } from '../text/phrases.ts'

export type EventLines = {
  /** Address of the folder with the minutes. */
  readonly minutes: string | null
  readonly pad: string | null
}

const LINE = { before: /^[\s*_>-]{0,20}/, after: /[\s*_]{0,10}:[\s*_]{0,10}(?<url><?https?:\/\/[^\s<>"'\])]{1,1000})?/ } as const
const MINUTES = phrases(['meeting minutes, minutes, protocols?, protokolle?'], LINE)
const PAD = phrases(['hedgedoc, etherpad, hackmd, codimd, pad, notes, meeting notes, location for meeting notes'], LINE)
/** Longer texts are no description of a meeting. */
const MOST_LINES = 500
/** HedgeDoc's ways to look at a pad. */
const VIEWS = new Set(['both', 'view', 'edit'])

/** In any order; of several the first. An address may stand on the line below. */
export function readEventLines(description: string): EventLines {
  const lines = plainLines(description)
  return { minutes: addressAfter(lines, MINUTES), pad: withoutView(addressAfter(lines, PAD)) }
}

function addressAfter(lines: readonly string[], label: RegExp): string | null {
  for (const [index, line] of lines.entries()) {
    const match = label.exec(line)
    if (!match) continue
    const found =
      match.groups?.url ??
      (line.length === match[0].length ? /^\s*<?(https?:\/\/[^\s<>"'\])]{1,1000})/.exec(lines[index + 1] ?? '')?.[1] : undefined)
    if (found !== undefined) return found.replace(/^</, '').replace(/[.,;]$/, '')
  }
  return null
}

/** Calendar apps keep descriptions as HTML. */
function plainLines(description: string): readonly string[] {
  const text = /<(?:a|br|p|div|span|li|html)\b/i.test(description) ? withoutTags(description) : description
  return text.split(/\r?\n/, MOST_LINES)
}

function withoutTags(html: string): string {
  return html
    .replace(/<a\b[^<>]{0,500}?\bhref=["']?([^"'\s<>]{1,1000})["']?[^<>]{0,500}>[^<]{0,1000}<\/a>/gi, '$1')
    .replace(/<(?:br|\/p|\/div|\/li)\b[^<>]{0,200}>/gi, '\n')
    .replace(/<\/?[a-z][^<>]{0,500}>/gi, '')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&')
}

function withoutView(address: string | null): string | null {
  if (address === null || !URL.canParse(address)) return address
  const url = new URL(address)
  if (VIEWS.has(url.search.slice(1))) url.search = ''
  url.hash = ''
  return url.href
}
