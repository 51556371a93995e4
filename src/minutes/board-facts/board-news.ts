/** What moved on the board since the last meeting and was not talked about, and what is planned for the next sprint. Pure. */
import type { BoardChanges, ItemChange } from '../../domain/board/board-changes.ts'
import type { BoardIndex, KnownItem } from '../../domain/board/board-index.ts'
import { refKey } from '../../domain/reference.ts'
import { endOf, linkOf, plain, titleOf } from '../meeting/issue-annotation.ts'

export type NewsGroup = { readonly title: string; readonly items: readonly string[]; readonly refs: readonly string[] }

export type NewsInput = {
  readonly board: BoardIndex
  /** Between a snapshot of the last meeting and now; null: there is none, then the dates on GitHub tell what they can. */
  readonly changes: BoardChanges | null
  /** The picture that `changes` begin with: what is no card any more is known from there alone. */
  readonly earlier?: { readonly board: BoardIndex; readonly isTeams: (ref: string) => boolean } | null
  /** End of the last meeting, as an ISO instant. */
  readonly since: string
  /** `refKey` of everything the notes name. */
  readonly discussed: ReadonlySet<string>
  readonly isTeams: (ref: string) => boolean
}

const SHOWN = 8

type Told = { readonly item: KnownItem; readonly remark?: string }

/** Open items that left a sprint without moving on to the next one, or left the board. */
function leftOf({ board, isTeams, earlier }: NewsInput, changes: BoardChanges) {
  const isGone = new Set(changes.dropped.map(({ ref }) => ref))
  const outOf = changes.sprints.map(({ sprint, dropped }) => ({
    title: `Taken out of ${plain(sprint)}`,
    isTeams,
    found: dropped.flatMap(({ ref, state, to, private: isPrivate }): Told[] => {
      const item = ref === null || isPrivate || isGone.has(ref) || state === 'closed' ? null : board.itemOf(ref)
      return item === null ? [] : [{ item, ...(to === null ? {} : { remark: `now in ${plain(to)}` }) }]
    }),
  }))
  const gone = changes.dropped.flatMap(({ ref, state, private: isPrivate }): Told[] => {
    if (ref === null || isPrivate || state === 'closed' || board.isPrivate(ref)) return []
    const item = earlier?.board.itemOf(ref) ?? board.itemOf(ref)
    return item === null ? [] : [{ item }]
  })
  return [
    ...outOf,
    { title: 'Taken off the board', isTeams: (ref: string) => isTeams(ref) || (earlier?.isTeams(ref) ?? false), found: gone },
  ]
}

/** Done, dropped, carried over, new, moved; an item stands in one group only. */
export function boardNews(input: NewsInput): readonly NewsGroup[] {
  const { board, changes } = input
  const taken = new Set(input.discussed)
  const groups: NewsGroup[] = []
  const add = (title: string, found: readonly Told[], isTeams = input.isTeams) => {
    const fresh = found.filter(({ item }) => !taken.has(refKey(item.ref)) && isTeams(item.ref))
    if (fresh.length === 0) return
    for (const { item } of fresh) taken.add(refKey(item.ref))
    groups.push({ title, items: listed(fresh), refs: fresh.map(({ item }) => item.ref) })
  }
  const known = (list: readonly ItemChange[]) =>
    list.flatMap((change) => {
      const item = change.ref === null || change.private ? null : board.itemOf(change.ref)
      return item ? [{ item, change }] : []
    })
  const ended = changes === null ? closedSince(input) : known(changes.done)
  const isDone = ({ item }: { item: KnownItem }) => endOf(item) === 'done' || endOf(item) === 'merged'
  add('Done', ended.filter(isDone))
  add(
    'Closed without being done',
    ended.filter((one) => !isDone(one)).map(({ item }) => ({ item, remark: endOf(item).replace(/^closed /, '') })),
  )
  if (changes !== null) {
    add(
      'Carried over',
      known(changes.carriedOver).map(({ item, change }) => ({ item, remark: `to ${plain(change.to ?? '')}` })),
    )
    add('Opened again', known(changes.reopened))
    for (const one of leftOf(input, changes)) add(one.title, one.found, one.isTeams)
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
export function plannedFor(
  sprint: string,
  { board, discussed, isTeams }: Omit<NewsInput, 'changes' | 'since' | 'earlier'>,
): readonly string[] {
  const items = onBoard(board).filter(({ item }) => {
    const isPlanned = item.sprint === sprint && item.state === 'open' && !discussed.has(refKey(item.ref))
    return isPlanned && isTeams(item.ref) && board.epicOf(item.ref) === null
  })
  return items.length === 0 ? [] : listed(items)
}

function closedSince({ board, since }: NewsInput): { item: KnownItem }[] {
  return onBoard(board).filter(({ item }) => item.closedAt !== null && item.closedAt > since)
}

function createdSince({ board, since }: NewsInput): { item: KnownItem }[] {
  return onBoard(board).filter(({ item }) => item.createdAt !== null && item.createdAt > since && item.state === 'open')
}

function onBoard(board: BoardIndex): { item: KnownItem }[] {
  return board.items.filter(board.isOnBoard).map((item) => ({ item }))
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
