/** What stands inside of one line: Markdown links, bare URLs, and the line's words without them. Cost is linear. */
import { GITHUB_COM, type GithubWeb, hostOf } from '../../domain/github-web.ts'
import type { Line } from '../structure/read-structure.ts'

/** `[label](target)`; positions are in `line.search`, `end` excluded. */
type InlineLink = {
  readonly start: number
  readonly end: number
  readonly label: string
  readonly labelStart: number
  readonly target: string
  /** `![alt](target)`. */
  readonly image: boolean
}

/** A URL outside of links; `<url>` with its brackets. */
type BareUrl = {
  readonly start: number
  readonly end: number
  readonly url: string
  /** Part of HTML or of a link definition: it names something, but must not be made a link. */
  readonly fixed: boolean
}

export type Inline = {
  readonly links: readonly InlineLink[]
  readonly urls: readonly BareUrl[]
  /** As long as `line.search`: URLs, links without GitHub-like labels and targets are spaces; labels of links stay. */
  readonly words: string
  /** As `words`, labels of links blanked too: what is left was typed outside of any link. */
  readonly outside: string
}

/**
 * Addresses with a scheme, and those of GitHub without. Stops at brackets, so that a URL glued to a link does not swallow it; the bound
 * keeps lists of glued URLs linear.
 */
function addressesAt(hosts: readonly string[]): RegExp {
  const names = hosts.map((host) => host.replace(/[.[\]]/g, '\\$&')).join('|')
  return new RegExp(`(?:(?<![A-Za-z\\d])https?:\\/\\/|(?<![\\w./@:-])(?:www\\.)?(?:${names})\\/)[^\\s<>"[\\]|\`]{0,2048}`, 'gi')
}

type Addresses = { readonly hosts: readonly string[]; readonly pattern: RegExp }

const known = new Map<string, Addresses>()

/** Built once for each server. */
function addressesOf(github: GithubWeb): Addresses {
  const found = known.get(github.origin)
  if (found) return found
  const hosts = [...new Set([hostOf(GITHUB_COM), hostOf(github)])]
  const made = { hosts, pattern: addressesAt(hosts) }
  known.set(github.origin, made)
  return made
}

/** `github`: whose addresses people type without a scheme, beside those of github.com. */
export function scanInline(line: Line, github: GithubWeb = GITHUB_COM): Inline {
  const { search } = line
  const { hosts, pattern } = addressesOf(github)
  if (!search.includes('](') && !search.includes('://') && !hosts.some((host) => search.toLowerCase().includes(`${host}/`))) {
    return { links: [], urls: [], words: search, outside: search }
  }
  const links = linksIn(search)
  const urls = urlsIn(search, links, pattern)
  const targets = links.flatMap((link) => [
    { start: link.start, end: link.labelStart },
    { start: link.labelStart + link.label.length, end: link.end },
  ])
  const words = blanked(
    search,
    [...urls, ...targets].sort((a, b) => a.start - b.start),
  )
  const outside = links.length === 0 ? words : blanked(words, links)
  return { links, urls, words, outside }
}

/** Innermost links win: in `[![alt](image)](page)` only the image is one, as nothing else is needed here. */
function linksIn(text: string): InlineLink[] {
  if (!text.includes('](')) return []
  const links: InlineLink[] = []
  const open: number[] = []
  for (let i = 0; i < text.length; i++) {
    const sign = text[i]
    if (sign === '\\') i++
    else if (sign === '[') open.push(i)
    else if (sign === ']') {
      const start = open.pop()
      if (start === undefined || text[i + 1] !== '(') continue
      const target = targetAt(text, i + 2)
      if (!target) continue
      const image = start > 0 && text[start - 1] === '!'
      const from = image ? start - 1 : start
      while (links.length > 0 && (links.at(-1) as InlineLink).start >= from) links.pop()
      links.push({ start: from, end: target.end, label: text.slice(start + 1, i), labelStart: start + 1, target: target.url, image })
      open.length = 0
      i = target.end - 1
    }
  }
  return links
}

/** Longer targets, or deeper parentheses, are no addresses that people type; the bounds keep unclosed ones cheap. */
const MAX_TARGET = 4096
const MAX_PARENTHESES = 32

