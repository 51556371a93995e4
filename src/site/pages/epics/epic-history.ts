/** An epic’s stories over time, from saved snapshots, or from the dates of its stories if there is only one snapshot. Pure. */

import type { BoardIndex, KnownEpic, KnownItem } from '../../../domain/board/board-index.ts'
import { isNotPlanned } from '../../../domain/board/progress.ts'
import { refKey } from '../../../domain/reference.ts'
import { type BurnUp, burnUpOfDates, burnUpOfSnapshots, type Member } from '../../charts/burn-up.ts'
import type { SiteSnapshots } from './board-snapshots.ts'

/** null: it has no stories, or nothing complete is known of them. */
export function epicHistory(epic: KnownEpic, { now, days, dayOf, isComplete }: SiteSnapshots): BurnUp | null {
  const seen = days.flatMap(({ day, lookup }) => {
    const then = lookup.epicOf(epic.ref)
    return then === null ? [] : [{ day, members: membersOf(then, lookup) }]
  })
  if (!seen.some(({ members }) => members.length > 0)) return null
  if (seen.length > 1) return burnUpOfSnapshots(seen, null)
  if (!isComplete) return null
  const children = childrenOf(epic, now.lookup)
  const first = [epic.item, ...children.map(({ item }) => item)].flatMap((item) => dayOf(item?.createdAt) ?? []).sort()[0] ?? now.day
  const members = children.map(({ key, item }) => ({
    key,
    end: endIn(item),
    since: dayOf(item?.createdAt),
    endedOn: dayOf(item?.closedAt),
  }))
  return burnUpOfDates(members, { start: null, first, today: now.day })
}

function membersOf(epic: KnownEpic, lookup: BoardIndex): readonly Member[] {
  return childrenOf(epic, lookup).map(({ key, item }) => ({ key, end: endIn(item), openedOn: null, isNameless: item === null }))
}

/** Children that cannot be read have no stable name, so only their count is known. */
function childrenOf(epic: KnownEpic, lookup: BoardIndex): readonly { readonly key: string; readonly item: KnownItem | null }[] {
  let hidden = 0
  return epic.children.map(({ ref, readable }) => {
    const item = readable ? lookup.itemOf(ref) : null
    if (item !== null) return { key: refKey(ref), item }
    hidden += 1
    return { key: `hidden ${hidden}`, item }
  })
}

function endIn(item: KnownItem | null): Member['end'] {
  if (item === null || item.state === 'open') return null
  return isNotPlanned(item) ? 'ended' : 'done'
}
