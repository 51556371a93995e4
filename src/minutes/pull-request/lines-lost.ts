/** What a new text of the minutes would take out of the one that stands there: lines of people, not our own parts. Pure. */
import { stripGenerated } from '../compose/strip-generated.ts'
import { distinctiveWords, wordsOf } from './said-words.ts'

export type LinesLost = {
  /** Lines of the old text, without what the app added to them, that nothing in the new one says any more, in order. */
  readonly lost: readonly string[]
  /** Lines with words of people in the old text. */
  readonly of: number
}

/** A line that keeps half of its words was edited, not taken out. */
const KEPT_WORDS = 0.5
/** A word that stands in more lines than this tells no line from another. */
const COMMON = 60
const MOST_WORDS = 60

/** `offRecord`: what the pad holds and does not give away any more. Its lines are not lost: they have to go. */
export function linesLost(before: string, after: string, offRecord = ''): LinesLost {
  const found = linesGone(before, after)
  if (offRecord === '' || found.lost.length === 0) return found
  return { ...found, lost: linesGone(found.lost.join('\n'), offRecord).lost }
}

function linesGone(before: string, after: string): LinesLost {
  const old = typedLines(before)
  const waiting = typedLines(after)
  const exact = new Map<string, number>()
  for (const { key } of waiting) exact.set(key, (exact.get(key) ?? 0) + 1)
  const missing = old.filter(({ key }) => {
    const left = exact.get(key) ?? 0
    if (left > 0) exact.set(key, left - 1)
    return left === 0
  })
  // What the new text has beside the lines that stayed: one of those may be an edited one.
  const fresh = waiting.filter(({ key }) => {
    const left = exact.get(key) ?? 0
    if (left > 0) exact.set(key, left - 1)
    return left > 0
  })
  const linesOf = new Map<string, number[]>()
  for (const [index, { words }] of fresh.entries()) {
    for (const word of words) {
      const lines = linesOf.get(word)
      if (lines) lines.push(index)
      else linesOf.set(word, [index])
    }
  }
  const lost = missing.filter(({ words }) => !isEdited(words, linesOf)).map(({ line }) => line)
  return { lost, of: old.length }
}

/** At least so many lines and such a share of all: of a short text fewer lines are much. */
const MUCH = [
  { lines: 2, share: 0.51 },
  { lines: 3, share: 0.35 },
  { lines: 4, share: 0.25 },
  { lines: 8, share: 0.2 },
  { lines: 20, share: 0 },
]

/** A few lines are the usual work on a pad; a large part of the minutes is another text. */
export function isMuchLost({ lost, of }: LinesLost): boolean {
  const part = lost.length / Math.max(1, of)
  return MUCH.some(({ lines, share }) => lost.length >= lines && part >= share)
}

/** Fewer lines than before, and some of those are gone: more than words were changed. */
export function isShrunk({ lost, of }: LinesLost, after: string): boolean {
  return lost.length > 0 && typedLines(after).length < of
}

type Typed = { readonly line: string; readonly key: string; readonly words: ReadonlySet<string> }

function typedLines(text: string): readonly Typed[] {
  return stripGenerated(text.replaceAll('\r\n', '\n'))
    .split('\n')
    .flatMap((line) => {
      // Headings are the frame that every meeting of a team has.
      if (/^\s{0,3}#{1,6}\s/.test(line)) return []
      const said = wordsOf(line)
      return said.length === 0 ? [] : [{ line, key: said.join(' '), words: new Set(distinctiveWords(said).slice(0, MOST_WORDS)) }]
    })
}

function isEdited(words: ReadonlySet<string>, linesOf: ReadonlyMap<string, readonly number[]>): boolean {
  const shared = new Map<number, number>()
  let told = 0
  for (const word of words) {
    const lines = linesOf.get(word) ?? []
    if (lines.length > COMMON) continue
    told++
    for (const index of lines) shared.set(index, (shared.get(index) ?? 0) + 1)
  }
  const most = Math.max(0, ...shared.values())
  return told > 0 && most / told >= KEPT_WORDS
}
