/** The question in the pull request before many lines of its minutes would go: asked once, edited in place, answered by a tick. Pure. */
import { fenceFor } from '../../domain/text/fence.ts'
import { sha256Of } from '../../hygiene/comment/comment-markers.ts'
import type { LinesLost } from '../../minutes/pull-request/lines-lost.ts'
import type { OwnComment } from '../../ports.ts'

export type Answer = 'none' | 'replace' | 'another-meeting'

const ASKED = /^<!-- scs-sprint:question v1 sha256=([0-9a-f]{64}) -->/
const ANY = /^<!-- scs-sprint:question v1 /
const REPLACE = 'These lines may go: take over what the pad holds now.'
const ANOTHER = 'Keep them: the pad holds another meeting of that day, which gets a file of its own.'

const SHOWN = 12
const LONGEST = 200

export type Question = {
  /** The app's own comment that holds it, or held an earlier one; null: none yet. */
  readonly comment: OwnComment | null
  /** It is this very question, and waits for an answer. */
  readonly isAsked: boolean
  readonly answer: Answer
}

/** What was asked and answered about this loss. A tick under another question is no answer to this one. */
export function questionIn(comments: readonly OwnComment[], path: string, loss: LinesLost): Question {
  const comment = comments.findLast(({ body }) => ANY.test(body)) ?? null
  const isAsked = comment !== null && ASKED.exec(comment.body)?.[1] === hashOf(path, loss)
  return { comment, isAsked, answer: isAsked && comment !== null ? answerIn(comment.body) : 'none' }
}

/** The question that still waits although nothing would go any more; null: none. */
export function openQuestion(comments: readonly OwnComment[]): OwnComment | null {
  return comments.findLast(({ body }) => ASKED.test(body)) ?? null
}

export function questionBody(path: string, loss: LinesLost): string {
  const shown = loss.lost.slice(0, SHOWN).map((line) => `- ${line.slice(0, LONGEST)}`)
  const fence = fenceFor(shown.join('\n'))
  const rest = loss.lost.length - shown.length
  return [
    `<!-- scs-sprint:question v1 sha256=${hashOf(path, loss)} -->`,
    `**The pad no longer holds ${loss.lost.length} of the ${loss.of} lines of these minutes, and nobody took them out here.** So nothing was changed in \`${path}\`. Has the pad been cleared, or does it hold another meeting by now?`,
    '',
    `${fence}diff`,
    ...shown,
    ...(rest > 0 ? [`… and ${rest} more`] : []),
    fence,
    '',
    'If these minutes are right as they are, there is nothing to do. Otherwise tick one of the two; the next look at the pad does it. `/minutes refresh` in a comment is the first of them, at once.',
    '',
    `- [ ] ${REPLACE}`,
    `- [ ] ${ANOTHER}`,
    '',
  ].join('\n')
}

const ANSWERS = {
  replace: 'the lines that the pad no longer held were taken out.',
  'another-meeting': 'these minutes stay, the other meeting of that day has a file of its own.',
  none: 'the pad holds these lines again, or they were taken out here. Nothing was changed.',
} as const

export function answeredBody(answer: Answer): string {
  return `<!-- scs-sprint:question v1 answered -->\nThe app had asked whether lines of these minutes may go. Answered: ${ANSWERS[answer]}\n`
}

function hashOf(path: string, { lost }: LinesLost): string {
  return sha256Of(JSON.stringify([path, ...lost]))
}

/** Both ticked is no answer. The boxes are the last lines: the same words among the quoted lines count for nothing. */
function answerIn(body: string): Answer {
  const [replace = '', another = ''] = body.replaceAll('\r\n', '\n').trimEnd().split('\n').slice(-2)
  const ticked = (line: string, words: string) => /^- \[[xX]\] /.test(line) && line.slice(6).trim() === words
  if (ticked(replace, REPLACE) === ticked(another, ANOTHER)) return 'none'
  return ticked(replace, REPLACE) ? 'replace' : 'another-meeting'
}
