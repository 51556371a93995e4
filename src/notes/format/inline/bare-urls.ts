/** Bare addresses in text: where they end, and the link that takes their place. */

import { ANY_HOST, type GithubWeb, isGithubHost } from '../../../domain/github-web.ts'
import { type IssueRef, type ReferenceKind, refUrl } from '../../../domain/reference.ts'
import { phrases, sequence } from '../../../domain/text/phrases.ts'

const TRAILING = '?!.,:;*_~\'"'

/** End of the bare URL that begins at `at`; punctuation of the sentence around it is not part of it. */
export function bareUrlEnd(text: string, at: number): number {
  let end = at
  let open = 0
  let square = 0
  for (; end < text.length; end++) {
    const sign = text[end] as string
    if (sign === '<' || sign === '>' || sign === '`' || sign === '"' || sign === '\\' || /\s/.test(sign) || sign < ' ') break
    if (sign === '(') open++
    else if (sign === ')') open--
    else if (sign === '[') {
      if (!opensInside(text, end)) break
      square++
    } else if (sign === ']' && --square < 0) break
  }
  while (end > at) {
    const sign = text[end - 1] as string
    if (sign === ')' && open < 0) open++
    else if (!TRAILING.includes(sign)) break
    end--
  }
  return end
}

/** A bracket in an address (`?ids[]=1`), not the label of a link that was typed right behind it. */
function opensInside(text: string, at: number): boolean {
  const part = /^\[[^\s[\]()<>]{0,60}\](?![([:])/.exec(text.slice(at, at + 64))
  return part !== null && text[at - 1] !== ')'
}

const GITHUB_PLACE = phrases(['issues, pull, discussions'], {
  before: sequence([/^https?:\/\//, `(?<host>${ANY_HOST.source})`, /\/(?<owner>[A-Za-z\d][A-Za-z\d-]{0,38})\/(?<repo>[\w.-]{1,100})\//]),
  after: /\/(?<number>\d{1,9})(?=[/?#]|$)/i,
  flags: 'i',
})

/** Short label for the page of an issue, pull request or discussion; null for any other address. */
function shortLabel(url: string, github: GithubWeb): string | null {
  const { host = '', owner, repo, number } = GITHUB_PLACE.exec(url)?.groups ?? {}
  return isGithubHost(host, github) ? `${owner}/${repo}#${number}` : null
}

/** What stands in the place of a bare URL: the URL as typed stays the target. */
export function linkForUrl(url: string, github: GithubWeb): string {
  const label = shortLabel(url, github)
  if (label !== null) return `[${escapeLabel(label)}](${linkTarget(url)})`
  return /^www\./i.test(url) ? `[${escapeLabel(url)}](${linkTarget(`http://${url}`)})` : `<${url}>`
}

/** A reference as typed, as the label of a link to its place. */
export function linkForReference(typed: string, ref: IssueRef & { readonly kind: ReferenceKind }, github: GithubWeb): string {
  return `[${escapeLabel(typed)}](${refUrl(ref, github, ref.kind)})`
}

/** Escapes only what Markdown would read as more than a sign; `_` inside a word and `#` are none. */
function escapeLabel(text: string): string {
  return text.replace(/[\\`*[\]<$]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&')
}

function linkTarget(url: string): string {
  return /[()[\]]/.test(url) ? `<${url}>` : url
}

/** End of the e-mail address whose first sign stands at `at`; -1 when there is none. Bounded by the run of its signs. */
export function emailEnd(text: string, at: number): number {
  let i = at
  while (i < text.length && /[A-Za-z\d._+-]/.test(text[i] as string)) i++
  if (i === at || text[i] !== '@') return -1
  const domain = /^[A-Za-z\d_-]{1,255}(?:\.[A-Za-z\d][A-Za-z\d_-]{0,254}){1,30}/.exec(text.slice(i + 1, i + 1000))?.[0]
  return domain !== undefined && /[A-Za-z]$/.test(domain) ? i + 1 + domain.length : -1
}

/** An address that Markdown takes between `<` and `>`. */
export function isPlainEmail(address: string): boolean {
  return /^[A-Za-z\d._+-]{1,64}@[A-Za-z\d](?:[A-Za-z\d-]{0,61}[A-Za-z\d])?(?:\.[A-Za-z\d](?:[A-Za-z\d-]{0,61}[A-Za-z\d])?)+$/.test(address)
}
