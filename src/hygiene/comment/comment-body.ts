/** The text of a comment: the marks by which the app knows it again, its own part, and what people wrote around and into that. Pure. */
import { quietHandle } from '../../domain/text/escape.ts'
import { type CommentState, decodeState, encodeState } from './comment-state.ts'

/** One version of a comment's text; `by`: a login, null where GitHub does not say. */
export type Revision = { readonly by: string | null; readonly byApp: boolean; readonly body: string }

/** `revisions`: newest first, known where a person edited last. */
export type EditedComment = { readonly body: string; readonly revisions?: readonly Revision[] }

const HYGIENE = /^<!-- scs-sprint:hygiene v1 sha256=([0-9a-f]{64}) -->[ \t]*\r?$/m
const STATE = /^<!-- scs-sprint:state v1 ([\w-]{0,4096}) -->[ \t]*\r?$/m
const CLEARED = /^<!-- scs-sprint:cleared v1 ([\w-]{0,4096}) -->[ \t]*\r?$/m
const HIDDEN = /^<!-- scs-sprint:hidden v1 ([\w-]{0,4096}) -->[ \t]*\r?$/m
const REPLACED = '<!-- scs-sprint:replaced v1 -->'
const REPLY = /^<!-- scs-sprint:reply v1 to=(\S{1,200}) -->[ \t]*\r?$/m
const END = '<!-- scs-sprint:end -->'

/** What the app's part of a comment is: the live one, an all-clear, one that `hide-comments` hid, one that a newer one replaced, a reply, or none of these. */
export type Marked =
  | { readonly kind: 'live'; readonly sha256: string; readonly state: CommentState | null; readonly own: Span }
  | { readonly kind: 'cleared'; readonly state: CommentState | null; readonly own: Span }
  | { readonly kind: 'hidden'; readonly state: CommentState | null; readonly own: Span }
  | { readonly kind: 'replaced' }
  | { readonly kind: 'reply'; readonly to: string }
  | { readonly kind: 'none' }

/**
 * A comment whose text has no whole set of marks any more, but has one of them still, or had it in a version of the app.
 * Other work of the same account may have comments on the epic too, which are nothing to hygiene.
 */
export function wasHygiene({ body, revisions = [] }: EditedComment): boolean {
  const hasMark = (text: string) => /^<!-- scs-sprint:(?:hygiene|state|cleared|end)\b/m.test(text)
  return hasMark(body) || revisions.some(({ byApp, body: text }) => byApp && hasMark(text))
}

/** Offsets of the app's part; everything outside is a person's. */
export type Span = { readonly start: number; readonly end: number }

export function readMarks(body: string): Marked {
  const live = HYGIENE.exec(body)
  if (live?.[1]) {
    const own = spanFrom(body, live.index)
    // Without its end nobody can say where a person's text begins.
    if (own === null) return { kind: 'none' }
    const state = STATE.exec(body.slice(own.start, own.end))
    return { kind: 'live', sha256: live[1], state: state?.[1] === undefined ? null : decodeState(state[1]), own }
  }
  const cleared = CLEARED.exec(body)
  if (cleared?.[1] !== undefined) {
    const own = spanFrom(body, cleared.index)
    return own === null ? { kind: 'none' } : { kind: 'cleared', state: decodeState(cleared[1]), own }
  }
  const hidden = HIDDEN.exec(body)
  if (hidden?.[1] !== undefined) {
    const own = spanFrom(body, hidden.index)
    return own === null ? { kind: 'none' } : { kind: 'hidden', state: decodeState(hidden[1]), own }
  }
  if (body.includes(REPLACED)) return { kind: 'replaced' }
  const reply = REPLY.exec(body)
  return reply?.[1] ? { kind: 'reply', to: reply[1] } : { kind: 'none' }
}

function spanFrom(body: string, start: number): Span | null {
  const end = body.indexOf(END, start)
  return end === -1 ? null : { start, end: end + END.length }
}

/** The app's part of a live comment: the two marks, what people see, the end. */
export function livePart(visible: string, sha256: string, state: CommentState): string {
  return `<!-- scs-sprint:hygiene v1 sha256=${sha256} -->\n<!-- scs-sprint:state v1 ${encodeState(state)} -->\n${visible.trim()}\n${END}`
}

