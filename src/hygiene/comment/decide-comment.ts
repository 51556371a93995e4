/**
 * What happens to the one comment of an epic: made, edited, replaced, cleared, or left alone. Pure: comments as they
 * are on GitHub in, actions out. Actions are in an order in which a crash after any of them is made good by the next run:
 * a new comment comes before the old one goes, and what was left half done is recognized by its marks.
 */

import type { Finding } from '../../domain/finding.ts'
import { addDays, dayIn } from '../../domain/time/dates.ts'
import { composeComment } from './comment.ts'
import {
  around,
  type Cleared,
  type CommentInput,
  clear,
  create,
  type Decision,
  edit,
  finishReplaced,
  isThereIn,
  knownKey,
  type Live,
  minimize,
  nothing,
  type OwnComment,
  REPLACED,
  retireAll,
  retireAs,
  suppressedRemark,
  withLabel,
  written,
} from './comment-actions.ts'
import { livePart, readMarks, replacedPart, wasHygiene } from './comment-markers.ts'
import { type CommentState, encodeState, foldFindings, freshState, fullFinding, inFull, merged, seenOn } from './comment-state.ts'
import { holdsOthersText, rewritten } from './typed-lines.ts'

/** The app's comments on an epic, sorted by what they are; newest first. */
export function surveyComments({ comments, lastKnown }: Pick<CommentInput, 'comments' | 'lastKnown'>) {
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

export function decideComment(input: CommentInput): Decision {
  const found = surveyComments(input)
  const [current, ...older] = found.visible
  const tidying = [...retireAll(older, input), ...finishReplaced(found.halfReplaced, input)]
  const decision = current
    ? decideLive(current, input)
    : found.silenced.length > 0
      ? nothing(silencedRemark(input), input.lastKnown)
      : found.cleared[0]
        ? decideCleared(found.cleared[0], input)
        : decideWithout(found.hiddenByPerson[0] ?? null, found.takenOver.length > 0, input)
  return { ...decision, actions: [...decision.actions, ...tidying] }
}

function silencedRemark({ findings, facts }: CommentInput): string | null {
  if (findings.length === 0) return null
  return `${facts.ref}: its comment was hidden by \`hide-comments\`; nothing is written until it is shown again.`
}

/** A label that the app's comment says to be set, and the epic does not have: since when, to ask what became of it. */
export function missingLabel(comments: CommentInput['comments'], epicLabels: readonly string[]): { label: string; since: string } | null {
  const current = surveyComments({ comments, lastKnown: null }).visible[0]
  const label = current?.marked.state?.label ?? null
  if (!current || label === null || epicLabels.some((name) => name.toLowerCase() === label.toLowerCase())) return null
  return { label, since: current.comment.createdAt }
}

/** Findings people did not ask to ignore, be it by command or by deleting the comment that told of them. */
export function activeFindings(state: CommentState, input: CommentInput): readonly Finding[] {
  const dismissed = new Set(state.dismissed)
  return input.findings.filter(
    (finding) =>
      !state.ignored.some(({ rule }) => rule === finding.rule) && !dismissed.has(knownKey(finding)) && !isOurDoing(finding, state),
  )
}

/** The label that the app itself has set is no news to people; as a finding it would keep itself there for ever. */
function isOurDoing({ story, label }: Finding, state: CommentState): boolean {
  return story === null && label !== null && label.toLowerCase() === state.label?.toLowerCase()
}

function isSnoozed(state: CommentState, today: string): boolean {
  return state.snoozed !== null && today < state.snoozed.until
}

function decideLive({ comment, marked }: Live, input: CommentInput): Decision {
  const before = stateIn({ comment, marked }, input)
  const findings = activeFindings(before, input)
  const known = { commentId: comment.id, findings: input.findings.map((finding) => knownKey(finding)) }
  if (isHeldBack(before, findings, input)) {
    const remark = `${input.facts.ref}: its comment stays unchanged, because the board data is not reliable enough right now.`
    return nothing(remark, { ...known, findings: [...new Set([...known.findings, ...seenKeys(before)])] })
  }
  if (findings.length === 0) return { ...clear(comment, marked, before, input), known }
  if (isSnoozed(before, input.today)) return nothing(`snoozed until ${before.snoozed?.until}`, known)
  const { state, gone } = foldFindings(before, findings, input.today, isThereIn(input.facts))
  if (isNews(before, findings, input) && mayNotify(before, gone, input)) {
    const { actions } = create(
      { ...afterNotification(state, { before, gone }, findings, input), fixed: [] },
      findings,
      input,
      'news since the last notification',
    )
    const replaced = rewritten(comment, marked.own, replacedPart(input.render('hygiene/replaced', {})))
    return {
      actions: [
        ...actions,
        ...retireAs({ comment, body: replaced, hasOthers: holdsOthersText(comment, marked.own), on: input.facts.ref, why: REPLACED }),
      ],
      creates: true,
      remark: null,
      known: null,
    }
  }
  return { ...edit({ comment, marked }, state, findings, input), known }
}

/** Something the comment tells of may still be there, or the only reason to be clear is that nobody can tell. */
export function isHeldBack(state: CommentState, findings: readonly Finding[], { withheld = [] }: CommentInput): boolean {
  const open = withheld.filter(({ rule }) => !state.ignored.some((entry) => entry.rule === rule))
  if (open.length === 0) return false
  return findings.length === 0 || state.more > 0 || open.some((finding) => seenOn(state, finding) !== null)
}

/** A finding the last notification did not tell of yet. */
function isNews(state: CommentState, findings: readonly Finding[], input: CommentInput): boolean {
  const notified = state.notified === null ? '' : dayIn(input.timezone, new Date(state.notified))
  return state.more === 0 && findings.some((finding) => (seenOn(state, finding) ?? input.today) > notified)
}

/** The longer nobody reacts the rarer: 1, 2, 4, then 8 times the configured days. */
function mayNotify(state: CommentState, gone: number, input: CommentInput): boolean {
  if (!input.eligible || !input.mayCreate || input.isSilenced) return false
  if (state.notified === null) return true
  const unanswered = hasReaction(state, gone, input) ? 0 : state.unanswered
  const { minDaysBetweenNotifications: least } = input
  const after = (instant: string, days: number) => addDays(dayIn(input.timezone, new Date(instant)), days) <= input.today
  // Calendar days: a run an hour earlier than last week's need not wait for tomorrow's.
  if (!after(state.notified, least * 2 ** Math.min(3, unanswered))) return false
  return state.notifiedBefore === null || after(state.notifiedBefore, Math.min(TWICE_IN_DAYS, Math.ceil(least * 4.5)))
}

/** News every week are still a bother: at most two notifications in any month, or less time where a team wants to hear more often. */
const TWICE_IN_DAYS = 31

function hasReaction(state: CommentState, gone: number, input: CommentInput): boolean {
  if (gone > 0 || state.fixed.length > 0) return true
  return state.notified !== null && input.lastHumanActivity !== null && new Date(input.lastHumanActivity) > new Date(state.notified)
}

function afterNotification(
  state: CommentState,
  { before, gone }: { readonly before: CommentState; readonly gone: number },
  findings: readonly Finding[],
  input: CommentInput,
): CommentState {
  const unanswered = before.notified === null || hasReaction(before, gone, input) ? 0 : before.unanswered + 1
  // An owner is called for a finding once, however often it goes and comes back.
  const fresh = findings.map(knownKey).filter((key) => !before.mentioned.includes(key))
  return {
    ...state,
    notified: input.now.toISOString(),
    notifiedBefore: before.notified,
    unanswered: Math.min(unanswered, 1000),
    addressed: fresh.length > 0 ? input.facts.owners.slice(0, 10) : [],
    mentioned: [...before.mentioned, ...fresh].slice(-100),
  }
}

function decideCleared({ comment, marked }: Cleared, input: CommentInput): Decision {
  const state = stateIn({ comment, marked }, input)
  const findings = activeFindings(state, input)
  const others = holdsOthersText(comment, marked.own)
  if (findings.length === 0) {
    const half = !comment.minimized && !others
    return half ? { ...nothing(null, null), actions: [minimize(comment, 'RESOLVED', 'all clear', input)] } : nothing(null, null)
  }
  if (isSnoozed(state, input.today)) return nothing(`snoozed until ${state.snoozed?.until}`, null)
  if (!input.eligible) return nothing(suppressedRemark(findings, input), null)
  const next = foldFindings({ ...state, fixed: [] }, findings, input.today, isThereIn(input.facts)).state
  // One that stopped being an epic for a while still knows what it has told.
  if (isNews(next, findings, input) && mayNotify(state, 0, input)) {
    const { actions } = create(afterNotification(next, { before: state, gone: 0 }, findings, input), findings, input, 'findings are back')
    const replaced = rewritten(comment, marked.own, replacedPart(input.render('hygiene/replaced', {})))
    return {
      actions: [...actions, ...retireAs({ comment, body: replaced, hasOthers: others, on: input.facts.ref, why: REPLACED })],
      creates: true,
      remark: null,
      known: null,
    }
  }
  const labelled = withLabel(next, input)
  const { visible, sha256 } = composeComment(findings, labelled.state, input)
  const body = rewritten(comment, marked.own, livePart(visible, sha256, labelled.state))
  const show = { kind: 'unminimize-comment' as const, on: input.facts.ref, commentId: comment.id, why: 'findings are back' }
  const decision = around(labelled.before, written({ comment, body, why: 'findings are back' }, labelled.after, input))
  if (decision.actions.length === 0) return decision
  return {
    ...decision,
    // Shown first: a crash in between leaves a visible all-clear, which the next run recognizes.
    actions: [...(comment.minimized ? [show] : []), ...decision.actions],
    known: { commentId: comment.id, findings: input.findings.map((finding) => knownKey(finding)) },
  }
}

/** No comment of ours counts. What people hid or deleted they do not want to read again. */
function decideWithout(hidden: Live | null, takenOver: boolean, input: CommentInput): Decision {
  if (takenOver)
    return nothing(`${input.facts.ref}: someone removed the markers from the app’s comment, so the app no longer edits it.`, null)
  const isMissing = input.lastKnown !== null && !input.comments.some(({ id }) => id === input.lastKnown?.commentId)
  const isGone = hidden !== null || isMissing || Boolean(input.deletedAt)
  const before = hidden ? inFull(hidden.marked.state ?? freshState, input.facts.ref) : freshState
  const unwanted = hidden ? seenKeys(before) : isMissing ? knownFindings(input) : olderThanDeletion(input)
  const state = { ...before, fixed: [], seen: {}, dismissed: [...new Set([...before.dismissed, ...unwanted])].slice(0, 100) }
  const findings = activeFindings(state, input)
  if (isGone && findings.length === 0) {
    const what = hidden ? 'hid' : 'deleted'
    const remark =
      input.findings.length > 0 ? `${input.facts.ref}: somebody ${what} the comment, so these findings are not posted again.` : null
    return nothing(remark, input.lastKnown)
  }
  if (findings.length === 0) return nothing(null, null)
  if (isSnoozed(before, input.today)) return nothing(`snoozed until ${before.snoozed?.until}`, null)
  if (!input.eligible || !input.mayCreate || !mayNotify(before, 0, input))
    return nothing(suppressedRemark(findings, input), input.lastKnown)
  const next = foldFindings(state, findings, input.today, isThereIn(input.facts)).state
  const { actions } = create(afterNotification(next, { before, gone: 0 }, findings, input), findings, input, 'first findings')
  return { actions, creates: true, remark: null, known: null }
}

function knownFindings({ lastKnown, facts }: CommentInput): readonly string[] {
  return (lastKnown?.findings ?? []).map((key) => fullFinding(facts.ref, key))
}

/** What the deleted comment told is not known without a store: all there is but what is known to be younger than that. */
function olderThanDeletion({ findings, deletedAt, timezone }: CommentInput): readonly string[] {
  if (!deletedAt) return []
  const day = dayIn(timezone, new Date(deletedAt))
  return findings.filter(({ since }) => since === null || since <= day).map(knownKey)
}

/** What the comment remembers, as of today. */
export function stateIn({ comment, marked }: Live | Cleared, { facts, today }: Pick<CommentInput, 'facts' | 'today'>): CommentState {
  return expireSnooze(inFull(marked.state ?? unreadable(comment), facts.ref), today)
}

/** A snooze that is over is forgotten, so that the comment does not speak of it for ever. */
function expireSnooze(state: CommentState, today: string): CommentState {
  return state.snoozed !== null && !isSnoozed(state, today) ? { ...state, snoozed: null } : state
}

function seenKeys(state: CommentState): readonly string[] {
  return Object.entries(state.seen).flatMap(([rule, stories]) => Object.keys(stories).map((story) => `${rule} ${story}`))
}

/** A state nobody can read: what stands there was told when the comment was made, so nothing counts as new. */
function unreadable(comment: OwnComment): CommentState {
  return { ...freshState, notified: new Date(comment.createdAt).toISOString(), more: 1 }
}
