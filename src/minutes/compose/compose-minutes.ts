/** Pad, board and history -> the minutes, and what a person is asked about them. Pure: gathers nothing, writes nothing. */

import type { Notes } from '../../domain/notes/notes.ts'
import { formatNotes } from '../../notes/format/house-format.ts'
import { boardFactsOf } from '../board-facts/board-facts.ts'
import type { BoardOmission } from '../board-facts/board-trust.ts'
import type { HygieneFacts } from '../board-facts/hygiene-facts.ts'
import { countTopics } from '../meeting/count-topics.ts'
import { composePullBody } from '../pull-request/pull-request-body.ts'
import { type Question, reviewQuestions } from '../pull-request/review-questions.ts'
import { writeDocument } from './document.ts'
import type { MinutesContext } from './read-meeting.ts'
import { remarksOf } from './remarks.ts'

/** Data alone: it may cross to another thread. */
export type ComposedMinutes = {
  readonly path: string
  readonly text: string
  readonly notes: Notes
  readonly questions: readonly Question[]
  /** For the person who runs it. */
  readonly remarks: readonly string[]
  /** The meeting did not take place: nothing is to be published. */
  readonly cancelled: boolean
  /** Of the pull request. */
  readonly body: string
  readonly assignees: readonly string[]
  /** Who reports, of those who may be called. */
  readonly presenters: readonly string[]
  readonly topics: number
  /** What is left out because the snapshot of the board has a gap. */
  readonly withheld: BoardOmission
}

/** The minutes of a meeting that was read; `hygiene` is what the rules say of its board. */
export function composeMinutes(context: MinutesContext, hygiene: HygieneFacts): ComposedMinutes {
  const { meeting, path, notes, lines, topics, withheld } = context
  if (meeting.cancelled !== null) return cancelledMinutes(context, meeting.cancelled)
  const facts = boardFactsOf(context, hygiene)
  const { text, places, lost } = writeDocument(context, facts)
  const { contradictions } = facts
  const questions = reviewQuestions(context, { contradictions, places, text, lost: lost.length })
  const minutes = { text, notes, questions, topics: countTopics(lines, topics), withheld }
  return { ...minutes, path, remarks: remarksOf(context, lost), cancelled: false, ...composePullBody(context, minutes) }
}

function cancelledMinutes(context: MinutesContext, words: string): ComposedMinutes {
  const { path, date, team, meeting, leftOut, notes, knowledge, withheld } = context
  const { text } = formatNotes(meeting.text, { ...knowledge, firstHeading: team.firstHeading })
  const remark = `${path}: the meeting of ${date} did not take place ("${words}"); nothing is published.`
  const nothing = { questions: [], body: '', assignees: [], presenters: [], topics: 0 }
  return { ...nothing, path, text, notes, remarks: [remark, ...leftOut], cancelled: true, withheld }
}
