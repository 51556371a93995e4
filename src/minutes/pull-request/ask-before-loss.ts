/** The question in the pull request before lines of its minutes go that its pad lost: asked once, edited in place, answered by a tick. Pure. */
import { fenceFor } from '../../domain/markdown/fence.ts'
import { sha256Of } from '../../domain/text/sha256.ts'
import { userError } from '../../errors.ts'
import type { FileToPublish, Place } from './file-to-publish.ts'
import type { LinesLost } from './lines-lost.ts'
import { openPull, type PullAction, type PullComment, type PullState } from './pull-actions.ts'

type Answer = 'none' | 'replace' | 'another-meeting'

const ASKED = /^<!-- scs-sprint:question v1 sha256=([0-9a-f]{64}) -->/
const ANY = /^<!-- scs-sprint:question v1 /
const BOX = /^[-*+] \[([ xX])\] (.*?)(?: <!-- scs-sprint:answer v1 (replace|another-meeting) -->)?\s*$/
/** Boxes of questions that wait since an earlier version have no markers. */
const FORMER_BOXES: ReadonlyMap<string, Answer> = new Map([
  ['These lines may go: take over what the pad holds now.', 'replace'],
  ['Keep them: the pad holds another meeting of that day, which gets a file of its own.', 'another-meeting'],
  ['Remove these lines: update the minutes from the pad.', 'replace'],
  ['Keep these lines: the pad now has another meeting of that day, which gets its own file.', 'another-meeting'],
])

const SHOWN = 12
const LONGEST = 200

export type Loss = {
  readonly file: FileToPublish
  readonly place: Place
  /** null: there is none yet. */
  readonly pull: PullState | null
  /** The app's own, on the pull request. */
  readonly comments: readonly PullComment[]
  readonly lines: LinesLost
  /** So much would go that it is asked first. */
  readonly isMuch: boolean
  /** Lines that stay where less would go: the pad has fewer lines than the minutes. */
  readonly kept?: readonly string[]
  readonly isShrunk?: boolean
  /** The next meeting of that day has a file of its own. */
  readonly hasNextMeeting: boolean
}

/**
 * What follows for this file: `write` it, and settle the question that was asked before; `keep` the lost lines in it, and ask about
 * them; it is the `next-meeting`'s text; or `wait` for an answer, and ask where that was not done yet. `stop`: for the person who
 * runs it.
 */
export type LossDecision =
  | { readonly kind: 'write' | 'keep' | 'next-meeting'; readonly actions: readonly PullAction[] }
  | { readonly kind: 'wait'; readonly actions: readonly PullAction[]; readonly stop: string }

/**
 * Lines that stand on the branch are gone from the pad, and nobody took them out here. What was asked about waits for its answer,
 * however much is typed meanwhile.
 */
export function decideLoss(loss: Loss): LossDecision {
  const { file, place, comments, isMuch, isShrunk = false, kept = [], hasNextMeeting } = loss
  const lines = isMuch ? loss.lines : { ...loss.lines, lost: kept }
  const open = comments.findLast(({ body }) => ASKED.test(body)) ?? null
  const settle = (answer: Answer) => (open === null ? [] : edit(loss, open, answeredBody(answer), 'its question is answered'))
  const isKept = !isMuch && kept.length > 0 && (isShrunk || open !== null)
  if (!isMuch && !isKept) return { kind: 'write', actions: settle('none') }
  if (!isKept && hasNextMeeting) return { kind: 'next-meeting', actions: settle('another-meeting') }
  const text = isKept ? keptBody(place.path, lines) : questionBody(place.path, lines)
  const question = questionIn(comments, text)
  if (question.answer === 'another-meeting') return { kind: 'next-meeting', actions: settle('another-meeting') }
  if (question.isAsked && (question.answer === 'replace' || file.isAskedFor)) return { kind: 'write', actions: settle('replace') }
  if (isKept) return { kind: 'keep', actions: loss.pull === null ? [] : ask(loss, question, text) }
  return { kind: 'wait', actions: ask(loss, question, text), stop: whyStopped(loss) }
}

function edit({ place, pull }: Loss, comment: PullComment, body: string, why: string): PullAction[] {
  if (pull === null || comment.body === body) return []
  return [{ kind: 'edit-pull-comment', repository: place.repository, number: pull.number, commentId: comment.id, body, why }]
}

/** Without a pull request there is no place to ask at: the next run asks there. */
function ask(loss: Loss, { comment, isAsked }: Question, body: string): readonly PullAction[] {
  const { file, place, pull } = loss
  if (pull === null) return [openPull(place, file)]
  if (isAsked) return []
  const why = 'the pad lost lines of these minutes, and nobody removed them here'
  if (comment !== null) return edit(loss, comment, body, why)
  return [{ kind: 'comment-pull', repository: place.repository, number: pull.number, body, why }]
}

