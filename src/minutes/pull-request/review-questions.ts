/** What a person is asked about minutes, and which of it a later text of the file answers. Pure. */

import type { Snapshot } from '../../domain/board/board.ts'
import type { Notes } from '../../domain/notes/notes.ts'
import { parseRef, refUrl } from '../../domain/reference.ts'
import { withoutAdded } from '../../domain/text/added-facts.ts'
import { countOf } from '../../domain/text/count-of.ts'
import { cutAtSpace } from '../../domain/text/cut-at-space.ts'
import { asCode, quietHandle, quietLink, quoted } from '../../domain/text/escape.ts'
import { sha256Of } from '../../domain/text/sha256.ts'
import { addDays, addMonths, dayIn } from '../../domain/time/dates.ts'
import type { Contradiction } from '../board-facts/contradictions.ts'
import type { MinutesContext } from '../compose/read-meeting.ts'
import type { SourceLinks } from '../compose/source-links.ts'
import { stripGenerated } from '../compose/strip-generated.ts'
import { imageQuestions } from '../images/image-questions.ts'
import { withoutHeadingDate } from '../meeting/heading-date.ts'
import { leftOutOf } from '../privacy/left-out.ts'

/** What has to change for a question to be answered: a bare number, a handle, or the line itself. */
export type About =
  /** `link`: the address of the issue, where one repository alone can be meant. */
  | { readonly kind: 'number'; readonly number: number; readonly typed: string; readonly link?: string }
  | { readonly kind: 'handle'; readonly typed: string; readonly proposed: string }
  /** An image without a text; `topic`: the heading it stands below. */
  | { readonly kind: 'image'; readonly topic: string }
  /** The line as it would be. */
  | { readonly kind: 'rewrite'; readonly suggestion: string }
  | { readonly kind: 'line' }

/** `text` and `answer` are Markdown for the pull request. */
export type Question = {
  /** Of the minutes; 0 where it is not known. */
  readonly line: number
  readonly text: string
  /** How a person answers it: a sentence. */
  readonly answer: string
  readonly about: About
  /** What it asks, as data: its kind, and what tells it from others of the kind. */
  readonly asks: readonly (string | number)[]
}

/** A question as it stands to a text of the file. `id`: 16 hexadecimal digits, the same whatever its words are. */
export type AskedQuestion = Question & { readonly id: string; readonly isAnswered: boolean }

type Written = {
  readonly contradictions: readonly Contradiction[]
  readonly places: SourceLinks
  /** Of the minutes. */
  readonly text: string
  /** Lines of the pad that stand at the end as they were typed. */
  readonly lost: number
}

/** What is asked about minutes as they were written: first about their file, then by line. */
export function reviewQuestions(context: MinutesContext, written: Written): readonly Question[] {
  return [...pathQuestions(context), ...lineQuestions(context, written)]
}

const LINE: About = { kind: 'line' }

/** `late`: so many days after the other day the notes were typed at most. Minutes made a month later are not rare. */
const SLIPS = [
  { months: 12, late: 10, what: 'year' },
  { months: -12, late: 10, what: 'year' },
  { months: 1, late: 3, what: 'month' },
  { months: -1, late: 3, what: 'month' },
]

/** The notes were typed at the last edit of the pad, else now. A date a year or a month beside it is the usual slip. */
function pathQuestions({ path, date, pad, now, settings }: MinutesContext): readonly Question[] {
  const ask = (asks: Question['asks'], text: string, answer: string): Question => ({ line: 0, text, answer, about: { kind: 'line' }, asks })
  const typed = dayIn(settings.timezone, pad.editedAt ?? now)
  const meant = SLIPS.map(({ months, late, what }) => ({ what, late, day: addMonths(date, months) })).find(
    ({ day, late }) => day <= typed && day >= addDays(typed, -late),
  )
  return [
    ...(/\.(?:md|markdown)$/i.test(path)
      ? []
      : [
          ask(
            ['path-ending', path],
            `${asCode(path)} does not end in ${asCode('.md')}: GitHub would not show it as minutes`,
            'Correct `path` in sprint.yml.',
          ),
        ]),
    ...(meant === undefined
      ? []
      : [
          ask(
            ['path-date', path, meant.day],
            `${asCode(path)} is for ${date}, but the notes were typed by ${typed}: is the ${meant.what} correct?`,
            `If the meeting was on ${meant.day}, correct the date in the pad and run the command again with ${asCode(`--date ${meant.day}`)}.`,
          ),
        ]),
  ]
}

