/** The words of a line by which it is known again in another text. Pure. */
import { withoutAdded } from '../../domain/text/added-facts.ts'

/** The number of an item or heading changes by itself when one above it comes or goes. A sign behind it tells it from a version or date. */
const NUMBER = /^[\s>#*+_-]*\d{1,9}\\?[.)](?=[\s*_]|$)/

/** Without its number, without addresses of links, and without what the app added in brackets: both change by themselves. */
export function wordsOf(line: string): readonly string[] {
  const plain = withoutAdded(line)
    .replace(NUMBER, '')
    .replace(/\]\([^()\s]{1,2000}\)/g, ']')
  return plain.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

/** Short words occur in every line, so they count only for a line without others. */
export function distinctiveWords(words: readonly string[]): readonly string[] {
  const telling = words.filter((word) => word.length > 3 || /\d/.test(word))
  return telling.length > 0 ? telling : words
}
