/** Whether two action items mean the same thing: by their words, whatever was added, linked or marked since. Pure. */
import { withoutAge } from './item-age.ts'

/** Said of an item, never part of what is to be done. */
const STATUS = /(?<![\p{L}\d])(?:done|open|ongoing|pending|closed|cancell?ed|erledigt|offen|wip)(?![\p{L}\d])/giu
const STOP = new Set(
  'a an the to of and or for in on at by with is are be it its this that from as up der die das den und oder für von mit zu im am'.split(
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
  const words = new Set(meaning.length > 0 ? meaning : all)
  const pairs = new Map<string, number>()
  const letters = [...words].join(' ')
  for (let at = 0; at + 1 < letters.length; at++) {
    const pair = letters.slice(at, at + 2)
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  return { words, numbers: new Set([...words].filter((word) => /\d/.test(word))), pairs }
}

/** From 0 (nothing in common) to 1. Items about different numbers are different, however alike they sound. */
export function likeness(a: ItemWords, b: ItemWords): number {
  if (a.words.size === 0 || b.words.size === 0) return 0
  if (a.numbers.size > 0 && b.numbers.size > 0 && ![...a.numbers].some((number) => b.numbers.has(number))) return 0
  const common = [...a.words].filter((word) => b.words.has(word)).length
  const shorter = Math.min(a.words.size, b.words.size)
  // What grew by a remark still begins with the same task.
  const contained = shorter >= 4 ? (0.9 * common) / shorter : 0
  return Math.max((2 * common) / (a.words.size + b.words.size), dice(a.pairs, b.pairs), contained)
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
