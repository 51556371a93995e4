/** Finds titles in a text, whatever is between their words: quotation marks, escapes, JSON. Pure. */

export type TitleFinder = {
  readonly add: (title: string) => void
  readonly replaceIn: (text: string, by: string) => string
}

/** So many words in a row are the beginning of a title that was cut. */
const TELLING_WORDS = 4
/** A title of one word is looked for only when it is long: "Update" would be found everywhere. */
const TELLING_SIGNS = 8
/** Between two words of one title. */
const MOST_BETWEEN = 8

const WORD = /[\p{L}\p{N}]{1,200}/gu

/** Titles by their words: the way to a place is the beginning of a title. */
type Place = { readonly next: Map<string, Place>; isTitle: boolean }

/** Costs what the text costs, however many titles there are. */
export function createTitleFinder(): TitleFinder {
  const root: Place = { next: new Map(), isTitle: false }
  return {
    add: (title) => {
      const words = wordsOf(title).map(({ word }) => word)
      if (words.length === 0 || (words.length === 1 && (words[0] ?? '').length < TELLING_SIGNS)) return
      let place = root
      for (const word of words) {
        const next: Place = place.next.get(word) ?? { next: new Map(), isTitle: false }
        place.next.set(word, next)
        place = next
      }
      place.isTitle = true
    },
    replaceIn: (text, by) => {
      if (root.next.size === 0) return text
      const words = wordsOf(text)
      let result = ''
      let end = 0
      for (let at = 0; at < words.length; at++) {
        const length = matching(words, at, root)
        if (length === 0) continue
        result += text.slice(end, words[at]?.start) + by
        end = words[at + length - 1]?.end ?? end
        at += length - 1
      }
      return result + text.slice(end)
    },
  }
}

type Word = { readonly word: string; readonly start: number; readonly end: number }

function wordsOf(text: string): readonly Word[] {
  return [...text.matchAll(WORD)].map((match) => ({
    word: match[0].toLowerCase(),
    start: match.index,
    end: match.index + match[0].length,
  }))
}

/** How many words from `at` on are a title's; 0 where they are too few to tell. */
function matching(words: readonly Word[], at: number, root: Place): number {
  let place = root
  let found = 0
  for (let count = 0; at + count < words.length; count++) {
    const word = words[at + count] as Word
    const isFar = count > 0 && word.start - (words[at + count - 1]?.end ?? 0) > MOST_BETWEEN
    const next = isFar ? undefined : place.next.get(word.word)
    if (next === undefined) return found
    place = next
    if (place.isTitle || count + 1 >= TELLING_WORDS) found = count + 1
  }
  return found
}
