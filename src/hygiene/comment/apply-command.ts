/** Applies a person’s command to a comment: its state changes at once, and nobody is notified. Pure. */

import type { EpicCommand } from './commands.ts'
import type { CommentInput, Verdict } from './comment-input.ts'
import { type CommentState, foldFindings, freshState } from './comment-state.ts'
import { activeFindings, clearedState, isHeldBack, isThereIn, leave } from './decide-comment.ts'
import { type Survey, stateIn, surveyComments } from './read-comments.ts'
import { type Decision, retireAll, writeVerdict } from './write-comment.ts'

/** The writes that keep a command in the comment; `check` alone needs none of its own. */
export function decideCommand(input: CommentInput, commands: readonly EpicCommand[], by: string): Decision {
  const found = surveyComments(input)
  const change = (state: CommentState) => commands.reduce((before, command) => changeState(before, command, by, input.today), state)
  const verdict = verdictOn(found, input, commands, change)
  const decision = writeVerdict(verdict, input)
  // Of two comments made at once one stays: a command here must not be undone by the other.
  return { ...decision, actions: [...decision.actions, ...retireAll(found.visible.slice(1), input)] }
}

/** The state after a command; who asked for it stands in it. */
function changeState(state: CommentState, command: EpicCommand, by: string, today: string): CommentState {
  // A command is a reaction: the next news need not wait longer for the silence before.
  const heard = { ...state, unanswered: 0 }
  switch (command.kind) {
    case 'check':
    case 'fix':
    case 'undo':
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

type Change = (state: CommentState) => CommentState

function verdictOn(found: Survey, input: CommentInput, commands: readonly EpicCommand[], change: Change): Verdict {
  const at = found.visible[0]
  if (at) {
    const state = change(stateIn(at, input))
    const findings = activeFindings(state, input)
    if (isHeldBack(state, findings, input)) return { kind: 'remember', at, state, why: 'a command, while the board data is not reliable' }
    if (findings.length === 0) return { kind: 'clear', at, state: clearedState(state, input), known: null }
    const seen = foldFindings(state, findings, input.today, isThereIn(input.facts)).state
    // Without its hash the comment is written anew.
    return { kind: 'edit', at: { ...at, marked: { ...at.marked, sha256: '' } }, state: seen, findings, known: null }
  }
  const cleared = found.cleared[0]
  if (cleared) return { kind: 'all-clear', at: cleared, state: change(stateIn(cleared, input)), why: 'a command' }
  const isToKeep = commands.some(({ kind }) => kind === 'snooze' || kind === 'ignore')
  if (!isToKeep || found.takenOver.length > 0 || found.silenced.length > 0) return leave(null, null)
  return inNewComment(change({ ...freshState, notified: input.now.toISOString() }), input)
}

/** There is no comment yet: the answer to the command carries the state. */
function inNewComment(state: CommentState, input: CommentInput): Verdict {
  const why = 'stores what the command requested'
  const findings = activeFindings(state, input)
  if (findings.length === 0) return { kind: 'all-clear', at: null, state, why }
  const seen = foldFindings(state, findings, input.today, isThereIn(input.facts)).state
  return { kind: 'create', state: seen, findings, replaces: null, why }
}
