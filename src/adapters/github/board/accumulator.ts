/** Collects the results of one board read, and builds the snapshot from them. */

import type { BoardGap, BoardItem, BoardPart, Epic, Snapshot, Sprint } from '../../../domain/board/board.ts'
import { observe } from '../../../domain/board/board-memory.ts'
import { unknownStatuses, unknownStatusSentence } from '../../../domain/board/board-status.ts'
import { buildEpics, type EpicLinks } from '../../../domain/board/epics.ts'
import { refKey } from '../../../domain/reference.ts'
import { nameOnBoard, type SprintLabel, sprintOfLabels, sprintsOfBoard } from '../../../domain/time/sprints.ts'
import type { BoardSettings, Settings } from '../../../settings/settings.ts'
import { type Activity, latest } from './activity.ts'

/** The parts of sprint.yml a board is read by. */
export type BoardReadSettings = {
  readonly board: BoardSettings
  readonly epics: Settings['epics']
  readonly sprints: Settings['sprints']
  /** Machine users that GitHub takes for people. */
  readonly bots?: Settings['bots']
}

/** An item with what is still needed to know when a person was last there. */
export type Entry = {
  item: BoardItem
  /** null where the item has no events (drafts), or keeps what an earlier snapshot knew. */
  readonly activity: Activity | null
  /** Node ids of the pull requests that close it, in the order of `item.pulls`. */
  pullIds: readonly string[]
  /** Where the rest of them begins; null: these are all. */
  morePulls?: string | null
  /** GitHub counts issues that block it, which are not read yet. */
  readonly isBlocked?: boolean
}

export type Gathered = {
  /** By card, else by node. */
  readonly entries: Map<string, Entry>
  readonly pulls: Map<string, Activity>
  /** By `refKey` of the epic. */
  readonly links: Map<string, EpicLinks>
  /** Where an issue moved to, by `refKey` of the old place. */
  readonly moved: Map<string, string>
  readonly sprintLabels: Map<string, SprintLabel>
  fieldSprints: readonly Sprint[]
  /** What is missing, by its sentence: one makes the snapshot incomplete. */
  readonly gaps: Map<string, BoardGap>
  /** What a person should know, though nothing is missing. */
  readonly remarks: Set<string>
  board: Snapshot['board']
}

export function nothingYet(board: BoardSettings): Gathered {
  return {
    entries: new Map(),
    pulls: new Map(),
    links: new Map(),
    moved: new Map(),
    sprintLabels: new Map(),
    fieldSprints: [],
    gaps: new Map(),
    remarks: new Set(),
    board: { owner: board.owner, number: board.number, title: '' },
  }
}

export function addGap(gathered: Gathered, part: BoardPart, told: string, denied = false): void {
  gathered.gaps.set(told, { part, told, denied })
}

/** Adds an item once: cards move between pages while these are read, and the first sight counts. */
export function addEntry(gathered: Gathered, entry: Entry): boolean {
  const key = entry.item.itemId ?? entry.item.nodeId ?? entry.item.ref
  if (key === null || key === undefined || gathered.entries.has(key)) return false
  gathered.entries.set(key, entry)
  return true
}

/** Spelling of the place as GitHub has it -> entry. */
export function byRef(gathered: Gathered): ReadonlyMap<string, Entry> {
  return new Map(
    [...gathered.entries.values()].flatMap((entry) => (entry.item.ref === null ? [] : [[refKey(entry.item.ref), entry] as const])),
  )
}

/** The snapshot of all that was gathered; `previous` feeds what our own snapshots observed. */
export function toSnapshot(
  gathered: Gathered,
  settings: BoardReadSettings,
  made: { readonly takenAt: string; readonly requests: number; readonly points: number; readonly previous: Snapshot | null },
): Snapshot {
  const prefix = settings.sprints.labelPrefix ?? ''
  const { sprints, problems: sprintProblems } = sprintsOfBoard(gathered.fieldSprints, [...gathered.sprintLabels.values()], prefix)
  const items = [...gathered.entries.values()].map((entry) => finish(entry, gathered, settings, sprints))
  const epics: readonly Epic[] = buildEpics({ items, marks: settings.epics, links: gathered.links, moved: gathered.moved })
  const statusProblems = statusProblemsOf(items, settings.board)
  const problems = [...gathered.gaps.keys(), ...gathered.remarks, ...sprintProblems, ...statusProblems]
  const cards = items.filter(({ itemId }) => itemId !== null)
  const snapshot: Snapshot = {
    schema: 'scs-sprint/board',
    version: 1,
    takenAt: made.takenAt,
    complete: gathered.gaps.size === 0,
    board: gathered.board,
    counts: {
      items: cards.length,
      drafts: cards.filter(({ kind }) => kind === 'draft').length,
      unreadable: cards.filter(({ kind }) => kind === 'unreadable').length,
      requests: made.requests,
      points: made.points,
    },
    items,
    epics,
    sprints,
    problems,
    ...(statusProblems.length > 0 ? { statusProblems } : {}),
    ...(gathered.gaps.size === 0 ? {} : { gaps: [...gathered.gaps.values()] }),
  }
  return observe(made.previous, snapshot, settings.board.status.active)
}

function finish(
  { item, activity, pullIds }: Entry,
  gathered: Gathered,
  settings: BoardReadSettings,
  sprints: readonly Sprint[],
): BoardItem {
  const prefix = settings.sprints.labelPrefix ?? ''
  const sprint = item.sprint === null ? sprintOfLabels(item.labels, prefix, sprints) : nameOnBoard(item.sprint, prefix, sprints)
  if (activity === null) return { ...item, sprint }
  const times = pullIds.map((id) => gathered.pulls.get(id)?.at ?? null)
  const isKnown = activity.before === null && pullIds.every((id) => (gathered.pulls.get(id)?.before ?? null) === null)
  return {
    ...item,
    sprint,
    ...(item.pulls ? { pulls: item.pulls.map((pull, index) => ({ ...pull, lastHumanActivity: times[index] ?? null })) } : {}),
    // What lies behind an unread page may be newer than all that was seen: then nothing is claimed.
    lastHumanActivity: isKnown ? latest([activity.at, ...times]) : null,
  }
}

function statusProblemsOf(items: readonly BoardItem[], { status }: BoardSettings): readonly string[] {
  return unknownStatuses(items, status).map((one) => unknownStatusSentence(one, status))
}