function targetAt(text: string, from: number): { url: string; end: number } | null {
  let at = from
  while (text[at] === ' ') at++
  if (text[at] === '<') {
    const close = text.slice(at, at + MAX_TARGET).indexOf('>')
    if (close === -1) return null
    const end = closingParenthesis(text, at + close + 1)
    return end === -1 ? null : { url: text.slice(at + 1, at + close), end: end + 1 }
  }
  const end = closingParenthesis(text, at)
  if (end === -1) return null
  const inside = text.slice(at, end).trim()
  const space = inside.search(/\s/)
  return { url: space === -1 ? inside : inside.slice(0, space), end: end + 1 }
}

function closingParenthesis(text: string, from: number): number {
  let depth = 0
  const limit = Math.min(text.length, from + MAX_TARGET)
  for (let i = from; i < limit; i++) {
    const sign = text[i] as string
    if (sign === '(') {
      depth++
      if (depth > MAX_PARENTHESES) return -1
    } else if (sign === ')') {
      if (depth === 0) return i
      depth--
    } else if (isBlank(sign)) return afterTitle(text, i, limit)
  }
  return -1
}

function isBlank(sign: string): boolean {
  return sign === ' ' || sign === '\t'
}

/** Where the link closes after its address: a title or an image's size may follow; other words mean that it is no link. */
function afterTitle(text: string, from: number, limit: number): number {
  let at = from
  while (at < limit && isBlank(text[at] as string)) at++
  const quote = text[at]
  if (quote === '"' || quote === "'") {
    const close = text.slice(at + 1, limit).indexOf(quote)
    if (close === -1) return -1
    at += close + 2
  } else if (quote === '=') while (at < limit && /[\dx%=*]/.test(text[at] as string)) at++
  while (at < limit && isBlank(text[at] as string)) at++
  return text[at] === ')' ? at : -1
}

function urlsIn(text: string, links: readonly InlineLink[], pattern: RegExp): BareUrl[] {
  const urls: BareUrl[] = []
  let next = 0
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const start = match.index
    while (next < links.length && (links[next] as InlineLink).end <= start) next++
    const link = links[next]
    if (link && link.start <= start) {
      pattern.lastIndex = link.end
      continue
    }
    const typed = link ? match[0].slice(0, link.start - start) : match[0]
    const url = trimUrl(beforeNextUrl(typed))
    const end = start + url.length
    const angled = text[start - 1] === '<' && text[end] === '>'
    const before = text[start - 1] ?? ''
    const fixed =
      before === '=' || before === '"' || before === "'" || (before === '(' && text[start - 2] === ']') || isDefinition(text, start)
    urls.push(angled ? { start: start - 1, end: end + 1, url, fixed } : { start, end, url, fixed })
    pattern.lastIndex = Math.max(end, start + 1)
  }
  return urls
}

/** `https://a,https://b`: people glue lists; a URL given as a parameter (`?to=https://…`) is part of its own. */
function beforeNextUrl(url: string): string {
  for (let at = url.indexOf('://', 8); at !== -1; at = url.indexOf('://', at + 3)) {
    const scheme = /[,;)(]https?$/i.exec(url.slice(Math.max(0, at - 6), at))
    if (scheme) return url.slice(0, at - scheme[0].length + 1)
  }
  return url
}

/** Punctuation of the sentence around it does not belong to a URL, nor does a parenthesis that it did not open. */
function trimUrl(url: string): string {
  let end = url.length
  let open = 0
  let close = 0
  for (const sign of url) {
    if (sign === '(') open++
    else if (sign === ')') close++
  }
  for (; end > 0; end--) {
    const sign = url[end - 1] as string
    if (sign === ')' && close > open) close--
    else if (!".,;:!?'*_~\\".includes(sign)) break
  }
  return url.slice(0, end)
}

/** `[label]: url`, a link definition or footnote. */
function isDefinition(text: string, start: number): boolean {
  return start > 3 && text[0] === '[' && start < 200 && /^\[[^\]]{1,180}\]:\s*$/.test(text.slice(0, start))
}

/** `ranges` in order, without overlaps. */
function blanked(text: string, ranges: readonly { readonly start: number; readonly end: number }[]): string {
  if (ranges.length === 0) return text
  const parts: string[] = []
  let at = 0
  for (const { start, end } of ranges) {
    if (start < at) continue
    parts.push(text.slice(at, start), ' '.repeat(end - start))
    at = end
  }
  parts.push(text.slice(at))
  return parts.join('')
}
