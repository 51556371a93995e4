/** Changes to an existing snapshot: removed cards, moved items, and items that nothing links to any more. */
import type { BoardItem, EpicChild, Snapshot } from '../../../domain/board/board.ts'
import { progressOf } from '../../../domain/board/epics.ts'
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

/**
 * Without the issues that are neither cards nor, over any number of epics, children below one. Anyone can open an issue with a line
 * like "Part of #1". For an issue that is not on the board, that line counts only if an epic names the issue, too.
 */
export function reachable(snapshot: Snapshot): Snapshot {
  const named = snapshot.epics.map(
    ({ ref, children }) => [refKey(ref), children.filter(isNamedByEpic).map((child) => refKey(child.ref))] as const,
  )
  const children = new Map(named)
  const seen = new Set<string>()
  const open = snapshot.items.flatMap(({ itemId, ref }) => (itemId !== null && ref !== null ? [refKey(ref)] : []))
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue
    seen.add(next)
    open.push(...(children.get(next) ?? []))
  }
  const items = snapshot.items.filter(({ itemId, ref }) => itemId !== null || (ref !== null && seen.has(refKey(ref))))
  const byRef = new Map(items.flatMap((item) => (item.ref === null ? [] : [[refKey(item.ref), item] as const])))
  const epics = snapshot.epics.flatMap((epic) => {
    if (!seen.has(refKey(epic.ref))) return []
    const kept = epic.children.filter((child) => isNamedByEpic(child) || seen.has(refKey(child.ref)))
    return kept.length === epic.children.length ? [epic] : [{ ...epic, children: kept, progress: progressOf(kept, byRef) }]
  })
  return { ...snapshot, items, epics }
}

function isNamedByEpic({ sources }: EpicChild): boolean {
  return sources.some((source) => source !== 'child-line')
}
