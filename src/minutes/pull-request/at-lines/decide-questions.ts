/** Which questions are asked at their line, and which talks are over. Each is asked once; the description has all of them. Pure. */
import { fenceFor } from '../../../domain/markdown/fence.ts'
import { compareLines } from '../../../domain/text/compare-lines.ts'
import { countOf } from '../../../domain/text/count-of.ts'
import type { LineComment, PullLife, PullThread } from '../life/pull-life.ts'
import type { AskedQuestion } from '../review-questions.ts'
import { suggestedLine } from './suggested-line.ts'

/** More would bury the minutes: the rest stands in the description alone. */
const MOST_AT_LINES = 10

const ASKS = /^<!-- scs-sprint:asks v1 ([0-9a-f]{16}) -->/
/** In the text of a review: what it asked, also where people delete a comment later. */
const ASKED = /<!-- scs-sprint:asked v1((?: [0-9a-f]{16}){1,40}) -->/

export type AskedAtLines = Pick<PullLife, 'threads' | 'reviewsByApp'>

export type Asking = {
  readonly path: string
  /** What the branch holds. */
  readonly text: string
  /** What the base has at that path; null: nothing, so that the diff shows every line. */
  readonly onBase: string | null
  readonly questions: readonly AskedQuestion[]
  /** Of boxes that somebody has ticked in the description. */
  readonly ticked: ReadonlySet<string>
  /** null: there is no pull request yet. */
  readonly asked: AskedAtLines | null
}

export type LineReview = { readonly body: string; readonly comments: readonly LineComment[] }

/** The review that asks what was never asked; null: nothing is left to ask, or there is no room. */
export function questionsToAsk({ path, text, onBase, questions, ticked, asked }: Asking): LineReview | null {
  const before = idsAsked(asked)
  const lines = text.split('\n')
  const shown = shownLines(onBase, text)
  const fresh = questions.filter(
    ({ id, line, isAnswered }) =>
      line > 0 && !isAnswered && !before.has(id) && !ticked.has(id) && shown.has(line) && lines[line - 1] !== undefined,
  )
  // What one click answers goes first.
  const suggested = (question: AskedQuestion) => suggestedLine(lines[question.line - 1] ?? '', question.about)
  const chosen = [...fresh]
    .sort((a, b) => Number(suggested(a) === null) - Number(suggested(b) === null))
    .slice(0, Math.max(0, MOST_AT_LINES - before.size))
  if (chosen.length === 0) return null
  const comments = chosen
    .sort((a, b) => a.line - b.line)
    .map((question) => ({ path, line: question.line, body: commentOf(question, suggested(question)) }))
  return { body: summaryOf(chosen), comments }
}

/** Talks of the app whose question the branch, or a tick in the description, has answered. */
export function answeredThreads({ questions, ticked, asked }: Pick<Asking, 'questions' | 'ticked' | 'asked'>): readonly string[] {
  const open = new Set(questions.flatMap(({ id, isAnswered }) => (isAnswered || ticked.has(id) ? [] : [id])))
  return (asked?.threads ?? []).flatMap((thread) => {
    const id = idOf(thread)
    return id === null || thread.isResolved || open.has(id) ? [] : [thread.id]
  })
}

/** Questions whose talk a person has ended: that is an answer, too. */
export function resolvedByPeople({ threads }: Pick<AskedAtLines, 'threads'>): ReadonlySet<string> {
  return new Set(threads.flatMap((thread) => (thread.isResolved && thread.isResolvedByPerson ? (idOf(thread) ?? []) : [])))
}

/** A comment of somebody else that begins with the same marker is no question of the app's. */
function idOf({ byApp, body }: Pick<PullThread, 'byApp' | 'body'>): string | null {
  return byApp ? (ASKS.exec(body)?.[1] ?? null) : null
}

function idsAsked(asked: AskedAtLines | null): ReadonlySet<string> {
  const inReviews = (asked?.reviewsByApp ?? []).flatMap((body) => ASKED.exec(body)?.[1]?.trim().split(' ') ?? [])
  return new Set([...inReviews, ...(asked?.threads ?? []).flatMap((thread) => idOf(thread) ?? [])])
}

/** Lines of the new text that a diff certainly shows: those that the old one lacks. From 1. */
export function shownLines(before: string | null, after: string): ReadonlySet<number> {
  const lines = after.split('\n')
  if (before === null) return new Set(lines.map((_, index) => index + 1))
  const shown = new Set<number>()
  let line = 1
  for (const { isShared, after } of compareLines(before.split('\n'), lines)) {
    if (isShared) line += after.length
    else for (const _ of after) shown.add(line++)
  }
  return shown
}

/** The suggestion stands in a fence, where nobody is called and nothing is linked. */
function commentOf({ id, text, answer }: AskedQuestion, suggestion: string | null): string {
  const asked = `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?!)]$/.test(text) ? '' : '.'}`
  const head = `<!-- scs-sprint:asks v1 ${id} -->\n${asked}${suggestion === null && answer !== '' ? ` ${answer}` : ''}`
  if (suggestion === null) return `${head}\n`
  const fence = fenceFor(suggestion)
  return `${head} If this is right, commit the suggestion; otherwise edit the line, or resolve this conversation.\n\n${fence}suggestion\n${suggestion}\n${fence}\n`
}

function summaryOf(questions: readonly AskedQuestion[]): string {
  const ids = questions.map(({ id }) => id).join(' ')
  const ask = `${countOf(questions.length, 'question')} ${questions.length === 1 ? 'stands at its line' : 'stand at their lines'}.`
  return `<!-- scs-sprint:asked v1 ${ids} -->\n${ask} An edit of the line answers it, and so does resolving the conversation.\n`
}
