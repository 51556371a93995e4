/** Which lines two texts share, in their order, in bounded time: the one comparison of lines. Pure. */
import { diffComm } from 'node-diff3'

/** A run of lines. `isShared`: the same on both sides; else `after` stands where `before` stood, and one of them may be empty. */
export type LineRun = { readonly isShared: boolean; readonly before: readonly string[]; readonly after: readonly string[] }

/** Above this many pairs of equal lines, an exact comparison takes longer than anybody waits. */
const MAX_PAIRS = 4_000_000

/** false: too many equal lines, such as blank ones, for an exact comparison. */
export function isComparable(before: readonly string[], after: readonly string[]): boolean {
  const counts = countsOf(before)
  let pairs = 0
  for (const line of after) pairs += counts.get(line) ?? 0
  return pairs <= MAX_PAIRS
}

/**
 * Exact where that is affordable. Else lines that both texts have once show what belongs together, and the lines between them are
 * compared. What is too much even then counts as changed.
 */
export function compareLines(before: readonly string[], after: readonly string[]): readonly LineRun[] {
  const most = Math.min(before.length, after.length)
  let head = 0
  while (head < most && before[head] === after[head]) head++
  let tail = 0
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++
  const middle = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)] as const
  const runs = isComparable(...middle) ? exactRuns(...middle) : runsBetweenAnchors(...middle)
  return joined([sharedRun(before.slice(0, head)), ...runs, sharedRun(before.slice(before.length - tail))])
}

function exactRuns(before: readonly string[], after: readonly string[]): readonly LineRun[] {
  return diffComm([...before], [...after]).map(({ common, buffer1 = [], buffer2 = [] }) =>
    common === undefined ? { isShared: false, before: buffer1, after: buffer2 } : sharedRun(common),
  )
}

function runsBetweenAnchors(before: readonly string[], after: readonly string[]): readonly LineRun[] {
  const [counts, others] = [countsOf(before), countsOf(after)]
  const isOnce = (line: string) => counts.get(line) === 1 && others.get(line) === 1
  const anchors = exactRuns(before.filter(isOnce), after.filter(isOnce)).flatMap((run) => (run.isShared ? run.before : []))
  const runs: LineRun[] = []
  let [at, below] = [0, 0]
  for (const anchor of anchors) {
    const [end, endBelow] = [before.indexOf(anchor, at), after.indexOf(anchor, below)]
    runs.push(...segmentRuns(before.slice(at, end), after.slice(below, endBelow)), sharedRun([anchor]))
    ;[at, below] = [end + 1, endBelow + 1]
  }
  return [...runs, ...segmentRuns(before.slice(at), after.slice(below))]
}

function segmentRuns(before: readonly string[], after: readonly string[]): readonly LineRun[] {
  return isComparable(before, after) ? exactRuns(before, after) : [{ isShared: false, before, after }]
}

function sharedRun(lines: readonly string[]): LineRun {
  return { isShared: true, before: lines, after: lines }
}

/** Neighbours of one kind become one run. */
function joined(runs: readonly LineRun[]): readonly LineRun[] {
  const all: { readonly isShared: boolean; readonly before: string[]; readonly after: string[] }[] = []
  for (const { isShared, before, after } of runs) {
    if (before.length === 0 && after.length === 0) continue
    const last = all.at(-1)
    if (last?.isShared !== isShared) {
      all.push({ isShared, before: [...before], after: [...after] })
      continue
    }
    for (const line of before) last.before.push(line)
    for (const line of after) last.after.push(line)
  }
  return all
}

function countsOf(lines: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1)
  return counts
}