/** By line; a number, a handle is asked about once. Pad text in them is quoted: it calls nobody and links nothing. */
function lineQuestions(context: MinutesContext, { contradictions, places, text: minutes, lost }: Written): readonly Question[] {
  const { notes, snapshot, settings } = context
  const { github } = settings
  const at = (line: number, { asks, about = LINE, ...words }: Omit<Question, 'line' | 'about'> & { about?: About }): Question => ({
    line: places.lineOf(line) ?? 0,
    ...words,
    about,
    asks,
  })
  const there = new Set(notes.participants)
  const questions = [
    ...onceBy(notes.unresolved, ({ number }) => number).map(({ text, number, line }) => {
      const known = knownIn(number, snapshot)
      return at(line, {
        text: `${asCode(text)}: which repository?${inWords(known)}`,
        answer: `Write ${asCode(`owner/repo#${number}`)} there.`,
        about: { kind: 'number', number, typed: text, ...(known.length === 1 ? { link: refUrl(`${known[0]}#${number}`, github) } : {}) },
        asks: ['number', number],
      })
    }),
    ...onceBy(notes.handleProposals, ({ typed }) => typed.toLowerCase()).map(({ typed, proposed, line, isSpelling }) =>
      at(line, {
        text: isSpelling
          ? `${quietHandle(typed)} is ${quietHandle(proposed)} in sprint.yml`
          : `${quietHandle(typed)} is unknown; ${quietHandle(proposed)} ${there.has(proposed.toLowerCase()) ? 'was there' : 'is known'}`,
        answer: 'Correct the handle, or delete the suggestion next to it.',
        about: { kind: 'handle', typed, proposed },
        asks: ['handle', typed.toLowerCase(), proposed.toLowerCase()],
      }),
    ),
    ...notes.actionItems.flatMap(({ ownerUnknown, status, text, line }) =>
      ownerUnknown === undefined || status !== 'open'
        ? []
        : [
            at(line, {
              text: `"${quoted(cutAtSpace(text), github)}": who is the owner?`,
              answer: `Write the handle there, as ${asCode('@handle')}.`,
              asks: ['owner', ownerUnknown.toLowerCase()],
            }),
          ],
    ),
    // Label and address of a link name two issues: only who was there knows.
    ...notes.warnings
      .filter(({ code: kind }) => kind === 'label-disagrees')
      .map(({ line, message }) =>
        at(line, { text: quoted(message, github), answer: 'Correct the label or the URL.', asks: ['label-disagrees'] }),
      ),
    ...notes.warnings
      .filter(({ code: kind }) => kind === 'unknown-owner')
      .map(({ line, message }) => at(line, { text: quoted(message, github), answer: '', asks: ['unknown-owner'] })),
    ...contradictions.map(({ line, said, item, board }) =>
      at(line, {
        text: `said "${quoted(cutAtSpace(said), github)}", but ${quietLink(item.ref, github)} ${quoted(board, github)}`,
        answer: 'Correct the notes, or the board.',
        asks: ['contradiction', item.ref, item.state],
      }),
    ),
    ...imageQuestions(context).map(({ line, ...question }) => at(line, { ...question, about: aboutImage(question.asks, notes, line) })),
  ]
  if (lost > 0) {
    const text = `${countOf(lost, 'line')} could not be put in house format; see "Kept as typed" at the end`
    questions.push({ line: 0, text, answer: 'Move the words to where they belong.', about: LINE, asks: ['kept-as-typed', lost] })
  }
  const once = onceBy(questions, ({ text, asks }) => `${text} ${asks.join(' ')}`)
  const leftOut = leftOutOf(minutes, settings.privacy)
  return [...once, ...leftOut.map(({ kind, ...one }) => ({ ...one, answer: '', about: LINE, asks: ['left-out', kind] }))].sort(
    (a, b) => a.line - b.line,
  )
}

function onceBy<Item>(items: readonly Item[], keyOf: (item: Item) => unknown): readonly Item[] {
  const seen = new Set<unknown>()
  return items.filter((item) => !seen.has(keyOf(item)) && seen.add(keyOf(item)))
}

