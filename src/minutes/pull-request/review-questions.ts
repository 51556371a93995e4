/** What a person is asked about minutes, and which of it a later text of the file answers. Pure. */

import type { Snapshot } from '../../domain/board/board.ts'
import type { Notes } from '../../domain/notes/notes.ts'
import { parseRef } from '../../domain/reference.ts'
import { countOf } from '../../domain/text/count-of.ts'
import { cutAtSpace } from '../../domain/text/cut-at-space.ts'
import { asCode, quietHandle, quietLink, quoted } from '../../domain/text/escape.ts'
import type { Contradiction } from '../board-facts/contradictions.ts'
import type { SourceLinks } from '../compose/source-links.ts'
import { stripGenerated } from '../compose/strip-generated.ts'
import type { LeftOut } from '../privacy/left-out.ts'

/** What has to change for a question to be answered: a bare number, a handle, or the line itself. */
type About =
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'handle'; readonly typed: string; readonly proposed: string }
  | { readonly kind: 'line' }

/** `text` and `answer` are Markdown for the pull request. */
export type Question = {
  /** Of the minutes; 0 where it is not known. */
  readonly line: number
  readonly text: string
  /** How a person answers it: a sentence. */
  readonly answer: string
  readonly about: About
}

/** A question as it stands to a text of the file. */
export type AskedQuestion = Question & { readonly isAnswered: boolean }

export type QuestionsInput = {
  readonly notes: Notes
  readonly places: SourceLinks
  readonly contradictions: readonly Contradiction[]
  readonly snapshot: Snapshot | null
  /** Lines of the pad that stand at the end as they were typed. */
  readonly lost: number
  /** By line of the minutes: each is a question for itself. */
  readonly leftOut: readonly LeftOut[]
}

const LINE: About = { kind: 'line' }

/** By line; a number, a handle is asked about once. Pad text in them is quoted: it calls nobody and links nothing. */
export function questionsOf(input: QuestionsInput): readonly Question[] {
  const { notes, places, contradictions, snapshot, lost, leftOut } = input
  const at = (line: number, text: string, answer: string, about: About = LINE): Question => ({
    line: places.lineOf(line) ?? 0,
    text,
    answer,
    about,
  })
  const there = new Set(notes.participants)
  const questions = [
    ...onceBy(notes.unresolved, ({ number }) => number).map(({ text, number, line }) =>
      at(line, `${asCode(text)}: which repository?${knownIn(number, snapshot)}`, `Write ${asCode(`owner/repo#${number}`)} there.`, {
        kind: 'number',
        number,
      }),
    ),
    ...onceBy(notes.handleProposals, ({ typed }) => typed.toLowerCase()).map(({ typed, proposed, line, isSpelling }) =>
      at(
        line,
        isSpelling
          ? `${quietHandle(typed)} is ${quietHandle(proposed)} in sprint.yml`
          : `${quietHandle(typed)} is unknown; ${quietHandle(proposed)} ${there.has(proposed.toLowerCase()) ? 'was there' : 'is known'}`,
        'Correct the handle, or delete the suggestion beside it.',
        { kind: 'handle', typed, proposed },
      ),
    ),
    // Label and address of a link name two issues: only who was there knows.
    ...notes.warnings
      .filter(({ code: kind }) => kind === 'label-disagrees')
      .map(({ line, message }) => at(line, quoted(message), 'Correct the label or the address.')),
    ...contradictions.map(({ line, said, item, board }) =>
      at(line, `said "${quoted(cutAtSpace(said))}", but ${quietLink(item.ref)} ${quoted(board)}`, 'Correct the notes, or the board.'),
    ),
  ]
  if (lost > 0) {
    const text = `${countOf(lost, 'line')} could not be put in house format; see "Kept as typed" at the end`
    questions.push({ line: 0, text, answer: 'Put the words where they belong.', about: LINE })
  }
  const once = onceBy(questions, ({ text }) => text)
  return [...once, ...leftOut.map((one) => ({ ...one, answer: '', about: LINE }))].sort((a, b) => a.line - b.line)
}

function onceBy<Item>(items: readonly Item[], keyOf: (item: Item) => unknown): readonly Item[] {
  const seen = new Set<unknown>()
  return items.filter((item) => !seen.has(keyOf(item)) && seen.add(keyOf(item)))
}

function knownIn(number: number, snapshot: Snapshot | null): string {
  const repos = (snapshot?.items ?? []).flatMap((item) => {
    const ref = item.ref === null || item.private ? null : parseRef(item.ref)
    return ref?.number === number ? [ref.repo] : []
  })
  return repos.length === 0 ? '' : ` (the board knows it in ${[...new Set(repos)].sort().join(' and in ')})`
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
  return questions.map((question) => {
    if (question.line === 0 || text === minutes) return { ...question, isAnswered: false }
    const line = lineOf(question)
    return line === 0 ? { ...question, isAnswered: true } : { ...question, line, isAnswered: false }
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
