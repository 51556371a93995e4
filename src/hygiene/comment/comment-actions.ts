/** The single writes on an epic's comment: make, edit, clear, retire. Pure; the order of actions is crash-safe. */
import type { Finding } from '../../domain/finding.ts'
import { ruleById } from '../registry.ts'
import { composeAllClear, composeComment, type EpicFacts, MAX_BODY, type Render } from './comment.ts'
import { clearedPart, livePart, type Marked, replacedPart } from './comment-markers.ts'
import { type CommentState, foldFindings, type IsThere, storyKey } from './comment-state.ts'
import type { Revision } from './revision.ts'
import { holdsOthersText, rewritten } from './typed-lines.ts'

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

export type CommentAction =
  | {
      readonly kind: 'create-comment'
      readonly on: string
      readonly body: string
      /** Findings it tells of, for the app's own store; no part of what is written. */
      readonly remembers?: readonly string[]
      readonly why: string
    }
  | { readonly kind: 'update-comment'; readonly on: string; readonly commentId: string; readonly body: string; readonly why: string }
  | {
      readonly kind: 'minimize-comment'
      readonly on: string
      readonly commentId: string
      readonly reason: 'OUTDATED' | 'RESOLVED'
      readonly why: string
    }
  | { readonly kind: 'unminimize-comment'; readonly on: string; readonly commentId: string; readonly why: string }
  | { readonly kind: 'add-label'; readonly on: string; readonly label: string; readonly why: string }
  | { readonly kind: 'remove-label'; readonly on: string; readonly label: string; readonly why: string }

/** What our store knew last: lets a deleted comment be told from one that never was. Findings as `knownKey` says them. */
export type LastKnown = { readonly commentId: string; readonly findings: readonly string[] }

/** `rule story`, the story in full. */
export function knownKey({ rule, story }: Pick<Finding, 'rule' | 'story'>): string {
  return `${rule} ${storyKey(story)}`
}

/** A story is there while it is one of the epic's: one that left was not mended by that. */
export function isThereIn({ stories, onBoard }: EpicFacts): IsThere {
  // Where the remedy is that it leaves the epic, it is looked at on the board.
  return (rule, story) => story === '' || stories.has(story) || (ruleById.get(rule)?.movesStory === true && onBoard.has(story))
}

export type CommentInput = {
  /** Those for the comment: none that is only to be reported. */
  readonly findings: readonly Finding[]
  /** Of the epic: nobody can tell whether they are there. What the comment says of them still stands. */
  readonly withheld?: readonly Pick<Finding, 'rule' | 'story'>[]
  readonly facts: EpicFacts
  /** All comments of the app on the epic, in any order. */
  readonly comments: readonly OwnComment[]
  readonly now: Date
  /** IANA zone of the team; day and minute of `now` there. */
  readonly timezone: string
  readonly today: string
  readonly lookedAt: string
  readonly minDaysBetweenNotifications: number
  /** The label the app may set; null: none. */
  readonly label: string | null
  readonly epicLabels: readonly string[]
  /** `label` was on the epic since the comment was made, and somebody took it off. */
  readonly labelTakenOff: boolean
  /** Active, in the current sprint, or with an open milestone: only these get new comments. */
  readonly eligible: boolean
  /** The team's daily limit is not used up. */
  readonly mayCreate: boolean
  /** Last thing a person did on the epic: a reaction to the last notification. */
  readonly lastHumanActivity: string | null
  readonly lastKnown: LastKnown | null
  /** When a person last deleted a comment of the app on the epic, by GitHub's own record; absent where it was not asked for. */
  readonly deletedAt?: string | null
  /** `hide-comments` was used: nothing new is made until the comments are shown again. */
  readonly isSilenced?: boolean
  readonly render: Render
}

export type Decision = {
  readonly actions: readonly CommentAction[]
  /** A notification: counts against the team's daily limit. */
  readonly creates: boolean
  /** For people: what would have been said, why nothing is written. */
  readonly remark: string | null
  /** For the store; null: nothing to keep (the comment is new, its id is known next time). */
  readonly known: LastKnown | null
}

export type Live = { readonly comment: OwnComment; readonly marked: Extract<Marked, { kind: 'live' }> }
export type Cleared = { readonly comment: OwnComment; readonly marked: Extract<Marked, { kind: 'cleared' }> }

export function edit({ comment, marked }: Live, state: CommentState, findings: readonly Finding[], input: CommentInput) {
  const labelled = withLabel(state, input)
  const { visible, sha256 } = composeComment(findings, labelled.state, input)
  const isToKeep = labelled.state.label !== (marked.state?.label ?? null)
  if (sha256 === marked.sha256 && !isToKeep) return { ...nothing(null, null), actions: labelled.after }
  const body = rewritten(comment, marked.own, livePart(visible, sha256, labelled.state))
  return around(labelled.before, written({ comment, body, why: 'its content has changed' }, labelled.after, input))
}

type Rewriting = { readonly comment: OwnComment; readonly body: string; readonly why: string }

/** Never cut in the middle: a body that people's text makes too long is left as it is. */
export function written({ comment, body, why }: Rewriting, further: readonly CommentAction[], input: CommentInput): Decision {
  if (body.length > MAX_BODY) {
    return nothing(
      `${input.facts.ref}: with the text that people added, its comment would exceed ${MAX_BODY} characters; it stays unchanged.`,
      null,
    )
  }
  const action = { kind: 'update-comment' as const, on: input.facts.ref, commentId: comment.id, body, why }
  return { actions: [...(body === comment.body ? [] : [action]), ...further], creates: false, remark: null, known: null }
}

