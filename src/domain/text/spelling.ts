/** The distance between two words, for suggestions ("did you mean …"), never for replacing anything. */

/**
 * Edit distance where a swap of two neighbors counts once (optimal string alignment); stops early above `limit`. By hand, for libraries
 * count a swap twice (fastest-levenshtein, leven): `iasa` would no longer be near enough to `iaas`, nor `tpyo` to `typo`.
 */
export function editDistance(a: string, b: string, limit = Number.POSITIVE_INFINITY): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let beforePrevious: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const current = [i]
    let best = i
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (beforePrevious[j - 2] ?? 0) + 1)
      current.push(cost)
      best = Math.min(best, cost)
    }
    if (best > limit) return limit + 1
    beforePrevious = previous
    previous = current
  }
  return previous[b.length] ?? 0
}

/** The nearest of the known words, when it is near enough to be meant; null otherwise or when two are as near. */
export function nearest(word: string, known: readonly string[]): string | null {
  const limit = Math.max(1, Math.floor(word.length / 3))
  let best: { word: string; distance: number } | null = null
  let tie = false
  for (const candidate of known) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase(), limit)
    if (distance > limit) continue
    if (best && distance === best.distance) tie = true
    if (!best || distance < best.distance) {
      best = { word: candidate, distance }
      tie = false
    }
  }
  return best && !tie ? best.word : null
}
