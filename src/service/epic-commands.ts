/** `/epic …` on an epic: answered by what the board says now. */
import type { CommentCommand } from '../app.ts'
import type { Snapshot } from '../domain/board.ts'
import { refKey } from '../domain/reference.ts'
import type { Settings } from '../settings/settings.ts'
import { answerEpicCommand } from '../usecases/epic-command.ts'
import { epicClaim, nameOf, readAgain } from './look-again.ts'
import type { Tools } from './tools.ts'

/** true when the epic is to be looked at again. */
export async function answerOnEpic(tools: Tools, settings: Settings, command: CommentCommand): Promise<boolean> {
  const { wiring, apply } = tools
  if (settings.board === null) return false
  const snapshot = await pictureWith(tools, settings, settings.board, command.on)
  const comments = wiring.comments()
  const history = await wiring.snapshots.history(settings.board)
  const render = (await wiring.templates(wiring.archive(settings), Object.keys(settings.teams)))()
  // Nobody else writes on the epic between what is read of it and what is written.
  return wiring.claims.alone([epicClaim(command.on)], async () => {
    const { on, commentId, author, body } = command
    const { plan, recheck } = await answerEpicCommand(
      { comments, people: comments, clock: wiring.clock },
      { settings, snapshot, history, on, commentId, author, body, render },
    )
    await apply(plan, settings)
    return recheck
  })
}

/** The last picture, where it knows the epic; a new server has none yet, and an epic may be younger than it. */
async function pictureWith(tools: Tools, settings: Settings, board: NonNullable<Settings['board']>, on: string): Promise<Snapshot> {
  const last = await tools.wiring.snapshots.latest(board, { complete: true })
  const isKnown = last?.epics.some(({ ref }) => refKey(ref) === refKey(on)) ?? false
  return last !== null && isKnown
    ? last
    : tools.wiring.claims.alone(['board'], async () => (await readAgain(tools, settings, nameOf(on))).snapshot)
}
