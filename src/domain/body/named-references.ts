/**
 * The issues that a text names: the references at its start. Those after other words are mentions (`Write the guide (needs #7)`).
 * Task lines, plain list items and table rows can name stories. Pure.
 */

import { refKey } from '../reference.ts'
import { anyOf, phrases, sequence } from '../text/phrases.ts'
import { criteriaAmong } from './body-sections.ts'
import { tablesOf } from './body-tables.ts'
import { firstRef, type RefContext } from './first-reference.ts'
import { listMarker, visibleLines } from './visible-lines.ts'

/** More than anybody writes in one line. */
const MOST_NAMED = 20

/** Emoji, quotes, arrows, emphasis; no backslash, for `\#1` is no reference. */
const DECORATION = /^(?::[a-z\d_+-]{1,40}:|[^\p{L}\p{N}#<[`\\]){1,40}/u
const KIND = phrases(
  [
    /(?:user[ -]?)?stor(?:y|ies)/iu,
    'us, (sub-?|user )?issues?, tasks?, tickets?, epics?, bugs?, features?, spikes?, prs?, pull requests?',
    'aufgaben?',
  ],
  { before: /^/iu, after: /(?![\p{L}\p{N}])(?: \d{1,3})?[\s*_~:：–—-]{1,8}/iu },
)
const LINK = /^\[(?:[^[\]\n]|\[[^[\]\n]{0,200}\]){0,300}\]\([^()\n]{1,1000}\)/
const TAG = /^<a\s[^<>]{0,300}?href=["']?([^"'<>\s]{1,1000})["']?[^<>]{0,300}>[^<>]{0,300}<\/a>/i
const AUTOLINK = /^<(https?:[^<>\s]{1,1000})>/i
const URL = /^https?:\/\/[^\s<>()[\],;"']{1,1000}/i
const SHORT = /^\[?((?:[A-Za-z\d][A-Za-z\d-]{0,38}\/[\w.-]{1,100})?#\d{1,9}|GH-\d{1,9})(?![\p{L}\p{N}]|_[\p{L}\p{N}])/iu
const JOIN = /^[\s*_~"'”“)\]]{0,20}(?:(?:[,;+&/]|(?:and|und|sowie|&amp;)(?![\p{L}\p{N}]))[\s*_~"'”“(]{0,20}){0,3}/iu

export type Named = {
  readonly refs: readonly string[]
  /** What follows the last reference; the whole text where it begins with none. */
  readonly rest: string
}

/** `#17 and #18 are next` -> `#17`, `#18`. Links, emphasis and a word like "Story:" may stand before. */
export function leadingRefs(text: string, context: RefContext): Named {
  const refs: string[] = []
  let rest = withoutKind(text.replace(DECORATION, ''))
  let left = text
  while (refs.length < MOST_NAMED) {
    const token = tokenOf(rest)
    const ref = token === null ? null : firstRef(token.names, context)
    if (token === null || ref === null) break
    refs.push(ref)
    left = rest.slice(token.length)
    rest = withoutKind(left.slice(JOIN.exec(left)?.[0].length ?? 0))
  }
  return { refs, rest: left }
}

/** "Story: #17" -> "#17". */
function withoutKind(text: string): string {
  const kind = KIND.exec(text)?.[0].length ?? 0
  return kind === 0 ? text : text.slice(kind).replace(DECORATION, '')
}

function tokenOf(text: string): { readonly names: string; readonly length: number } | null {
  const link = LINK.exec(text)
  if (link) return { names: link[0].slice(link[0].indexOf('](') - 1).replace(/^./, '[x'), length: link[0].length }
  const inside = TAG.exec(text) ?? AUTOLINK.exec(text)
  if (inside) return { names: inside[1] ?? '', length: inside[0].length }
  const url = URL.exec(text)
  if (url) {
    const address = url[0].replace(/[.:!?*_~|]+$/, '')
    return { names: address, length: address.length }
  }
  const short = SHORT.exec(text)
  return short ? { names: short[1] ?? '', length: short[0].length } : null
}

/** true where a text that names no issue refers to one at its end: `Rename the images (#17)`, not `Write it (needs #7 first)`. */
export function endsWithRef(text: string, context: RefContext): boolean {
  const words = text.trimEnd().replace(/[\s.)\]*_~]+$/, '')
  const tail = /(?:^|[\s([:–—-])((?:[\w.-]+\/[\w.-]+)?#\d{1,9}|https?:\/\/[^\s()[\]]{1,1000})$/.exec(words)
  const link = /\[[^[\]\n]{0,300}\]\((https?:[^()\s]{1,1000})\)?$/.exec(text.trimEnd().replace(/[.*_~]+$/, ''))
  const found = link ?? tail
  if (!found?.[1] || firstRef(found[1], context) === null) return false
  const before = text.slice(0, found.index + (found[0].startsWith('[') ? 0 : 1)).trimEnd()
  return !RELATION.test(before)
}

/** A word that relates what is to be done to another issue. */
const RELATION = phrases(
  [
    'needs?, see, after, before, by, on, like, from, for, of, in, to, with, than, until, when, via, as, and, or',
    'requires?, blocks, cf, siehe, nach, vor, braucht, benötigt, wie, von, für, aus, in, mit, bis, durch, auf, zu',
    'und, oder',
  ],
  { before: /(?<!\p{L})/u, after: /[\s:*_~.]*$/u },
)

/**
 * The issues a body names as stories, in the order first named: by task lines, plain list items, rows of tables and lines
 * of nothing but references. None from below "Definition of Done" and the like.
 */
export function namedStories(body: string, context: RefContext): readonly string[] {
  const lines = visibleLines(body)
  const isCriterion = criteriaAmong(lines)
  const tables = tablesOf(lines)
  const inTable = new Set(tables.flatMap(({ at, end }) => Array.from({ length: end - at }, (_, index) => at + index)))
  const ofLines = lines.flatMap(({ text }, index) => (isCriterion[index] || inTable.has(index) ? [] : ofLine(text, context)))
  const ofTables = tables.flatMap(({ at, header, rows }) => (isCriterion[at] ? [] : rows.flatMap((row) => ofRow(row, header, context))))
  return [...new Map([...ofLines, ...ofTables].map((ref) => [refKey(ref), ref])).values()]
}

const STORY_WORDS = anyOf([
  /(?:user[ -]?|sub-?|child[ -]|kind-?)?(?:stories|issues|tasks|tickets)/,
  'children, work packages, (teil|unter)?aufgaben, arbeitspakete, vorgänge',
])
/** "Stories: #1, #2", "The stories of this epic are #1 and #2"; not "Related issues: #1". */
const LABELED_LIST = sequence(
  [
    `^(?:${anyOf(['the, all, its, our, open, closed, linked, remaining, following, die, alle, offene, folgende, verknüpfte'])} ){0,3}`,
    STORY_WORDS,
    /(?: (?:of|in|for|under|zu|von|in|für|(?:that )?belong(?:s|ing)? to|gehören zu)(?: [\p{L}-]{1,30}){1,3})?/u,
    /(?: (?:are|sind)(?= )| {0,2}[*_]{0,3}[:：])/,
  ],
  'iu',
)
/** "It consists of #1, #2". */
const LIST_IN_SENTENCE = sequence(
  [
    /^(?:(?:this|the|dieses|das) epic )?(?:it )?/,
    anyOf(['consists of, contains, comprises, is (split|broken down|divided) (in)?to, besteht aus, umfasst, enthält']),
    / {0,2}(?:(?:the|following|these|die|folgenden) ){0,2}/,
    `(?:${STORY_WORDS} )?[:：]? {0,2}`,
    /(?=\W{0,4}(?:[\w.-]{1,100}\/[\w.-]{1,100})?#\d|\W{0,4}https?:)/,
  ],
  'iu',
)
const LIST = phrases([LABELED_LIST, LIST_IN_SENTENCE])

/** Lists and tables written as HTML, often in one line. */
const HTML_ENTRY = /<(?:li|td)\b[^<>]{0,100}>/i

function ofLine(text: string, context: RefContext): readonly string[] {
  const item = withoutMarkers(text)
  if (item !== null) return leadingRefs(item.replace(/^\[[ xX]\]\s+/, ''), context).refs
  if (HTML_ENTRY.test(text)) return text.split(HTML_ENTRY).flatMap((entry) => leadingRefs(entry, context).refs)
  const plain = text.replace(/^[*_]+/, '')
  const list = LIST.exec(plain)?.[0].length ?? 0
  if (list > 0) return leadingRefs(plain.slice(list), context).refs
  const { refs, rest } = leadingRefs(text, context)
  return /^[\s.,;*_~)\]]*$/.test(rest) ? refs : []
}

/** Columns that hold a story whatever stands before them. */
const STORY_COLUMN = phrases(
  ['(user )?stor(y|ies), (sub-?|github )?issues?, tickets?, links?, url, ref(erence)?, nr.?, no.?, #, id', 'vorgang'],
  { before: /^\W{0,4}/iu, after: /\W{0,4}$/iu },
)

function ofRow(row: readonly string[], header: readonly string[], context: RefContext): readonly string[] {
  // A number, box or emoji before it is no word.
  const first = row.findIndex((cell) => /[\p{L}#]/u.test(cell.replace(/^\[[ xX]\]$/, '').replace(/:[a-z_\d+-]+:/g, '')))
  return row.flatMap((cell, column) =>
    column === first || STORY_COLUMN.test(header[column] ?? '') ? leadingRefs(cell.replace(/^\[[ xX]\]\s+/, ''), context).refs : [],
  )
}

/** The text of a list item, also of a list in a list on one line (`- - #1`); null for other lines. */
export function withoutMarkers(line: string): string | null {
  let text = line
  let marker = listMarker(text)
  if (marker === 0) return null
  while (marker > 0) {
    text = text.slice(marker)
    marker = listMarker(text)
  }
  return text
}
