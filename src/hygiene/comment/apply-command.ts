/** What a command of a person does to the comment: its state changes at once, nobody is notified. Pure. */

import type { EpicCommand } from './commands.ts'
import { composeAllClear } from './comment.ts'
import { type CommentInput, clear, create, type Decision, edit, isThereIn, nothing, retireAll, written } from './comment-actions.ts'
import { clearedPart, withState } from './comment-markers.ts'
import { type CommentState, foldFindings, freshState } from './comment-state.ts'
import { activeFindings, isHeldBack, stateIn, surveyComments } from './decide-comment.ts'
import { rewritten } from './typed-lines.ts'

/** The state after a command; who asked for it stands in it. */
function changeState(state: CommentState, command: EpicCommand, by: string, today: string): CommentState {
  // A command is a reaction: the next news need not wait longer for the silence before.
  const heard = { ...state, unanswered: 0 }
  switch (command.kind) {
    case 'check':
      return heard
    case 'snooze':
      return { ...heard, snoozed: { until: command.until, by, reason: command.reason } }
    case 'unsnooze':
      return { ...heard, snoozed: null }
    case 'ignore': {
      const others = heard.ignored.filter(({ rule }) => rule !== command.rule)
      return { ...heard, ignored: [...others, { rule: command.rule, by, on: today, reason: command.reason }].slice(-40) }
    }
    case 'unignore':
      return { ...heard, ignored: heard.ignored.filter(({ rule }) => rule !== command.rule) }
  }
}

/** The writes that keep a command in the comment; `check` alone needs none of its own. */
export function decideCommand(input: CommentInput, commands: readonly EpicCommand[], by: string): Decision {
  const found = surveyComments(input)
  const decision = decideOn(found, input, commands, by)
  // Of two made at once one stays: what is told here must not come back from the other.
  return { ...decision, actions: [...decision.actions, ...retireAll(found.visible.slice(1), input)] }
}

function decideOn(found: ReturnType<typeof surveyComments>, input: CommentInput, commands: readonly EpicCommand[], by: string): Decision {
  const change = (state: CommentState) => commands.reduce((before, command) => changeState(before, command, by, input.today), state)
  const current = found.visible[0]
  if (current) {
    const state = change(stateIn(current, input))
    const findings = activeFindings(state, input)
    if (isHeldBack(state, findings, input)) {
      const { comment, marked } = current
      const kept = withState(comment.body.slice(marked.own.start, marked.own.end), state)
      return written(
        { comment, body: rewritten(comment, marked.own, kept), why: 'a command, while the board data is not reliable' },
        [],
        input,
      )
    }
    if (findings.length === 0) return clear(current.comment, current.marked, state, input)
    const seen = foldFindings(state, findings, input.today, isThereIn(input.facts)).state
    return edit({ ...current, marked: { ...current.marked, sha256: '' } }, seen, findings, input)
  }
  const cleared = found.cleared[0]
  if (cleared) {
    const state = change(stateIn(cleared, input))
    const { visible } = composeAllClear(state, input)
    return written(
      { comment: cleared.comment, body: rewritten(cleared.comment, cleared.marked.own, clearedPart(visible, state)), why: 'a command' },
      [],
      input,
    )
  }
  if (!commands.some(({ kind }) => kind === 'snooze' || kind === 'ignore') || found.takenOver.length > 0 || found.silenced.length > 0)
    return nothing(null, null)
  return keepInNewComment(change({ ...freshState, notified: input.now.toISOString() }), input)
}

/** There is no comment yet: the answer to the command carries the state. */
function keepInNewComment(state: CommentState, input: CommentInput): Decision {
  const findings = activeFindings(state, input)
  if (findings.length > 0) {
    const seen = foldFindings(state, findings, input.today, isThereIn(input.facts)).state
    return { ...nothing(null, null), actions: create(seen, findings, input, 'stores what the command requested').actions, creates: true }
  }
  const { visible } = composeAllClear(state, input)
  const action = {
    kind: 'create-comment' as const,
    on: input.facts.ref,
    body: `${clearedPart(visible, state)}\n`,
    why: 'stores what the command requested',
  }
  return { ...nothing(null, null), actions: [action], creates: true }
}
