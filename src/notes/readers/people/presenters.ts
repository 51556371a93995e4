/** Who reports in the community call and who writes the minutes: the questions that ask for them, and the answers. */

import type { Notes } from '../../../domain/notes/notes.ts'
import { phrases } from '../../../domain/text/phrases.ts'
import { dateIn } from '../../text/days.ts'
import { handlesIn, isHandleWord, labelOf, plainHandle, withoutHandles } from '../../text/words.ts'
import { isRead, type ParsedPad, wordsOf } from '../parsed-pad.ts'
import { isNames } from './people-lines.ts'
import { LIST_END } from './people-words.ts'
import { ASKS, CALL, MINUTES, REPORTS, SCRIBE, WRITES } from './presenter-words.ts'

type Presenters = Pick<Notes, 'reporters' | 'scribes' | 'presenters'> & {
  /** Indexes of the lines that ask, and of those that only answer. */
  readonly lines: ReadonlySet<number>
}

/** Reads one meeting. Names without a handle, jokes and refusals answer nothing. */
export function readPresenters(reading: ParsedPad): Presenters {
  const questions = questionsOf(reading)
  const reporters: string[] = []
  const scribes: string[] = []
  const lines = new Set<number>()
  const questionLines = new Set(questions.map(({ index }) => index))
  for (const question of questions) {
    for (let index = question.index; index <= question.last; index++) lines.add(index)
    for (const { handle, roles } of answersTo(reading, question, questionLines, lines)) {
      if (roles.reporter) reporters.push(handle)
      if (roles.scribe) scribes.push(handle)
    }
  }
  const reported = [...new Set(reporters)]
  const wrote = [...new Set(scribes)]
  return { reporters: reported, scribes: wrote, presenters: [...new Set([...reported, ...wrote])], lines }
}

type Question = {
  readonly index: number
  /** Last line of the question when it is wrapped. */
  readonly last: number
  readonly roles: Roles
  /** What stands on its own line behind it. */
  readonly rest: string
}

function questionsOf(reading: ParsedPad): Question[] {
  const found: Question[] = []
  for (let index = reading.meeting.from; index < reading.meeting.to; index++) {
    const line = reading.lines[index]
    if (!line || !isRead(reading, index) || !['heading', 'item', 'text', 'table', 'quote'].includes(line.kind)) continue
    if (line.kind === 'text' && line.continues >= 0 && found.at(-1)?.last === index) continue
    if (line.text.length > 400) continue
    const { text, last } = sentenceAt(reading, index)
    const roles = rolesAskedFor(labelOf(text))
    if (!roles) continue
    if (line.kind === 'heading' ? dateIn(text) !== null && !/[?:@]/.test(text) : !isLabel(text)) continue
    const start = answerStart(text)
    // Signs of doubt behind the colon belong to the answer, and take it back.
    if (/(?::\s{0,3}\?{2,9}|\?{3,9})\s{0,3}$/.test(text.slice(0, start))) continue
    for (const part of partsOf(text.slice(start), roles)) found.push({ index, last, ...part })
  }
  return found
}

/** `Report in the call: @a, minutes transfer: @b`: an answer may go on with the next question. */
function partsOf(rest: string, roles: Roles): Pick<Question, 'roles' | 'rest'>[] {
  for (const match of rest.slice(0, 400).matchAll(/(?<=[\s,;./])[A-Za-z][A-Za-z &-]{3,70}(?=[:?]\s{0,3}[*_]{0,2}@)/g)) {
    const next = rolesAskedFor(labelOf(match[0]).replace(/^(?:and|und|&) /, ''))
    if (!next) continue
    const start = match.index
    const after = rest.slice(start + match[0].length + 1)
    return [{ roles, rest: rest.slice(0, start) }, ...partsOf(after, next)]
  }
  return [{ roles, rest }]
}

/** A wrapped question is one with the lines that go on below it, up to its question mark. */
function sentenceAt(reading: ParsedPad, index: number): { text: string; last: number } {
  let text = reading.plain[index] ?? ''
  let last = index
  while (last + 1 < reading.meeting.to && last - index < 3) {
    if (text.includes('?') || /:\s*$/.test(text) || text.includes('@')) break
    const next = reading.lines[last + 1]
    if (next?.kind !== 'text' || next.continues !== last || next.marker !== null) break
    const more = reading.plain[last + 1] ?? ''
    // An unbulleted answer goes on directly below, too.
    if (more.startsWith('@') || !more.includes('?')) break
    text = `${text} ${more}`
    last++
  }
  return { text, last }
}

/** A question, a label with a colon, or a label with nothing but people behind it; prose about the call is none. */
function isLabel(text: string): boolean {
  const start = answerStart(text)
  const question = text.slice(0, start).trim()
  if (/[?:]$/.test(question) || /\b(?:is|by|ist|durch)$/i.test(question)) return true
  return start < text.length ? isAnswer(text.slice(start)) : question.split(' ').length <= 12
}

/** An answer stands near its question. */
const REACH = 40

