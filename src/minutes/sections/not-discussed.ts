/** What moved on the board since the last meeting and was not talked about, and what is planned for the next sprint. Pure. */
import type { Changes, ItemChange } from '../../domain/board-changes.ts'
import { refKey } from '../../domain/reference.ts'
import type { BoardLookup, KnownItem } from '../board-lookup.ts'
import { linkOf, plain, titleOf } from '../known-facts.ts'

export type NewsGroup = { readonly title: string; readonly items: readonly string[]; readonly refs: readonly string[] }

export type NewsInput = {
  readonly board: BoardLookup
  /** Between a snapshot of the last meeting and now; null: there is none, then the dates on GitHub tell what they can. */
  readonly changes: Changes | null
  /** End of the last meeting, as an ISO instant. */
  readonly since: string
  /** `refKey` of everything the notes name. */
  readonly discussed: ReadonlySet<string>
  readonly isTeams: (ref: string) => boolean
}

const SHOWN = 8

/** Done, dropped, carried over, new, moved; an item stands in one group only. */
export function boardNews(input: NewsInput): readonly NewsGroup[] {
  const { board, changes } = input
  const taken = new Set(input.discussed)
  const groups: NewsGroup[] = []
  const add = (title: string, found: readonly { item: KnownItem; remark?: string }[]) => {
    const fresh = found.filter(({ item }) => !taken.has(refKey(item.ref)) && input.isTeams(item.ref))
    if (fresh.length === 0) return
    for (const { item } of fresh) taken.add(refKey(item.ref))
    groups.push({ title, items: listed(fresh), refs: fresh.map(({ item }) => item.ref) })
  }
  const known = (list: readonly ItemChange[]) =>
    list.flatMap((change) => {
      const item = change.ref === null || change.private ? null : board.itemOf(change.ref)
      return item ? [{ item, change }] : []
    })
  add('Done', changes === null ? closedSince(input) : known(changes.done))
  if (changes !== null) {
    add(
      'Carried over',
      known(changes.carriedOver).map(({ item, change }) => ({ item, remark: `to ${plain(change.to ?? '')}` })),
    )
    add('Opened again', known(changes.reopened))
  }
  const added = changes === null ? createdSince(input) : known(changes.added)
  for (const sprint of [...new Set(added.map(({ item }) => item.sprint))].sort(bySprint)) {
    const title = sprint === null ? 'New' : `New in ${plain(sprint)}`
    add(
      title,
      added.filter(({ item }) => item.sprint === sprint),
    )
  }
  if (changes !== null) {
    const moved = known(changes.moved).map(({ item, change }) => ({ item, remark: `from ${status(change.from)} to ${status(change.to)}` }))
    add('Moved', moved)
  }
  return groups
}

/** Open items of a sprint that nobody named and the news do not tell. */
export function plannedFor(sprint: string, { board, discussed, isTeams }: Omit<NewsInput, 'changes' | 'since'>): readonly string[] {
  const items = board.snapshot.items.flatMap((item) => {
    const known = item.ref === null || item.itemId === null || item.archived ? null : board.itemOf(item.ref)
    const isPlanned = known !== null && known.sprint === sprint && known.state === 'open' && !discussed.has(refKey(known.ref))
    return isPlanned && isTeams(known.ref) && board.epicOf(known.ref) === null ? [{ item: known }] : []
  })
  return items.length === 0 ? [] : listed(items)
}

function closedSince({ board, since }: NewsInput): { item: KnownItem }[] {
  return onBoard(board).filter(({ item }) => item.closedAt !== null && item.closedAt > since)
}

function createdSince({ board, since }: NewsInput): { item: KnownItem }[] {
  return onBoard(board).filter(({ item }) => item.createdAt !== null && item.createdAt > since && item.state === 'open')
}

function onBoard(board: BoardLookup): { item: KnownItem }[] {
  return board.snapshot.items.flatMap((item) => {
    const known = item.ref === null || item.itemId === null || item.archived ? null : board.itemOf(item.ref)
    return known ? [{ item: known }] : []
  })
}

function listed(found: readonly { readonly item: KnownItem; readonly remark?: string }[]): readonly string[] {
  const shown = found.slice(0, SHOWN).map(({ item, remark }) => `${linkOf(item)} ${titleOf(item)}${remark ? ` (${remark})` : ''}`)
  return found.length > SHOWN ? [...shown, `and ${found.length - SHOWN} more`] : shown
}

function status(name: string | null): string {
  return name === null ? 'no status' : plain(name)
}

function bySprint(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  return a.localeCompare(b, 'en', { numeric: true })
}
