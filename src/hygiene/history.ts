/** History of items, derived from several snapshots if the newest one does not contain it. Pure. */
import type { Snapshot } from '../domain/board/board.ts'
import { observe } from '../domain/board/board-memory.ts'

/**
 * The snapshot with `observed` on its items, as far as `history` (any order) tells. What an item already carries is
 * kept: it knows more. Without history nothing is added, so that rules about time keep silent.
 */
export function withMemory(snapshot: Snapshot, history: readonly Snapshot[], active: readonly string[]): Snapshot {
  if (snapshot.items.every(({ observed }) => observed !== undefined)) return snapshot
  const before = remembered(
    history.filter(({ takenAt }) => takenAt < snapshot.takenAt),
    active,
  ).at(-1)
  if (!before) return snapshot
  const { items } = observe(before, snapshot, active)
  return { ...snapshot, items: snapshot.items.map((item, index) => (item.observed ? item : (items[index] ?? item))) }
}

/** The complete ones of them, oldest first, each with what those before it tell. One pass. */
export function remembered(history: readonly Snapshot[], active: readonly string[]): readonly Snapshot[] {
  const earlier = history.filter(({ complete }) => complete).sort((a, b) => (a.takenAt < b.takenAt ? -1 : 1))
  let previous: Snapshot | null = null
  return earlier.map((snapshot) => {
    const isTold = snapshot.items.every(({ observed }) => observed !== undefined)
    previous = isTold ? snapshot : observe(previous, snapshot, active)
    return previous
  })
}
