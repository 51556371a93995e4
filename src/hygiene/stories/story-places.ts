/** The stories that the bodies of epics name, and the epic of a story that is not the child of any epic on the board. Pure. */
import type { Epic } from '../../domain/board/board.ts'
import type { KnownItem } from '../../domain/board/board-index.ts'
import { parseParentLines } from '../../domain/board/epics.ts'
import { bodyContext } from '../../domain/body/first-reference.ts'
import { leadingRefs, namedStories } from '../../domain/body/named-references.ts'
import { refKey } from '../../domain/reference.ts'

/** Epics that have no card, are archived, closed, of others, or may not be read are places too. */
export type StoryPlace = { readonly ref: string; readonly how: 'GitHub' | 'its text' | 'a list of the epic' }

/** Read when a rule asks for it: most boards have few epics and stories that nothing links. */
export function storiesNamed(items: readonly KnownItem[]): (epic: Epic) => readonly string[] {
  const known = new Map<string, readonly string[]>()
  const byRef = new Map(items.map((item) => [refKey(item.ref), item]))
  let byId: ReadonlyMap<number, string> | null = null
  return ({ ref, taskLines }) => {
    const before = known.get(refKey(ref))
    if (before) return before
    byId ??= new Map(items.flatMap((item) => (item.databaseId === null ? [] : [[item.databaseId, item.ref] as const])))
    const own = byRef.get(refKey(ref))
    const context = { ...bodyContext(own ?? { ref, url: null }), byItemId: (id: number) => byId?.get(id) ?? null }
    // Snapshots of others may have no bodies, and know one issue of a line only.
    const ofLines = taskLines.flatMap(({ text }) => leadingRefs(text, context).refs)
    const named = [...new Map([...namedStories(own?.body ?? '', context), ...ofLines].map((one) => [refKey(one), one])).values()]
    known.set(refKey(ref), named)
    return named
  }
}

export function placesOf(epics: readonly Epic[], namedBy: (epic: Epic) => readonly string[]): (item: KnownItem) => StoryPlace | null {
  let listed: ReadonlyMap<string, string> | null = null
  return (item) => {
    const above = item.parent ?? item.trackedIn?.[0]
    if (above) return { ref: above, how: 'GitHub' }
    const said = item.namedParents ?? parseParentLines(item.body ?? '', bodyContext(item))
    const other = said.find((ref) => refKey(ref) !== refKey(item.ref))
    if (other !== undefined) return { ref: other, how: 'its text' }
    listed ??= new Map(epics.flatMap((epic) => namedBy(epic).map((ref) => [refKey(ref), epic.ref] as const)).reverse())
    const epic = listed.get(refKey(item.ref))
    return epic === undefined ? null : { ref: epic, how: 'a list of the epic' }
  }
}
