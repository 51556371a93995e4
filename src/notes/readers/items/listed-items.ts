/** Lines below a heading of actions, marked or not, and the people named behind their text. */

import { phrases } from '../../../domain/text/phrases.ts'
import { handlesIn, plainText } from '../../text/words.ts'
import { type ParsedPad, wordsOf } from '../parsed-pad.ts'
import { cleaned, type Said } from './item-text.ts'
import { namedAt, ownersAt } from './owners.ts'
import { PLEASE, PLURAL_VERB, PRESENT_VERB } from './task-verbs.ts'

const NOTHING = phrases(
  [
    phrases(
      [
        'none, n/a, keine, nothing',
        /-+/i,
        'nichts, no (open|new|pending) {40}',
        /no (?:\w{1,12} ){0,2}(?:ais|items|actions|action items|todos|tasks).{0,20}/i,
        'keine? {20}aufgaben{20}',
      ],
      { before: /\(?/, after: /\)?/, flags: 'i' },
    ),
  ],
  { before: /^/, after: /\.?$/, flags: 'i' },
)

/** An item of the list itself: not what is nested in it, no empty bullet, no placeholder. Where marks are used, people must be named. */
export function isListed(reading: ParsedPad, index: number, names: ReadonlySet<string>, marked: boolean): boolean {
  const line = reading.lines[index]
  if (!line || line.depth > 0 || (line.kind !== 'item' && line.kind !== 'text')) return false
  const plain = plainText(line.text)
  if (plain.length <= 3 || NOTHING.test(plain)) return false
  if (line.kind === 'item' && !marked) return !/\?\W{0,3}$/.test(plain) || plain.includes('@')
  if (line.kind === 'item' && /^\[[ xX]?\]\s/.test(line.text)) return true
  return line.parent === -1 && (marked ? isTaskOfPeople(reading, index, names) : isOfPeople(listedItem(reading, index, names)))
}

/** Somebody is named and gets a task, as plans are written: `@x: …`, `@x writes …`, `… (@x)`, and the same with a name of the meeting. */
export function isTaskOfPeople(reading: ParsedPad, index: number, names: ReadonlySet<string>): boolean {
  const said = listedItem(reading, index, names)
  const isNamed = said !== null && (said.typed ?? []).length > 0 && said.text !== ''
  return isNamed || (isOfPeople(said) && givesTask(plainText(reading.lines[index]?.text ?? '')))
}

function isOfPeople(said: Said | null): boolean {
  return said !== null && (said.owners.length > 0 || (said.typed ?? []).length > 0)
}

/** `@x: …` and `… (@x)` give a task; `@x came up with a proposal` tells of something. `@x to …` needs no list: see unmarked-items.ts. */
export function givesTask(plain: string): boolean {
  if (!plain.startsWith('@')) return /\([^()]*\)\s*$/.test(plain)
  return !TELLS.test(plain) || DOES.test(plain) || /^@[\w-]{1,39}(?:[\s,&+/]|and|und|@[\w-]{1,39}){0,9}:/.test(plain)
}

const TELLS = /^@[^:]{2,60}?\s(?!to\s|will\s|bis\s|by\s|-|–|—)\p{Ll}/u
const ONE = String.raw`@[\w-]{1,39}`
const OTHERS = String.raw`(?:(?:\s?[,&+/]\s?|\s(?:and|und)\s|\s)${ONE})`
/** `@x writes …`, `@x and @y schreiben …`, `@x please …` */
const DOES = new RegExp(String.raw`^(?:${ONE}${OTHERS}{0,9}\s(?:${PRESENT_VERB}|${PLEASE}\s)|${ONE}${OTHERS}{1,9}\s${PLURAL_VERB})`, 'u')

/** The item that the line is, mark or not. */
export function listedItem(reading: ParsedPad, index: number, names: ReadonlySet<string>): Said | null {
  const line = reading.lines[index]
  if (!line) return null
  const box = /^\[[ xX]?\]\s*/.exec(line.text)?.[0].length ?? 0
  // `~~@x: ask~~ not needed any more`: what was struck out is the item.
  const struck = /^~~([^~]{3,600})~~(?=\s)/.exec(line.text.slice(box))
  const from = box + (struck ? 2 : 0)
  const to = struck ? box + struck[0].length - 2 : line.text.length
  const text = line.text.slice(from, to)
  const words = wordsOf(reading, index).slice(from, to)
  const status = struck ? { status: 'cancelled' as const } : {}
  return { ...whoDoesWhat(text, words, names), for: [], kind: 'explicit', ...status }
}

