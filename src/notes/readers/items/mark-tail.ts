/** What stands behind a mark of an action item. */
import type { ParsedPad } from '../parsed-pad.ts'
import type { Mark } from './action-markers.ts'
import { namedAt, nickAt } from './item-owners.ts'
import { bareOwnerAt, ownersAt } from './owners.ts'

/** People, what they hand on to whom, and where the text begins. */
export type Tail = {
  readonly owners: readonly string[]
  readonly for: readonly string[]
  readonly at: number
  readonly colon: boolean
  readonly named: boolean
  /** People without a handle, as typed. */
  readonly typed: readonly string[]
}

export function tailOf(reading: ParsedPad, names: ReadonlySet<string>, words: string, { end, command }: Mark): Tail {
  // `AI (not officially): …`: what stands in brackets before the colon is said about the mark.
  const aside = /^\s?\([^()@]{1,40}\)(?=\s?:)/.exec(words.slice(end, end + 50))?.[0] ?? ''
  const colon = /^[\s*_~]{0,3}:/.test(words.slice(end + aside.length, end + aside.length + 6))
  const from = bareOwnerAt(words, end, reading.knownHandles) ? end : end + aside.length
  let at = from + (/^[)\]]?(?:[-=]>|[\s*_:.–—-]){0,8}/.exec(words.slice(from, from + 12))?.[0].length ?? 0)
  const preposition = /^(?:for|für|an|by|to|von)\s{1,2}(?=[*_~]{0,2}@)/i.exec(words.slice(at, at + 8))
  if (preposition) at += preposition[0].length
  const owners = ownersAt(words, at) ?? bareOwnerAt(words, at, reading.knownHandles) ?? nickAt(words, end, command)
  if (!owners) {
    const named = namedAt(words, at, names)
    return { owners: [], for: [], at: named?.end ?? at, colon, named: false, typed: named?.typed ?? [] }
  }
  let next = owners.end
  let others: readonly string[] = []
  const handedOn = /^[\s*_~]{0,3}(?:for|für|->|→|=>)\s{0,2}(?=[*_~]{0,2}@)/i.exec(words.slice(next, next + 10))
  if (handedOn) {
    const to = ownersAt(words, next + handedOn[0].length)
    if (to) {
      others = to.owners
      next = to.end
    }
  }
  return { owners: owners.owners, for: others, at: next, colon, named: true, typed: [] }
}
