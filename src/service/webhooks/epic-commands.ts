/** `/epic …` on an epic: runs the command, and replies based on the current board. */

import type { Snapshot } from '../../domain/board/board.ts'
import { refKey } from '../../domain/reference.ts'
import { BusyError, errorFacts, UserError } from '../../errors.ts'
import { asksForFix } from '../../hygiene/comment/commands.ts'
import type { Settings } from '../../settings/settings.ts'
import { answerEpicCommand, epicFailureAnswer, epicWaitingAnswer, mayCommand } from '../../usecases/hygiene/answer-epic-command.ts'
import { gatherHygieneFacts } from '../../usecases/hygiene/gather-hygiene-facts.ts'
import { reasonOf } from '../../usecases/minutes/report-minutes-failure.ts'
import type { Tools } from '../context.ts'
import type { CommentCommand } from '../work.ts'
import type { Named } from './affected-items.ts'
import { epicClaim, nameOf, type RecheckTools, readAgain, recheckEpics } from './recheck-epics.ts'

export type EpicTools = RecheckTools & Tools<'screen'>

/** The reaction follows the work. A failure is answered with its reason; what only GitHub can fix is tried again. */
export async function answerOnEpic(tools: EpicTools, settings: Settings, command: CommentCommand): Promise<void> {
  if (settings.board === null) return
  try {
    const { recheck, understood } = await carryOut(tools, settings, settings.board, command)
    if (recheck) await recheckEpics(tools, settings, await namesAround(tools, settings.board, command.on))
    await tools.apply(understood, settings)
  } catch (error) {
    await tellFailure(tools, settings, command, error)
  }
}

async function carryOut(tools: EpicTools, settings: Settings, board: NonNullable<Settings['board']>, command: CommentCommand) {
  const { ports, apply } = tools
  const comments = ports.comments()
  // Anyone can comment on a public issue, and must not use up the app's requests to GitHub.
  const isAllowed = await mayCommand(comments, command)
  const snapshot = await snapshotWith(tools, settings, board, { ...command, isAllowed })
  const archive = ports.archive(settings)
  // What a check sees: a finding that is left out here would look as if it was fixed.
  const { members, issueTemplates } = ports
  const sources = isAllowed ? { archive, members, issueTemplates } : { archive: null, members: null, issueTemplates: null }
  const { facts, remarks } = await gatherHygieneFacts(sources, settings, {
    snapshot,
    history: (since) => ports.snapshots.history(board, { since }),
  })
  for (const remark of remarks) ports.log.warn(remark)
  const render = await ports.renderer(archive)
  // Nobody else writes on the epic between what is read of it and what is written.
  return ports.claims.alone([epicClaim(command.on)], async () => {
    const { on, commentId, author, body } = command
    const result = await answerEpicCommand(
      { comments, people: comments, clock: ports.clock },
      { ...facts, settings, on, commentId, author, body, render },
    )
    await apply(result.plan, settings)
    return result
  })
}

/** Throws what is to be tried again, and what could not be reported. */
async function tellFailure(tools: EpicTools, settings: Settings, command: CommentCommand, error: unknown): Promise<void> {
  const { ports, apply, failed } = tools
  if (error instanceof BusyError) throw error
  ports.log.warn('A command on an epic failed.', { error: errorFacts(error) })
  failed('epic-command')
  const asked = { ...command, render: await ports.renderer(null) }
  const isOver = error instanceof UserError
  const reason = await reasonOf(error, ports.screen(settings), settings.github)
  try {
    if (isOver) await apply(epicFailureAnswer(asked, reason), settings)
    else await apply(epicWaitingAnswer(asked, await ports.comments().byApp(command.on), reason), settings)
  } catch {
    // Neither the command nor an answer came through: both are tried again.
    throw error
  }
  if (!isOver) throw error
}

/**
 * The last snapshot, if it has the epic; a new server has none yet, and an epic may be younger than it. Then the board is read again,
 * and so is the epic with its stories before it is changed; but only for people who may use commands.
 */
async function snapshotWith(
  tools: EpicTools,
  settings: Settings,
  board: NonNullable<Settings['board']>,
  { on, body, isAllowed }: CommentCommand & { readonly isAllowed: boolean },
): Promise<Snapshot> {
  const last = await tools.ports.snapshots.latest(board, { complete: true })
  const isKnown = last?.epics.some(({ ref }) => refKey(ref) === refKey(on)) ?? false
  const isEnough = isKnown && !asksForFix(body)
  if (last !== null && (isEnough || !isAllowed)) return last
  const named = await namesAround(tools, board, on)
  return tools.ports.claims.alone(['board'], async () => (await readAgain(tools, settings, named)).snapshot)
}

/** The epic, and its stories as they were last known. */
async function namesAround({ ports }: EpicTools, board: NonNullable<Settings['board']>, on: string): Promise<Named> {
  const last = await ports.snapshots.latest(board, { complete: true })
  const children = last?.epics.find(({ ref }) => refKey(ref) === refKey(on))?.children ?? []
  return { ...nameOf(on), refs: [on, ...children.flatMap(({ ref, readable }) => (readable ? [ref] : []))] }
}
