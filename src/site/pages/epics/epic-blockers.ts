/** What blocks an epic and its stories, as a chart and as a list. Pure. */

import type { BoardIndex, KnownEpic } from '../../../domain/board/board-index.ts'
import { refKey, refUrl } from '../../../domain/reference.ts'
import { blockedIn } from '../../../hygiene/comment/comment-context.ts'
import { type BlockedGraph, blockedGraph, type GraphNode, type Wait } from '../../charts/blocked-graph.ts'
import { titleOf } from './epic-row.ts'
import { shortRef } from './story-view.ts'

type Named = { readonly title: string; readonly shortRef: string; readonly url: string }

export type EpicBlockers = {
  /** null: nothing waits. */
  readonly graph: BlockedGraph | null
  readonly waits: readonly { readonly waiting: Named; readonly blockers: readonly Named[] }[]
}

export function epicBlockers(epic: KnownEpic, lookup: BoardIndex): EpicBlockers {
  const children = epic.children.map(({ ref, readable }) => ({ item: readable ? lookup.itemOf(ref) : null }))
  // GitHub tells of blockers that the board does not have; what is known to be private has no name here.
  const blocked = blockedIn({ item: epic.item, children }, lookup).map(({ ref, by }) => ({
    ref,
    by: by.filter((blocker) => !lookup.isPrivate(blocker)),
  }))
  const waits = blocked.flatMap(({ ref, by }): Wait[] => by.map((blocker) => ({ waiting: ref, blocker })))
  const refs = [...new Map(waits.flatMap(({ waiting, blocker }) => [waiting, blocker]).map((ref) => [refKey(ref), ref])).values()]
  const named = (ref: string): Named => {
    const item = lookup.itemOf(ref)
    return {
      title: item === null ? '' : titleOf(item.title, item.ref),
      shortRef: shortRef(item?.ref ?? ref, epic.ref),
      url: refUrl(ref, lookup.github),
    }
  }
  const nodes = refs.map((ref): GraphNode => {
    const { title, shortRef: short } = named(ref)
    return { ref, label: `${short} ${title}`.trim(), isClosed: lookup.itemOf(ref)?.state === 'closed' }
  })
  return {
    graph: blockedGraph(nodes, waits, { id: 'blocked', title: 'Blocked issues' }),
    waits: blocked.filter(({ by }) => by.length > 0).map(({ ref, by }) => ({ waiting: named(ref), blockers: by.map(named) })),
  }
}
