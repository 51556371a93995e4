/** A snapshot as rules see it: epics with their children resolved, issues with the epic they belong to. Pure. */

import type { BoardItem, Epic, EpicChild, Snapshot, Sprint, TaskLine } from '../domain/board/board.ts'
import { type BoardField, boardDoubts, type StatusNames, statusReader } from '../domain/board/board-status.ts'
import { type EpicMarks, epicsByMarks, isEpic } from '../domain/board/epics.ts'
import type { StoryRequest } from '../domain/notes/story-request.ts'
import { parseRef, refKey } from '../domain/reference.ts'
import { daysBetween } from '../domain/time/dates.ts'
import { placesOf, type StoryPlace, storiesNamed } from './stories/story-places.ts'

/** An item that is an issue or pull request the app may read. */
export type SeenItem = BoardItem & { readonly ref: string }

export type ChildView = EpicChild & {
  /** null: it cannot be read, so it is neither done nor quiet. */
  readonly item: SeenItem | null
  readonly isEpic: boolean
}

export type EpicView = {
  readonly ref: string
  readonly item: SeenItem
  readonly children: readonly ChildView[]
  readonly taskLines: readonly TaskLine[]
  /** Stories its body names in any list or table. */
  readonly listed: () => readonly string[]
  /** Those of them that nothing links to it: they are no children. */
  readonly named: () => readonly string[]
  readonly asked: readonly StoryRequest[]
  /** Younger than `graceDays`. */
  readonly inGrace: boolean
}

export type IssueView = {
  readonly item: SeenItem
  /** The epic it belongs to (itself, for an epic); null: none. */
  readonly epic: string | null
  readonly isEpic: boolean
}

/** Where an owner is: there, not a member of the organisation any more, or a member who has not been seen for long. */
export type Standing = 'here' | 'left' | 'away'

export type BoardView = {
  readonly now: Date
  /** The day of `now` where the team lives. */
  readonly today: string
  readonly epics: readonly EpicView[]
  readonly issues: readonly IssueView[]
  readonly sprints: readonly Sprint[]
  readonly itemOf: (ref: string) => SeenItem | null
  /** null: nobody has asked GitHub, or it did not say. */
  readonly standingOf: (login: string) => Standing | null
  /** What a story belongs to though no epic of the board has it as a child: null where nothing says so. */
  readonly placeOf: (item: SeenItem) => StoryPlace | null
  /** The board status means that work goes on. */
  readonly isActive: (item: BoardItem) => boolean
  /** The board status means done. */
  readonly isDone: (item: BoardItem) => boolean
  readonly doneStatuses: readonly string[]
  /** Why nothing can be said of a card by one of these fields, in a few words; null: it can. */
  readonly doubtOn: (item: BoardItem, fields: readonly BoardField[]) => string | null
  /** The child was made, or first seen below the epic, on that day or later. */
  readonly linkedSince: (epic: string, child: ChildView, day: string) => boolean
}

export type ViewInput = {
  readonly snapshot: Snapshot
  /** Earlier snapshots, in any order. */
  readonly history: readonly Snapshot[]
  readonly asked: readonly StoryRequest[]
  readonly now: Date
  /** ISO day of `now` in the team's zone. */
  readonly today: string
  readonly marks: EpicMarks
  readonly status: StatusNames
  readonly graceDays: number
  /** By login in lower case. */
  readonly standings?: ReadonlyMap<string, Standing> | undefined
}

export function viewBoard(input: ViewInput): BoardView {
  const { now } = input
  const snapshot = { ...input.snapshot, epics: epicsByMarks(input.snapshot, input.marks) }
  const items = indexItems(snapshot)
  const itemOf = (ref: string) => items.get(refKey(ref)) ?? null
  const namedBy = storiesNamed(items)
  const epicKeys = new Set(snapshot.epics.map(({ ref }) => refKey(ref)))
  // A saved board may hold an epic's card and not what belongs to it.
  const unreadEpics = [...items.values()]
    .filter((item) => !epicKeys.has(refKey(item.ref)) && isEpic(item, input.marks))
    .map(({ ref }): Epic => ({ ref, children: [], progress: { done: 0, all: 0 }, taskLines: [] }))
  const knownEpic = (item: SeenItem) => epicKeys.has(refKey(item.ref)) || isEpic(item, input.marks)
  const epics = snapshot.epics.flatMap((epic): EpicView[] => {
    const item = itemOf(epic.ref)
    // What people archived they have put away.
    if (item === null || item.archived) return []
    const children = epic.children.map((child): ChildView => {
      const seen = child.readable ? itemOf(child.ref) : null
      return { ...child, item: seen, isEpic: epicKeys.has(refKey(child.ref)) || (seen !== null && isEpic(seen, input.marks)) }
    })
    const asked = input.asked.filter((wish) => wish.epic !== null && refKey(wish.epic) === refKey(epic.ref))
    const inGrace = item.createdAt !== null && daysBetween(new Date(item.createdAt), now) < input.graceDays
    const named = () => {
      const linked = new Set([epic.ref, ...epic.children.map(({ ref }) => ref)].map(refKey))
      return namedBy(epic).filter((ref) => !linked.has(refKey(ref)))
    }
    return [{ ref: epic.ref, item, children, taskLines: epic.taskLines, listed: () => namedBy(epic), named, asked, inGrace }]
  })
  const parents = parentsOf(snapshot)
  const issues = [...items.values()]
    .filter((item) => item.kind === 'issue' && !item.archived)
    .map((item): IssueView => {
      const epic = knownEpic(item)
      return { item, isEpic: epic, epic: epic ? item.ref : (parents(item)?.ref ?? null) }
    })
  const meaningOf = statusReader(input.status)
  return {
    now,
    today: input.today,
    epics,
    issues,
    sprints: snapshot.sprints ?? [],
    itemOf,
    standingOf: (login) => input.standings?.get(login.toLowerCase()) ?? null,
    placeOf: placesOf([...snapshot.epics, ...unreadEpics], namedBy),
    isActive: (item) => !item.archived && meaningOf(item) === 'active',
    isDone: (item) => !item.archived && meaningOf(item) === 'done',
    doneStatuses: input.status.done,
    doubtOn: doubtReader(input),
    linkedSince: (epic, child, day) => wasLinkedSince(input.history, epic, child, day),
  }
}

