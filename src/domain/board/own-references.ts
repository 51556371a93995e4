/**
 * Removes references of an issue to itself as child, parent or blocker. GitHub rejects most of them, but saved boards and texts may
 * contain them. Pure.
 */
import { refKey } from '../reference.ts'
import type { BoardItem, Epic, Snapshot } from './board.ts'

/** The same snapshot without them, progress included; the very same object where there are none. */
export function withoutOwnReferences(snapshot: Snapshot): Snapshot {
  const items = mapped(snapshot.items, itemWithout)
  const states = new Map(items.map(({ ref, state }) => [refKey(ref ?? ''), state]))
  const epics = mapped(snapshot.epics, (epic) => epicWithout(epic, states.get(refKey(epic.ref)) === 'closed'))
  return items === snapshot.items && epics === snapshot.epics ? snapshot : { ...snapshot, items, epics }
}

function itemWithout(item: BoardItem): BoardItem {
  const { ref } = item
  if (ref === null) return item
  const isOwn = (other: string) => refKey(other) === refKey(ref)
  const { parent, trackedIn, namedParents, blockedBy } = item
  if (![parent, ...(trackedIn ?? []), ...(namedParents ?? []), ...(blockedBy ?? [])].some((other) => other && isOwn(other))) return item
  const others = (refs: readonly string[]) => refs.filter((other) => !isOwn(other))
  return {
    ...item,
    ...(parent && isOwn(parent) ? { parent: null } : {}),
    ...(trackedIn ? { trackedIn: others(trackedIn) } : {}),
    ...(namedParents ? { namedParents: others(namedParents) } : {}),
    ...(blockedBy ? { blockedBy: others(blockedBy) } : {}),
  }
}

function epicWithout(epic: Epic, isClosed: boolean): Epic {
  const children = epic.children.filter(({ ref }) => refKey(ref) !== refKey(epic.ref))
  const gone = epic.children.length - children.length
  if (gone === 0) return epic
  const all = Math.max(0, epic.progress.all - gone)
  return { ...epic, children, progress: { all, done: Math.min(all, Math.max(0, epic.progress.done - (isClosed ? gone : 0))) } }
}

/** The list itself where nothing in it changes. */
function mapped<One>(list: readonly One[], change: (one: One) => One): readonly One[] {
  const changed = list.map(change)
  return changed.every((one, index) => one === list[index]) ? list : changed
}
