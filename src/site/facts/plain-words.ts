/** Turns what people typed into one line of plain text: no Markdown, no HTML, no bidirectional control characters. Pure. */

import { ANY_HOST, type GithubWeb, isGithubHost } from '../../domain/github-web.ts'
import { inlineWords } from '../../domain/markdown/inline-words.ts'
import { cellTexts } from '../../domain/markdown/table-rows.ts'
import { withoutAdded } from '../../domain/text/added-facts.ts'
import { oneLine } from '../../domain/text/escape.ts'
import { phrases, sequence } from '../../domain/text/phrases.ts'
import { EMAIL_REMOVED, takeOut } from '../../domain/text/withheld.ts'
import { findEmails } from '../../minutes/privacy/token-forms.ts'

/** Longer texts nobody reads on a page; the line itself is linked. */
const LONGEST = 400

const GITHUB_PLACE = phrases(['issues, pull, discussions'], {
  before: sequence([/https?:\/\//, `(${ANY_HOST.source})`, /\/([\w-]{1,39}\/[\w.-]{1,100})\//]),
  after: /\/(\d{1,9})[^\s<>()[\]|]{0,200}/,
  flags: 'g',
})

/** Addresses of issues become `owner/repo#1`; what the app added to a line goes. The cells of a row of a table stand side by side. */
export function plainWords(markdown: string, github: GithubWeb): string {
  const typed = withoutAdded(markdown.length > 4 * LONGEST ? markdown.slice(0, 4 * LONGEST) : markdown)
  const row = /^\s{0,40}\|(.*)$/s.exec(typed)?.[1]
  const words = row === undefined ? inlineWords(typed) : cellTexts(row).map(inlineWords).filter(hasWords).join(' – ')
  const named = words.replace(GITHUB_PLACE, (url, host: string, place: string, number: string) =>
    isGithubHost(host, github) ? `${place}#${number}` : url,
  )
  return clipped(plainTitle(named))
}

function hasWords(cell: string): boolean {
  return cell.trim() !== ''
}

/** A title, a name: one line without unseen signs. */
export function plainTitle(text: string): string {
  return oneLine(text).replace(/\s+/g, ' ')
}

/** Looked for where unseen signs are gone: one of them in an address would hide it until the page is made. */
export function withoutEmails(text: string): string {
  if (!/@|[([{]\s?[aä]t\s?[)\]}]/i.test(text)) return text
  const line = oneLine(text)
  const found = findEmails(line)
  return found.length === 0 ? text : takeOut(line, found, () => EMAIL_REMOVED)
}

/** At a word, where there is one. */
export function clipped(text: string): string {
  if (text.length <= LONGEST) return text
  const cut = text.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, '')
  const space = cut.lastIndexOf(' ')
  return `${space > LONGEST / 2 ? cut.slice(0, space) : cut} …`
}
