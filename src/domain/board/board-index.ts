/**
 * An index of one snapshot: items by reference, the epic of a story, and the kind of a card. Active, done, archived, private, epic
 * and parent are decided here for hygiene, minutes and pages. Pure.
 */

import { type GithubWeb, webOf } from '../github-web.ts'
import { refKey } from '../reference.ts'
import type { BoardItem, Epic, Snapshot } from './board.ts'
import { type StatusNames, statusReader } from './board-status.ts'
import { type EpicMarks, epicsByMarks, isEpic } from './epics.ts'
import { withoutOwnReferences } from './own-references.ts'

/** An issue or pull request that can be named. */
export type KnownItem = BoardItem & { readonly ref: string }

export type KnownEpic = Epic & { readonly item: KnownItem }

export type BoardIndex = {
  readonly snapshot: Snapshot
  /** The GitHub on which it lies. */
  readonly github: GithubWeb
  /** Each issue and pull request once; no drafts, nothing unreadable. */
  readonly items: readonly KnownItem[]
  /** null where the board does not know it, or where it may not be named. */
  readonly itemOf: (ref: string) => KnownItem | null
  /** It lies in a private repository. */
  readonly isPrivate: (ref: string) => boolean
  /** Closed and archived ones too. */
  readonly epics: readonly KnownEpic[]
  /** The epic itself; null for anything else. */
  readonly epicOf: (ref: string) => KnownEpic | null
  /** Marked as an epic, also where the board tells nothing of its stories. */
  readonly isEpic: (ref: string) => boolean
  /** The epics that have a story as a child, GitHub's own parent first; also those that cannot be read. */
  readonly parentsOf: (ref: string) => readonly string[]
  /** The first of them that can be named. */
  readonly parentOf: (ref: string) => KnownEpic | null
  /** On the board: archived cards do not count, and their status means nothing. */
  readonly isOnBoard: (item: Pick<BoardItem, 'itemId' | 'archived'>) => boolean
  /** Its card says that work goes on. */
  readonly isActive: (item: Pick<BoardItem, 'status' | 'archived'>) => boolean
  /** Its card says done. */
  readonly isDone: (item: Pick<BoardItem, 'status' | 'archived'>) => boolean
  /** Its card has a status that sprint.yml does not name. */
  readonly isUnknown: (item: Pick<BoardItem, 'status'> & { readonly archived?: boolean }) => boolean
}

/** Everything the app may read, private issues too. `marks`: how epics are known; absent: the snapshot's own epics. */
export function indexBoard(snapshot: Snapshot, status: StatusNames, marks?: EpicMarks): BoardIndex {
  return indexed(snapshot, { status, marks }, () => true)
}

/** The same for texts that everybody reads: a private issue is not known there, and is no epic of anything. */
export function publicBoard(snapshot: Snapshot, status: StatusNames, marks?: EpicMarks): BoardIndex {
  return indexed(snapshot, { status, marks }, (item) => !item.private)
}

type Reading = { readonly status: StatusNames; readonly marks: EpicMarks | undefined }

function indexed(given: Snapshot, { status, marks }: Reading, mayName: (item: KnownItem) => boolean): BoardIndex {
  const snapshot = withoutOwnReferences(marks === undefined ? given : { ...given, epics: epicsByMarks(given, marks) })
  const all = itemsByRef(snapshot)
  const itemOf = (ref: string) => {
    const item = all.get(refKey(ref))
    return item && mayName(item) ? item : null
  }
  const epics = snapshot.epics.flatMap((epic): KnownEpic[] => {
    const item = itemOf(epic.ref)
    return item ? [{ ...epic, item }] : []
  })
  const byRef = new Map(epics.map((epic) => [refKey(epic.ref), epic]))
  const epicOf = (ref: string) => byRef.get(refKey(ref)) ?? null
  const listed = new Set(snapshot.epics.map(({ ref }) => refKey(ref)))
  const isMarked = (item: KnownItem | undefined) => item !== undefined && marks !== undefined && isEpic(item, marks)
  const parentsOf = parentReader(snapshot, all)
  const meaningOf = statusReader(status)
  return {
    snapshot,
    github: webOf(snapshot.board.url ?? snapshot.items.find(({ url }) => url !== null)?.url ?? null),
    items: [...all.values()].filter(mayName),
    itemOf,
    isPrivate: (ref) => all.get(refKey(ref))?.private ?? false,
    epics,
    epicOf,
    isEpic: (ref) => listed.has(refKey(ref)) || isMarked(all.get(refKey(ref))),
    parentsOf,
    parentOf: (ref) => parentsOf(ref).flatMap((parent) => epicOf(parent) ?? [])[0] ?? null,
    isOnBoard: ({ itemId, archived }) => itemId !== null && !archived,
    isActive: (item) => !item.archived && meaningOf(item) === 'active',
    isDone: (item) => !item.archived && meaningOf(item) === 'done',
    isUnknown: (item) => item.archived !== true && meaningOf(item) === 'unknown',
  }
}

function itemsByRef(snapshot: Snapshot): ReadonlyMap<string, KnownItem> {
  const items = new Map<string, KnownItem>()
  for (const item of snapshot.items) {
    if (item.ref === null || item.kind === 'unreadable' || item.kind === 'draft') continue
    // Of two entries for one issue (a damaged file) the card counts.
    if (item.itemId !== null || !items.has(refKey(item.ref))) items.set(refKey(item.ref), { ...item, ref: item.ref })
  }
  return items
}

function parentReader(snapshot: Snapshot, items: ReadonlyMap<string, KnownItem>): BoardIndex['parentsOf'] {
  const byChild = new Map<string, string[]>()
  for (const epic of snapshot.epics) {
    for (const child of epic.children) {
      const known = byChild.get(refKey(child.ref))
      if (known) known.push(epic.ref)
      else byChild.set(refKey(child.ref), [epic.ref])
    }
  }
  return (ref) => {
    const epics = byChild.get(refKey(ref)) ?? []
    const own = items.get(refKey(ref))?.parent
    if (!own || epics.length < 2) return epics
    const isOwn = (epic: string) => refKey(epic) === refKey(own)
    return [...epics.filter(isOwn), ...epics.filter((epic) => !isOwn(epic))]
  }
}
