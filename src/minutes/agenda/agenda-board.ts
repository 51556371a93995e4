/** The board as a meeting looks at it beforehand: what moved by epic, what could be planned, what needs attention. Pure. */
import type { BoardItem, Snapshot, Sprint } from '../../domain/board/board.ts'
import { type BoardChanges, compareSnapshots } from '../../domain/board/board-changes.ts'
import type { BoardIndex, KnownEpic, KnownItem } from '../../domain/board/board-index.ts'
import { progressOf, progressWords } from '../../domain/board/progress.ts'
import type { Finding } from '../../domain/finding.ts'
import { refKey } from '../../domain/reference.ts'
import { sprintAfter, sprintOn } from '../../domain/time/sprints.ts'
import { endOf, plain } from '../meeting/issue-annotation.ts'
import { entriesOfGroup, listAttention, shortened } from './agenda-attention.ts'
import type { AgendaEntry } from './agenda-entry.ts'
import { linkTo } from './agenda-text.ts'
import { LARGER_THAN_SPRINT, moreEpics, REMOVED_FROM_BOARD, stillOpenIn, WAITING_FOR_STORIES, WITHOUT_EPIC } from './agenda-words.ts'

export type AgendaBoardInput = {
  readonly board: BoardIndex
  /** The snapshot the review compares with; null: there is none, GitHub's own dates must do. */
  readonly before: Snapshot | null
  /** Day of the meeting before; null: none is known. */
  readonly lastMeeting: string | null
  readonly date: string
  /** true for epics and stories of the team. */
  readonly isTeams: (ref: string) => boolean
  readonly findings: readonly Finding[]
}

export type AgendaBoard = {
  readonly review: readonly AgendaEntry[]
  /** The sprint that is planned, in words; null where the board knows none. */
  readonly sprint: string | null
  readonly planning: readonly AgendaEntry[]
  readonly attention: readonly string[]
  /** Items of private repositories that belong here and are not named. */
  readonly unnamed: number
}

const EPICS_SHOWN = 15
const STORIES_SHOWN = 8

export function agendaBoard(input: AgendaBoardInput): AgendaBoard {
  const { board, date } = input
  const sprints = board.snapshot.sprints ?? []
  const current = sprintOn(sprints, date)
  const next = sprintAfter(sprints, date)
  const seen = { ...input, news: boardChangesSince(input), current }
  return {
    review: review(seen),
    sprint: inWords(next ?? current),
    planning: planning(seen, next ?? current),
    attention: listAttention(input),
    unnamed: board.snapshot.items.filter((item) => item.private && item.ref !== null && input.isTeams(item.ref)).length,
  }
}

type Seen = AgendaBoardInput & { readonly news: ReadonlyMap<string, string>; readonly current: Sprint | null }

/** What happened to an item since the last meeting, in a few words, by `refKey`. */
function boardChangesSince({ board, before, lastMeeting }: AgendaBoardInput): ReadonlyMap<string, string> {
  const news = new Map<string, string>()
  if (before === null) {
    if (lastMeeting === null) return news
    for (const item of board.snapshot.items) {
      if (item.ref === null || item.itemId === null || item.archived) continue
      if (item.closedAt !== null && item.closedAt.slice(0, 10) >= lastMeeting) news.set(refKey(item.ref), endOf(item))
      else if (item.state === 'open' && item.createdAt !== null && item.createdAt.slice(0, 10) >= lastMeeting) {
        news.set(refKey(item.ref), newIn(item.sprint))
      }
    }
    return news
  }
  // The last one named wins: that something is done says more than where its card lies.
  const changes = compareSnapshots(before, board.snapshot, (status) => !board.isUnknown({ status }))
  const tell = (list: BoardChanges['moved'], say: (change: BoardChanges['moved'][number]) => string) => {
    for (const change of list) if (change.ref !== null) news.set(refKey(change.ref), say(change))
  }
  tell(changes.reassigned, ({ to }) =>
    to === null
      ? 'unassigned now'
      : `now with ${to
          .split(', ')
          .map((name) => `@${name}`)
          .join(', ')}`,
  )
  tell(
    changes.sprints.flatMap(({ dropped }) => dropped).filter(({ state }) => state === 'open'),
    ({ from, to }) => `removed from ${plain(from ?? '')}${to === null ? '' : `, now in ${plain(to)}`}`,
  )
  tell(changes.carriedOver, ({ from, to }) => `carried over from ${plain(from ?? '')} to ${plain(to ?? '')}`)
  tell(
    changes.moved.filter(({ to }) => to !== null),
    ({ from, to }) => (from === null ? plain(to ?? '') : `from ${plain(from)} to ${plain(to ?? '')}`),
  )
  tell(changes.reopened, () => 'opened again')
  tell(changes.added, ({ to }) => newIn(to))
  tell(
    changes.dropped.filter(({ state }) => state === 'open'),
    () => OFF_BOARD,
  )
  tell(changes.done, (change) => endOf({ kind: kindOf(change.ref, board), stateReason: change.to }))
  return news
}

