/** The app's comments on an epic, read back: which of them counts, what became of the others, what it remembers. Pure. */
import { type Marked, type Revision, readMarks, wasHygiene } from './comment-body.ts'
import { type CommentState, encodeState, freshState, inFull, merged } from './comment-state.ts'

/** A comment of the app itself, as GitHub has it. */
export type OwnComment = {
  readonly id: string
  readonly body: string
  readonly minimized: boolean
  readonly createdAt: string
  readonly editedByPerson: boolean
  /** Newest first; known where a person edited last. */
  readonly revisions?: readonly Revision[]
}

/** What the store knew last: distinguishes a deleted comment from one that was never made. Findings as `findingKey` writes them. */
export type LastKnown = { readonly commentId: string; readonly findings: readonly string[] }

export type Live = { readonly comment: OwnComment; readonly marked: Extract<Marked, { kind: 'live' }> }
export type Cleared = { readonly comment: OwnComment; readonly marked: Extract<Marked, { kind: 'cleared' }> }

export type Survey = ReturnType<typeof surveyComments>

/** The app's comments on an epic, sorted by what they are; newest first. */
export function surveyComments({
  comments,
  lastKnown,
}: {
  readonly comments: readonly OwnComment[]
  readonly lastKnown: LastKnown | null
}) {
  const sorted = [...comments].sort((a, b) => (a.createdAt === b.createdAt ? (a.id < b.id ? 1 : -1) : a.createdAt < b.createdAt ? 1 : -1))
  const all = sorted.map((comment) => ({ comment, marked: readMarks(comment.body) }))
  const live = all.flatMap(({ comment, marked }): Live[] => {
    if (marked.kind === 'live') return [{ comment, marked }]
    // Whoever shows a comment again that `hide-comments` hid wants it back.
    return marked.kind === 'hidden' && !comment.minimized ? [{ comment, marked: { ...marked, kind: 'live', sha256: '' } }] : []
  })
  return {
    visible: withTwinsFolded(live.filter(({ comment }) => !comment.minimized)),
    /** Ours are minimized only after they lost their marks: with marks, a person hid it. */
    hiddenByPerson: live.filter(({ comment }) => comment.minimized),
    /** By `hide-comments`. */
    silenced: all.filter(({ comment, marked }) => marked.kind === 'hidden' && comment.minimized),
    cleared: all.filter((entry): entry is Cleared => entry.marked.kind === 'cleared'),
    halfReplaced: all.filter(({ comment, marked }) => marked.kind === 'replaced' && !comment.minimized),
    takenOver: all.filter(
      ({ comment, marked }) =>
        marked.kind === 'none' && comment.editedByPerson && (comment.id === lastKnown?.commentId || wasHygiene(comment)),
    ),
  }
}

/**
 * Newest first, except for twins: comments that two runs made at the same time, each without knowing of the other. They
 * follow on the same comment before, if any. The oldest of them stays, with what people told the others.
 */
function withTwinsFolded(visible: readonly Live[]): readonly Live[] {
  const [newest] = visible
  if (!newest) return []
  const before = ({ marked: { state } }: Live) => state && (state.notifiedBefore ?? '')
  const twins = visible.filter((entry) => before(entry) !== null && before(entry) === before(newest))
  const oldest = twins.at(-1)
  if (!oldest || oldest === newest) return visible
  const states = [...twins].reverse().flatMap(({ marked: { state } }) => (state ? [state] : []))
  const state = states.reduce(merged)
  // Without its hash the comment is written anew.
  const sha256 = encodeState(state) === encodeState(states[0] ?? state) ? oldest.marked.sha256 : ''
  return [{ comment: oldest.comment, marked: { ...oldest.marked, state, sha256 } }, ...visible.filter((entry) => entry !== oldest)]
}

/** A label that the app's comment says to be set, and the epic does not have: since when, to ask what became of it. */
export function missingLabel(comments: readonly OwnComment[], epicLabels: readonly string[]): { label: string; since: string } | null {
  const current = surveyComments({ comments, lastKnown: null }).visible[0]
  const label = current?.marked.state?.label ?? null
  if (!current || label === null || epicLabels.some((name) => name.toLowerCase() === label.toLowerCase())) return null
  return { label, since: current.comment.createdAt }
}

/** What the comment remembers, as of today. */
export function stateIn(
  { comment, marked }: Live | Cleared,
  { facts, today }: { readonly facts: { readonly ref: string }; readonly today: string },
): CommentState {
  return expireSnooze(inFull(marked.state ?? unreadable(comment), facts.ref), today)
}

/** Removes a snooze that is over, so that the comment stops showing it. */
function expireSnooze(state: CommentState, today: string): CommentState {
  return state.snoozed !== null && !isSnoozed(state, today) ? { ...state, snoozed: null } : state
}

export function isSnoozed(state: CommentState, today: string): boolean {
  return state.snoozed !== null && today < state.snoozed.until
}

/** A state that cannot be read: its findings were reported when the comment was made, so nothing counts as new. */
function unreadable(comment: OwnComment): CommentState {
  return { ...freshState, notified: new Date(comment.createdAt).toISOString(), more: 1 }
}
