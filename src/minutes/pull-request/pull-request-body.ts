/** The description of the pull request with minutes: what they hold, what is asked, who is called. Pure. */

import type { Snapshot } from '../../domain/board/board.ts'
import { boardUrl } from '../../domain/github-web.ts'
import { minutesBranch, minutesPath } from '../../domain/notes/minutes-path.ts'
import type { Notes } from '../../domain/notes/notes.ts'
import { currentHandle } from '../../domain/notes/person-of.ts'
import { isBeingTyped } from '../../domain/pads/quiet-pad.ts'
import { lineUrl } from '../../domain/reference.ts'
import { countOf } from '../../domain/text/count-of.ts'
import { asCode, quoted } from '../../domain/text/escape.ts'
import { minuteIn } from '../../domain/time/dates.ts'
import { boardOfMeeting } from '../board-facts/board-of-day.ts'
import type { BoardOmission } from '../board-facts/board-trust.ts'
import type { MinutesInput } from '../compose/read-meeting.ts'
import { otherImageHosts, storedCount } from '../images/image-questions.ts'
import { readPast } from '../meeting/past-meetings.ts'
import { markedQuestion, moreQuestions, withTicks } from './managed-body.ts'
import { type Called, type Roles, whomToCall } from './mentioned-people.ts'
import { type AskedQuestion, dateQuestion, type Question, questionsOn } from './review-questions.ts'

/** What people can type so that it is understood. */
const WRITING_NOTES = 'https://github.com/SovereignCloudStack/scs-sprint/blob/main/docs/writing-notes.md'

/** Minutes as they were composed. */
export type BodyFacts = {
  readonly text: string
  readonly notes: Notes
  readonly questions: readonly Question[]
  readonly topics: number
  readonly withheld: BoardOmission
}

/** What the description tells: of the minutes as they were composed, and of what people made of them since. */
type PullFacts = Omit<MinutesInput, 'snapshot'> & {
  readonly snapshot: Snapshot | null
  readonly notes: Notes
  readonly questions: readonly AskedQuestion[]
  readonly topics: number
}

/** The questions about the minutes as they stand to `text`, which people may have edited since. */
export function askedOn(
  input: Pick<MinutesInput, 'date' | 'settings' | 'team'>,
  composed: BodyFacts,
  text: string,
): readonly AskedQuestion[] {
  return askedAbout(input, composed, { text, read: text === composed.text ? null : readPast(text, input.date, input.settings) })
}

/** `read`: null for the minutes as they were composed. */
function askedAbout(
  { date, settings, team }: Pick<MinutesInput, 'date' | 'settings' | 'team'>,
  { text: minutes, questions, notes }: BodyFacts,
  { text, read }: { readonly text: string; readonly read: Notes | null },
): readonly AskedQuestion[] {
  const asked = questionsOn(text, { minutes, questions, unresolved: (read ?? notes).unresolved })
  // A team's own heading may have no date that can be read: then none was lost.
  const isLost = read !== null && read.headingDate === null && readPast(minutes, date, settings).headingDate !== null
  return isLost ? [dateQuestion(text, date, team.firstHeading), ...asked] : asked
}

/**
 * The description where the file holds `text`: the minutes as they were composed, or what people made of them on the branch,
 * which answers questions. Only who writes and who reports is addressed; everybody else is named without being called.
 */
export function composePullBody(input: MinutesInput, composed: BodyFacts, text = composed.text): PullFor {
  const edited = text === composed.text ? null : readPast(text, input.date, input.settings)
  const { reporters, scribes } = edited !== null && edited.presenters.length > 0 ? edited : composed.notes
  const { snapshot } = boardOfMeeting(input, composed.withheld)
  const questions = askedAbout(input, composed, { text, read: edited })
  return describeMinutes({ ...input, snapshot, questions, topics: composed.topics, notes: { ...composed.notes, reporters, scribes } })
}

/** `presenters`: who reports, of those who may be called. */
type PullFor = { readonly body: string; readonly assignees: readonly string[]; readonly presenters: readonly string[] }