function answersTo(reading: ParsedPad, question: Question, questionLines: ReadonlySet<number>, lines: Set<number>): Answer[] {
  const own = ownAnswers(reading, question)
  if (own !== null) return own
  const found: Answer[] = []
  const end = Math.min(reading.meeting.to, question.last + 1 + REACH)
  for (let index = question.last + 1; index < end; index++) {
    if (reading.lines[index]?.kind === 'heading') break
    if (!isRead(reading, index)) continue
    // Under a combined question each role may have its own line, which then is a question itself.
    if (questionLines.has(index) || !mayAnswer(reading, question, index, found.length > 0)) break
    const words = reading.plain[index] ?? ''
    if (isProposal(words)) continue
    if (endsAnswers(words) || (isBesideLabel(reading, question, index) && !/^[\s*_(]{0,4}@/.test(words))) break
    const handles = isAnswer(words) ? answersIn(reading, words, question.roles) : []
    if (handles.length === 0 && (found.length > 0 || words.endsWith('?') || words.split(' ').length > 8)) break
    if (handles.length > 0) lines.add(index)
    for (const one of handles) found.push(one)
  }
  return found
}

/** What is answered on the line of the question itself; null where that is to be looked for below. */
function ownAnswers(reading: ParsedPad, { rest, roles }: Question): Answer[] | null {
  const own = isProposal(rest) || isDoubt(rest) ? [] : answersIn(reading, rest, roles)
  return own.length > 0 || isRefusal(rest) || isAnsweredByName(rest) ? own : null
}

/** What is nested below the question may answer it. So do people beside it, when nothing is nested: `* @x` as the next item. */
function mayAnswer(reading: ParsedPad, { index: asking }: Question, index: number, isAnswered: boolean): boolean {
  const line = reading.lines[asking]
  const next = reading.lines[index]
  if (!line || !next) return false
  if (isWithin(reading, index, asking) || line.kind === 'heading') return true
  if (line.kind !== 'item') return !isAnswered || next.kind !== 'item'
  if (isAnswered) return false
  return next.kind !== 'item' || (line.depth === next.depth && isOnlyPeople(wordsOf(reading, index)))
}

function endsAnswers(words: string): boolean {
  return isDoubt(words) || isRefusal(words) || isNames(words) || opensTopics(words)
}

/** Below a label without a bullet an answer is nothing but people; a list of topics is none. */
function isBesideLabel(reading: ParsedPad, { index: asking }: Question, index: number): boolean {
  return reading.lines[asking]?.kind === 'text' && reading.lines[index]?.kind === 'item' && !isWithin(reading, index, asking)
}

/** Behind its colon stands a name, though no handle: that is the answer. */
function isAnsweredByName(rest: string): boolean {
  const said = rest.replace(/^[\s:=>–—→*_-]{0,20}/, '').replace(/\([^()]{0,80}\)|[\s.!*_]{1,6}$/g, '')
  return isNames(said) || /^\p{L}{2,20}$/u.test(said)
}

/** `Agenda:`, `Topics:`: something else begins. */
function opensTopics(words: string): boolean {
  return LIST_END.test(labelOf(words)) && /^[^:@]{2,40}:?\s*$/.test(words)
}

function isWithin(reading: ParsedPad, index: number, ancestor: number): boolean {
  let at = reading.lines[index]?.parent ?? -1
  for (let depth = 0; at >= 0 && depth < 40; depth++) {
    if (at === ancestor) return true
    at = reading.lines[at]?.parent ?? -1
  }
  return false
}

function isOnlyPeople(text: string): boolean {
  return /^[\s*_(]{0,4}@[A-Za-z\d][A-Za-z\d\\_-]{0,39}(?:\s?[,&+]\s?@[A-Za-z\d][A-Za-z\d\\_-]{0,39}){0,3}[\s*_)]{0,4}$/.test(text)
}

/** `??? @x` asks whether @x will: that is no answer yet; `not @x` rules them out. */
function isDoubt(text: string): boolean {
  return /^[\s*_(:=>-]{0,9}(?:\?{2,9}|not?:?|nicht:?)\s{0,3}[*_(]{0,3}@/i.test(text)
}

/** `proposed: @x` was written before the meeting, and waits for its answer. */
function isProposal(text: string): boolean {
  return /^[\s*_(:=>-]{0,9}(?:proposed|proposal|vorschlag|vorgeschlagen)(?![a-zäöü])/i.test(text)
}

/** Little but people: at most a few words beside the handles, as `(until R4)` or `and`. */
function isAnswer(text: string): boolean {
  const handles = handlesIn(text)
  const rest = withoutHandles(text, ' ')
  const words = rest
    .replace(/\([^()]{0,200}\)/g, ' ')
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== '')
  return handles.length > 0 ? words.length <= 5 : words.length <= 4
}

type Answer = { readonly handle: string; readonly roles: Roles }

/** To a question for both roles the answer may say who takes which: `@a (presenting), @b (minutes)`, `Presentation: @a`. */
function answersIn(reading: ParsedPad, text: string, roles: Roles): Answer[] {
  const stated = new Map<string, Roles>()
  if (roles.reporter && roles.scribe) {
    for (const part of text.slice(0, 400).split(/[,;/&+]|\band\b|\bund\b/)) {
      const [one, ...others] = handlesIn(part)
      const role = one && others.length === 0 ? roleIn(part) : null
      if (!one || !role) continue
      const before = stated.get(one.handle)
      stated.set(one.handle, { reporter: role.reporter || (before?.reporter ?? false), scribe: role.scribe || (before?.scribe ?? false) })
    }
  }
  return answer(reading, text).map((handle) => ({ handle, roles: stated.get(handle) ?? roles }))
}

function roleIn(text: string): Roles | null {
  const reporter = /(?<![a-z@-])(?:present(?:s|ing|ation|er)?|report(?:s|ing|er)?|call|bericht(?:et)?|vorstellung)(?![a-z])/i.test(text)
  const scribe = /(?<![a-z@-])(?:minutes?|transfers?|transfer(?:r?ing)|protokoll|scribe|notes)(?![a-z])/i.test(text)
  return reporter === scribe ? null : { reporter, scribe }
}

/** Handles of an answer; a single bare word when it is known as a handle from elsewhere. */
function answer(reading: ParsedPad, text: string): string[] {
  if (isRefusal(text)) return []
  const handles = handlesIn(text).map(({ handle }) => handle)
  if (handles.length > 0) return handles
  const words = text
    .replace(/^[\s:=>–—→⇒?!.-]{0,20}/, '')
    .split(/\s*(?:[,&+/]|\band\b|\bund\b)\s*/)
    .map((word) => word.trim().replace(/[.,;!]$/, ''))
    .filter((word) => word !== '')
  if (words.length === 0 || words.length > 4 || !words.every((word) => isHandleWord(word) && reading.knownHandles.has(plainHandle(word))))
    return []
  return words.map(plainHandle)
}

const REFUSAL = phrases(
  [
    'n/a, none, no one, nobody, niemand, keiner, tbd, tba, not applicable, no volunteers?, not needed',
    'no (community |comm.? ?|team )?call',
    'no summary, no meeting, cancel(l?ed)?, skipped, entfällt, fällt aus, 404, nothing',
  ],
  { before: /(?<![\p{L}\d@])/u, after: /(?![\p{L}\d])/u },
)

function isRefusal(text: string): boolean {
  const said = text.trim()
  if (said === '') return false
  return REFUSAL.test(said.slice(0, 300)) && handlesIn(said).length === 0
}

/** Which lines ask for, or name, the person who reports in the community call and the one who writes the minutes. */

export type Roles = { readonly reporter: boolean; readonly scribe: boolean }

/** "Notes" is a part of many pads: it names a person where nothing but handles follows on its line. */
const NOTES_BY = /^notes(?: (?:taken )?by)?:?\s{1,3}(?:@[a-z\d-]{1,39}(?:,? and |, | & )?){1,4}\s*$/

/** What the label of a line (lower case, plain) asks for; null when it asks for neither. */
export function rolesAskedFor(label: string): Roles | null {
  const question = questionOf(label)
  if (question.length > 220 || !ASKS.test(question)) return null
  const call = CALL.test(question)
  const reports = REPORTS.test(question)
  const minutes = MINUTES.test(question)
  const reporter =
    (call && (reports || isShort(question) || /^(?:who|wer)\b/.test(question))) ||
    /^(?:reporting|report|reporter|presenter|presenting|summary) ?(?:&|and|und|\/|\+) ?(?:minutes?|protokoll)/.test(question) ||
    /^(?:reporters?|presenters?|reporting)$/.test(question.replace(/[:?\s]+$/, ''))
  const scribe =
    SCRIBE.test(question) ||
    (minutes && WRITES.test(question.replace(/(?<![a-z])(?:report\w{0,3}|present\w{0,3})(?![a-z])/g, ' '))) ||
    /^(?:reporting|report|presenting|summary) ?(?:&|and|und|\/|\+) ?(?:github )?(?:minutes?|protokoll)/.test(question) ||
    /^(?:minutes?|protokoll)(?: (?:by|von|durch))?$/.test(question.replace(/[:?\s]+$/, '')) ||
    NOTES_BY.test(label)
  return reporter || scribe ? { reporter, scribe } : null
}

/** `community call: @x` needs no verb; a sentence about the call does. */
function isShort(question: string): boolean {
  return question.split(' ').length <= 7
}

/** The part before the answer: up to the last question mark or the colon, or the first handle. */
function questionOf(label: string): string {
  return label.slice(0, answerStart(label))
}

/** Where the answer begins on the question's own line; its length when there is none. */
export function answerStart(text: string): number {
  const at = text.search(/(?<![A-Za-z\d])@/)
  const limit = at === -1 ? text.length : at
  const question = text.lastIndexOf('?', limit)
  if (question > 0 && question < limit) return question + 1
  const mark = text.indexOf('?')
  if (mark > 0) return mark < limit ? mark + 1 : limit
  const colon = text.indexOf(': ')
  if (colon > 0 && colon < limit) return colon + 1
  return limit
}
