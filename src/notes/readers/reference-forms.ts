/**
 * The forms in which a text names an issue: GitHub URLs, numbers with a `#` (and `PR 12`) with what stands before them. Which
 * repository a number belongs to is decided elsewhere.
 */

import { ANY_HOST, type GithubWeb, isGithubHost } from '../../domain/github-web.ts'
import type { IssueRef, ReferenceKind } from '../../domain/reference.ts'
import { sequence } from '../../domain/text/phrases.ts'
import type { Inline } from '../text/scan-inline.ts'
/** A number as typed, with the words that say where it belongs. */
export type NumberForm = {
  /** In the searched text, prefix included; `end` excluded. */
  readonly start: number
  readonly end: number
  readonly number: number
  /** What is glued to it: `osism/cloud-in-a-box`, `SCS/issues/`, `k8s-capi/`, `release-notes/PR`; empty for a bare number. */
  readonly prefix: string
  /** Said by a word before it: "PR #183", "issue #90". */
  readonly hint: Hint | null
  /** A range that begins here (`#271 -- #274`): its last number, and where it ends in the text. Those between are meant too. */
  readonly range: { readonly to: number; readonly end: number } | null
}

export type Hint = 'issue' | 'pull' | 'discussion'

const MAX_RANGE = 20
const NUMBER = /#(\d{1,9})(?![A-Za-z\d])/g
// "PR 232", without the sign; years and amounts of time are not meant.
const SPOKEN = /(?<![A-Za-z\d/#-])(PRs?|pull requests?|MRs?|issues?|isssue|epics?) (\d{2,5})(?![A-Za-z\d.,:]?[A-Za-z\d]|[.,:]\d|%)/gi

const HINTS: ReadonlyMap<string, Hint> = new Map([
  ...['issue', 'issues', 'isssue', 'epic', 'epics', 'story', 'stories', 'userstory', 'bug', 'ticket', 'tickets'].map(
    (w) => [w, 'issue'] as const,
  ),
  ...['pr', 'prs', 'pull', 'pulls', 'request', 'requests', 'mr', 'mrs', 'pullrequest'].map((w) => [w, 'pull'] as const),
  ...['discussion', 'discussions'].map((w) => [w, 'discussion'] as const),
])

/** Things that people number: "Hackathon #6" names no issue. */
const COUNTED = new Set(
  (
    'hackathon hackathons hack hacksession workshop workshops meetup meetups talk talks session sessions call calls meeting meetings event events ' +
    'sprint sprints episode episodes part parts step steps day days week weeks round rounds slide slides page pages chapter chapters ' +
    'phase phases point points option options question questions topic topics no nr number numbers nummer version versions ' +
    'regulation regulations criterion criteria level tier lot lots vp kw cw place rank top attempt try ' +
    'podcast webinar summit conference retro retrospective interview tranche variant variants scenario scenarios case cases priority prio ' +
    'channel room gate cluster node rack site teil folge tag woche runde seite schritt punkt frage thema treffen sitzung'
  ).split(' '),
)

/** What a line names in forms that may be references. */
export type LineForms = {
  readonly links: readonly (Inline['links'][number] & { readonly leadsTo: GithubTarget | null })[]
  readonly urls: readonly (Inline['urls'][number] & { readonly leadsTo: GithubTarget | null })[]
  readonly numbers: readonly NumberForm[]
}

export function formsIn({ links, urls, outside }: Inline, github: GithubWeb): LineForms {
  return {
    links: links.map((link) => ({ ...link, leadsTo: githubTarget(link.target, github) })),
    urls: urls.map((one) => ({ ...one, leadsTo: githubTarget(one.url, github) })),
    numbers: numbersIn(outside),
  }
}

/** All numbers of a text that may be references, in its order. */
export function numbersIn(text: string): NumberForm[] {
  const forms: NumberForm[] = []
  if (text.includes('#')) {
    let before: NumberForm | null = null
    let counted = false
    for (const match of text.matchAll(NUMBER)) {
      const found = formAt(text, match.index, match[0].length, Number(match[1]))
      if (!found) continue
      // "Hackathons #5 and #6": the word goes for the whole list.
      const listed: boolean = before !== null && joins(text, before.end, found.form.start)
      counted = found.form.prefix === '' && !found.form.hint && (found.counted || (counted && listed))
      if (counted) {
        before = found.form
        continue
      }
      const hint: Hint | null = found.form.hint ?? (listed && found.form.prefix === '' ? (before?.hint ?? null) : null)
      const form: NumberForm = { ...found.form, hint }
      const range = before !== null && form.prefix === '' && isRange(text, before, form)
      if (range) forms.push({ ...(forms.pop() as NumberForm), range: { to: form.number, end: form.end } })
      forms.push(form)
      before = form
    }
  }
  if (/\d/.test(text)) for (const one of spokenIn(text)) forms.push(one)
  return forms.sort((a, b) => a.start - b.start)
}

function formAt(text: string, hash: number, length: number, number: number): { form: NumberForm; counted: boolean } | null {
  if (number === 0) return null
  const escaped = text[hash - 1] === '\\'
  const at = escaped ? hash - 1 : hash
  const prefixStart = prefixBefore(text, at)
  let prefix = text.slice(prefixStart, at)
  let start = prefixStart
  // `#186/#177`, `#271-#274`: what is glued to it is the number before.
  if (/^\d{0,9}[/.-]*$/.test(prefix)) {
    prefix = ''
    start = at
  } else if (text[prefixStart - 1] === '#') return null
  // Colours and entities: `"#123456"`, `&#39;`.
  const before = text[start - 1] ?? ' '
  if ('"\'=&@#?%'.includes(before)) return null
  if (prefix.includes('//')) return null
  const word = wordBefore(text, start)
  const glued = prefix === '' ? null : (HINTS.get(lastSegment(prefix)) ?? null)
  const hint = glued ?? (prefix === '' ? hintOf(word) : null)
  const end = hash + length
  const form: NumberForm = { start, end, number, prefix, hint, range: null }
  if (prefix !== '' && COUNTED.has(prefix.toLowerCase())) return null
  return { form, counted: prefix === '' && COUNTED.has(word.toLowerCase()) && isBlank(text[start - 1]) }
}

function isBlank(sign: string | undefined): boolean {
  return sign === ' ' || sign === '\t'
}

const PREFIX_SIGN = /[A-Za-z\d._/-]/

function prefixBefore(text: string, at: number): number {
  let start = at
  while (start > 0 && at - start < 140 && PREFIX_SIGN.test(text[start - 1] as string)) start--
  while (start < at && /[._/-]/.test(text[start] as string)) start++
  return start
}

/** The last part of a prefix in lower case, without slashes and plural brackets: `release-notes/PR` -> `pr`. */
export function lastSegment(prefix: string): string {
  const parts = prefix.split('/').filter((part) => part !== '')
  return (parts.at(-1) ?? '').toLowerCase()
}

function hintOf(word: string): Hint | null {
  return HINTS.get(word.toLowerCase()) ?? null
}

/** The word directly before a position, spaces and an opening bracket or colon between. */
function wordBefore(text: string, at: number): string {
  let end = at
  while (end > 0 && at - end < 4 && ' \t:('.includes(text[end - 1] as string)) end--
  if (end === at) return ''
  let start = end
  while (start > 0 && end - start < 40 && /[\p{L}-]/u.test(text[start - 1] as string)) start--
  const word = text.slice(start, end)
  return word.includes('-') ? (word.split('-').at(-1) ?? '') : word
}

const JOINT = /^[\s,;/&+()|*_~–—-]{0,8}(?:(?:and|und|or|oder|to|bis)[\s(]{1,3})?$/i

function joins(text: string, end: number, start: number): boolean {
  return start - end <= 14 && JOINT.test(text.slice(end, start))
}

function isRange(text: string, from: NumberForm, to: NumberForm): boolean {
  const between = text.slice(from.end, to.start)
  return /^\s?(?:-{1,3}|[–—]|\.{2,3}|to|bis)\s?$/i.test(between) && to.number > from.number && to.number - from.number <= MAX_RANGE
}

function spokenIn(text: string): NumberForm[] {
  const forms: NumberForm[] = []
  for (const match of text.matchAll(SPOKEN)) {
    const number = Number(match[2])
    if (number >= 1990 && number < 2100) continue
    const word = (match[1] as string).split(' ')[0] as string
    const start = match.index
    forms.push({ start, end: start + match[0].length, number, prefix: '', hint: hintOf(word), range: null })
  }
  return forms
}

export type GithubTarget =
  | { readonly what: 'reference'; readonly ref: IssueRef; readonly kind: ReferenceKind }
  /** A card of a project board: only the board knows which issue it shows. */
  | { readonly what: 'card'; readonly itemId: number }

const HOST = sequence([/^(?:https?:\/\/)?/, `(?<host>${ANY_HOST.source})`, /\//], 'i')
const ISSUE = /^([A-Za-z\d][A-Za-z\d-]{0,38})\/([\w.-]{1,100})\/(issues?|pulls?|discussions?)\/(\d{1,9})(?![A-Za-z\d])/i
const CARD = /^(?:orgs|users)\/[\w-]{1,39}\/projects\/\d{1,6}(?![\d])/i

/** What a URL of GitHub names; null for anything else (files, releases, other hosts, discussions of an organization). */
function githubTarget(url: string, github: GithubWeb): GithubTarget | null {
  const host = HOST.exec(url)
  if (!host || !isGithubHost(host.groups?.host ?? '', github)) return null
  const path = url.slice(host[0].length, host[0].length + 2048)
  const match = ISSUE.exec(path)
  if (match?.[1] && match[2] && match[3] && match[4]) {
    const number = Number(match[4])
    // An organization's discussion does not say which repository keeps it.
    if (number === 0 || match[1].toLowerCase() === 'orgs' || match[1].toLowerCase() === 'users') return null
    return { what: 'reference', ref: { owner: match[1], repo: match[2], number }, kind: kindOf(match[3]) }
  }
  return CARD.test(path) ? cardTarget(path) : null
}

function kindOf(place: string): ReferenceKind {
  const first = place[0]?.toLowerCase()
  return first === 'p' ? 'pull' : first === 'd' ? 'discussion' : 'issue'
}

function cardTarget(path: string): GithubTarget | null {
  // Newer links say it themselves: `&issue=owner%7Crepo%7C12`.
  const named = /[?&]issue=([A-Za-z\d][A-Za-z\d-]{0,38})(?:%7C|\|)([\w.-]{1,100})(?:%7C|\|)(\d{1,9})(?!\d)/i.exec(path)
  if (named?.[1] && named[2] && named[3]) {
    return { what: 'reference', ref: { owner: named[1], repo: named[2], number: Number(named[3]) }, kind: 'unknown' }
  }
  const item = /[?&]itemId=(\d{1,15})(?!\d)/i.exec(path)?.[1]
  return item ? { what: 'card', itemId: Number(item) } : null
}