function describeMinutes(input: PullFacts): PullFor {
  const { settings, team, date, notes, topics, boardRemark, snapshot, render } = input
  const person = (handle: string) => currentHandle(handle, settings.people)
  const people = whomToCall(notes, input.past, person)
  const { scribes, reporters, called } = people
  const images = storedCount(input.images ?? [])
  const counts = [
    countOf(notes.participants.length, 'participant'),
    countOf(topics, 'topic'),
    countOf(notes.actionItems.filter(({ status }) => status === 'open').length, 'action item'),
    countOf(notes.decisions.length, 'decision'),
    ...(images === 0 ? [] : [countOf(images, 'image')]),
  ]
  const answered = new Set(input.questions.flatMap(({ id, isAnswered }) => (isAnswered ? [id] : [])))
  const body = render('minutes/pull-request', {
    team: quoted(team.name, settings.github),
    date,
    counts: counts.join(', '),
    sources: sourcesOf(input),
    remarks: [
      ...(team.board && settings.board !== null && (snapshot === null || boardRemark !== null)
        ? [quoted(boardRemark ?? 'No board was read.', settings.github)]
        : []),
      ...(isBeingTyped(input.pad, input.now) ? [STILL_TYPED] : []),
      ...otherHostsRemark(otherImageHosts(input.images ?? [])),
    ],
    closing: closingOf(input, people),
    questions: shownQuestions(input),
  })
  return {
    body: withTicks(body.replace(/\n{3,}/g, '\n\n').trim(), answered),
    assignees: (scribes.length > 0 ? scribes : reporters).filter((login) => called.has(login)),
    presenters: reporters.filter((login) => called.has(login)),
  }
}

const STILL_TYPED =
  '**The pad was still being edited** when these minutes were made. The app reads it again later; `/minutes refresh` reads it now.'

/** The app asks no other hosts, so it cannot store what is there. */
function otherHostsRemark(hosts: readonly string[]): readonly string[] {
  return hosts.length === 0 ? [] : [`Images on ${hosts.map(asCode).join(', ')} keep their links.`]
}

const MAX_QUESTIONS = 30

const CLOSING = [
  'Feel free to edit this branch; your changes are kept.',
  'Sign off your commits, including accepted suggestions: add a line `Signed-off-by: Your Name <your email>` to the commit message.',
  `Commands in a comment: \`/minutes check\`, \`/minutes refresh\`, \`/minutes presenter @handle\`, \`/minutes rename path\`. [How to write notes](${WRITING_NOTES}).`,
].join(' ')

function shownQuestions(input: PullFacts): readonly string[] {
  const { questions } = input
  const shown = questions.slice(0, MAX_QUESTIONS).map(({ line, text, answer, id }) => {
    const place = line === 0 ? '' : `[line ${line}](${addressOf(input, line)}): `
    const asked = answer === '' ? text : `${text}${/[.?!)]$/.test(text) ? '' : '.'} ${answer}`
    return markedQuestion(`${place}${asked}`, id)
  })
  const rest = questions.length - MAX_QUESTIONS
  return rest > 0 ? [...shown, moreQuestions(rest)] : shown
}

/** The line of the file on its branch, where it can be edited. */
function addressOf({ settings: { minutes }, team, date }: PullFacts, line: number): string {
  return lineUrl({ ...minutes, branch: minutesBranch(team.id, date) }, minutesPath(team.path, team.id, date), line)
}

function sourcesOf({ pad, snapshot, settings: { timezone, github } }: PullFacts): string {
  const name = pad.source !== null && /^https?:\/\/[^\s()<>]+$/.test(pad.source) ? `the [pad](${pad.source})` : 'the pad'
  const edited = pad.editedAt === null ? '' : ` (last edit ${minuteIn(timezone, pad.editedAt)})`
  if (snapshot === null) return `${name}${edited}`
  const url = snapshot.board.url ?? boardUrl(snapshot.board, github)
  return `${name}${edited} and the [board](${url}) (${minuteIn(timezone, new Date(snapshot.takenAt))})`
}

function closingOf({ settings, team }: PullFacts, { scribes, reporters, show }: Roles & Called): string {
  const call = team.communityCall && settings.communityCall !== null ? settings.communityCall : null
  const day = call?.meeting?.weekday
  const reports =
    call === null ? '' : day === undefined ? 'reports in the call' : `reports on ${day.charAt(0).toUpperCase()}${day.slice(1)}`
  const verb = (people: readonly string[], one: string) => (people.length > 1 ? one.replace(/^(\w+)s\b/, '$1') : one)
  const isSame = scribes.length > 0 && scribes.join() === reporters.join()
  const parts = isSame
    ? [`${show(scribes)} ${verb(scribes, 'writes the minutes')}${reports === '' ? '' : ` and ${verb(scribes, reports)}`}`]
    : [
        ...(scribes.length > 0 ? [`${show(scribes)} ${verb(scribes, 'writes the minutes')}`] : []),
        ...(reporters.length > 0 && reports !== '' ? [`${show(reporters)} ${verb(reporters, reports)}`] : []),
      ]
  const who = parts.length === 0 ? 'The notes do not say who writes the minutes.' : `${parts.join('; ')}.`
  return `${who} ${CLOSING}`
}
