/** Which epics a change of the board touches. Pure. */
import { refKey } from '../reference.ts'
import type { Snapshot } from './board.ts'
import type { BoardChanges } from './board-changes.ts'

/** Epics that were named or changed, or a story of which was. */
export function touchedEpics(snapshot: Snapshot, changes: BoardChanges, named: readonly string[]): readonly string[] {
  const { added, dropped, moved, done, reopened, carriedOver, reassigned, reparented } = changes
  const changed = [added, dropped, moved, done, reopened, carriedOver, reassigned, reparented].flat()
  const keys = new Set(
    [...named, ...changed.flatMap(({ ref, from, to }) => [ref, from, to])].flatMap((ref) => (ref === null ? [] : [refKey(ref)])),
  )
  return snapshot.epics
    .filter(({ ref, children }) => [ref, ...children.map((child) => child.ref)].some((name) => keys.has(refKey(name))))
    .map(({ ref }) => ref)
}
