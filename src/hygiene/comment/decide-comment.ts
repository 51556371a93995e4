/**
 * Decides what happens to the comment of an epic: create, edit, replace, clear or leave alone. Pure: takes the comments as they are
 * on GitHub, and returns actions. After a crash at any action, the next run completes the work: a new comment is created before the
 * old one is hidden, and unfinished work is recognized by its markers.
 */

import type { Finding } from '../../domain/finding.ts'
import { addDays, dayIn } from '../../domain/time/dates.ts'
import { ruleById } from '../registry.ts'
import type { EpicFacts } from './comment.ts'
import { holdsOthersText } from './comment-body.ts'
import type { CommentInput, Verdict } from './comment-input.ts'
import {
  type CommentState,
  findingKey,
  firstReportedOn,
  foldFindings,
  freshState,
  fullFinding,
  type IsThere,
  inFull,
} from './comment-state.ts'
import { type Cleared, isSnoozed, type LastKnown, type Live, type Survey, stateIn, surveyComments } from './read-comments.ts'
import { type Decision, finishReplaced, retireAll, writeVerdict } from './write-comment.ts'

/** Reads the comments, decides, and says what to write. */
export function decideComment(input: CommentInput): Decision {
  const found = surveyComments(input)
  const verdict = verdictOn(found, input)
  const decision = writeVerdict(verdict, input)
  const tidying = [...retireAll(found.visible.slice(1), input), ...finishReplaced(found.halfReplaced, input)]
  return { ...decision, actions: [...decision.actions, ...tidying] }
}

function verdictOn(found: Survey, input: CommentInput): Verdict {
  const [current] = found.visible
  if (current) return decideLive(current, input)
  if (found.silenced.length > 0) return leave(silencedRemark(input), input.lastKnown)
  if (found.cleared[0]) return decideCleared(found.cleared[0], input)
  return decideWithout(found.hiddenByPerson[0] ?? null, found.takenOver.length > 0, input)
}

function silencedRemark({ findings, facts }: CommentInput): string | null {
  if (findings.length === 0) return null
  return `${facts.ref}: its comment was hidden by \`hide-comments\`; nothing is written until it is shown again.`
}

function decideLive(at: Live, input: CommentInput): Verdict {
  const before = stateIn(at, input)
  const findings = activeFindings(before, input)
  const known = { commentId: at.comment.id, findings: input.findings.map((finding) => findingKey(finding)) }
  if (isHeldBack(before, findings, input)) {
    const remark = `${input.facts.ref}: its comment stays unchanged, because the board data is not reliable enough right now.`
    return leave(remark, { ...known, findings: [...new Set([...known.findings, ...reportedKeys(before)])] })
  }
  if (findings.length === 0) return { kind: 'clear', at, state: clearedState(before, input), known }
  if (isSnoozed(before, input.today)) return leave(`snoozed until ${before.snoozed?.until}`, known)
  const { state, gone } = foldFindings(before, findings, input.today, isThereIn(input.facts))
  if (isNews(before, findings, input) && mayNotify(before, gone, input)) {
    const told = { ...afterNotification(state, { before, gone }, findings, input), fixed: [] }
    return { kind: 'create', state: told, findings, replaces: at, why: 'changes since the last notification' }
  }
  return { kind: 'edit', at, state, findings, known }
}

/** What an all-clear remembers: commands of people, and the label to remove. */
export function clearedState(before: CommentState, { facts, today }: CommentInput): CommentState {
  return { ...foldFindings(before, [], today, isThereIn(facts)).state, seen: {}, more: 0, addressed: [] }
}

function decideCleared(at: Cleared, input: CommentInput): Verdict {
  const state = stateIn(at, input)
  const findings = activeFindings(state, input)
  if (findings.length === 0) {
    const isHalf = !at.comment.minimized && !holdsOthersText(at.comment, at.marked.own)
    return isHalf ? { kind: 'hide', at } : leave(null, null)
  }
  if (isSnoozed(state, input.today)) return leave(`snoozed until ${state.snoozed?.until}`, null)
  if (!input.eligible) return leave(suppressedRemark(findings, input), null)
  const next = foldFindings({ ...state, fixed: [] }, findings, input.today, isThereIn(input.facts)).state
  // An issue that was no epic for a while still knows what was reported.
  if (isNews(next, findings, input) && mayNotify(state, 0, input)) {
    const told = afterNotification(next, { before: state, gone: 0 }, findings, input)
    return { kind: 'create', state: told, findings, replaces: at, why: 'findings are back' }
  }
  const known = { commentId: at.comment.id, findings: input.findings.map((finding) => findingKey(finding)) }
  return { kind: 'bring-back', at, state: next, findings, known }
}

