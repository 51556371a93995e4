/** A snapshot as the rules see it: epics with their children, and issues with their epic. Pure. */

import type { BoardItem, Epic, EpicChild, Snapshot, Sprint, TaskLine } from '../domain/board/board.ts'
import { type BoardIndex, indexBoard, type KnownEpic, type KnownItem } from '../domain/board/board-index.ts'
import { type BoardField, boardDoubts, type StatusNames } from '../domain/board/board-status.ts'
import type { EpicMarks } from '../domain/board/epics.ts'
import type { StoryRequest } from '../domain/notes/story-request.ts'
import { parseRef, refKey } from '../domain/reference.ts'
import { daysBetween } from '../domain/time/dates.ts'
import { placesOf, type StoryPlace, storiesNamed } from './stories/story-places.ts'

export type ChildView = EpicChild & {
  /** null: it cannot be read, so it is neither done nor quiet. */
  readonly item: KnownItem | null
  readonly isEpic: boolean
}

export type EpicView = {
  readonly ref: string
  readonly item: KnownItem
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
  readonly item: KnownItem
  /** The epic it belongs to (itself, for an epic); null: none. */
  readonly epic: string | null
  readonly isEpic: boolean
}

/** Where an owner is: there, not a member of the organization any more, or a member who has not been seen for long. */
export type Standing = 'here' | 'left' | 'away'

export type BoardView = Pick<BoardIndex, 'itemOf' | 'isActive' | 'isDone'> & {
  readonly now: Date
  /** The day of `now` where the team lives. */
  readonly today: string
  readonly epics: readonly EpicView[]
  readonly issues: readonly IssueView[]
  readonly sprints: readonly Sprint[]
  /** null: nobody has asked GitHub, or it did not say. */
  readonly standingOf: (login: string) => Standing | null
  /** What a story belongs to though no epic of the board has it as a child: null where nothing says so. */
  readonly placeOf: (item: KnownItem) => StoryPlace | null
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
  const index = indexBoard(input.snapshot, input.status, input.marks)
  const namedBy = storiesNamed(index.items)
  return {
    now: input.now,
    today: input.today,
    // Archived cards are ignored.
    epics: index.epics.filter(({ item }) => !item.archived).map((epic) => viewEpic(epic, { index, namedBy, input })),
    issues: index.items
      .filter((item) => item.kind === 'issue' && !item.archived)
      .map((item): IssueView => {
        const isEpic = index.isEpic(item.ref)
        return { item, isEpic, epic: isEpic ? item.ref : (index.parentsOf(item.ref)[0] ?? null) }
      }),
    sprints: index.snapshot.sprints ?? [],
    itemOf: index.itemOf,
    standingOf: (login) => input.standings?.get(login.toLowerCase()) ?? null,
    placeOf: placesOf([...index.snapshot.epics, ...unreadEpics(index)], namedBy),
    isActive: index.isActive,
    isDone: index.isDone,
    doneStatuses: input.status.done,
    doubtOn: doubtReader(input, index),
    linkedSince: (epic, child, day) => wasLinkedSince(input.history, epic, child, day),
  }
}

type Around = { readonly index: BoardIndex; readonly namedBy: (epic: Epic) => readonly string[]; readonly input: ViewInput }

function viewEpic(epic: KnownEpic, { index, namedBy, input }: Around): EpicView {
  const { ref, item } = epic
  return {
    ref,
    item,
    children: epic.children.map((child): ChildView => {
      return { ...child, item: child.readable ? index.itemOf(child.ref) : null, isEpic: index.isEpic(child.ref) }
    }),
    taskLines: epic.taskLines,
    listed: () => namedBy(epic),
    named: () => {
      const linked = new Set([ref, ...epic.children.map((child) => child.ref)].map(refKey))
      return namedBy(epic).filter((one) => !linked.has(refKey(one)))
    },
    asked: input.asked.filter((wish) => wish.epic !== null && refKey(wish.epic) === refKey(ref)),
    inGrace: item.createdAt !== null && daysBetween(new Date(item.createdAt), input.now) < input.graceDays,
  }
}

/** A saved board may hold an epic's card and not what belongs to it. */
function unreadEpics({ items, isEpic, snapshot }: BoardIndex): readonly Epic[] {
  const known = new Set(snapshot.epics.map(({ ref }) => refKey(ref)))
  return items
    .filter(({ ref }) => !known.has(refKey(ref)) && isEpic(ref))
    .map(({ ref }) => ({ ref, children: [], progress: { done: 0, all: 0 }, taskLines: [] }))
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

function doubtReader({ snapshot, history, status }: ViewInput, index: BoardIndex): BoardView['doubtOn'] {
  const { unknown, rebuilt } = boardDoubts(snapshot, history, status)
  const near = new Map(unknown.map((one) => [one.status, one.nearest]))
  return (item, fields) => {
    // What is no card has no fields.
    if (!index.isOnBoard(item)) return null
    const lost = rebuilt.find(({ field }) => fields.includes(field))
    if (lost) return `the ${lost.field} field was rebuilt: most cards had lost their value by ${dayOf(lost.since)}`
    if (item.status === null || !fields.includes('status') || !near.has(item.status)) return null
    const name = near.get(item.status)
    return `status "${item.status}" is not listed in sprint.yml${name ? ` (the nearest name is "${name}")` : ''}`
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
export function lastActivity(item: KnownItem): Date | null {
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
