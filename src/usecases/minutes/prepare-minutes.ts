/** Prepares minutes from the pad after the meeting, the board and earlier minutes, and plans their pull request. Writes nothing itself. */

import type { Snapshot } from '../../domain/board/board.ts'
import type { MeetingPlan } from '../../domain/calendar/meetings.ts'
import type { PastMeeting } from '../../domain/notes/past-meeting.ts'
import { isLongPad } from '../../domain/pads/long-pad.ts'
import type { StoredImage } from '../../domain/pads/pad-image.ts'
import { isBeingTyped, QUIET_MINUTES, SETTLED_MINUTES } from '../../domain/pads/quiet-pad.ts'
import { instantAt } from '../../domain/time/dates.ts'
import { padBeingTyped } from '../../errors.ts'
import { historyStart } from '../../hygiene/hygiene-input.ts'
import { firstLook } from '../../minutes/board-facts/board-of-day.ts'
import { meetingBefore } from '../../minutes/board-facts/meeting-before.ts'
import type { ComposedMinutes } from '../../minutes/compose/compose-minutes.ts'
import { padName } from '../../minutes/compose/meeting-text.ts'
import type { MinutesInput } from '../../minutes/compose/read-meeting.ts'
import { storyRequestsIn } from '../../minutes/meeting/story-requests.ts'
import { requirePublishable } from '../../minutes/privacy/require-publishable.ts'
import type { ImageSource } from '../../ports/images.ts'
import type { Clock, MinutesArchive, PadSource, Templates } from '../../ports.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'
import { isBoardComing, type LoadedBoard, noBoard } from '../load-board.ts'
import type { Plan } from '../plan.ts'
import { composeFromPad } from './compose-from-pad.ts'
import { gatherImages } from './gather-images.ts'
import type { PlanFilePorts } from './plan-file-ports.ts'
import { describeMinutes, planMinutesPullRequest } from './plan-minutes-pull-request.ts'
import type { Described } from './plan-pull-request.ts'
import { readPastMeetings } from './read-past-meetings.ts'

export type PrepareMinutesPorts = {
  readonly pads: Pick<PadSource, 'readPad'>
  /** null: images keep their links. */
  readonly images: ImageSource | null
  /** null: earlier minutes cannot be read. */
  readonly archive: MinutesArchive | null
  readonly board: () => Promise<LoadedBoard>
  /** null: there is nothing to make a pull request with. */
  readonly publish: PlanFilePorts | null
  readonly render: Templates['render']
  /** Composes where nothing else waits for it: for long pads. */
  readonly composeApart?: (input: Omit<MinutesInput, 'render'>) => Promise<ComposedMinutes>
  readonly clock: Clock
}

export type PrepareMinutesInput = {
  readonly settings: Settings
  readonly team: TeamSettings
  readonly date: string
  /** A file, an address, `-`. */
  readonly pad: string
  /** In place of the archive's earlier meetings, newest first. */
  readonly past?: readonly PastMeeting[]
  /** Which meeting of that day, from 1. */
  readonly meeting?: number
  /** Tells when the team met before; absent: sprint.yml alone does. */
  readonly meetings?: MeetingPlan
  /** A person asks for it now: that answers a question asked before. */
  readonly isAskedFor?: boolean
  /** There will be another look: while people type, the pull request is a draft. */
  readonly looksAgain?: boolean
  /** Until then a pad in which somebody still types is not used; absent: it is used as it is. */
  readonly waitUntil?: Date
}

export type PreparedMinutes = {
  readonly composed: ComposedMinutes
  /** Images that the minutes show, to be stored beside them. */
  readonly images: readonly StoredImage[]
  /** null where nothing can be published. */
  readonly plan: Plan | null
  /** Their pull request, described for what its branch holds now; null where there is none. */
  readonly described: () => Promise<Described | null>
  /** What a person should know of pad and board. */
  readonly remarks: readonly string[]
}

/** The pad is read first: without it nothing else is asked. Throws UserError where a person must act. */
export async function prepareMinutes(ports: PrepareMinutesPorts, input: PrepareMinutesInput): Promise<PreparedMinutes> {
  const { settings, team, date } = input
  const pad = await ports.pads.readPad(input.pad)
  const typed = ports.clock.now()
  if (input.waitUntil !== undefined && typed < input.waitUntil && isBeingTyped(pad, typed)) throw padBeingTyped(padName(pad), QUIET_MINUTES)
  const { publish, render, clock, composeApart } = ports
  const [board, past, { images, files }] = await Promise.all([
    team.board ? ports.board() : noBoard,
    input.past ?? (ports.archive === null ? [] : readPastMeetings(ports.archive, settings, team, { before: date })),
    gatherImages({ images: ports.images, minutes: publish?.minutes ?? null }, { ...input, pad }),
  ])
  const { snapshot, remark } = board
  const before = meetingBefore(input.meetings ?? { settings, calendar: null }, { team, date, past })
  const history = snapshot === null ? [] : await board.history(historyOf(snapshot, { settings, team, date, past, before }))
  const gathered = { settings, team, date, pad, images, snapshot, history, past, before, boardRemark: remark, now: clock.now() }
  const minutes: MinutesInput = { ...gathered, render }
  const isApart = composeApart !== undefined && isLongPad(pad.text)
  const composed = isApart ? await composeApart(gathered) : composeFromPad(minutes)
  if (!composed.cancelled) requirePublishable(composed.text)
  const { meeting, isAskedFor } = input
  const isTyped = pad.editedAt !== null && gathered.now.getTime() - pad.editedAt.getTime() < SETTLED_MINUTES * 60_000
  const toPublish = {
    minutes,
    images: files,
    meeting,
    isAskedFor,
    isBoardComing: isBoardComing(board),
    isDraft: input.looksAgain === true && isTyped,
  }
  const plan = publish === null ? null : await planMinutesPullRequest(publish, composed, toPublish)
  const described = async () => (publish === null ? null : describeMinutes(publish, composed, toPublish))
  const remarks = [
    ...pad.warnings,
    ...(isBeingTyped(pad, typed) ? [STILL_TYPED] : []),
    ...(remark === null ? [] : [remark]),
    ...composed.remarks,
  ]
  return { composed, images: composed.cancelled ? [] : files, plan, described, remarks: [...new Set(remarks)] }
}

const STILL_TYPED = 'The pad is still being edited. Run it again later for the rest.'

/** From when on the snapshots are looked at: those of the meeting, of the one before it, and what the rules look back on. */
function historyOf(snapshot: Snapshot, looks: Pick<MinutesInput, 'settings' | 'team' | 'date' | 'past' | 'before'>): Date {
  const asked = storyRequestsIn(looks.past, snapshot)
  // Minutes of an older meeting are made from a snapshot of those days.
  const meeting = instantAt(looks.settings.timezone, looks.date, '00:00').toISOString()
  const takenAt = snapshot.takenAt < meeting ? snapshot.takenAt : meeting
  const checked = historyStart({ snapshot: { ...snapshot, takenAt }, asked })
  return new Date(Math.min(checked.getTime(), firstLook(looks).getTime()))
}