/** No comment of ours counts. What people hid or deleted they do not want to read again. */
function decideWithout(hidden: Live | null, takenOver: boolean, input: CommentInput): Verdict {
  if (takenOver)
    return leave(`${input.facts.ref}: someone removed the markers from the app’s comment, so the app no longer edits it.`, null)
  const isMissing = input.lastKnown !== null && !input.comments.some(({ id }) => id === input.lastKnown?.commentId)
  const isGone = hidden !== null || isMissing || Boolean(input.deletedAt)
  const before = hidden ? inFull(hidden.marked.state ?? freshState, input.facts.ref) : freshState
  const unwanted = hidden ? reportedKeys(before) : isMissing ? knownFindings(input) : olderThanDeletion(input)
  const state = { ...before, fixed: [], seen: {}, dismissed: [...new Set([...before.dismissed, ...unwanted])].slice(0, 100) }
  const findings = activeFindings(state, input)
  if (isGone && findings.length === 0) {
    const what = hidden ? 'hid' : 'deleted'
    const remark =
      input.findings.length > 0 ? `${input.facts.ref}: someone ${what} the comment, so these findings are not posted again.` : null
    return leave(remark, input.lastKnown)
  }
  if (findings.length === 0) return leave(null, null)
  if (isSnoozed(before, input.today)) return leave(`snoozed until ${before.snoozed?.until}`, null)
  if (!input.eligible || !input.mayCreate || !mayNotify(before, 0, input)) return leave(suppressedRemark(findings, input), input.lastKnown)
  const next = foldFindings(state, findings, input.today, isThereIn(input.facts)).state
  const told = afterNotification(next, { before, gone: 0 }, findings, input)
  return { kind: 'create', state: told, findings, replaces: null, why: 'first findings' }
}

/** Findings that people did not ignore, by a command or by deleting the comment that reported them. */
export function activeFindings(state: CommentState, input: CommentInput): readonly Finding[] {
  const dismissed = new Set(state.dismissed)
  return input.findings.filter(
    (finding) =>
      !state.ignored.some(({ rule }) => rule === finding.rule) && !dismissed.has(findingKey(finding)) && !isOurDoing(finding, state),
  )
}

/** The label that the app itself has set is no news to people; as a finding it would keep itself there for ever. */
function isOurDoing({ story, label }: Finding, state: CommentState): boolean {
  return story === null && label !== null && label.toLowerCase() === state.label?.toLowerCase()
}

/** Something the comment tells of may still be there, or the only reason to be clear is that nobody can tell. */
export function isHeldBack(state: CommentState, findings: readonly Finding[], { withheld = [] }: CommentInput): boolean {
  const open = withheld.filter(({ rule }) => !state.ignored.some((entry) => entry.rule === rule))
  if (open.length === 0) return false
  return findings.length === 0 || state.more > 0 || open.some((finding) => firstReportedOn(state, finding) !== null)
}

/** A finding the last notification did not tell of yet. */
function isNews(state: CommentState, findings: readonly Finding[], input: CommentInput): boolean {
  const notified = state.notified === null ? '' : dayIn(input.timezone, new Date(state.notified))
  return state.more === 0 && findings.some((finding) => (firstReportedOn(state, finding) ?? input.today) > notified)
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
  const fresh = findings.map(findingKey).filter((key) => !before.mentioned.includes(key))
  return {
    ...state,
    notified: input.now.toISOString(),
    notifiedBefore: before.notified,
    unanswered: Math.min(unanswered, 1000),
    addressed: fresh.length > 0 ? input.facts.owners.slice(0, 10) : [],
    mentioned: [...before.mentioned, ...fresh].slice(-100),
  }
}

function knownFindings({ lastKnown, facts }: CommentInput): readonly string[] {
  return (lastKnown?.findings ?? []).map((key) => fullFinding(facts.ref, key))
}

/** Without a store it is unknown what the deleted comment reported: all findings, except those known to be newer. */
function olderThanDeletion({ findings, deletedAt, timezone }: CommentInput): readonly string[] {
  if (!deletedAt) return []
  const day = dayIn(timezone, new Date(deletedAt))
  return findings.filter(({ since }) => since === null || since <= day).map(findingKey)
}

function reportedKeys(state: CommentState): readonly string[] {
  return Object.entries(state.seen).flatMap(([rule, stories]) => Object.keys(stories).map((story) => `${rule} ${story}`))
}

/** A story counts while it belongs to the epic: leaving the epic does not fix a finding. */
export function isThereIn({ stories, onBoard }: EpicFacts): IsThere {
  // Where the remedy is that it leaves the epic, it is looked at on the board.
  return (rule, story) => story === '' || stories.has(story) || (ruleById.get(rule)?.movesStory === true && onBoard.has(story))
}

function suppressedRemark(findings: readonly Finding[], input: CommentInput): string {
  const why = !input.eligible
    ? 'not active, not in the current sprint, without an open milestone'
    : input.mayCreate
      ? input.isSilenced
        ? 'comments were hidden'
        : 'notified recently'
      : 'the team’s daily comment limit is reached'
  return `${input.facts.ref}: not posted: ${findings.map(({ rule }) => rule).join(', ')} (${why}).`
}

/** Nothing is written. `remark` says why, where people should know. */
export function leave(remark: string | null, known: LastKnown | null): Verdict {
  return { kind: 'leave', remark, known }
}
