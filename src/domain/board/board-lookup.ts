/** The board as minutes ask for it: an item by reference, the epic of a story, an epic by its title. Pure. */

import { refKey } from '../reference.ts'
import type { BoardItem, Epic, Snapshot } from './board.ts'
import { type StatusNames, statusReader } from './board-status.ts'

/** An issue or pull request that may be named. */
export type KnownItem = BoardItem & { readonly ref: string }

export type KnownEpic = Epic & { readonly item: KnownItem }

export type BoardLookup = {
  readonly snapshot: Snapshot
  /** null where the board does not know it, or where it lies in a private repository: then nothing is said of it. */
  readonly itemOf: (ref: string) => KnownItem | null
  readonly isPrivate: (ref: string) => boolean
  /** The epic itself; null for anything else. */
  readonly epicOf: (ref: string) => KnownEpic | null
  /** The epic a story belongs to. Where several have it: GitHub's own parent, else the first. */
  readonly parentOf: (ref: string) => KnownEpic | null
  readonly epics: readonly KnownEpic[]
  readonly isActive: (item: BoardItem) => boolean
  readonly isDone: (item: BoardItem) => boolean
  /** It has a status that sprint.yml does not name. */
  readonly isUnknown: (item: Pick<BoardItem, 'status'>) => boolean
}

export function lookupBoard(snapshot: Snapshot, status: StatusNames): BoardLookup {
  const all = new Map<string, KnownItem>()
  for (const item of snapshot.items) {
    if (item.ref === null || item.kind === 'unreadable' || item.kind === 'draft') continue
    const known = { ...item, ref: item.ref }
    if (item.itemId !== null || !all.has(refKey(item.ref))) all.set(refKey(item.ref), known)
  }
  const itemOf = (ref: string) => {
    const item = all.get(refKey(ref))
    return item && !item.private ? item : null
  }
  const epics = snapshot.epics.flatMap((epic): KnownEpic[] => {
    const item = itemOf(epic.ref)
    return item ? [{ ...epic, item }] : []
  })
  const byRef = new Map(epics.map((epic) => [refKey(epic.ref), epic]))
  const byChild = new Map<string, KnownEpic[]>()
  for (const epic of epics) {
    for (const { ref } of epic.children) byChild.set(refKey(ref), [...(byChild.get(refKey(ref)) ?? []), epic])
  }
  const meaningOf = statusReader(status)
  return {
    snapshot,
    itemOf,
    isPrivate: (ref) => all.get(refKey(ref))?.private ?? false,
    epicOf: (ref) => byRef.get(refKey(ref)) ?? null,
    parentOf: (ref) => {
      const candidates = byChild.get(refKey(ref)) ?? []
      const parent = all.get(refKey(ref))?.parent
      return candidates.find((epic) => parent && refKey(epic.ref) === refKey(parent)) ?? candidates[0] ?? null
    },
    epics,
    isActive: (item) => meaningOf(item) === 'active',
    isDone: (item) => meaningOf(item) === 'done',
    isUnknown: (item) => meaningOf(item) === 'unknown',
  }
}
