/** Pad, board and history -> the minutes, and what a person is asked about them. Pure: gathers nothing, writes nothing. */

import { minutesPath } from '../../domain/notes/minutes-path.ts'
import type { Notes } from '../../domain/notes/notes.ts'
import { minutesFact } from '../../domain/text/added-facts.ts'
import { fenceFor } from '../../domain/text/fence.ts'
import { judgeBoard } from '../../hygiene/evaluate.ts'
import { withoutTypedMarks } from '../../minutes/agenda/agenda-marker.ts'
import { annotationsOf } from '../../minutes/board-facts/annotations.ts'
import { boardChangesSince, type News } from '../../minutes/board-facts/board-changes-since.ts'
import { type BoardOmission, sentenceFor, withheldFor } from '../../minutes/board-facts/board-trust.ts'
import { type Contradiction, findContradictions } from '../../minutes/board-facts/contradictions.ts'
import { boardOfDay, contextOf, type MinutesContext } from '../../minutes/compose/context.ts'
import type { MinutesInput } from '../../minutes/compose/input.ts'
import { type MeetingText, meetingText } from '../../minutes/compose/select-meeting.ts'
import { createSourceLinks } from '../../minutes/compose/source-links.ts'
import { type Judged, renderSummary } from '../../minutes/compose/summary.ts'
import { countTopics } from '../../minutes/meeting/count-topics.ts'
import { saysAge } from '../../minutes/meeting/item-similarity.ts'
import { followItems } from '../../minutes/meeting/open-items.ts'
import { padLines } from '../../minutes/meeting/pad-lines.ts'
import { readOptionsFor } from '../../minutes/meeting/read-options.ts'
import { leftOutOf, leftOutRemarks } from '../../minutes/privacy/left-out.ts'
import { publishable } from '../../minutes/privacy/publishable-text.ts'
import { pathQuestions } from '../../minutes/pull-request/path-questions.ts'
import { composePullBody } from '../../minutes/pull-request/pull-request-body.ts'
import { type Question, questionsOf, questionsOn } from '../../minutes/pull-request/review-questions.ts'
import { ageOf } from '../../minutes/sections/items-and-decisions.ts'
import { formatNotes } from '../../notes/format/house-format.ts'
import { type LostLine, wordsMissing } from '../../notes/format/verify-lossless.ts'
import type { Formatted } from '../../notes/options.ts'
import { readNotes } from '../../notes/read-notes.ts'
import { doubtsOf, hygieneInput } from '../hygiene/build-hygiene-input.ts'
import { teamFilter } from '../hygiene/filter-by-team.ts'
import { readPast } from './read-past-meetings.ts'

export type { MinutesInput } from '../../minutes/compose/input.ts'

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
  readonly topics: number
  /** What is left out because the picture of the board has a gap. */
  readonly withheld: BoardOmission
  /** The text with so much left out: tells whether a picture that is whole now is all that is new. */
  readonly textWithout: (withheld: BoardOmission) => string
  /** The body where the file holds another text, since people edit it: what they answered there is ticked. */
  readonly bodyOn: (text: string) => string
}

/** Composed minutes as data alone: how they cross to another thread. */
export type ComposedData = Omit<ComposedMinutes, 'textWithout' | 'bodyOn'>

/** Throws UserError where a person must act: an empty or untouched pad, a login page, another day's notes. */
export function composeMinutes(input: MinutesInput): ComposedMinutes {
  return composeWithout(input, null)
}

