/** `/agenda` on an issue or pull request: the label is set, and the next agenda takes it up. */
import { refKey } from '../../domain/reference.ts'
import type { Settings } from '../../settings/settings.ts'
import { answerAgendaCommand } from '../../usecases/minutes/answer-agenda-command.ts'
import type { Tools } from '../context.ts'
import type { CommentCommand } from '../work.ts'

export type AgendaTools = Tools<'comments' | 'snapshots'>

export async function answerOnAgenda({ ports, apply }: AgendaTools, settings: Settings, command: CommentCommand): Promise<void> {
  const comments = ports.comments()
  const last = settings.board === null ? null : await ports.snapshots.latest(settings.board, { complete: true })
  const isOnBoard = last?.items.some(({ ref, itemId }) => itemId !== null && ref !== null && refKey(ref) === refKey(command.on)) ?? false
  await apply(await answerAgendaCommand({ comments, people: comments }, { settings, ...command, isOnBoard }), settings)
}
