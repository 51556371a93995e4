/** Whether two action items mean the same thing: by their words, whatever was added, linked or marked since. Pure. */
import { withoutAge } from './item-age.ts'

/** Said of an item, never part of what is to be done. */
const STATUS = /(?<![\p{L}\d])(?:done|open|ongoing|pending|closed|cancell?ed|erledigt|offen|wip)(?![\p{L}\d])/giu
const STOP = new Set(
  'a an the to of and or for in on at by with is are be it its this that from as up will next week today tomorrow der die das den und oder für von mit zu im am wird'.split(
    ' ',
  ),
)

export type ItemWords = {
  /** Words that carry meaning, each once. */
  readonly words: ReadonlySet<string>
  /** Words with a digit: numbers of issues, releases, documents. */
  readonly numbers: ReadonlySet<string>
  /** Pairs of neighboring letters, for words typed a little differently. */
  readonly pairs: ReadonlyMap<string, number>
  /** The words in their order. */
  readonly order: readonly string[]
  /** Issues and pull requests that are named, `repository#number`. */
  readonly issues: ReadonlySet<string>
}

/** The longest text that is compared; what stands behind is remarks. */
const COMPARED = 400

export function wordsOfItem(text: string): ItemWords {
  const plain = withoutAge(text)
    .slice(0, COMPARED)
    .toLowerCase()
    // Of an address only its end tells what is meant: repository and number.
    .replace(/https?:\/\/[^\s<>()]{1,300}/g, (url) => url.split('/').slice(-3).join(' '))
    .replace(/\d{4}-\d{2}-\d{2}/g, ' ')
    .replace(/~~|[*_`]/g, ' ')
    .replace(STATUS, ' ')
  const all = plain.split(/[^\p{L}\d]+/u).filter((word) => word !== '')
  const meaning = all.filter((word) => !STOP.has(word))
  const order = [...new Set((meaning.length > 0 ? meaning : all).map(withoutEnding))]
  const words = new Set(order)
  return {
    words,
    numbers: new Set(order.filter((word) => /\d/.test(word))),
    pairs: pairsOf(order.join(' ')),
    order,
    issues: issuesIn(text),
  }
}

function pairsOf(letters: string): ReadonlyMap<string, number> {
  const pairs = new Map<string, number>()
  for (let at = 0; at + 1 < letters.length; at++) {
    const pair = letters.slice(at, at + 2)
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  return pairs
}

/** `creates` -> `create`, `drafts` -> `draft`. */
function withoutEnding(word: string): string {
  return /^[a-zäöüß]{3,40}[^s]s$/u.test(word) ? word.slice(0, -1) : word
}

const ISSUE = /([\w.-]{1,100})#(\d{1,9})(?!\d)|\/([\w.-]{1,100})\/(?:issues|pull)\/(\d{1,9})(?!\d)/g

function issuesIn(text: string): ReadonlySet<string> {
  return new Set([...text.slice(0, COMPARED).matchAll(ISSUE)].map(([, a, b, c, d]) => `${a ?? c}#${b ?? d}`.toLowerCase()))
}

/** From 0 (nothing in common) to 1. Items about different numbers are different, however alike they sound. */
export function likeness(a: ItemWords, b: ItemWords): number {
  if (a.words.size === 0 || b.words.size === 0) return 0
  if (a.numbers.size > 0 && b.numbers.size > 0 && ![...a.numbers].some((number) => b.numbers.has(number))) return 0
  if (isSibling(a, b)) return SIBLINGS
  const common = [...a.words].filter((word) => b.words.has(word)).length
  const shorter = Math.min(a.words.size, b.words.size)
  // What grew by a remark still begins with the same task.
  const contained = shorter >= 4 ? (0.9 * common) / shorter : 0
  return Math.max((2 * common) / (a.words.size + b.words.size), dice(a.pairs, b.pairs), contained)
}

/** "… the volume standard" and "… the flavor standard": less than any limit. */
const SIBLINGS = 0.6

/** The same sentence about something else: one word differs, not the verb in front, and it is no other spelling. */
function isSibling(a: ItemWords, b: ItemWords): boolean {
  if (a.order.length !== b.order.length || a.order.length < 3) return false
  const other = a.order.flatMap((word, at) => (word === b.order[at] ? [] : [at]))
  const [at] = other
  if (other.length !== 1 || at === undefined || at === 0) return false
  return dice(pairsOf(a.order[at] ?? ''), pairsOf(b.order[at] ?? '')) < 0.5
}

/** The share of the words of `part` that `whole` has as well. */
export function coverage(part: ItemWords, whole: ItemWords): number {
  return part.words.size === 0 ? 0 : [...part.words].filter((word) => whole.words.has(word)).length / part.words.size
}

function dice(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let common = 0
  for (const [pair, count] of a) common += Math.min(count, b.get(pair) ?? 0)
  const all = sum(a) + sum(b)
  return all === 0 ? 0 : (2 * common) / all
}

function sum(counts: ReadonlyMap<string, number>): number {
  let all = 0
  for (const count of counts.values()) all += count
  return all
}
