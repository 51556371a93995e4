/** Changes to an existing snapshot: removed cards, moved items, and items that nothing links to any more. */
import type { BoardItem, Snapshot } from '../../../domain/board/board.ts'
import { refKey } from '../../../domain/reference.ts'
import { addEntry, type Gathered } from './accumulator.ts'

/** Whose child an issue is, it says itself. */
export function leaveOldParents(gathered: Gathered, child: string): void {
  for (const [key, links] of gathered.links) {
    if (links.subIssues.some((ref) => refKey(ref) === child)) {
      gathered.links.set(key, { ...links, subIssues: links.subIssues.filter((ref) => refKey(ref) !== child) })
    }
  }
}

/** An epic that was read again knows its children better than what was kept of these. */
export function moveChildren(gathered: Gathered, epic: string): void {
  const own = new Set(gathered.links.get(refKey(epic))?.subIssues.map(refKey))
  for (const entry of gathered.entries.values()) {
    const { ref, parent } = entry.item
    if (entry.activity !== null || ref === null) continue
    const isOwn = own.has(refKey(ref))
    if (isOwn === (refKey(parent ?? '') === refKey(epic))) continue
    entry.item = { ...entry.item, parent: isOwn ? epic : null }
    if (!isOwn) continue
    for (const [key, links] of gathered.links) {
      if (key !== refKey(epic))
        gathered.links.set(key, { ...links, subIssues: links.subIssues.filter((child) => refKey(child) !== refKey(ref)) })
    }
  }
}

/** Gone: a card removed from the board leaves its issue, which may still be an epic's child. */
export function forget(gathered: Gathered, id: string): void {
  for (const [key, entry] of gathered.entries) {
    if (entry.item.itemId === id) {
      gathered.entries.delete(key)
      if (entry.item.kind === 'issue' || entry.item.kind === 'pull') addEntry(gathered, { ...entry, item: withoutCard(entry.item) })
    } else if (entry.item.nodeId === id) {
      gathered.entries.delete(key)
      if (entry.item.ref !== null) gathered.links.delete(refKey(entry.item.ref))
      if (entry.item.ref !== null) leaveOldParents(gathered, refKey(entry.item.ref))
    }
  }
}

function withoutCard(item: BoardItem): BoardItem {
  return { ...item, itemId: null, databaseId: null, status: null, sprint: null, fields: {}, archived: false }
}

/** Without the issues that are neither cards nor, over any number of epics, children below one. */
export function reachable(snapshot: Snapshot): Snapshot {
  const children = new Map(snapshot.epics.map((epic) => [refKey(epic.ref), epic.children.map(({ ref }) => refKey(ref))]))
  const seen = new Set<string>()
  const open = snapshot.items.flatMap(({ itemId, ref }) => (itemId !== null && ref !== null ? [refKey(ref)] : []))
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue
    seen.add(next)
    open.push(...(children.get(next) ?? []))
  }
  return {
    ...snapshot,
    items: snapshot.items.filter(({ itemId, ref }) => itemId !== null || (ref !== null && seen.has(refKey(ref)))),
    epics: snapshot.epics.filter(({ ref }) => seen.has(refKey(ref))),
  }
}