/** The topic is the best text for an image that the app can think of; a person decides. */
function aboutImage([kind]: Question['asks'], { sections }: Pick<Notes, 'sections'>, line: number): About {
  const topic = kind === 'image-text' ? sections.findLast((section) => section.line <= line)?.title : undefined
  return topic === undefined ? LINE : { kind: 'image', topic }
}

/** `owner/repo` of the public issues and pull requests of the board with that number, sorted. */
function knownIn(number: number, snapshot: Snapshot | null): readonly string[] {
  const places = (snapshot?.items ?? []).flatMap((item) => {
    const ref = item.ref === null || item.private ? null : parseRef(item.ref)
    return ref?.number === number ? [`${ref.owner}/${ref.repo}`] : []
  })
  return [...new Set(places)].sort()
}

function inWords(places: readonly string[]): string {
  const names = new Set(places.map((place) => place.split('/')[1] ?? place))
  return names.size === 0 ? '' : ` (the board has it in ${[...names].sort().join(' and in ')})`
}

/**
 * The questions about `minutes` (as they were composed) as they stand to `text` (what the branch holds, people's edits in
 * it): at which line, and whether somebody has answered there. `unresolved`: what `text` itself leaves open.
 */
export function questionsOn(
  text: string,
  { minutes, questions, unresolved }: { minutes: string; questions: readonly Question[]; unresolved: Notes['unresolved'] },
): readonly AskedQuestion[] {
  const lines = text.split('\n')
  const typed = stripGenerated(text).split('\n')
  const composed = minutes.split('\n')
  const lineOf = ({ line, about }: Question): number => {
    if (about.kind === 'number') return unresolved.find(({ number, text: bare }) => number === about.number && !NAMED.test(bare))?.line ?? 0
    if (about.kind === 'handle') return 1 + handleLine(typed, about, minutes)
    const whole = composed[line - 1]?.trim() ?? ''
    if (lines[line - 1]?.trim() === whole) return line
    return 1 + lines.findIndex((one) => one.trim() === whole)
  }
  const ids = idsOf(questions, composed)
  return questions.map((question, index) => {
    const asked = { ...question, id: ids[index] ?? '' }
    if (question.line === 0 || text === minutes) return { ...asked, isAnswered: false }
    const line = lineOf(question)
    return line === 0 ? { ...asked, isAnswered: true } : { ...asked, line, isAnswered: false }
  })
}

/** A question about a line goes with what people said there; of several that are the same their order tells them. */
function idsOf(questions: readonly Question[], composed: readonly string[]): readonly string[] {
  const times = new Map<string, number>()
  return questions.map(({ line, about, asks }) => {
    const said = about.kind === 'line' && line > 0 ? [withoutAdded(composed[line - 1] ?? '').trim()] : []
    const what = JSON.stringify([...asks, ...said])
    const before = times.get(what) ?? 0
    times.set(what, before + 1)
    return sha256Of(`${what}${before}`).slice(0, 16)
  })
}

/** `owner/repo#1`: whoever writes that has answered which repository is meant. */
const NAMED = /^[\w.-]+\/[\w.-]+#/

/** Index of the line; -1: none. Where the proposal stands beside the handle, taking it away is an answer, too. */
function handleLine(lines: readonly string[], { typed, proposed }: { typed: string; proposed: string }, minutes: string): number {
  const mark = `@${typed} (${proposed}?)`.toLowerCase()
  if (minutes.toLowerCase().includes(mark)) return lines.findIndex((line) => line.toLowerCase().includes(mark))
  const handle = `@${typed}`.toLowerCase()
  return lines.findIndex((line) =>
    line
      .toLowerCase()
      .split(/(?=@)|[^\w@-]/)
      .includes(handle),
  )
}

/** The app wrote a heading with the date, and `text` has none any more. `level`: of the first heading. */
export function dateQuestion(text: string, date: string, level: number): AskedQuestion {
  const { line, message, suggestion } = withoutHeadingDate(text.split('\n'), date, level)
  const asks = ['heading-date', date]
  const id = sha256Of(JSON.stringify(asks)).slice(0, 16)
  return { line, text: message, answer: '', about: { kind: 'rewrite', suggestion }, asks, id, isAnswered: false }
}