/** `asked`: leaves so much of the board out; null: what its picture demands. */
export function composeWithout(input: MinutesInput, asked: BoardOmission | null): ComposedMinutes {
  const { settings, team, date, pad } = input
  const path = minutesPath(team.path, team.id, date)
  const open = publishable(withoutTypedMarks(pad.text), settings.privacy)
  const meeting = meetingText(open.text, {
    date,
    where: pad.source ?? 'The pad',
    firstHeading: team.firstHeading,
    names: [team.id, team.name],
  })
  const told = open.remarksOn(...linesOf(meeting))
  const picture = team.board ? boardOfDay(input) : null
  const withheld = asked ?? withheldFor(picture)
  const snapshot = withheld === 'board' ? null : picture
  const textWithout = (more: BoardOmission) => composeWithout(input, more).text
  const knowledge = readOptionsFor(settings, date, snapshot, input.past)
  const notes = readNotes(meeting.text, knowledge)
  if (meeting.cancelled !== null) {
    const { text } = formatNotes(meeting.text, { ...knowledge, firstHeading: team.firstHeading })
    const remark = `${path}: the meeting of ${date} did not take place ("${meeting.cancelled}"); nothing is published.`
    return {
      path,
      text,
      notes,
      questions: [],
      remarks: [remark, ...told],
      cancelled: true,
      body: '',
      assignees: [],
      topics: 0,
      withheld,
      textWithout,
      bodyOn: () => '',
    }
  }
  const context = contextOf({ ...input, withheld }, snapshot, knowledge, notes, padLines(meeting.structure, notes))
  const news = boardChangesSince(context, (picture) => teamFilter(context, picture))
  const formatted = formatMinutes(meeting, context, news)
  const places = createSourceLinks(context.lines, context.topics, formatted.text, formatted.inputLines)
  const contradictions = contradictionsOf(context)
  const summary = renderSummary(context, { places, contradictions, news, judged: judgedOn(context) })
  const whole = `${formatted.text.trimEnd()}\n\n${summary}\n`
  const lost = wordsMissing(meeting.text, formatted.text)
  const text = lost.length === 0 ? whole : `${whole}\n${keptAsTyped(lost, team.firstHeading + 1)}\n`
  const questions = [
    ...pathQuestions({ path, date, typedAt: pad.editedAt ?? input.now, timezone: settings.timezone }),
    ...questionsOf({ notes, places, contradictions, snapshot, lost: lost.length, leftOut: leftOutOf(text, settings.privacy) }),
  ]
  const data = { notes, questions, text, topics: countTopics(context.lines, context.topics), withheld }
  return {
    ...data,
    path,
    remarks: [
      ...told,
      ...leftOutRemarks(pad.source ?? 'The pad', meeting),
      ...remarksOf(context, lost, meeting),
      ...(snapshot === null ? [] : doubtsOf(settings, { snapshot, history: input.history })),
    ],
    cancelled: false,
    textWithout,
    bodyOn: (text) => bodyOn(input, data, text),
    ...composePullBody({ ...input, ...data, snapshot, questions: questionsOn(text, { minutes: text, questions, unresolved: [] }) }),
  }
}

/** Nothing is found without a board, with a gap in its picture, and where the team wants no hygiene. */
function judgedOn({ settings, team, snapshot, history, asked, withheld, now }: MinutesContext): Judged {
  if (snapshot === null || withheld !== 'nothing' || team.hygiene.mode === 'off') return { findings: [], isOpen: false }
  const seen = { snapshot, history: history.filter(({ takenAt }) => takenAt < snapshot.takenAt), asked }
  const judged = judgeBoard(hygieneInput(settings, team, seen, now))
  return { findings: judged.findings, isOpen: judged.withheld.length > 0 }
}

/** The description of the pull request where the file holds `text`. */
export function bodyOn(
  input: MinutesInput,
  composed: Pick<ComposedMinutes, 'notes' | 'questions' | 'text' | 'topics' | 'withheld'>,
  text: string,
): string {
  const { settings, team, date } = input
  const { withheld, topics, text: minutes } = composed
  const read = text === minutes ? composed.notes : readPast(text, date, settings)
  const questions = questionsOn(text, { minutes, questions: composed.questions, unresolved: read.unresolved })
  const { reporters, scribes } = read.presenters.length > 0 ? read : composed.notes
  const snapshot = withheld === 'board' || !team.board ? null : boardOfDay(input)
  return composePullBody({ ...input, snapshot, topics, questions, notes: { ...composed.notes, reporters, scribes } }).body
}

