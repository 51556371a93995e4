/** The pad of a meeting, read: what of it may be published, what people said, and the board of that day. Pure. */

import type { Snapshot } from '../../domain/board/board.ts'
import { type BoardIndex, publicBoard } from '../../domain/board/board-index.ts'
import { type StatusNames, usualStatus } from '../../domain/board/board-status.ts'
import { minutesPath } from '../../domain/notes/minutes-path.ts'
import type { Notes, Wish } from '../../domain/notes/notes.ts'
import type { PastMeeting } from '../../domain/notes/past-meeting.ts'
import type { StoryRequest } from '../../domain/notes/story-request.ts'
import type { ReadOptions } from '../../notes/options.ts'
import { readNotes } from '../../notes/read-notes.ts'
import { boardOfMeeting, type MeetingBoard } from '../board-facts/board-of-day.ts'
import type { BoardOmission } from '../board-facts/board-trust.ts'
import type { MeetingBefore } from '../board-facts/meeting-before.ts'
import { type PadLine, padLines } from '../meeting/pad-lines.ts'
import { readOptionsFor } from '../meeting/read-options.ts'
import { requestsAt } from '../meeting/story-requests.ts'
import { discussedIn, findTopics, type Topics } from '../meeting/topics.ts'
import { type MeetingInput, padName, readMeetingText } from './meeting-text.ts'
import type { MeetingText } from './select-meeting.ts'

/** Everything minutes are composed from: gathered by whoever asks for them. */
export type MinutesInput = MeetingInput & {
  readonly snapshot: Snapshot | null
  readonly history: readonly Snapshot[]
  /** Newest first, before `date`. */
  readonly past: readonly PastMeeting[]
  /** The meeting before, as the calendar has it; absent: sprint.yml alone says when it was. */
  readonly before?: MeetingBefore
  /** Why no board was read, or how old it is: a sentence. */
  readonly boardRemark: string | null
  readonly now: Date
  readonly render: (name: string, data: unknown) => string
}

/** What all parts of the minutes look at. */
export type MinutesContext = Omit<MinutesInput, 'snapshot'> &
  MeetingBoard & {
    /** Of the file. */
    readonly path: string
    /** Names the pad in messages. */
    readonly where: string
    readonly meeting: MeetingText
    /** What of the pad is left out, for the person who runs it. */
    readonly leftOut: readonly string[]
    readonly knowledge: ReadOptions
    readonly notes: Notes
    readonly lines: readonly PadLine[]
    readonly board: BoardIndex | null
    /** What status values of the board mean. */
    readonly status: StatusNames
    readonly topics: Topics
    /** `refKey` of everything people named, and of the epics they talked about. */
    readonly discussed: ReadonlySet<string>
    readonly asked: readonly StoryRequest[]
    /** What people asked for; the agenda only repeats it. */
    readonly wishes: readonly Wish[]
  }

/**
 * `without`: leaves so much of the board out; null: what its snapshot demands. Throws UserError where a person must act: an
 * empty or untouched pad, a login page, another day's notes.
 */
export function readMeeting(input: MinutesInput, without: BoardOmission | null = null): MinutesContext {
  const { settings, team, date, pad, past } = input
  const { open, meeting } = readMeetingText(input)
  const ofMeeting = boardOfMeeting(input, without)
  const { snapshot } = ofMeeting
  const knowledge = readOptionsFor(settings, date, snapshot, past)
  const notes = readNotes(meeting.text, knowledge)
  const lines = padLines(meeting.structure, notes)
  const status = settings.board?.status ?? usualStatus
  const board = snapshot === null ? null : publicBoard(snapshot, status, settings.epics)
  const topics = findTopics(lines, board)
  const discussed = discussedIn(notes, lines, topics)
  return {
    ...input,
    ...{ path: minutesPath(team.path, team.id, date), where: padName(pad), meeting, leftOut: open.remarksOn(...meeting.padLines) },
    ...ofMeeting,
    ...{ board, status, knowledge, notes, lines, topics, discussed },
    ...requestsAt({ date, notes, past }, { lines, topics, snapshot }),
  }
}
