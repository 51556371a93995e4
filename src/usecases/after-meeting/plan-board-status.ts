/** The status update of the board after the meetings of a day: one, and none where people have said since how it goes. */
import type { BoardIndex } from '../../domain/board/board-index.ts'
import { dayIn, instantAt } from '../../domain/time/dates.ts'
import { healthUpdate, reviewBoard } from '../../minutes/after-meeting/board-health.ts'
import type { FollowUpPlace } from '../../minutes/after-meeting/follow-up-comments.ts'
import type { MergedMeeting } from '../../minutes/after-meeting/said-at-meetings.ts'
import type { BoardStatus } from '../../ports/board-status.ts'
import type { Clock } from '../../ports.ts'
import type { Settings } from '../../settings/settings.ts'
import type { Action } from '../plan.ts'

export type BoardStatusPorts = {
  /** Of the board in sprint.yml. */
  readonly status: () => Pick<BoardStatus, 'latest'>
  readonly clock: Clock
}

export async function planBoardStatus(
  { status, clock }: BoardStatusPorts,
  settings: Settings,
  board: BoardIndex,
  { recent, place }: { readonly recent: readonly MergedMeeting[]; readonly place: FollowUpPlace },
): Promise<readonly Action[]> {
  const { board: of, afterMeeting, teams, timezone } = settings
  const ofBoard = recent.filter(({ team }) => teams[team]?.board === true)
  const day = ofBoard
    .map(({ date }) => date)
    .sort()
    .at(-1)
  if (of === null || afterMeeting.boardStatus === 'off' || day === undefined || !board.snapshot.complete) return []
  const review = reviewBoard(board, dayIn(timezone, clock.now()))
  if (review === null) return []
  const meetings = ofBoard.filter(({ date }) => date === day)
  const { health, body, mark } = healthUpdate(review, day, meetings, place)
  const over = endOf(meetings, day, settings)
  const isSaid = (await status().latest()).some((update) => update.body.startsWith(mark) || new Date(update.createdAt) >= over)
  return isSaid
    ? []
    : [{ kind: 'board-status', board: `${of.owner}/${of.number}`, health, body, why: `proposed after the meetings of ${day}` }]
}

const MINUTE_MS = 60_000

/** What people say before the meetings are over does not rest on them. Where a calendar alone knows their time, the whole day counts. */
function endOf(meetings: readonly MergedMeeting[], day: string, { teams, timezone }: Settings): Date {
  const ends = meetings.map(({ team }) => {
    const meeting = teams[team]?.meeting ?? null
    return meeting === null ? null : instantAt(timezone, day, meeting.time).getTime() + meeting.minutes * MINUTE_MS
  })
  const known = ends.flatMap((end) => end ?? [])
  return known.length < ends.length ? instantAt(timezone, day, '00:00') : new Date(Math.max(...known))
}
