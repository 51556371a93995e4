/** The last update of the comment on an issue that is no longer a team’s epic: it says so without notifying anyone, and is hidden. Pure. */
import { type Render, RULES_PAGE } from './comment.ts'
import { clearedPart, holdsOthersText, rewritten } from './comment-body.ts'
import { freshState, inFull } from './comment-state.ts'
import { type OwnComment, surveyComments } from './read-comments.ts'
import { type CommentAction, retireAs } from './write-comment.ts'

export type NoEpic = {
  readonly ref: string
  readonly comments: readonly OwnComment[]
  /** What became of it, as a sentence. */
  readonly reason: string
  /** Labels it has, to take off the one the app set. */
  readonly labels: readonly string[]
  readonly lookedAt: string
  readonly render: Render
}

/** What was seen stays in the state: should the issue be an epic again, nothing old is news. */
export function retireComment({ ref, comments, reason, labels, lookedAt, render }: NoEpic): readonly CommentAction[] {
  const found = surveyComments({ comments, lastKnown: null })
  const why = 'the issue is no longer an epic of a team'
  const retired = found.visible.flatMap(({ comment, marked }): CommentAction[] => {
    const state = inFull(marked.state ?? freshState, ref)
    const part = clearedPart(render('hygiene/no-epic', { reason, lookedAt, docs: RULES_PAGE }), { ...state, label: null, addressed: [] })
    const { label } = state
    const isSet = label !== null && labels.some((name) => name.toLowerCase() === label.toLowerCase())
    return [
      ...(isSet ? [{ kind: 'remove-label' as const, on: ref, label, why: 'the app set it' }] : []),
      ...retireAs({ comment, body: rewritten(comment, marked.own, part), hasOthers: holdsOthersText(comment, marked.own), on: ref, why }),
    ]
  })
  const half = found.cleared.filter(({ comment, marked }) => !comment.minimized && !holdsOthersText(comment, marked.own))
  const finished = half.map(
    ({ comment }): CommentAction => ({ kind: 'minimize-comment', on: ref, commentId: comment.id, reason: 'OUTDATED', why }),
  )
  return [...retired, ...finished]
}
