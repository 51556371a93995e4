/** Items of lists: lines below a heading of actions, marked or not, and boxes with an owner (`- [ ] @ada: numbers`) anywhere. */

import type { ActionItem } from '../../../domain/notes/notes.ts'
import { phrases } from '../../../domain/text/phrases.ts'
import { oneOf } from '../../text/word-lists.ts'
import { labelOf, plainText } from '../../text/words.ts'
import { type ParsedPad, wordsOf } from '../parsed-pad.ts'
import { listOf } from '../people/people-words.ts'
import { cleaned } from './item-text.ts'
import { loosePeople, namedAt, namesBehind, ownersAt, trailingOwners } from './owners.ts'
/** What one line says about an item, before its context is looked at. */
export type Said = {
  readonly owners: readonly string[]
  /** People without a handle, as typed. */
  readonly typed?: readonly string[]
  readonly for: readonly string[]
  readonly text: string
  readonly kind: ActionItem['kind']
  /** Line that says it, when it is not the line of the mark. */
  readonly index?: number
  readonly status?: ActionItem['status']
  readonly due?: string | null
}

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
  if (line.parent !== -1 || (marked && !givesTask(plain))) return false
  const said = listedItem(reading, index, names)
  return said !== null && (said.owners.length > 0 || (said.typed ?? []).length > 0)
}

/** `@x: …` and `… (@x)` give a task; `@x came up with a proposal` tells of something. `@x to …` needs no list: see implicit-actions.ts. */
function givesTask(plain: string): boolean {
  if (!plain.startsWith('@')) return /\([^()]*\)\s*$/.test(plain)
  return !TELLS.test(plain) || /^@[\w-]{1,39}(?:[\s,&+/]|and|und|@[\w-]{1,39}){0,9}:/.test(plain)
}

const TELLS = /^@[^:]{2,60}?\s(?!to\s|will\s|bis\s|by\s|-|–|—)\p{Ll}/u

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

const BOX = /^\[[ xX]?\]\s+/
/** What people answer in a poll or write beside a name: no task. */
const ANSWER = new RegExp(
  `^(?:${oneOf('yes, no, ja, nein, ok, okay, y, n, maybe, vielleicht, abstain, enthaltung, present, absent, here, da, remote, online, on site, vor ort, excused, entschuldigt, late, später, in favour, in favor, against, dafür, dagegen')}|[+±-]?[01]|[👍👎✅❌]|\\(.{0,80}\\))[\\s.!]{0,3}$`,
  'iu',
)
/** An issue, as agendas list them with whoever brings them. */
const REFERENCE = /^(?:\[[^\]]{0,200}\]\(|<?https?:|[\w.-]{0,60}(?:\/[\w.-]{1,100}){0,2}\/?#\d)/

/** null for a box without an owner, and where boxes mean something else: who is there, who is for it, which issues are next. */
export function boxedItem(reading: ParsedPad, index: number, names: ReadonlySet<string>): Said | null {
  const line = reading.lines[index]
  const box = BOX.exec(line?.text ?? '')
  if (line?.kind !== 'item' || !box || isOfPeople(reading, index)) return null
  const words = wordsOf(reading, index)
  const owners = ownersAt(words, box[0].length)
  const named = owners === null ? namedAt(words, box[0].length, names) : null
  const end = owners?.end ?? named?.end
  if (end === undefined || (owners !== null && owners.owners.length === 0)) return null
  const text = cleaned(line.text.slice(end))
  const plain = plainText(text)
  if (!/\p{L}{2}/u.test(plain) || ANSWER.test(plain) || REFERENCE.test(text) || /\?\s*$/.test(plain)) return null
  return { owners: owners?.owners ?? [], ...(named ? { typed: named.typed } : {}), for: [], text, kind: 'explicit' }
}

/** Below a heading or label of who was there. */
function isOfPeople(reading: ParsedPad, index: number): boolean {
  const line = reading.lines[index]
  if (!line) return false
  const title = reading.structure.headings[line.section]?.title ?? ''
  if (listOf(labelOf(title)) !== null) return true
  for (let at = index - 1; at >= 0 && index - at < 100; at--) {
    const above = reading.lines[at]
    if (!above || above.kind === 'heading') return false
    if (above.kind === 'blank' || (above.kind === 'item' && above.depth >= line.depth)) continue
    // `Present: @ada, @bob` names them itself, and the list below is another.
    return /^[^:@]{1,60}:?[\s*_]{0,4}$/.test(above.text) && listOf(labelOf(above.text)) !== null
  }
  return false
}