function formatMinutes({ text, firstLine }: MeetingText, context: MinutesContext, news: News | null): Formatted {
  const { board, lines, topics, notes, past, settings, team, date, knowledge } = context
  const facts = board === null ? null : annotationsOf(lines, topics, board)
  const carried = followItems(notes, past, { people: settings.people })
  const statusOf = (line: number) => notes.actionItems.find((item) => item.line === line)?.status ?? 'open'
  // An agenda wrote the age beside its items already.
  const aged = new Set(lines.flatMap(({ number, text: words }) => (saysAge(words) ? [number] : [])))
  const insertions = [
    ...(news && news.reviewLine !== null ? [{ endOfSection: news.reviewLine, lines: news.review.split('\n') }] : []),
    ...(news && news.planningLine !== null && news.planned !== ''
      ? [{ endOfSection: news.planningLine, lines: news.planned.split('\n') }]
      : []),
  ]
  const formatted = formatNotes(text, {
    ...knowledge,
    firstHeading: team.firstHeading,
    title: date,
    nestBelowFirst: firstLine < 1,
    breakLines: true,
    proposeHandles: true,
    insertions,
    annotate: (line) => {
      const open = aged.has(line) ? undefined : carried.get(line)
      const added = [facts?.behind.get(line) ?? '', open ? minutesFact(ageOf(open, statusOf(line))) : ''].filter((note) => note !== '')
      return added.length === 0 ? null : added.join(' ')
    },
  })
  return facts === null ? formatted : withLinesBelow(formatted, facts.below)
}

/** A paragraph below headings, by the heading's line of the pad. */
function withLinesBelow({ text, inputLines, warnings }: Formatted, below: ReadonlyMap<number, string>): Formatted {
  const lines = text.split('\n').flatMap((line, index): { line: string; input: number }[] => {
    const input = inputLines[index] ?? 0
    const note = /^#{1,6} /.test(line) ? below.get(input) : undefined
    const own = { line, input }
    return note === undefined ? [own] : [own, { line: '', input: 0 }, { line: note, input: 0 }]
  })
  return { text: lines.map(({ line }) => line).join('\n'), inputLines: lines.map(({ input }) => input), warnings }
}

function contradictionsOf({ board, lines, topics, notes }: MinutesContext): readonly Contradiction[] {
  if (board === null) return []
  return findContradictions({ lines, topics, board, apart: new Set(notes.actionItems.map(({ line }) => line)) })
}

/** First and last line of the pad that the minutes are made of. */
function linesOf({ text, firstLine, leftOut }: MeetingText): readonly [number, number] {
  return leftOut === null ? [1, Number.MAX_SAFE_INTEGER] : [firstLine, firstLine + text.split('\n').length - 1]
}

/** Lines that the house format would have changed: nothing is lost, and it is said. */
function keptAsTyped(lost: readonly LostLine[], level: number): string {
  const lines = lost.map(({ text }) => text)
  const fence = fenceFor(lines.join('\n'))
  return [`${'#'.repeat(level)} Kept as typed`, '', `${fence}text`, ...lines, fence].join('\n')
}

/** Lines are those of the pad: people look them up there. */
function remarksOf(
  { notes, withheld }: MinutesContext,
  lost: readonly LostLine[],
  { firstLine, leftOut }: Pick<MeetingText, 'firstLine' | 'leftOut'>,
): readonly string[] {
  const at = (line: number) => `line ${Math.max(1, line + firstLine - 1)}`
  return [
    ...(leftOut === null ? [] : [leftOut]),
    ...notes.warnings.map(({ line, message }) => `${at(line)}: ${message}`),
    ...(withheld === 'nothing' ? [] : [sentenceFor(withheld)]),
    ...lost.map(({ line, problem }) => `${at(line)}: the house format has changed it (${problem}); it is kept as typed at the end.`),
  ]
}
