/** Pad, board and history -> the minutes, and what a person is asked about them. Pure: gathers nothing, writes nothing. */

import type { Snapshot } from '../../domain/board/board.ts'
import { minutesPath } from '../../domain/notes/minutes-path.ts'
import type { Notes } from '../../domain/notes/notes.ts'
import type { OpenItem } from '../../domain/notes/past-meeting.ts'
import { judgeBoard } from '../../hygiene/evaluate.ts'
import { teamFilter } from '../../hygiene/filter-by-team.ts'
import { doubtsOf, hygieneInput } from '../../hygiene/hygiene-input.ts'
import { withoutTypedMarks } from '../../minutes/agenda/agenda-marker.ts'
import { boardChangesSince } from '../../minutes/board-facts/board-changes-since.ts'
import { type BoardOmission, sentenceFor, withheldFor } from '../../minutes/board-facts/board-trust.ts'
import { type Contradiction, findContradictions } from '../../minutes/board-facts/contradictions.ts'
import type { ComposedMinutes } from '../../minutes/compose/composed.ts'
import { boardOfDay, contextOf, type MinutesContext } from '../../minutes/compose/context.ts'
import { formatMinutes, keptAsTyped } from '../../minutes/compose/format-minutes.ts'
import { inlineMarkdown, spellings } from '../../minutes/compose/inline-markdown.ts'
import type { MinutesInput } from '../../minutes/compose/input.ts'
import { listItems } from '../../minutes/compose/listed-items.ts'
import { type MeetingText, meetingText } from '../../minutes/compose/select-meeting.ts'
import { createSourceLinks, NO_PLACES, type SourceLinks } from '../../minutes/compose/source-links.ts'
import { renderSummary, sectionsBelow } from '../../minutes/compose/summary.ts'
import { countTopics } from '../../minutes/meeting/count-topics.ts'
import { followItems } from '../../minutes/meeting/open-items.ts'
import { padLines } from '../../minutes/meeting/pad-lines.ts'
import { readPast } from '../../minutes/meeting/past-meetings.ts'
import { readOptionsFor } from '../../minutes/meeting/read-options.ts'
import { leftOutOf, leftOutRemarks } from '../../minutes/privacy/left-out.ts'
import { publishable } from '../../minutes/privacy/publishable-text.ts'
import { pathQuestions } from '../../minutes/pull-request/path-questions.ts'
import { composePullBody } from '../../minutes/pull-request/pull-request-body.ts'
import { type Question, questionsOf, questionsOn } from '../../minutes/pull-request/review-questions.ts'
import type { Judged, SectionInput } from '../../minutes/sections/section.ts'
import { formatNotes } from '../../notes/format/house-format.ts'
import { type LostLine, wordsMissing } from '../../notes/format/verify-lossless.ts'
import type { ReadOptions } from '../../notes/options.ts'
import { readNotes } from '../../notes/read-notes.ts'

export type { ComposedData, ComposedMinutes } from '../../minutes/compose/composed.ts'
export type { MinutesInput } from '../../minutes/compose/input.ts'

/** Throws UserError where a person must act: an empty or untouched pad, a login page, another day's notes. */
export function composeMinutes(input: MinutesInput): ComposedMinutes {
  return composeWithout(input, null)
}

/** `asked`: leaves so much of the board out; null: what its picture demands. */
export function composeWithout(input: MinutesInput, asked: BoardOmission | null): ComposedMinutes {
  const read = readMeetingPad(input, asked)
  if (read.meeting.cancelled !== null) return cancelledMinutes(input, read, read.meeting.cancelled)
  const context = contextOf({ ...input, withheld: read.withheld }, read.snapshot, read.knowledge, {
    notes: read.notes,
    lines: padLines(read.meeting.structure, read.notes),
  })
  const beside = besideNotes(context)
  const formatted = formatMinutes(read.meeting, context, { ...beside, insertions: sectionsBelow(inputBelow(context, beside)) })
  const places = createSourceLinks(context.lines, context.topics, formatted.text, formatted.inputLines)
  const lost = wordsMissing(read.meeting.text, formatted.text)
  const text = wholeText(formatted.text, renderSummary(sectionInput(context, beside, places)), keptAsTyped(lost, context))
  const questions = allQuestions(input, { context, places, contradictions: beside.contradictions, lost: lost.length, text })
  const data = { notes: read.notes, questions, text, topics: countTopics(context.lines, context.topics), withheld: read.withheld }
  return {
    ...data,
    path: read.path,
    remarks: [...read.told, ...leftOutRemarks(read.where, read.meeting), ...remarksOf(context, lost, read.meeting)],
    cancelled: false,
    textWithout: (more) => composeWithout(input, more).text,
    bodyOn: (text) => bodyOn(input, data, text),
    ...pullBody(input, { ...data, snapshot: read.snapshot }),
  }
}

type ReadPad = {
  readonly path: string
  readonly where: string
  readonly meeting: MeetingText
  /** What of the pad is left out, for the person who runs it. */
  readonly told: readonly string[]
  readonly withheld: BoardOmission
  readonly snapshot: Snapshot | null
  readonly knowledge: ReadOptions
  readonly notes: Notes
}