const OFF_BOARD = 'removed from the board'

function kindOf(ref: string | null, board: BoardIndex): BoardItem['kind'] {
  return (ref === null ? null : board.itemOf(ref))?.kind ?? 'issue'
}

function newIn(sprint: string | null): string {
  return sprint === null ? 'new' : `new in ${plain(sprint)}`
}

function review(seen: Seen): readonly AgendaEntry[] {
  const { board, isTeams } = seen
  const epics = board.epics.filter(({ ref, item }) => isTeams(ref) && !item.archived).flatMap((epic) => reviewOfEpic(epic, seen) ?? [])
  const below = storiesOf(
    board.items.filter((item) => board.isOnBoard(item) && isTeams(item.ref) && isAlone(item, seen)),
    seen,
  )
  const alone = below.length > 0 ? [{ line: WITHOUT_EPIC, below }] : []
  const gone = goneFromBoard(seen)
  return [
    ...shortened(epics, EPICS_SHOWN, (rest) => ({ line: moreEpics(rest), below: [] })),
    ...alone,
    ...(gone.length > 0 ? [{ line: REMOVED_FROM_BOARD, below: gone }] : []),
  ]
}

/** Open cards of the earlier snapshot that are no longer on the board; stories are listed below their epic. */
function goneFromBoard({ board, before, news, isTeams }: Seen): readonly string[] {
  if (before === null) return []
  const gone = before.items.flatMap(({ ref, kind, title, private: isPrivate }) => {
    if (ref === null || isPrivate || board.isPrivate(ref) || news.get(refKey(ref)) !== OFF_BOARD || !isTeams(ref)) return []
    const isBelow = board.parentOf(ref) !== null && board.itemOf(ref) !== null && !board.isEpic(ref)
    return isBelow ? [] : [`${plain(title)} ${linkTo(ref, board.github, kind)}`]
  })
  return shortened(gone, STORIES_SHOWN, (rest) => `… and ${rest} more`)
}

function isAlone(item: KnownItem, { board }: Seen): boolean {
  return !board.isEpic(item.ref) && board.parentOf(item.ref) === null
}

/** null where there is nothing to say about it: not in progress, none of its stories in the sprint, nothing moved. */
function reviewOfEpic(epic: KnownEpic, seen: Seen): AgendaEntry | null {
  const { board, news } = seen
  const { item } = epic
  const children = epic.children.flatMap(({ ref, readable }) => (readable ? (board.itemOf(ref) ?? []) : []))
  const below = storiesOf(
    children.filter(({ ref }) => !board.isEpic(ref)),
    seen,
  )
  const own = news.get(refKey(item.ref))
  if (item.state === 'closed' && own === undefined) return null
  if (!board.isActive(item) && own === undefined && below.length === 0) return null
  const known = [
    own,
    progressWords(progressOf(epic.progress, children)),
    item.milestone === null ? null : plain(shortName(item.milestone.title)),
  ].filter((fact) => fact != null)
  return { line: `${plain(item.title)} ${linkTo(item.ref, board.github)}${known.length > 0 ? ` (${known.join(', ')})` : ''}`, below }
}

/** `R4 (v5.0.0)` -> `R4`. */
function shortName(milestone: string): string {
  return milestone.replace(/ {1,3}\([^()]{0,100}\)$/, '')
}