function whoDoesWhat(text: string, words: string, names: ReadonlySet<string>): Pick<Said, 'owners' | 'typed' | 'text'> {
  const owners = ownersAt(words, 0)
  if (owners) return { owners: owners.owners, text: cleaned(text.slice(owners.end)) }
  const named = namedAt(words, 0, names)
  if (named) return { owners: [], typed: named.typed, text: cleaned(text.slice(named.end)) }
  const behind = trailingOwners(text, words)
  const trailing = behind.owners.length > 0 ? behind : loosePeople(text, words)
  if (trailing.owners.length > 0) return { owners: trailing.owners, text: cleaned(trailing.text) }
  const called = namesBehind(text, names)
  return { owners: [], typed: called.typed, text: cleaned(called.text) }
}

/** People named at the end, behind a sign: `Split epic into two (@x)`, `write stories; @x`. */
export function trailingOwners(text: string, words: string): { owners: readonly string[]; text: string } {
  const handles = handlesIn(words)
  const last = handles.at(-1)
  if (!last || !/^[\s*_~).!]{0,6}(?:✅|:white_check_mark:|✔)?\s*$/.test(words.slice(last.end))) return promisedAtEnd(text, words)
  let first = handles.length - 1
  while (
    first > 0 &&
    /^[\s*_~]{0,3}(?:[,;&+/]|and|und|or|oder)[\s*_~]{0,3}$/.test(words.slice(handles[first - 1]?.end, handles[first]?.start))
  )
    first--
  const start = handles[first]?.start ?? 0
  const sign = /(?:\(|[;,–—]|\s-{1,2}|->|=>|:)\s{0,2}[*_~]{0,2}$/.exec(words.slice(Math.max(0, start - 8), start))
  const alone = /^[\p{L}]{3,20}[\s*_]{1,3}$/u.test(words.slice(0, start))
  if (!sign && !alone) return { owners: [], text }
  const from = sign ? start - sign[0].length : start
  return { owners: handles.slice(first).map(({ handle }) => handle), text: text.slice(0, from) }
}

/** In a list of items people also stand behind the text without any sign, unless the text speaks of them (`ask @x`). */
export function loosePeople(text: string, words: string): { owners: readonly string[]; text: string } {
  const last = handlesIn(words).at(-1)
  const none = { owners: [], text }
  if (!last || words.slice(last.end).trim() !== '') return none
  const before = words.slice(0, last.start).trimEnd()
  return /(?<![a-zäöü])(?:with|from|by|to|for|of|and|via|ask|asks|ping|contact|invite|mail|mit|von|an|für|bei|und|or|oder|about)$/i.test(
    before,
  )
    ? none
    : { owners: [last.handle], text: text.slice(0, last.start) }
}

/** `come up with a story - @x will do this`. */
function promisedAtEnd(text: string, words: string): { owners: readonly string[]; text: string } {
  const handle = handlesIn(words).at(-1)
  if (
    !handle ||
    !/^ (?:will|to|wird|does) (?:do|take|handle|look into|look after|care for) ?(?:this|that|it|care)?[\s.!)]*$/i.test(
      words.slice(handle.end, handle.end + 60),
    )
  ) {
    return { owners: [], text }
  }
  if (words.length - handle.end > 60) return { owners: [], text }
  const sign = /[\s;,(–-]{1,4}$/.exec(words.slice(Math.max(0, handle.start - 6), handle.start))
  return { owners: [handle.handle], text: text.slice(0, handle.start - (sign?.[0].length ?? 0)) }
}

/** `Order cables (Ben)`: the text before the bracket, and the names in it. */
export function namesBehind(text: string, names: ReadonlySet<string>): { readonly typed: readonly string[]; readonly text: string } {
  const found = /\s?\(([^()@]{2,80})\)[\s.]{0,3}$/.exec(text.slice(-100))
  const typed = found?.[1]?.split(/\s?[,&+/]\s?|\s(?:and|und)\s/).map((name) => name.trim()) ?? []
  if (!found || typed.length === 0 || !typed.every((name) => names.has(name.toLowerCase()) && /^\p{Lu}/u.test(name)))
    return { typed: [], text }
  return { typed, text: text.slice(0, text.length - found[0].length) }
}
