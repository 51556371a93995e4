/** What follows from merged minutes, on schedule. */
import type { Settings } from '../../settings/settings.ts'
import { followsUp, planFollowUp } from '../../usecases/after-meeting/follow-up.ts'
import { loadBoard } from '../../usecases/load-board.ts'
import { readMeetingPlan } from '../../usecases/read-meeting-plan.ts'
import type { Tools } from '../context.ts'

export type FollowUpTools = Tools<
  | 'archive'
  | 'boardSource'
  | 'boardStatus'
  | 'calendar'
  | 'chat'
  | 'clock'
  | 'comments'
  | 'log'
  | 'minutesRepository'
  | 'renderer'
  | 'snapshots'
>

/** Without credentials there is no branch to read. */
export async function followUpMinutes({ ports, apply }: FollowUpTools, settings: Settings): Promise<void> {
  const archive = ports.archive(settings)
  if (archive === null || !followsUp(settings)) return
  const { board } = settings
  const plan = await planFollowUp(
    {
      archive,
      pulls: () => ports.minutesRepository(settings.minutes.repository),
      areMinutesPrivate: () => ports.minutesRepository(settings.minutes.repository).isPrivate(),
      meetings: () => readMeetingPlan(ports, settings, Object.values(settings.teams)),
      comments: ports.comments,
      snapshot: async () => {
        const latest = board === null ? null : await ports.snapshots.latest(board, { complete: true })
        const reading = { board: () => ports.boardSource(settings), snapshots: ports.snapshots, clock: ports.clock }
        return latest ?? (await loadBoard(reading, settings)).snapshot
      },
      render: await ports.renderer(archive),
      clock: ports.clock,
      status: () => ports.boardStatus(settings),
      chat: () => ports.chat()?.name ?? null,
    },
    settings,
  )
  for (const remark of plan.remarks) ports.log.info(remark)
  await apply(plan, settings)
}