/** What moved, and what is in progress; in this order. */
function storiesOf(items: readonly KnownItem[], { board, news }: Seen): readonly string[] {
  const moved = items.flatMap((item) => {
    const told = news.get(refKey(item.ref))
    return told === undefined ? [] : [`${plain(item.title)} ${linkTo(item.ref, board.github, item.kind)}: ${told}`]
  })
  const inWork = items
    .filter((item) => item.state === 'open' && board.isActive(item) && !news.has(refKey(item.ref)))
    .map(
      (item) =>
        `${plain(item.title)} ${linkTo(item.ref, board.github, item.kind)}: ${[plain(item.status ?? '').toLowerCase(), ...whoOf(item), ...blockersOf(item, board)].join(', ')}`,
    )
  return shortened([...moved, ...inWork], STORIES_SHOWN, (rest) => `… and ${rest} more`)
}

function whoOf({ assignees, kind }: BoardItem): readonly string[] {
  // A pull request has an author.
  if (assignees.length === 0) return kind === 'pull' ? [] : ['unassigned']
  return assignees.map((name) => `@${name}`)
}

/** What an issue waits for, by GitHub's own word for it; what the board does not know to be public is not named. */
function blockersOf({ blockedBy = [] }: BoardItem, board: BoardIndex): readonly string[] {
  if (blockedBy.length === 0) return []
  const named = blockedBy.flatMap((ref) => board.itemOf(ref) ?? [])
  const unnamed = blockedBy.length - named.length
  const rest = unnamed === 0 ? [] : [named.length === 0 ? 'another issue' : `${unnamed} more`]
  return [`blocked by ${[...named.map(({ ref, kind }) => linkTo(ref, board.github, kind)), ...rest].join(' and ')}`]
}

function inWords(sprint: Sprint | null): string | null {
  return sprint === null ? null : `${plain(sprint.name)}, ${sprint.startsOn} to ${sprint.endsOn}`
}

function planning(seen: Seen, sprint: Sprint | null): readonly AgendaEntry[] {
  return [
    ...(sprint === null ? [] : candidates(seen, sprint)),
    ...leftOver(seen, sprint),
    ...entriesOfGroup(WAITING_FOR_STORIES, seen, 'missing'),
    ...entriesOfGroup(LARGER_THAN_SPRINT, seen, 'large'),
  ]
}

/** What the board has in that sprint, by epic. */
function candidates({ board, isTeams }: Seen, sprint: Sprint): readonly AgendaEntry[] {
  const isIn = (item: KnownItem) => board.isOnBoard(item) && item.state === 'open' && item.sprint === sprint.name
  const items = board.items.filter((item) => isTeams(item.ref) && isIn(item))
  const groups = new Map<string, KnownItem[]>()
  for (const item of items) {
    const epic = board.isEpic(item.ref) ? item.ref : (board.parentOf(item.ref)?.ref ?? '')
    const group = groups.get(refKey(epic)) ?? []
    groups.set(refKey(epic), board.isEpic(item.ref) ? group : [...group, item])
  }
  return [...groups].map(([key, stories]) => {
    const epic = key === '' ? null : board.itemOf(key)
    return {
      line: epic === null ? WITHOUT_EPIC : `${plain(epic.title)} ${linkTo(epic.ref, board.github)}`,
      below: stories.map((item) => `${plain(item.title)} ${linkTo(item.ref, board.github, item.kind)}${planned(item, board)}`),
    }
  })
}

function planned(item: BoardItem, board: BoardIndex): string {
  const { assignees, labels } = item
  const facts = [
    assignees.length === 0 ? 'unassigned' : assignees.map((name) => `@${name}`).join(', '),
    ...(labels.some((label) => label.toLowerCase() === 'needs refinement') ? ['needs refinement'] : []),
    ...blockersOf(item, board),
  ]
  return ` (${facts.join(', ')})`
}

/** Stories of the sprint that ends, to be carried over or dropped. */
function leftOver({ board, isTeams, current }: Seen, planned: Sprint | null): readonly AgendaEntry[] {
  if (current === null || current.name === planned?.name) return []
  const below = board.items
    .filter(
      (item) =>
        board.isOnBoard(item) && isTeams(item.ref) && !board.isEpic(item.ref) && item.state === 'open' && item.sprint === current.name,
    )
    .map((item) => `${plain(item.title)} ${linkTo(item.ref, board.github, item.kind)}`)
  return below.length === 0 ? [] : [{ line: stillOpenIn(plain(current.name)), below }]
}
