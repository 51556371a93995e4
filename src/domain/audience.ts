/**
 * Who can read the output of a command, and what it may name. If the output is public (such as the log of a workflow run in a public
 * repository), private issues, drafts and anything not known to be public are counted, not named.
 */

import type { BoardItem, Snapshot } from './board/board.ts'
import type { Evidence, Finding } from './finding.ts'
import { parseRef, refKey } from './reference.ts'
import { phrases } from './text/phrases.ts'
import { createTitleFinder } from './text/titles.ts'
export type Audience = {
  readonly isPublic: boolean
  /** Remembers which items of a board may be named. */
  readonly learn: (board: Pick<Snapshot, 'items'> & Partial<Pick<Snapshot, 'takenAt'>>) => void
  /** Repositories that stand in public settings: they may be named. */
  readonly allow: (...repositories: readonly string[]) => void
  /** false for private and for unknown issues, where everybody reads. */
  readonly mayName: (ref: string) => boolean
  /** References and titles known to be private are taken out. */
  readonly withoutPrivate: (text: string) => string
  /** For messages: also references that nobody has seen to be public, as those of an error while the board is read. */
  readonly withoutUnknown: (text: string) => string
}

const PRIVATE = '(private issue)'
const UNKNOWN = '(issue not shown here)'

/** `owner/repo#1`, the addresses of issues and pull requests, the paths of GitHub's API. */
const NAMED = phrases(
  [
    /(?<![\w./-])(?<short>[a-z\d][a-z\d-]{0,38}\/[\w.-]{1,100}#\d{1,9})/i,
    phrases(['issues, pull, discussions'], {
      before: /https?:\/\/[\w.:-]{1,200}\/(?<page>[a-z\d][a-z\d-]{0,38}\/[\w.-]{1,100})\//i,
      after: /\/(?<number>\d{1,9})[^\s"'<>()\]\\]{0,200}/i,
      flags: 'i',
    }),
    /\/repos\/(?<path>[a-z\d][a-z\d-]{0,38}\/[\w.-]{1,100})(?:\/[^\s"'<>()\]\\]{0,200})?/i,
  ],
  { flags: 'gi' },
)

export function createAudience(isPublic: boolean): Audience {
  if (!isPublic) return everybody
  const open = new Set<string>()
  const closed = new Set<string>()
  const openRepositories = new Set<string>()
  const closedRepositories = new Set<string>()
  /** How each repository was in the newest snapshot that shows something of it. */
  const latest = new Map<string, { readonly takenAt: string; readonly isPrivate: boolean }>()
  const titles = createTitleFinder()
  /** Of issues that were public when they had them: another snapshot may tell that they are private. */
  const openTitles = new Map<string, Set<string>>()
  let hasLearned = false

  const learn: Audience['learn'] = ({ items, takenAt = '' }) => {
    const seen = new Map<string, boolean>()
    for (const item of items) {
      if (isHidden(item) && item.title !== '') titles.add(item.title)
      if (item.ref === null) continue
      const repository = repositoryOf(item.ref)
      seen.set(repository, (seen.get(repository) ?? true) && isHidden(item))
      ;(isHidden(item) ? closed : open).add(refKey(item.ref))
      ;(isHidden(item) ? closedRepositories : openRepositories).add(repository)
      if (!isHidden(item)) openTitles.set(refKey(item.ref), (openTitles.get(refKey(item.ref)) ?? new Set()).add(item.title))
    }
    hasLearned = true
    for (const [repository, isPrivate] of seen) {
      if (takenAt >= (latest.get(repository)?.takenAt ?? '')) latest.set(repository, { takenAt, isPrivate })
    }
  }
  const isOpenRepository = (name: string) => openRepositories.has(name.toLowerCase()) && !closedRepositories.has(name.toLowerCase())
  const isPrivateNow = (name: string) => latest.get(name.toLowerCase())?.isPrivate ?? false
  const isClosedRepository = (name: string) =>
    closedRepositories.has(name.toLowerCase()) && (!openRepositories.has(name.toLowerCase()) || isPrivateNow(name))
  const isClosed = (ref: string) => closed.has(refKey(ref)) || isClosedRepository(repositoryOf(ref))
  const mayName: Audience['mayName'] = (ref) => !isClosed(ref) && (open.has(refKey(ref)) || isOpenRepository(repositoryOf(ref)))
  const learnEarlierTitles = () => {
    if (!hasLearned) return
    hasLearned = false
    for (const [ref, earlier] of openTitles) {
      if (!isClosed(ref)) continue
      for (const title of earlier) if (title !== '') titles.add(title)
    }
  }
  const conceal = (text: string, hidesIssue: (ref: string) => boolean, hidesRepository: (name: string) => boolean) => {
    learnEarlierTitles()
    const signFor = (ref: string) => (isClosed(ref) ? PRIVATE : UNKNOWN)
    const named = text.replace(NAMED, (whole, ...rest) => {
      const { short, page, number, path } = rest.at(-1) as Readonly<Record<string, string | undefined>>
      if (path !== undefined) return hidesRepository(path) ? '/repos/(private)' : whole
      const ref = short ?? `${page}#${number}`
      return hidesIssue(ref) ? signFor(ref) : whole
    })
    return titles.replaceIn(withoutNames(named, [...closedRepositories].filter(isClosedRepository)), PRIVATE)
  }
  return {
    isPublic,
    learn,
    allow: (...repositories) => {
      for (const name of repositories) openRepositories.add(name.toLowerCase())
    },
    mayName,
    withoutPrivate: (text) => conceal(text, isClosed, isClosedRepository),
    withoutUnknown: (text) =>
      conceal(
        text,
        (ref) => !mayName(ref),
        (name) => !isOpenRepository(name),
      ),
  }
}

/** Only those who may read everything are there: a terminal, a run in a private repository. */
export const everybody: Audience = {
  isPublic: false,
  learn: () => {},
  allow: () => {},
  mayName: () => true,
  withoutPrivate: (text) => text,
  withoutUnknown: (text) => text,
}

function repositoryOf(ref: string): string {
  return refKey(ref).split('#')[0] ?? ''
}

/** A draft is as private as its board, and nobody says how private that is. */
function isHidden(item: BoardItem): boolean {
  return item.private || item.kind === 'draft'
}

function withoutNames(text: string, names: readonly string[]): string {
  let result = text
  for (const name of names) {
    const pattern = new RegExp(`(?<![\\w./-])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-])`, 'gi')
    result = result.replace(pattern, '(private repository)')
  }
  return result
}

/** The findings that may be shown, without what in their evidence may not; `unnamed`: how many are left out. */
export function showableFindings(findings: readonly Finding[], audience: Audience): { shown: readonly Finding[]; unnamed: number } {
  if (!audience.isPublic) return { shown: findings, unnamed: 0 }
  const shown = findings
    .filter(({ epic, story }) => [epic, story].every((ref) => ref === null || audience.mayName(ref)))
    .map((finding) => {
      const evidence = finding.evidence.filter((piece) => mayShow(piece, audience))
      const rest = finding.evidence.length - evidence.length
      return rest === 0 ? finding : { ...finding, evidence: [...evidence, { ref: null, reason: `${rest} that cannot be shown here` }] }
    })
  return { shown, unnamed: findings.length - shown.length }
}

/** Of an issue that may be named; what people typed may name others. */
function mayShow({ ref, reason, quote = '' }: Evidence, audience: Audience): boolean {
  const isTold = (text: string) => audience.withoutUnknown(text) === text
  return (ref === null || audience.mayName(ref)) && isTold(reason) && isTold(quote)
}

/**
 * The board as everybody may read it: private issues and drafts are cards that cannot be read, private stories are counted.
 * What another snapshot knows to be private by now is private in this one too.
 */
export function showableBoard(board: Snapshot, audience: Audience): Snapshot {
  if (!audience.isPublic) return board
  const mayName = (ref: string | null | undefined) => ref == null || audience.mayName(ref)
  const isNotForAll = (item: BoardItem) => isHidden(item) || !mayName(item.ref)
  const onBoard = board.items.filter((item) => item.itemId !== null && isNotForAll(item))
  return {
    ...board,
    counts: { ...board.counts, unreadable: board.counts.unreadable + onBoard.filter(({ kind }) => kind !== 'unreadable').length },
    items: board.items.flatMap((item) => (isNotForAll(item) ? unreadable(item) : [withoutPrivateLinks(item, mayName)])),
    epics: board.epics
      .filter(({ ref }) => mayName(ref))
      .map((epic) => ({
        ...epic,
        children: epic.children.map((child, index) =>
          mayName(child.ref) || parseRef(child.ref) === null
            ? child
            : { ...child, ref: `${epic.ref}/hidden-p${index + 1}`, readable: false },
        ),
      })),
    ...(board.problems ? { problems: board.problems.map(audience.withoutUnknown) } : {}),
    ...(board.statusProblems ? { statusProblems: board.statusProblems.map(audience.withoutUnknown) } : {}),
  }
}

/** A child that is not on the board is no card: nothing is left of it. */
function unreadable({ itemId, databaseId, archived }: BoardItem): readonly BoardItem[] {
  if (itemId === null) return []
  const none = { ref: null, title: '', stateReason: null, url: null, milestone: null, author: null, status: null, sprint: null }
  const times = { createdAt: null, closedAt: null, lastHumanActivity: null }
  return [
    {
      ...none,
      ...times,
      itemId,
      databaseId,
      archived,
      kind: 'unreadable',
      state: 'open',
      private: true,
      labels: [],
      assignees: [],
      fields: {},
    },
  ]
}

function withoutPrivateLinks(item: BoardItem, mayName: (ref: string | null | undefined) => boolean): BoardItem {
  return {
    ...item,
    ...(item.parent !== undefined && !mayName(item.parent) ? { parent: null } : {}),
    ...(item.pulls ? { pulls: item.pulls.filter(({ ref }) => mayName(ref)) } : {}),
    ...(item.blockedBy ? { blockedBy: item.blockedBy.filter(mayName) } : {}),
  }
}