/** The app's part with another state. It has no valid hash then, so the next look writes what people see anew. */
export function withState(part: string, state: CommentState): string {
  return part
    .replace(HYGIENE, `<!-- scs-sprint:hygiene v1 sha256=${'0'.repeat(64)} -->`)
    .replace(STATE, `<!-- scs-sprint:state v1 ${encodeState(state)} -->`)
    .replace(CLEARED, `<!-- scs-sprint:cleared v1 ${encodeState(state)} -->`)
}

/** An all-clear: both markers are gone, but commands of people are kept in case findings come back. */
export function clearedPart(visible: string, state: CommentState): string {
  return `<!-- scs-sprint:cleared v1 ${encodeState(state)} -->\n${visible.trim()}\n${END}`
}

/** The app's part as people saw it, without its markers, but with their commands. */
export function hiddenPart(part: string, state: CommentState | null): string {
  const visible = part
    .split('\n')
    .filter((line) => ![HYGIENE, STATE, CLEARED, HIDDEN].some((mark) => mark.test(line)) && line.trim() !== END)
    .join('\n')
  return `<!-- scs-sprint:hidden v1 ${state === null ? '' : encodeState(state)} -->\n${visible.trim()}\n${END}`
}

export function replacedPart(visible: string): string {
  return `${REPLACED}\n${visible.trim()}`
}

/** true for a comment that holds nothing but the sentence that it is replaced: as it is written now, or by an earlier version. */
export function isReplacedAlone(body: string, visible: string): boolean {
  const whole = body.replaceAll('\r\n', '\n').trim()
  const [marker, sentence = '', ...others] = whole.split('\n')
  return whole === replacedPart(visible) || (marker === REPLACED && /^<sub>[^<]*<\/sub>$/.test(sentence) && others.length === 0)
}

export function replyText(to: string, visible: string): string {
  return `<!-- scs-sprint:reply v1 to=${to} -->\n${visible.trim()}\n`
}

/** The body with the app's part exchanged; what people wrote before and after it stays to the letter. */
export function withOwnPart(body: string, own: Span, part: string): string {
  return body.slice(0, own.start) + part + body.slice(own.end)
}

/** true when a person wrote something outside of the app's part. */
function hasOthersText(body: string, own: Span): boolean {
  return body.slice(0, own.start).trim() !== '' || body.slice(own.end).trim() !== ''
}

/** The body with the app's part exchanged. What people wrote before, in and after it stays. */
export function rewritten(comment: EditedComment, own: Span, part: string): string {
  return withOwnPart(comment.body, own, part + keptLines(comment))
}

/** true when a person wrote something that stays when the app's part goes. */
export function holdsOthersText(comment: EditedComment, own: Span): boolean {
  return hasOthersText(comment.body, own) || keptLines(comment) !== ''
}

/** What people added to the app's part since the app last wrote it; empty where nobody did, or nobody knows. */
export function keptLines({ body, revisions = [] }: EditedComment): string {
  const last = revisions.findIndex(({ byApp }) => byApp)
  if (last <= 0) return ''
  const still = ownLines(body)
  let before = ownLines(revisions[last]?.body ?? '')
  const parts: { by: string | null; lines: string[] }[] = []
  for (const { by, body: text } of revisions.slice(0, last).reverse()) {
    const now = ownLines(text)
    const lines = without(now, before).filter((line) => still.includes(line))
    const latest = parts.at(-1)
    if (lines.length > 0) {
      if (latest && latest.by === by) latest.lines.push(...lines)
      else parts.push({ by, lines })
    }
    before = now
  }
  return parts.map(({ by, lines }) => `\n\n${by === null ? 'Someone' : quietHandle(by)} wrote above:\n\n${lines.join('\n')}`).join('')
}

function ownLines(body: string): readonly string[] {
  const marked = readMarks(body)
  if (!('own' in marked)) return []
  const { start, end } = marked.own
  const lines = body.slice(start, end).replaceAll('\r\n', '\n').split('\n')
  return lines.map((line) => line.trimEnd()).filter((line) => line !== '' && !line.includes('<!-- scs-sprint:'))
}

/** Lines of `now` beyond those of `before`, each as often as it is there more often. */
function without(now: readonly string[], before: readonly string[]): readonly string[] {
  const left = new Map<string, number>()
  for (const line of before) left.set(line, (left.get(line) ?? 0) + 1)
  return now.filter((line) => {
    const count = left.get(line) ?? 0
    left.set(line, count - 1)
    return count <= 0
  })
}
