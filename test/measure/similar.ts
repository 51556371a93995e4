/** How alike two texts of action items are, whatever links, emphasis and signs stand in them. */

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .replace(/\]\([^)]*\)/g, ' ')
    .replace(/https?:\/\/[^\s)]*/g, (url) => ` ${url.split('/').slice(-2).join(' ')} `)
    .split(/[^\p{L}\d@]+/u)
    .filter((word) => word !== '' && word !== 'to' && word !== 'will')
}

/** 0 to 1: shared words over all words (Dice); a text that holds the whole other one counts as 0.8 at least. */
export function similarity(a: string, b: string): number {
  const left = wordsOf(a)
  const right = wordsOf(b)
  if (left.length === 0 || right.length === 0) return left.length === right.length ? 1 : 0
  const rest = new Map<string, number>()
  for (const word of left) rest.set(word, (rest.get(word) ?? 0) + 1)
  let shared = 0
  for (const word of right) {
    const count = rest.get(word) ?? 0
    if (count === 0) continue
    rest.set(word, count - 1)
    shared++
  }
  const dice = (2 * shared) / (left.length + right.length)
  const contained = shared / Math.min(left.length, right.length)
  return contained === 1 && shared >= 2 ? Math.max(dice, 0.8) : dice
}
