/**
 * How words are counted, written before the first replay. A word is a run of letters, marks and digits of the pad as it is
 * downloaded: words in links, code, HTML and comments too. It counts as kept where it stands in the file of the branch, outside the
 * sections of the app, behind the word before it. `Kept as typed` is no section of the app: what stands there are the pad's lines.
 */

export type Count = {
  readonly words: number
  /** In the pad more often than in the file. */
  readonly lost: readonly string[]
  /** In the file, and before a word that it followed in the pad. */
  readonly moved: readonly string[]
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu
const SECTION = /^<!-- scs-sprint:section (?!typed )[a-z-]+ -->$[\s\S]*?^<!-- scs-sprint:end -->$/gm

/** `leftOut`: lines of the pad, from 1, that are kept out of minutes on purpose. */
export function countWords(pad: string, minutes: string, leftOut: ReadonlySet<number> = new Set()): Count {
  const lines = pad.split(/\r\n?|\n/).filter((_, index) => !leftOut.has(index + 1))
  const words = wordsIn(lines.join('\n'))
  const there = wordsIn(minutes.replace(SECTION, ''))
  const left = new Map<string, number>()
  for (const word of there) left.set(word, (left.get(word) ?? 0) + 1)
  const lost: string[] = []
  const kept: string[] = []
  for (const word of words) {
    const count = left.get(word) ?? 0
    left.set(word, count - 1)
    ;(count > 0 ? kept : lost).push(word)
  }
  return { words: words.length, lost, moved: outOfOrder(kept, there) }
}

const wordsIn = (text: string): readonly string[] => text.normalize('NFC').match(WORD) ?? []

function outOfOrder(words: readonly string[], there: readonly string[]): readonly string[] {
  const moved: string[] = []
  let at = 0
  for (const word of words) {
    const found = there.indexOf(word, at)
    if (found === -1) moved.push(word)
    else at = found + 1
  }
  return moved
}
