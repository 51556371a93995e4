/** Levels of headings, and the `#` signs in their text. */

/**
 * One entry a heading: levels as typed, moved as a whole so that the first one is `first`; null: not moved. `nest`: the first was put
 * above people's text; no other is then of the first level.
 */
export function houseLevels(typed: readonly number[], first: number | null, nest = false): number[] {
  const [top, ...others] = typed
  if (top === undefined) return []
  const by = (first ?? top) - top
  const deeper = nest && top + by === 1 && others.some((level) => level + by <= 1) ? 1 : 0
  return [top + by, ...others.map((level) => Math.min(Math.max(level + by + deeper, 1), 6))]
}

/** `#` signs at the end or between spaces would be read as the close of the heading, or as a second one. */
export function escapeHashes(text: string): string {
  let end = text.length
  let hashes = 0
  for (; text[end - 1] === '#'; hashes++) end -= text[end - 2] === '\\' ? 2 : 1
  const closed = text.slice(0, end) + '\\#'.repeat(hashes)
  return closed.replace(/(^|\s)(#+)(?=\s)/g, (_, space: string, signs: string) => `${space}\\${signs}`)
}
