/** The question in the pull request before many lines of its minutes would go: asked once, edited in place, answered by a tick. Pure. */
import { fenceFor } from '../../domain/text/fence.ts'
import { sha256Of } from '../../hygiene/comment/comment-markers.ts'
import type { LinesLost } from '../../minutes/pull-request/lines-lost.ts'
import type { OwnComment } from '../../ports.ts'

export type Answer = 'none' | 'replace' | 'another-meeting'

const ASKED = /^<!-- scs-sprint:question v1 sha256=([0-9a-f]{64}) -->/
const ANY = /^<!-- scs-sprint:question v1 /
// Boxes are recognized by their words: those of questions that wait since an earlier version, too.
const FORMER_REPLACE = 'These lines may go: take over what the pad holds now.'
const FORMER_ANOTHER = 'Keep them: the pad holds another meeting of that day, which gets a file of its own.'
const REPLACE = 'Remove these lines: update the minutes from the pad.'
const ANOTHER = 'Keep these lines: the pad now has another meeting of that day, which gets its own file.'

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
    `**The pad no longer holds ${loss.lost.length} of the ${loss.of} lines of these minutes, and nobody removed them here.** So nothing was changed in \`${path}\`. Has the pad been cleared, or does it have another meeting now?`,
    '',
    `${fence}diff`,
    ...shown,
    ...(rest > 0 ? [`… and ${rest} more`] : []),
    fence,
    '',
    'If these minutes are correct, there is nothing to do. Otherwise check one of the two boxes; the app acts on it the next time it reads the pad. To remove the lines right away, comment `/minutes refresh`.',
    '',
    `- [ ] ${REPLACE}`,
    `- [ ] ${ANOTHER}`,
    '',
  ].join('\n')
}

const ANSWERS = {
  replace: 'the lines that were no longer in the pad were removed.',
  'another-meeting': 'these minutes stay, and the other meeting of that day has its own file.',
  none: 'the lines are in the pad again, or were removed here. Nothing was changed.',
} as const

export function answeredBody(answer: Answer): string {
  return `<!-- scs-sprint:question v1 answered -->\nThe app asked whether to remove lines from these minutes. Answered: ${ANSWERS[answer]}\n`
}

function hashOf(path: string, { lost }: LinesLost): string {
  return sha256Of(JSON.stringify([path, ...lost]))
}

/** Both ticked is no answer. The boxes are the last lines: the same words among the quoted lines count for nothing. */
function answerIn(body: string): Answer {
  const [replace = '', another = ''] = body.replaceAll('\r\n', '\n').trimEnd().split('\n').slice(-2)
  const ticked = (line: string, words: readonly string[]) => /^- \[[xX]\] /.test(line) && words.includes(line.slice(6).trim())
  const isReplace = ticked(replace, [REPLACE, FORMER_REPLACE])
  if (isReplace === ticked(another, [ANOTHER, FORMER_ANOTHER])) return 'none'
  return isReplace ? 'replace' : 'another-meeting'
}
