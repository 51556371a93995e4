/** Patterns made of word lists, so that a list reads as a list. */

/**
 * A source of a regular expression for one of the words, separated by commas: a blank may be typed as a hyphen too, `~` at the end
 * of a word stands for any ending, `(s)` for letters that may be missing.
 */
export function oneOf(...lists: readonly string[]): string {
  const words = lists
    .flatMap((list) => list.split(','))
    .map((word) => word.trim())
    .filter((word) => word !== '')
    // The longest first: "not present" before "not".
    .sort((a, b) => b.length - a.length)
  return `(?:${words.map(sourceOf).join('|')})`
}

function sourceOf(word: string): string {
  return word
    .replace(/[.*+?^${}|[\]\\]/g, '\\$&')
    .replace(/\(([^()]{1,12})\)/g, '(?:$1)?')
    .replace(/'/g, "['’]?")
    .replaceAll('~', '[\\p{L}]{0,14}')
    .replaceAll(' ', '[ -]{1,2}')
}

/** The words as whole words, anywhere in a text. */
export function anywhere(source: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\d])${source}(?![\\p{L}\\d])`, 'iu')
}

/** A text that begins with one of the words. */
export function atStart(source: string): RegExp {
  return new RegExp(`^${source}(?![\\p{L}\\d])`, 'iu')
}
