/** What moved on the board since the last meeting and was not talked about, and what is planned for the next sprint. Pure. */
import type { Snapshot } from '../../domain/board/board.ts'
import { type BoardChanges, compareSnapshots, type ItemChange } from '../../domain/board/board-changes.ts'
import { type BoardIndex, type KnownItem, publicBoard } from '../../domain/board/board-index.ts'
import { refKey } from '../../domain/reference.ts'
import { addDays } from '../../domain/time/dates.ts'
import { sprintAfter, sprintOn } from '../../domain/time/sprints.ts'
import type { MinutesContext } from '../compose/read-meeting.ts'
import { endOf, linkOf, plain, titleOf } from '../meeting/issue-annotation.ts'
import type { PadLine } from '../meeting/pad-lines.ts'
import type { HygieneFacts } from './hygiene-facts.ts'

/** Data of two templates, and the pad lines of the headings at whose end they stand; null: there is no such heading. */
export type News = {
  /** Of `minutes/not-discussed`. */
  readonly review: { readonly since: string; readonly groups: readonly { readonly title: string; readonly items: string }[] }
  /** Of `minutes/planned`; null: there is nothing to tell. */
  readonly planned: { readonly sprint: string; readonly items: readonly string[] } | null
  readonly reviewLine: number | null
  readonly planningLine: number | null
}

/** null without a board. */
export function newsOf(context: MinutesContext, { teamRefs, earlierTeamRefs }: HygieneFacts): News | null {
  const { board, snapshot, discussed, lines, date, previousBoard } = context
  if (board === null || snapshot === null) return null
  const isTeams = (ref: string) => teamRefs.has(refKey(ref))
  const wasTeams = (ref: string) => earlierTeamRefs.has(refKey(ref))
  const { since, label, before } = previousBoard
  const changes = before === null ? null : compareSnapshots(before, snapshot, (status) => !board.isUnknown({ status }))
  const earlier = before === null ? null : { board: publicBoard(before, context.status, context.settings.epics), isTeams: wasTeams }
  const groups = changeGroups({ board, changes, since, discussed, isTeams, earlier })
  const review = { since: label, groups: groups.map(({ title, items }) => ({ title, items: items.join('; ') })) }
  const reviewLine = headingLine(lines, /\bsprint\b.*\breview\b|\breview\b/i)
  const planningLine = headingLine(lines, /\bsprint\b.*\bplanning\b|\bplanning\b/i)
  // Named is named, also where only the agenda did it.
  const isNamed = namedOn(lines)
  const named = snapshot.items.flatMap(({ ref, title }) => (ref !== null && isNamed(ref, title) ? [refKey(ref)] : []))
  const taken = new Set([...discussed, ...named, ...groups.flatMap(({ refs }) => refs.map(refKey))])
  const sprint = plannedSprint(snapshot, date)
  const items = planningLine === null || sprint === null ? [] : plannedFor(sprint, { board, discussed: taken, isTeams })
  const planned = items.length === 0 || sprint === null ? null : { sprint: plain(sprint), items }
  return { review, planned, reviewLine, planningLine }
}

/** Shorter titles are words that stand anywhere. */
const TELLING_TITLE = 12

/** Named by its reference, or by its whole title. */
function namedOn(lines: readonly PadLine[]): (ref: string, title: string) => boolean {
  const refs = new Set(lines.flatMap(({ mentions }) => mentions.map(({ ref }) => refKey(ref))))
  const text = lines
    .map((line) => line.text)
    .join('\n')
    .toLowerCase()
  return (ref, title) => {
    const words = title.trim().toLowerCase()
    return refs.has(refKey(ref)) || (words.length >= TELLING_TITLE && text.includes(words))
  }
}

/** The first heading below the title that fits; one with "sprint" in it goes before others. */
function headingLine(lines: readonly PadLine[], pattern: RegExp): number | null {
  const fitting = lines.filter(({ kind, level, text }) => kind === 'heading' && level > 1 && pattern.test(text))
  return (fitting.find(({ text }) => /sprint/i.test(text)) ?? fitting[0])?.number ?? null
}

/** The sprint that planning looks at: the next one, or the one that has just begun. */
function plannedSprint({ sprints = [] }: Snapshot, date: string): string | null {
  const current = sprintOn(sprints, date)
  if (current && current.startsOn >= addDays(date, -2)) return current.name
  return sprintAfter(sprints, date)?.name ?? null
}

type NewsGroup = { readonly title: string; readonly items: readonly string[]; readonly refs: readonly string[] }

type NewsInput = {
  readonly board: BoardIndex
  /** Between a snapshot of the last meeting and now; null: there is none, then the dates on GitHub tell what they can. */
  readonly changes: BoardChanges | null
  /** The snapshot that `changes` begin with: what is no card any more is known from there alone. */
  readonly earlier?: { readonly board: BoardIndex; readonly isTeams: (ref: string) => boolean } | null
  /** End of the last meeting, as an ISO instant. */
  readonly since: string
  /** `refKey` of everything the notes name. */
  readonly discussed: ReadonlySet<string>
  readonly isTeams: (ref: string) => boolean
}

const SHOWN = 8

type NewsItem = { readonly item: KnownItem; readonly remark?: string }

/** Open items that left a sprint without moving on to the next one, or left the board. */
function leftOf({ board, isTeams, earlier }: NewsInput, changes: BoardChanges) {
  const isGone = new Set(changes.dropped.map(({ ref }) => ref))
  const outOf = changes.sprints.map(({ sprint, dropped }) => ({
    title: `Removed from ${plain(sprint)}`,
    isTeams,
    found: dropped.flatMap(({ ref, state, to, private: isPrivate }): NewsItem[] => {
      const item = ref === null || isPrivate || isGone.has(ref) || state === 'closed' ? null : board.itemOf(ref)
      return item === null ? [] : [{ item, ...(to === null ? {} : { remark: `now in ${plain(to)}` }) }]
    }),
  }))
  const gone = changes.dropped.flatMap(({ ref, state, private: isPrivate }): NewsItem[] => {
    if (ref === null || isPrivate || state === 'closed' || board.isPrivate(ref)) return []
    const item = earlier?.board.itemOf(ref) ?? board.itemOf(ref)
    return item === null ? [] : [{ item }]
  })
  return [
    ...outOf,
    { title: 'Removed from the board', isTeams: (ref: string) => isTeams(ref) || (earlier?.isTeams(ref) ?? false), found: gone },
  ]
}

/** Done, dropped, carried over, new, moved; an item stands in one group only. */
function changeGroups(input: NewsInput): readonly NewsGroup[] {
  const { board, changes } = input
  const taken = new Set(input.discussed)
  const groups: NewsGroup[] = []
  const add = (title: string, found: readonly NewsItem[], isTeams = input.isTeams) => {
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
function plannedFor(sprint: string, { board, discussed, isTeams }: Omit<NewsInput, 'changes' | 'since' | 'earlier'>): readonly string[] {
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
