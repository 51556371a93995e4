/** What earlier snapshots show about an item, carried over from one snapshot to the next. Pure. */

import { refKey } from '../reference.ts'
import { renamedSprints } from '../time/sprints.ts'
import type { BoardItem, Observed, Snapshot } from './board.ts'
import { followSprint, type SprintUpdate } from './sprint-stays.ts'

/**
 * The current snapshot with `observed` on every item. A first snapshot knows nothing older than itself: what it already
 * found has no beginning (`statusSince` null), and ages count from it (a lower bound, never an accusation too many).
 * `active`: the statuses that mean work goes on, in any case.
 */
export function observe(previous: Snapshot | null, current: Snapshot, active: readonly string[]): Snapshot {
  const find = finder(previous)
  const names = new Set(active.map((name) => name.toLowerCase()))
  const isActive = (item: BoardItem) => item.status !== null && names.has(item.status.toLowerCase())
  const sprints = current.sprints ?? []
  const look: SprintUpdate = {
    now: current.takenAt,
    before: previous?.takenAt ?? null,
    sprints,
    renamed: renamedSprints(previous?.sprints ?? [], sprints),
  }
  const items = current.items.map((item) => ({ ...item, observed: observeItem(item, find(item), look, isActive) }))
  return { ...current, items }
}

function observeItem(item: BoardItem, was: BoardItem | null, look: SprintUpdate, isActive: (item: BoardItem) => boolean): Observed {
  const { now, before: last } = look
  const seen = was?.observed
  const then = last ?? now
  return {
    firstSeen: was ? (seen?.firstSeen ?? then) : now,
    statusSince: was ? (isSame(was.status, item.status) ? (seen?.statusSince ?? null) : now) : last === null ? null : now,
    activeSince: isActive(item) ? (was && isActive(was) ? (seen?.activeSince ?? then) : now) : null,
    ...followSprint(seen, item.sprint, look),
    labelsSince: Object.fromEntries(
      item.labels.map((label) => {
        const before = was?.labels.find((name) => isSame(name, label))
        return [label, before === undefined ? now : (seen?.labelsSince[before] ?? then)]
      }),
    ),
  }
}

/** Somebody who writes "doing" in place of "Doing" has moved nothing. */
function isSame(a: string | null, b: string | null): boolean {
  return a?.toLowerCase() === b?.toLowerCase()
}

function finder(previous: Snapshot | null): (item: BoardItem) => BoardItem | null {
  if (previous === null) return () => null
  const byItem = new Map(previous.items.flatMap((item) => (item.itemId === null ? [] : [[item.itemId, item] as const])))
  const byNode = new Map(previous.items.flatMap((item) => (item.nodeId ? [[item.nodeId, item] as const] : [])))
  const byRef = new Map(previous.items.flatMap((item) => (item.ref === null ? [] : [[refKey(item.ref), item] as const])))
  return (item) =>
    (item.itemId === null ? undefined : byItem.get(item.itemId)) ??
    (item.nodeId ? byNode.get(item.nodeId) : undefined) ??
    (item.ref === null ? undefined : byRef.get(refKey(item.ref))) ??
    null
}
