/** What the notes engine may know of a team beside the pad: proof for bare numbers, cards of the board, handles. Pure. */
import type { BoardItem, Snapshot } from '../../domain/board/board.ts'
import type { PastMeeting } from '../../domain/notes/past-meeting.ts'
import { type IssueRef, parseRef, type ReferenceKind, refKey } from '../../domain/reference.ts'
import type { ReadOptions } from '../../notes/options.ts'
import type { Settings } from '../../settings/settings.ts'

type Evidence = IssueRef & { readonly kind: ReferenceKind }

/** `past`: newest first; only the meeting just before proves a number, handles are known from all. */
export function readOptionsFor(
  settings: SpellingSettings,
  date: string,
  snapshot: Snapshot | null,
  past: readonly PastMeeting[],
): ReadOptions {
  const items = (snapshot?.items ?? []).flatMap((item) => {
    const ref = item.ref === null || item.private ? null : parseRef(item.ref)
    return ref ? [{ item, ref }] : []
  })
  const previous = past[0]?.notes.references ?? []
  const people = past.flatMap(({ notes }) => [...notes.participants, ...notes.presenters])
  const assignees = items.flatMap(({ item }) => item.assignees.map((login) => login.toLowerCase()))
  return {
    date,
    ...spellingsIn(settings),
    knownHandles: [...new Set([...people, ...assignees])],
    evidence: [...previous.map(({ owner, repo, number, kind }) => ({ owner, repo, number, kind })), ...uniqueNumbers(items)],
    boardItems: new Map(items.flatMap(({ item, ref }) => (item.databaseId === null ? [] : [[item.databaseId, ref] as const]))),
  }
}

type SpellingSettings = Pick<Settings, 'github' | 'aliases' | 'people' | 'organization' | 'board'>

/** What sprint.yml alone tells of the words in notes. */
export function spellingsIn(settings: SpellingSettings): Pick<ReadOptions, 'github' | 'aliases' | 'owners' | 'people'> {
  return { github: settings.github, aliases: settings.aliases, owners: ownersOf(settings), people: settings.people }
}

/** One's own organization, and the one that has the board. */
function ownersOf({ organization, board }: Pick<Settings, 'organization' | 'board'>): readonly string[] {
  return [organization, ...(board === null ? [] : [board.owner])]
}

/** A number that only one repository of the board has; with two nobody knows which is meant. */
function uniqueNumbers(items: readonly { readonly item: BoardItem; readonly ref: IssueRef }[]): readonly Evidence[] {
  const byNumber = new Map<number, Map<string, Evidence>>()
  for (const { item, ref } of items) {
    const known = byNumber.get(ref.number) ?? new Map<string, Evidence>()
    known.set(refKey(ref), { ...ref, kind: item.kind === 'pull' ? 'pull' : 'issue' })
    byNumber.set(ref.number, known)
  }
  return [...byNumber.values()].flatMap((refs) => (refs.size === 1 ? [...refs.values()] : []))
}