/** What may leave the pad, cut to the meeting and understood, and the board that belongs to it. */
function readMeetingPad(input: MinutesInput, asked: BoardOmission | null): ReadPad {
  const { settings, team, date, pad } = input
  const where = pad.source ?? 'The pad'
  const open = publishable(withoutTypedMarks(pad.text), settings.privacy)
  const meeting = meetingText(open.text, { date, where, firstHeading: team.firstHeading, names: [team.id, team.name] })
  const picture = team.board ? boardOfDay(input) : null
  const withheld = asked ?? withheldFor(picture)
  const snapshot = withheld === 'board' ? null : picture
  const knowledge = readOptionsFor(settings, date, snapshot, input.past)
  const told = open.remarksOn(...linesOf(meeting))
  const path = minutesPath(team.path, team.id, date)
  return { path, where, meeting, told, withheld, snapshot, knowledge, notes: readNotes(meeting.text, knowledge) }
}

function cancelledMinutes(input: MinutesInput, read: ReadPad, words: string): ComposedMinutes {
  const { path, meeting, notes, knowledge, withheld } = read
  const { text } = formatNotes(meeting.text, { ...knowledge, firstHeading: input.team.firstHeading })
  return {
    path,
    text,
    notes,
    questions: [],
    remarks: [`${path}: the meeting of ${input.date} did not take place ("${words}"); nothing is published.`, ...read.told],
    cancelled: true,
    body: '',
    assignees: [],
    topics: 0,
    withheld,
    textWithout: (more) => composeWithout(input, more).text,
    bodyOn: () => '',
  }
}

/** What the board and earlier meetings say of the notes. */
type BesideNotes = Pick<SectionInput, 'news' | 'contradictions' | 'judged'> & { readonly carried: ReadonlyMap<number, OpenItem> }

function besideNotes(context: MinutesContext): BesideNotes {
  return {
    news: boardChangesSince(context, (picture) => teamFilter(context, picture)),
    contradictions: contradictionsOf(context),
    judged: judgedOn(context),
    carried: followItems(context.notes, context.past, { people: context.settings.people }),
  }
}

function sectionInput(context: MinutesContext, { carried, ...beside }: BesideNotes, places: SourceLinks): SectionInput {
  const inline = (text: string) => inlineMarkdown(text, context)
  const items = listItems({ notes: context.notes, carried, places, spelt: spellings(context.lines), inline })
  return { ...beside, context, places, items, inline }
}

/** For sections among the notes, before it is known where a line of the notes will stand. */
function inputBelow(context: MinutesContext, { carried: _carried, ...beside }: BesideNotes): SectionInput {
  const items = { open: [], done: [], decisions: [] }
  return { ...beside, context, places: NO_PLACES, items, inline: (text) => inlineMarkdown(text, context) }
}

function wholeText(...parts: readonly string[]): string {
  return `${parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('\n\n')}\n`
}

type Asked = Pick<ComposedMinutes, 'text'> & {
  readonly context: MinutesContext
  readonly places: SourceLinks
  readonly contradictions: readonly Contradiction[]
  readonly lost: number
}

function allQuestions({ pad, now }: MinutesInput, { context, places, contradictions, lost, text }: Asked): readonly Question[] {
  const { settings, team, date, notes, snapshot } = context
  const path = minutesPath(team.path, team.id, date)
  return [
    ...pathQuestions({ path, date, typedAt: pad.editedAt ?? now, timezone: settings.timezone }),
    ...questionsOf({ notes, places, contradictions, snapshot, lost, leftOut: leftOutOf(text, settings.privacy) }),
  ]
}

type PullData = Pick<ComposedMinutes, 'notes' | 'questions' | 'text' | 'topics'> & { readonly snapshot: Snapshot | null }

function pullBody(input: MinutesInput, { questions, text, ...data }: PullData) {
  return composePullBody({ ...input, ...data, questions: questionsOn(text, { minutes: text, questions, unresolved: [] }) })
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

function contradictionsOf({ board, lines, topics, notes }: MinutesContext): readonly Contradiction[] {
  if (board === null) return []
  return findContradictions({ lines, topics, board, apart: new Set(notes.actionItems.map(({ line }) => line)) })
}

/** First and last line of the pad that the minutes are made of. */
function linesOf({ text, firstLine, leftOut }: MeetingText): readonly [number, number] {
  return leftOut === null ? [1, Number.MAX_SAFE_INTEGER] : [firstLine, firstLine + text.split('\n').length - 1]
}

/** Lines are those of the pad: people look them up there. */
function remarksOf(
  { notes, withheld, settings, snapshot, history }: MinutesContext,
  lost: readonly LostLine[],
  { firstLine, leftOut }: Pick<MeetingText, 'firstLine' | 'leftOut'>,
): readonly string[] {
  const at = (line: number) => `line ${Math.max(1, line + firstLine - 1)}`
  return [
    ...(leftOut === null ? [] : [leftOut]),
    ...notes.warnings.map(({ line, message }) => `${at(line)}: ${message}`),
    ...(withheld === 'nothing' ? [] : [sentenceFor(withheld)]),
    ...lost.map(
      ({ line, problem }) =>
        `${at(line)}: converting this part to house format would change it (${problem}), so it was added at the end as typed.`,
    ),
    ...(snapshot === null ? [] : doubtsOf(settings, { snapshot, history })),
  ]
}
