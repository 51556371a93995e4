/** Hides every comment the app made on epics: its part loses the marks and the comment is minimised. What people wrote into it stays. */
import type { Snapshot } from '../domain/board.ts'
import { UserError } from '../errors.ts'
import type { Render } from '../hygiene/comment.ts'
import { hasOthersText, readMarks, replacedPart, withOwnPart } from '../hygiene/marks.ts'
import type { AppComment, Comments } from '../ports.ts'
import type { Action, Plan } from './plan.ts'

const WHY = 'all comments of the app are hidden'
const READ_AT_ONCE = 6

/** Looks at every epic of the snapshot, open or closed. */
export async function planHiding(comments: Comments, snapshot: Snapshot, render: Render): Promise<Plan> {
  const actions: Action[] = []
  const remarks: string[] = []
  const epics = snapshot.epics.map(({ ref }) => ref)
  for (let start = 0; start < epics.length; start += READ_AT_ONCE) {
    const read = await Promise.all(epics.slice(start, start + READ_AT_ONCE).map((epic) => hidden(comments, epic, render)))
    for (const found of read) {
      if (typeof found === 'string') remarks.push(found)
      else actions.push(...found)
    }
  }
  return { actions, remarks }
}

/** No access to one epic is no reason to leave the others visible. */
async function hidden(comments: Comments, epic: string, render: Render): Promise<readonly Action[] | string> {
  try {
    return (await comments.byApp(epic)).flatMap((comment) => hide(epic, comment, render))
  } catch (error) {
    if (error instanceof UserError) return error.message
    throw error
  }
}

function hide(on: string, { id, body, minimised }: AppComment, render: Render): readonly Action[] {
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
            body: withOwnPart(body, own, replacedPart(render('hygiene/replaced', {}))),
            why: WHY,
          },
        ]
  const isOthers = own !== null && hasOthersText(body, own)
  return [
    ...emptied,
    ...(minimised || isOthers ? [] : [{ kind: 'minimise-comment' as const, on, commentId: id, reason: 'OUTDATED' as const, why: WHY }]),
  ]
}
