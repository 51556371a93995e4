/** A verdict -> the writes that carry it out: the one place where the text of a comment is made. Pure; the order of actions is crash-safe. */
import { composeAllClear, composeComment, MAX_BODY } from './comment.ts'
import { clearedPart, holdsOthersText, isReplacedAlone, livePart, replacedPart, rewritten, withState } from './comment-body.ts'
import type { CommentInput, Verdict } from './comment-input.ts'
import { type CommentState, findingKey } from './comment-state.ts'
import type { Cleared, LastKnown, Live, OwnComment } from './read-comments.ts'

export type CommentAction =
  | {
      readonly kind: 'create-comment'
      readonly on: string
      readonly body: string
      /** Findings it tells of, for the app's own store; no part of what is written. */
      readonly remembers?: readonly string[]
      /** It is a pull request. */
      readonly isPull?: boolean
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
  | { readonly kind: 'add-label'; readonly on: string; readonly label: string; readonly isPull?: boolean; readonly why: string }
  | { readonly kind: 'remove-label'; readonly on: string; readonly label: string; readonly isPull?: boolean; readonly why: string }

export type Decision = {
  readonly actions: readonly CommentAction[]
  /** A notification: counts against the team's daily limit. */
  readonly creates: boolean
  /** For people: what would have been said, why nothing is written. */
  readonly remark: string | null
  /** For the store; null: nothing to keep (the comment is new, its id is known next time). */
  readonly known: LastKnown | null
}

type Of<Kind extends Verdict['kind']> = Extract<Verdict, { kind: Kind }>

export function writeVerdict(verdict: Verdict, input: CommentInput): Decision {
  switch (verdict.kind) {
    case 'leave':
      return nothing(verdict.remark, verdict.known)
    case 'hide':
      return { ...nothing(null, null), actions: [minimize(verdict.at.comment, 'RESOLVED', 'all clear', input)] }
    case 'clear':
      return { ...clear(verdict, input), known: verdict.known }
    case 'edit':
      return { ...edit(verdict, input), known: verdict.known }
    case 'create':
      return create(verdict, input)
    case 'bring-back':
      return bringBack(verdict, input)
    case 'remember':
      return remember(verdict, input)
    case 'all-clear':
      return allClear(verdict, input)
  }
}

function edit({ at: { comment, marked }, state, findings }: Of<'edit'>, input: CommentInput): Decision {
  const labelled = withLabel(state, input)
  const { visible, sha256 } = composeComment(findings, labelled.state, input)
  const isToKeep = labelled.state.label !== (marked.state?.label ?? null)
  if (sha256 === marked.sha256 && !isToKeep) return { ...nothing(null, null), actions: labelled.after }
  const body = rewritten(comment, marked.own, livePart(visible, sha256, labelled.state))
  return around(labelled.before, written({ comment, body, why: 'its content has changed' }, labelled.after, input))
}

function create({ state, findings, replaces, why }: Of<'create'>, input: CommentInput): Decision {
  const labelled = withLabel(state, input)
  const { visible, sha256 } = composeComment(findings, labelled.state, input)
  const action = {
    kind: 'create-comment' as const,
    on: input.facts.ref,
    body: `${livePart(visible, sha256, labelled.state)}\n`,
    // All there are, so that what was ignored before stays so should this one be deleted too.
    remembers: input.findings.map((finding) => findingKey(finding)),
    why,
  }
  const retired = replaces === null ? [] : retire(replaces, input)
  return { actions: [...labelled.before, action, ...labelled.after, ...retired], creates: true, remark: null, known: null }
}

function clear({ at: { comment, marked }, state }: Of<'clear'>, input: CommentInput): Decision {
  const kept = { ...state, label: null }
  const { visible } = composeAllClear(kept, input)
  const body = rewritten(comment, marked.own, clearedPart(visible, kept))
  const off = state.label === null ? [] : takeOff(state.label, 'all clear; set by the app', input)
  const further: CommentAction[] = [...(holdsOthersText(comment, marked.own) ? [] : [minimize(comment, 'RESOLVED', 'all clear', input)])]
  return around(off, written({ comment, body, why: 'all clear' }, further, input))
}

function bringBack({ at: { comment, marked }, state, findings, known }: Of<'bring-back'>, input: CommentInput): Decision {
  const labelled = withLabel(state, input)
  const { visible, sha256 } = composeComment(findings, labelled.state, input)
  const body = rewritten(comment, marked.own, livePart(visible, sha256, labelled.state))
  const show = { kind: 'unminimize-comment' as const, on: input.facts.ref, commentId: comment.id, why: 'findings are back' }
  const decision = around(labelled.before, written({ comment, body, why: 'findings are back' }, labelled.after, input))
  if (decision.actions.length === 0) return decision
  // Shown first: a crash in between leaves a visible all-clear, which the next run recognizes.
  return { ...decision, actions: [...(comment.minimized ? [show] : []), ...decision.actions], known }
}

function remember({ at: { comment, marked }, state, why }: Of<'remember'>, input: CommentInput): Decision {
  const kept = withState(comment.body.slice(marked.own.start, marked.own.end), state)
  return written({ comment, body: rewritten(comment, marked.own, kept), why }, [], input)
}

function allClear({ at, state, why }: Of<'all-clear'>, input: CommentInput): Decision {
  const part = clearedPart(composeAllClear(state, input).visible, state)
  if (at !== null) return written({ comment: at.comment, body: rewritten(at.comment, at.marked.own, part), why }, [], input)
  return { ...nothing(null, null), actions: [{ kind: 'create-comment', on: input.facts.ref, body: `${part}\n`, why }], creates: true }
}

type Rewriting = { readonly comment: OwnComment; readonly body: string; readonly why: string }

/** Never cut in the middle: a body that people's text makes too long is left as it is. */
function written({ comment, body, why }: Rewriting, further: readonly CommentAction[], input: CommentInput): Decision {
  if (body.length > MAX_BODY) {
    return nothing(
      `${input.facts.ref}: with the text that people added, its comment would exceed ${MAX_BODY} characters; it stays unchanged.`,
      null,
    )
  }
  const action = { kind: 'update-comment' as const, on: input.facts.ref, commentId: comment.id, body, why }
  return { actions: [...(body === comment.body ? [] : [action]), ...further], creates: false, remark: null, known: null }
}

/**
 * A label is set after the state names it, and taken off before the state forgets it: whatever was lost in between is made
 * up by the next run, and nobody else's label is ever removed. One that a person took off stays away.
 */
function withLabel(state: CommentState, input: CommentInput): Labelled {
  const has = (label: string) => input.epicLabels.some((name) => name.toLowerCase() === label.toLowerCase())
  const { label } = input
  if (state.label !== null && state.label !== label) {
    const off = takeOff(state.label, 'set by the app, and no longer configured', input)
    return { state: { ...state, label: null }, before: off, after: [] }
  }
  if (label === null || has(label) || (state.label === label && input.labelTakenOff)) return { state, before: [], after: [] }
  return {
    state: { ...state, label },
    before: [],
    after: [{ kind: 'add-label', on: input.facts.ref, label, why: 'the epic needs attention' }],
  }
}

type Labelled = { readonly state: CommentState; readonly before: readonly CommentAction[]; readonly after: readonly CommentAction[] }

function takeOff(label: string, why: string, { facts, epicLabels }: CommentInput): readonly CommentAction[] {
  const isSet = epicLabels.some((name) => name.toLowerCase() === label.toLowerCase())
  return isSet ? [{ kind: 'remove-label', on: facts.ref, label, why }] : []
}

/** What comes first; nothing of it where the comment itself cannot be written. */
function around(before: readonly CommentAction[], decision: Decision): Decision {
  return decision.actions.length === 0 ? decision : { ...decision, actions: [...before, ...decision.actions] }
}

function minimize(comment: OwnComment, reason: 'OUTDATED' | 'RESOLVED', why: string, input: CommentInput): CommentAction {
  return { kind: 'minimize-comment', on: input.facts.ref, commentId: comment.id, reason, why }
}

/** Comments beside the one that counts: two runs at once, or a crash between making and retiring. */
export function retireAll(older: readonly Live[], input: CommentInput): readonly CommentAction[] {
  return older.flatMap((entry) => retire(entry, input))
}

function retire({ comment, marked }: Live | Cleared, { facts, render }: CommentInput): readonly CommentAction[] {
  const body = rewritten(comment, marked.own, replacedPart(render('hygiene/replaced', {})))
  return retireAs({ comment, body, hasOthers: holdsOthersText(comment, marked.own), on: facts.ref, why: REPLACED })
}

const REPLACED = 'a newer comment has the current findings'

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
    .filter(({ comment }) => isReplacedAlone(comment.body, input.render('hygiene/replaced', {})))
    .map(({ comment }) => minimize(comment, 'OUTDATED', 'a newer comment replaced it', input))
}

function nothing(remark: string | null, known: LastKnown | null): Decision {
  return { actions: [], creates: false, remark, known }
}
