/** The single writes on an epic's comment: make, edit, clear, retire. Pure; the order of actions is crash-safe. */
import type { Finding } from '../domain/finding.ts'
import { composeAllClear, composeComment, type EpicFacts, MAX_BODY, type Render } from './comment.ts'
import { type CommentState, lookAgain, shortStory } from './comment-state.ts'
import { clearedPart, hasOthersText, livePart, type Marked, replacedPart, withOwnPart } from './marks.ts'

/** A comment of the app itself, as GitHub has it. */
export type OwnComment = {
  readonly id: string
  readonly body: string
  readonly minimised: boolean
  readonly createdAt: string
  readonly editedByPerson: boolean
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
      readonly kind: 'minimise-comment'
      readonly on: string
      readonly commentId: string
      readonly reason: 'OUTDATED' | 'RESOLVED'
      readonly why: string
    }
  | { readonly kind: 'unminimise-comment'; readonly on: string; readonly commentId: string; readonly why: string }
  | { readonly kind: 'add-label'; readonly on: string; readonly label: string; readonly why: string }
  | { readonly kind: 'remove-label'; readonly on: string; readonly label: string; readonly why: string }

/** What our store knew last: lets a deleted comment be told from one that never was. Findings as `knownKey` says them. */
export type LastKnown = { readonly commentId: string; readonly findings: readonly string[] }

/** `rule story`, the story as short as it can be. */
export function knownKey({ rule, story }: Finding, { facts }: Pick<CommentInput, 'facts'>): string {
  return `${rule} ${shortStory(facts.ref, story)}`
}

export type CommentInput = {
  /** Those for the comment: none that is only to be reported. */
  readonly findings: readonly Finding[]
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
  /** Active, in the current sprint, or with an open milestone: only these get new comments. */
  readonly eligible: boolean
  /** The team's daily limit is not used up. */
  readonly mayCreate: boolean
  /** Last thing a person did on the epic: a reaction to the last notification. */
  readonly lastHumanActivity: string | null
  readonly lastKnown: LastKnown | null
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

export function edit(comment: OwnComment, marked: Live['marked'], state: CommentState, findings: readonly Finding[], input: CommentInput) {
  const labelled = withLabel(state, input)
  const { visible, sha256 } = composeComment(findings, labelled.state, input.facts, input.lookedAt, input.render)
  if (sha256 === marked.sha256 && labelled.actions.length === 0) return nothing(null, null)
  const body = withOwnPart(comment.body, marked.own, livePart(visible, sha256, labelled.state))
  return written(comment, body, 'what it says has changed', labelled.actions, input)
}

/** Never cut in the middle: a body that people's text makes too long is left as it is. */
export function written(comment: OwnComment, body: string, why: string, further: readonly CommentAction[], input: CommentInput): Decision {
  if (body.length > MAX_BODY) {
    return nothing(
      `${input.facts.ref}: its comment would be longer than ${MAX_BODY} characters with what people added; it is left as it is.`,
      null,
    )
  }
  const action = { kind: 'update-comment' as const, on: input.facts.ref, commentId: comment.id, body, why }
  return { actions: [action, ...further], creates: false, remark: null, known: null }
}

export function create(state: CommentState, findings: readonly Finding[], input: CommentInput, why: string) {
  const labelled = withLabel(state, input)
  const { visible, sha256 } = composeComment(findings, labelled.state, input.facts, input.lookedAt, input.render)
  const action = {
    kind: 'create-comment' as const,
    on: input.facts.ref,
    body: `${livePart(visible, sha256, labelled.state)}\n`,
    // All there are, so that what was ignored before stays so should this one be deleted too.
    remembers: input.findings.map((finding) => knownKey(finding, input)),
    why,
  }
  return { actions: [action, ...labelled.actions] }
}

/** The state names the label before it is set: after a crash in between it is missing, and nobody else's is ever removed. */
export function withLabel(state: CommentState, input: CommentInput): { state: CommentState; actions: readonly CommentAction[] } {
  const has = (label: string) => input.epicLabels.some((name) => name.toLowerCase() === label.toLowerCase())
  const { label } = input
  if (state.label !== null && state.label !== label) {
    const actions = has(state.label)
      ? [
          {
            kind: 'remove-label' as const,
            on: input.facts.ref,
            label: state.label,
            why: 'the app set it, and it is not configured any more',
          },
        ]
      : []
    return { state: { ...state, label: null }, actions }
  }
  if (label === null || state.label === label || has(label)) return { state, actions: [] }
  return { state: { ...state, label }, actions: [{ kind: 'add-label', on: input.facts.ref, label, why: 'the epic needs care' }] }
}

export function clear(comment: OwnComment, marked: Live['marked'], before: CommentState, input: CommentInput): Decision {
  const { state } = lookAgain(before, input.facts.ref, [], input.today)
  const { label } = state
  const isSet = label !== null && input.epicLabels.some((name) => name.toLowerCase() === label.toLowerCase())
  const kept = { ...state, label: null, seen: {}, more: 0 }
  const { visible } = composeAllClear(kept, input.facts, input.lookedAt, input.render)
  const body = withOwnPart(comment.body, marked.own, clearedPart(visible, kept))
  const further: CommentAction[] = [
    ...(isSet ? [{ kind: 'remove-label' as const, on: input.facts.ref, label, why: 'all clear; the app set it' }] : []),
    ...(hasOthersText(comment.body, marked.own) ? [] : [minimise(comment, 'RESOLVED', 'all clear', input)]),
  ]
  return written(comment, body, 'all clear', further, input)
}

export function minimise(comment: OwnComment, reason: 'OUTDATED' | 'RESOLVED', why: string, input: CommentInput): CommentAction {
  return { kind: 'minimise-comment', on: input.facts.ref, commentId: comment.id, reason, why }
}

/** An older comment beside a newer one: two replicas, or a crash between making and retiring. */
export function retire({ comment, marked }: Live, input: CommentInput): readonly CommentAction[] {
  const body = withOwnPart(comment.body, marked.own, replacedPart(input.render('hygiene/replaced', {})))
  return retireAs(comment, body, hasOthersText(comment.body, marked.own), input)
}

export function retireAs(comment: OwnComment, body: string, hasOthers: boolean, input: CommentInput): readonly CommentAction[] {
  const why = 'a newer comment says what is to be said'
  return [
    { kind: 'update-comment', on: input.facts.ref, commentId: comment.id, body, why },
    // What a person wrote into it stays readable.
    ...(hasOthers || comment.minimised ? [] : [minimise(comment, 'OUTDATED', why, input)]),
  ]
}

export function finishReplaced(entries: readonly { comment: OwnComment }[], input: CommentInput): readonly CommentAction[] {
  return entries
    .filter(({ comment }) => comment.body.trim() === replacedPart(input.render('hygiene/replaced', {})).trim())
    .map(({ comment }) => minimise(comment, 'OUTDATED', 'a newer comment replaced it', input))
}

export function nothing(remark: string | null, known: LastKnown | null): Decision {
  return { actions: [], creates: false, remark, known }
}

export function wouldSay(findings: readonly Finding[], input: CommentInput): string {
  const why = !input.eligible
    ? 'not active, not in the current sprint, without an open milestone'
    : input.mayCreate
      ? 'told of lately'
      : 'the team’s comments of today are used up'
  return `${input.facts.ref}: would say ${findings.map(({ rule }) => rule).join(', ')} (${why}).`
}
