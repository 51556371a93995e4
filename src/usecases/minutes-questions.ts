/** What a person is asked about the minutes, and the description of their pull request. Pure. */
import type { Snapshot } from '../domain/board.ts'
import { minuteIn } from '../domain/dates.ts'
import { asCode, quietHandle, quietLink, quoted } from '../domain/escape.ts'
import type { Notes } from '../domain/notes.ts'
import { parseRef } from '../domain/reference.ts'
import { type Called, type Roles, whomToCall } from '../minutes/called.ts'
import type { Places } from '../minutes/places.ts'
import type { Contradiction } from '../minutes/sections/contradictions.ts'
import type { LeftOut } from './left-out.ts'
import type { MinutesInput } from './minutes-input.ts'

/** `text` is Markdown for the pull request; `line` is of the minutes, 0 where the line is not known. */
export type Question = { readonly line: number; readonly text: string }

export type QuestionsInput = {
  readonly notes: Notes
  readonly places: Places
  readonly contradictions: readonly Contradiction[]
  readonly snapshot: Snapshot | null
  /** Lines of the pad that stand at the end as they were typed. */
  readonly lost: number
  /** By line of the minutes: each is a question for itself. */
  readonly leftOut: readonly LeftOut[]
}

/** By line. Pad text in them is quoted: it calls nobody and links nothing. */
export function questionsOf({ notes, places, contradictions, snapshot, lost, leftOut }: QuestionsInput): readonly Question[] {
  const at = (line: number, text: string): Question => ({ line: places.lineOf(line) ?? 0, text })
  const there = new Set(notes.participants)
  const questions = [
    ...notes.unresolved.map(({ text, number, line }) => at(line, `${asCode(text)}: which repository?${knownIn(number, snapshot)}`)),
    ...notes.handleProposals.map(({ typed, proposed, line }) =>
      at(
        line,
        `${quietHandle(typed)} is unknown; ${quietHandle(proposed)} ${there.has(proposed.toLowerCase()) ? 'was there' : 'is known'}`,
      ),
    ),
    // Label and address of a link name two issues: only who was there knows.
    ...notes.warnings.filter(({ code: kind }) => kind === 'label-disagrees').map(({ line, message }) => at(line, quoted(message))),
    ...contradictions.map(({ line, said, item, board }) =>
      at(line, `said "${quoted(shortened(said))}", but ${quietLink(item.ref)} ${quoted(board)}`),
    ),
  ]
  if (lost > 0)
    questions.push({ line: 0, text: `${count(lost, 'line', 'lines')} could not be put in house format; see "Kept as typed" at the end` })
  // The same number on two lines is one question.
  const seen = new Set<string>()
  const once = questions.filter(({ text }) => !seen.has(text) && seen.add(text))
  return [...once, ...leftOut].sort((a, b) => a.line - b.line)
}

function knownIn(number: number, snapshot: Snapshot | null): string {
  const repos = (snapshot?.items ?? []).flatMap((item) => {
    const ref = item.ref === null || item.private ? null : parseRef(item.ref)
    return ref?.number === number ? [ref.repo] : []
  })
  return repos.length === 0 ? '' : ` (the board knows it in ${[...new Set(repos)].sort().join(' and in ')})`
}

export type PullBodyInput = Omit<MinutesInput, 'snapshot'> & {
  readonly snapshot: Snapshot | null
  readonly notes: Notes
  readonly questions: readonly Question[]
  readonly topics: number
}

/** Only who writes and who reports is addressed; everybody else is named without being called. */
export function composePullBody(input: PullBodyInput): { readonly body: string; readonly assignees: readonly string[] } {
  const { settings, team, date, notes, questions, topics, boardRemark, snapshot, render } = input
  const person = (handle: string) => (Object.hasOwn(settings.people, handle) ? settings.people[handle] : undefined) ?? handle
  const people = whomToCall(notes, input.past, person)
  const { scribes, reporters, called } = people
  const counts = [
    count(notes.participants.length, 'participant', 'participants'),
    count(topics, 'topic', 'topics'),
    count(notes.actionItems.filter(({ status }) => status === 'open').length, 'action item', 'action items'),
    count(notes.decisions.length, 'decision', 'decisions'),
  ]
  const body = render('minutes/pull-request', {
    team: quoted(team.name),
    date,
    counts: counts.join(', '),
    sources: sourcesOf(input),
    questions: shownQuestions(questions),
    remarks:
      team.board && settings.board !== null && (snapshot === null || boardRemark !== null)
        ? [quoted(boardRemark ?? 'No board was read.')]
        : [],
    closing: closingOf(input, people),
  })
  return {
    body: body.replace(/\n{3,}/g, '\n\n').trim(),
    assignees: (scribes.length > 0 ? scribes : reporters).filter((login) => called.has(login)),
  }
}

const MAX_QUESTIONS = 30

function shownQuestions(questions: readonly Question[]): readonly string[] {
  const shown = questions.slice(0, MAX_QUESTIONS).map(({ line, text }) => (line > 0 ? `line ${line}: ${text}` : text))
  const rest = questions.length - MAX_QUESTIONS
  return rest > 0 ? [...shown, `and ${rest} more of this kind`] : shown
}

function sourcesOf({ pad, snapshot, settings: { timezone } }: PullBodyInput): string {
  const name = pad.source !== null && /^https?:\/\/[^\s()<>]+$/.test(pad.source) ? `the [pad](${pad.source})` : 'the pad'
  const edited = pad.editedAt === null ? '' : ` (last edit ${minuteIn(timezone, pad.editedAt)})`
  if (snapshot === null) return `${name}${edited}`
  const url = snapshot.board.url ?? `https://github.com/orgs/${snapshot.board.owner}/projects/${snapshot.board.number}`
  return `${name}${edited} and the [board](${url}) (${minuteIn(timezone, new Date(snapshot.takenAt))})`
}

function closingOf({ settings, team }: PullBodyInput, { scribes, reporters, called, show }: Roles & Called): string {
  const call = team.communityCall && settings.communityCall !== null ? settings.communityCall : null
  const reports = call === null ? '' : `reports on ${call.weekday.charAt(0).toUpperCase()}${call.weekday.slice(1)}`
  const verb = (people: readonly string[], one: string) => (people.length > 1 ? one.replace(/^(\w+)s\b/, '$1') : one)
  const isSame = scribes.length > 0 && scribes.join() === reporters.join()
  const parts = isSame
    ? [`${show(scribes)} ${verb(scribes, 'writes the minutes')}${reports === '' ? '' : ` and ${verb(scribes, reports)}`}`]
    : [
        ...(scribes.length > 0 ? [`${show(scribes)} ${verb(scribes, 'writes the minutes')}`] : []),
        ...(reporters.length > 0 && reports !== '' ? [`${show(reporters)} ${verb(reporters, reports)}`] : []),
      ]
  const note = called.size > 0 ? ' (nobody else is mentioned here)' : ''
  const who = parts.length === 0 ? 'The notes do not say who writes the minutes.' : `${parts.join('; ')}${note}.`
  return `${who} Edit this branch as you like: your lines stay.`
}

const MAX_SAID = 120

/** Cut at a space, where there is one. */
export function shortened(text: string, most = MAX_SAID): string {
  if (text.length <= most) return text
  const space = text.lastIndexOf(' ', most)
  return `${text.slice(0, space > most / 2 ? space : most)} …`
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`
}