function whyStopped({ place, pull, lines }: Loss): string {
  return userError({
    where: place.path,
    expected: `notes that still contain the text in ${pull?.url ?? `the branch \`${place.branch}\``}`,
    found: `that ${lines.lost.length} of its ${lines.of} lines are gone from the pad, and nobody removed them on the branch`,
    fix: 'Nothing was changed in the file. A comment on its pull request asks what to do. Check a box there, and run the command again.',
  }).message
}

type Question = {
  /** The app's own comment that holds it, or held an earlier one; null: none yet. */
  readonly comment: PullComment | null
  /** It is this very question, and waits for an answer. */
  readonly isAsked: boolean
  readonly answer: Answer
}

/** What was asked and answered about this loss. A tick under another question is no answer to this one. */
function questionIn(comments: readonly PullComment[], text: string): Question {
  const comment = comments.findLast(({ body }) => ANY.test(body)) ?? null
  const isAsked = comment !== null && ASKED.exec(comment.body)?.[1] === ASKED.exec(text)?.[1]
  return { comment, isAsked, answer: isAsked && comment !== null ? answerIn(comment.body) : 'none' }
}

function questionBody(path: string, loss: LinesLost): string {
  return [
    `<!-- scs-sprint:question v1 sha256=${hashOf(path, ...loss.lost)} -->`,
    `${goneLines(loss)} So nothing was changed in \`${path}\`. Has the pad been cleared, or does it have another meeting now?`,
    '',
    ...quotedLines(loss),
    '',
    'If these minutes are correct, there is nothing to do. Otherwise check one of the two boxes; the app acts on it the next time it reads the pad. To remove the lines right away, comment `/minutes refresh`.',
    '',
    box('Remove these lines: update the minutes from the pad.', 'replace'),
    box('Keep these lines: the pad now has another meeting of that day, which gets its own file.', 'another-meeting'),
    '',
  ].join('\n')
}

function keptBody(path: string, loss: LinesLost): string {
  return [
    `<!-- scs-sprint:question v1 sha256=${hashOf('kept', path, ...loss.lost)} -->`,
    `${goneLines(loss)} They stay in \`${path}\`; the rest is updated.`,
    '',
    ...quotedLines(loss),
    '',
    'If they belong there, there is nothing to do. Otherwise remove them from the file, or check the box; the app acts on it the next time it reads the pad. To remove them right away, comment `/minutes refresh`.',
    '',
    box('Remove these lines: update the minutes from the pad.', 'replace'),
    '',
  ].join('\n')
}

function goneLines({ lost, of }: LinesLost): string {
  return `**The pad no longer holds ${lost.length} of the ${of} lines of these minutes, and nobody removed them here.**`
}

function quotedLines({ lost }: LinesLost): readonly string[] {
  const shown = lost.slice(0, SHOWN).map((line) => `- ${line.slice(0, LONGEST)}`)
  const fence = fenceFor(shown.join('\n'))
  const rest = lost.length - shown.length
  return [`${fence}diff`, ...shown, ...(rest > 0 ? [`… and ${rest} more`] : []), fence]
}

const ANSWERS = {
  replace: 'the lines that were no longer in the pad were removed.',
  'another-meeting': 'these minutes stay, and the other meeting of that day has its own file.',
  none: 'the lines are in the pad again, or were removed here. Nothing was changed.',
} as const

function answeredBody(answer: Answer): string {
  return `<!-- scs-sprint:question v1 answered -->\nThe app asked whether to remove lines from these minutes. Answered: ${ANSWERS[answer]}\n`
}

function hashOf(...parts: readonly string[]): string {
  return sha256Of(JSON.stringify(parts))
}

function box(words: string, answer: Exclude<Answer, 'none'>): string {
  return `- [ ] ${words} <!-- scs-sprint:answer v1 ${answer} -->`
}

/** Both ticked is no answer. The boxes are the last lines: what looks like one among the quoted lines counts for nothing. */
function answerIn(body: string): Answer {
  const ticked = body
    .replaceAll('\r\n', '\n')
    .trimEnd()
    .split('\n')
    .slice(-2)
    .flatMap((line) => {
      const [, sign = ' ', words = '', marker] = BOX.exec(line) ?? []
      const answer = (marker as Answer | undefined) ?? FORMER_BOXES.get(words.trim())
      return sign === ' ' || answer === undefined ? [] : [answer]
    })
  return ticked.length === 1 ? (ticked[0] ?? 'none') : 'none'
}
