/** Lines below a heading of actions: each is an item, marked or not. */

import type { ActionItem } from '../../../domain/notes/notes.ts'
import { phrases } from '../../../domain/text/phrases.ts'
import { plainText } from '../../text/plain-text.ts'
import { type ParsedPad, wordsOf } from '../parsed-pad.ts'
import { loosePeople, namedAt, namesBehind, trailingOwners } from './item-owners.ts'
import { cleaned } from './item-text.ts'
import { ownersAt } from './owners.ts'

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
