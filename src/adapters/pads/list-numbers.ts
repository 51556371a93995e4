/** Numbers of Etherpad's ordered lists, counted as its text export counts them. */

type ListLine = { readonly type: string; readonly level: number }
export type NextNumber = (line: ListLine | null) => string | null

/** The returned function is told of every line: `1. `, `1.2. `; null for any other line, after which counting begins anew. */
export function listNumbers(): NextNumber {
  const counts = new Map<number, number>()
  let previous = 0
  return (line) => {
    if (line?.type !== 'number') {
      counts.clear()
      return null
    }
    const { level } = line
    if (level < previous) counts.delete(previous)
    counts.set(level, (counts.get(level) ?? 0) + 1)
    previous = level
    return `${Array.from({ length: level }, (_, index) => counts.get(index + 1) ?? 0).join('.')}. `
  }
}