export function create(state: CommentState, findings: readonly Finding[], input: CommentInput, why: string) {
  const labelled = withLabel(state, input)
  const { visible, sha256 } = composeComment(findings, labelled.state, input)
  const action = {
    kind: 'create-comment' as const,
    on: input.facts.ref,
    body: `${livePart(visible, sha256, labelled.state)}\n`,
    // All there are, so that what was ignored before stays so should this one be deleted too.
    remembers: input.findings.map((finding) => knownKey(finding)),
    why,
  }
  return { actions: [...labelled.before, action, ...labelled.after] }
}

/**
 * A label is set after the state names it, and taken off before the state forgets it: whatever was lost in between is made
 * up by the next run, and nobody else's label is ever removed. One that a person took off stays away.
 */
export function withLabel(state: CommentState, input: CommentInput): Labelled {
  const has = (label: string) => input.epicLabels.some((name) => name.toLowerCase() === label.toLowerCase())
  const { label } = input
  if (state.label !== null && state.label !== label) {
    const off = takeOff(state.label, 'set by the app, and no longer configured', input)
    return { state: { ...state, label: null }, before: off, after: [] }
  }
  if (label === null || has(label) || (state.label === label && input.labelTakenOff)) return { state, before: [], after: [] }
  return { state: { ...state, label }, before: [], after: [{ kind: 'add-label', on: input.facts.ref, label, why: 'the epic needs care' }] }
}

type Labelled = { readonly state: CommentState; readonly before: readonly CommentAction[]; readonly after: readonly CommentAction[] }

function takeOff(label: string, why: string, { facts, epicLabels }: CommentInput): readonly CommentAction[] {
  const isSet = epicLabels.some((name) => name.toLowerCase() === label.toLowerCase())
  return isSet ? [{ kind: 'remove-label', on: facts.ref, label, why }] : []
}

export function clear(comment: OwnComment, marked: Live['marked'], before: CommentState, input: CommentInput): Decision {
  const { state } = foldFindings(before, [], input.today, isThereIn(input.facts))
  const kept = { ...state, label: null, seen: {}, more: 0, addressed: [] }
  const { visible } = composeAllClear(kept, input)
  const body = rewritten(comment, marked.own, clearedPart(visible, kept))
  const off = state.label === null ? [] : takeOff(state.label, 'all clear; set by the app', input)
  const further: CommentAction[] = [...(holdsOthersText(comment, marked.own) ? [] : [minimize(comment, 'RESOLVED', 'all clear', input)])]
  return around(off, written({ comment, body, why: 'all clear' }, further, input))
}

/** What comes first; nothing of it where the comment itself cannot be written. */
export function around(before: readonly CommentAction[], decision: Decision): Decision {
  return decision.actions.length === 0 ? decision : { ...decision, actions: [...before, ...decision.actions] }
}

export function minimize(comment: OwnComment, reason: 'OUTDATED' | 'RESOLVED', why: string, input: CommentInput): CommentAction {
  return { kind: 'minimize-comment', on: input.facts.ref, commentId: comment.id, reason, why }
}

/** Comments beside the one that counts: two runs at once, or a crash between making and retiring. */
export function retireAll(older: readonly Live[], input: CommentInput): readonly CommentAction[] {
  return older.flatMap(({ comment, marked }) => {
    const body = rewritten(comment, marked.own, replacedPart(input.render('hygiene/replaced', {})))
    return retireAs({ comment, body, hasOthers: holdsOthersText(comment, marked.own), on: input.facts.ref, why: REPLACED })
  })
}

export const REPLACED = 'a newer comment has the current findings'

type Retired = {
  readonly comment: OwnComment
  readonly body: string
  readonly hasOthers: boolean
  readonly on: string
  readonly why: string
}

/** Edited, and hidden unless a person wrote into it: that stays readable. */
export function retireAs({ comment, body, hasOthers, on, why }: Retired): readonly CommentAction[] {
  const hide = { kind: 'minimize-comment' as const, on, commentId: comment.id, reason: 'OUTDATED' as const, why }
  return [{ kind: 'update-comment', on, commentId: comment.id, body, why }, ...(hasOthers || comment.minimized ? [] : [hide])]
}

export function finishReplaced(entries: readonly { comment: OwnComment }[], input: CommentInput): readonly CommentAction[] {
  return entries
    .filter(({ comment }) => comment.body.trim() === replacedPart(input.render('hygiene/replaced', {})).trim())
    .map(({ comment }) => minimize(comment, 'OUTDATED', 'a newer comment replaced it', input))
}

export function nothing(remark: string | null, known: LastKnown | null): Decision {
  return { actions: [], creates: false, remark, known }
}

export function suppressedRemark(findings: readonly Finding[], input: CommentInput): string {
  const why = !input.eligible
    ? 'not active, not in the current sprint, without an open milestone'
    : input.mayCreate
      ? input.isSilenced
        ? 'comments were hidden'
        : 'notified recently'
      : 'the team’s daily comment limit is reached'
  return `${input.facts.ref}: not posted: ${findings.map(({ rule }) => rule).join(', ')} (${why}).`
}