function indexItems(snapshot: Snapshot): ReadonlyMap<string, SeenItem> {
  const items = new Map<string, SeenItem>()
  for (const item of snapshot.items) {
    if (item.ref === null || item.kind === 'unreadable' || item.kind === 'draft') continue
    // Of two entries for one issue (a damaged file) the card counts.
    if (item.itemId !== null || !items.has(refKey(item.ref))) items.set(refKey(item.ref), { ...item, ref: item.ref })
  }
  return items
}

/** The epic of a story: GitHub's own parent where it is one of several, else the first that lists it. */
function parentsOf(snapshot: Snapshot): (item: SeenItem) => { ref: string } | null {
  const byChild = new Map<string, { ref: string }[]>()
  for (const epic of snapshot.epics) {
    for (const child of epic.children) {
      const known = byChild.get(refKey(child.ref))
      if (known) known.push({ ref: epic.ref })
      else byChild.set(refKey(child.ref), [{ ref: epic.ref }])
    }
  }
  return (item) => {
    const epics = byChild.get(refKey(item.ref)) ?? []
    return epics.find(({ ref }) => item.parent && refKey(ref) === refKey(item.parent)) ?? epics[0] ?? null
  }
}

/** Made on that day or later, or missing below the epic in a snapshot that was taken on that day or just before it. */
function wasLinkedSince(history: readonly Snapshot[], epic: string, child: ChildView, day: string): boolean {
  if (child.item?.createdAt && child.item.createdAt.slice(0, 10) >= day) return true
  return history.some((snapshot) => {
    if (!snapshot.complete || snapshot.takenAt.slice(0, 10) < day) return false
    const then = snapshot.epics.find(({ ref }) => refKey(ref) === refKey(epic))
    return then !== undefined && !then.children.some(({ ref }) => refKey(ref) === refKey(child.ref))
  })
}

function doubtReader({ snapshot, history, status }: ViewInput): BoardView['doubtOn'] {
  const { unknown, rebuilt } = boardDoubts(snapshot, history, status)
  const near = new Map(unknown.map((one) => [one.status, one.nearest]))
  return (item, fields) => {
    // What is no card has no fields.
    if (item.itemId === null || item.archived) return null
    const lost = rebuilt.find(({ field }) => fields.includes(field))
    if (lost) return `the field of the ${lost.field} was rebuilt: most cards lost their value by ${dayOf(lost.since)}`
    if (item.status === null || !fields.includes('status') || !near.has(item.status)) return null
    const name = near.get(item.status)
    return `status "${item.status}" is not named in sprint.yml${name ? ` (the nearest name is "${name}")` : ''}`
  }
}

/** The children of an epic, and of the epics below it, each once. */
export function storiesBelow(epic: EpicView, board: Pick<BoardView, 'epics'>, seen = new Set<string>()): readonly ChildView[] {
  seen.add(refKey(epic.ref))
  return epic.children.flatMap((child) => {
    if (seen.has(refKey(child.ref))) return []
    const nested = child.isEpic ? board.epics.find(({ ref }) => refKey(ref) === refKey(child.ref)) : undefined
    if (nested === undefined) seen.add(refKey(child.ref))
    return [child, ...(nested === undefined ? [] : storiesBelow(nested, board, seen))]
  })
}

/** When a person last did something here or in a linked pull request; null when it could not be read. */
export function lastActivity(item: SeenItem): Date | null {
  if (item.lastHumanActivity === null) return null
  const times = [item.lastHumanActivity, ...(item.pulls ?? []).map(({ lastHumanActivity }) => lastHumanActivity)]
  return new Date(Math.max(...times.filter((time) => time !== null).map((time) => new Date(time).getTime())))
}

/** `2023-01-18` of an instant, as evidence shows it. */
export function dayOf(at: Date | string): string {
  return (typeof at === 'string' ? at : at.toISOString()).slice(0, 10)
}

/** false for children GitHub only counts: nobody can name them. */
export function hasName(child: EpicChild): boolean {
  return parseRef(child.ref) !== null
}
