/** Which snapshots of the board belong to a meeting: that of its day, and the one that the meeting before it left. Pure. */
import type { Snapshot } from '../../domain/board/board.ts'
import type { MeetingPlan } from '../../domain/calendar/meetings.ts'
import type { PastMeeting } from '../../domain/notes/past-meeting.ts'
import { addDays, dayIn, instantAt } from '../../domain/time/dates.ts'
import type { TeamSettings } from '../../settings/settings.ts'
import { type BoardOmission, withheldFor } from './board-trust.ts'
import { type MeetingBefore, meetingBefore } from './meeting-before.ts'

export type BoardChoice = {
  readonly settings: MeetingPlan['settings']
  readonly team: TeamSettings
  readonly date: string
  /** As the calendar has it; absent: sprint.yml alone says when it was. */
  readonly before?: MeetingBefore
  /** The newest one. */
  readonly snapshot: Snapshot | null
  readonly history: readonly Snapshot[]
  /** Newest first, before `date`. */
  readonly past: readonly Pick<PastMeeting, 'date'>[]
}

export type MeetingBoard = {
  /** Of the day of the meeting; null: there is none, or it is not to be used. */
  readonly snapshot: Snapshot | null
  readonly withheld: BoardOmission
  /** The board as the meeting before it left it. */
  readonly previousBoard: PreviousBoard
}

/** `without`: leaves so much of the board out; null: what its snapshot demands. */
export function boardOfMeeting(looks: BoardChoice, without: BoardOmission | null = null): MeetingBoard {
  const ofDay = looks.team.board ? boardOfDay(looks) : null
  const withheld = without ?? withheldFor(ofDay)
  const snapshot = withheld === 'board' ? null : ofDay
  return { snapshot, withheld, previousBoard: previousBoardOf(looks, snapshot) }
}

/** Days after a meeting on which a snapshot still shows what the meeting saw. */
const SAME_LOOK_DAYS = 3
/** A snapshot of so many days before the last meeting still shows what that one saw. */
const DAYS_BEFORE = 3

/** Minutes of an older meeting are made from the snapshot nearest to it, where one was kept. */
function boardOfDay({ snapshot, history, date, settings: { timezone } }: BoardChoice): Snapshot | null {
  if (snapshot === null) return null
  const last = addDays(date, SAME_LOOK_DAYS)
  const day = (look: Snapshot) => dayIn(timezone, new Date(look.takenAt))
  if (day(snapshot) <= last) return snapshot
  const near = history.filter((look) => look.complete && day(look) >= date && day(look) <= last)
  return near.sort((a, b) => (a.takenAt < b.takenAt ? -1 : 1))[0] ?? snapshot
}

export type PreviousBoard = {
  /** End of the last meeting, as an ISO instant. */
  readonly since: string
  /** The day of `before`, or of the last meeting. */
  readonly label: string
  /** null: none was kept. */
  readonly before: Snapshot | null
}

/** No snapshot of an earlier day is looked at. */
export function firstLook(looks: Omit<BoardChoice, 'snapshot' | 'history'>): Date {
  return instantAt(looks.settings.timezone, addDays(beforeOf(looks).date, -DAYS_BEFORE), '00:00')
}

function beforeOf(looks: Omit<BoardChoice, 'snapshot' | 'history'>): MeetingBefore {
  return looks.before ?? meetingBefore({ settings: looks.settings, calendar: null }, looks)
}

/** The snapshot nearest to the last meeting, or the time of that meeting where none was kept. `snapshot`: that of the day. */
function previousBoardOf(looks: BoardChoice, snapshot: Snapshot | null): PreviousBoard {
  const { settings, history } = looks
  const { timezone } = settings
  const { date: day, end } = beforeOf(looks)
  const since = end.toISOString()
  const from = instantAt(timezone, addDays(day, -DAYS_BEFORE), '00:00').toISOString()
  const until = instantAt(timezone, addDays(day, 2), '00:00').toISOString()
  const near = history
    .filter(({ takenAt, complete }) => complete && takenAt >= from && takenAt < until && snapshot !== null && takenAt < snapshot.takenAt)
    .sort((a, b) => (a.takenAt < b.takenAt ? 1 : -1))
  const before = near.find(({ takenAt }) => takenAt <= since) ?? near.at(-1) ?? null
  return { since, label: before === null ? day : dayIn(timezone, new Date(before.takenAt)), before }
}
