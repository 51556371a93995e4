/** Hides every comment the app made on epics: its part loses the marks and the comment is minimised. What people wrote into it stays. */
import type { Snapshot } from '../domain/board.ts'
import { UserError } from '../errors.ts'
import type { Render } from '../hygiene/comment.ts'
import { readMarks, replacedPart } from '../hygiene/marks.ts'
import { holdsOthersText, rewritten } from '../hygiene/peoples-lines.ts'
import type { AppComment, Comments } from '../ports.ts'
import type { Action, Plan } from './plan.ts'

const WHY = 'all comments of the app are hidden'
const READ_AT_ONCE = 6

/** Looks at every epic of the snapshot, open or closed, or at some of them only. */
export async function planHiding(comments: Comments, snapshot: Snapshot, render: Render, only?: readonly string[]): Promise<Plan> {
  const actions: Action[] = []
  const seen = new Map<string, readonly AppComment[]>()
  const remarks: string[] = []
  const epics = only ?? snapshot.epics.map(({ ref }) => ref)
  for (let start = 0; start < epics.length; start += READ_AT_ONCE) {
    const read = await Promise.all(epics.slice(start, start + READ_AT_ONCE).map((epic) => hidden(comments, epic, render)))
    for (const found of read) {
      if (typeof found === 'string') remarks.push(found)
      else {
        actions.push(...found.actions)
        seen.set(found.epic, found.comments)
      }
    }
  }
  return { actions, remarks, seen, again: (issues) => planHiding(comments, snapshot, render, issues) }
}

/** No access to one epic is no reason to leave the others visible. */
async function hidden(comments: Comments, epic: string, render: Render) {
  try {
    const own = await comments.byApp(epic)
    return { epic, comments: own, actions: own.flatMap((comment) => hide(epic, comment, render)) }
  } catch (error) {
    if (error instanceof UserError) return error.message
    throw error
  }
}

function hide(on: string, comment: AppComment, render: Render): readonly Action[] {
  const { id, body, minimised } = comment
  const marked = readMarks(body)
  const own = marked.kind === 'live' || marked.kind === 'cleared' ? marked.own : null
  const emptied: Action[] =
    own === null
      ? []
      : [
          {
            kind: 'update-comment',
            on,
            commentId: id,
            body: rewritten(comment, own, replacedPart(render('hygiene/replaced', {}))),
            why: WHY,
          },
        ]
  const isOthers = own !== null && holdsOthersText(comment, own)
  return [
    ...emptied,
    ...(minimised || isOthers ? [] : [{ kind: 'minimise-comment' as const, on, commentId: id, reason: 'OUTDATED' as const, why: WHY }]),
  ]
}
