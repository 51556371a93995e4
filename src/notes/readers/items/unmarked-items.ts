/**
 * Items without a mark: sentences in which somebody takes a task (`@x to review`, `@x will write …`, `-> @x`), and boxes with an
 * owner (`- [ ] @ada: numbers`) wherever they stand.
 */

import { anyOf, phrases, sequence } from '../../../domain/text/phrases.ts'
import type { Line } from '../../structure/read-structure.ts'
import { oneOf } from '../../text/word-lists.ts'
import { type HandleHit, handlesIn, labelOf, plainText } from '../../text/words.ts'
import { type ParsedPad, wordsOf } from '../parsed-pad.ts'
import { listOf } from '../people/people-lines.ts'
import { cleaned, type Said } from './item-text.ts'
import { bareOwnerAt, namedAt, ownersAt, unknownAt } from './owners.ts'
import { REQUEST } from './task-verbs.ts'
export type Promised = { readonly owners: readonly string[]; readonly text: string }

/** What somebody is or where they will be is no task. */
const NO_TASK = sequence([
  anyOf([
    'be, been, not, never, leave, stay, participate, attend, join, miss, arrive',
    /come(?! up)/,
    'become, need, probably, likely, also be, teilnehmen, fehlen, sein',
  ]),
  /(?![a-zäöü])/,
]).source
const TO = sequence([
  /^[\s*_~]{0,3}(?:->|=>|→)?\s{0,2}(?:to|zu)\s{1,3}/,
  `(?!${NO_TASK}|${anyOf(['the, a, an, my, our, your, his, her, their, this, that, all, date'])}\\b)`,
  /(?=[a-zäöü]{2})/,
])
const WILL = sequence([
  /^[\s*_~]{0,3}/,
  anyOf(["will, 'll, wird, werden, soll, sollen, shall, übernimmt, kümmert sich um, kümmern sich um"]),
  `\\s{1,3}(?!${NO_TASK}|have\\b|take over(?:[.,;!)]|\\s*$))`,
  /(?=[A-Za-zäöüÄÖÜ\d"'\x60])/,
])
/** `@x: please …`, `@x bitte …`: the request is a part of what is asked for. */
const ASKED = new RegExp(String.raw`^[\s*_~)\]]{0,3}[:,]?[\s*_~]{1,3}(?=${REQUEST})`, 'iu')

/** Tasks that name their people only behind them, in brackets: `Create a new story … (@x)`. */
const ORDER = phrases(
  [
    /will\s{1,2}[a-z]{3,}/i,
    phrases(['create, open, write, file, draft, prepare, schedule, set up, setup', /organi[sz]e/i, 'send, invite'], {
      after: /\s{1,2}(?:a|an|the|new|another)\s/i,
      flags: 'i',
    }),
  ],
  { before: /^/i, flags: 'i' },
)

/** More on one line are a list of people, no sentences. */
const MAX_HANDLES = 60

export function implicitActionsIn(reading: ParsedPad, index: number, words: string): Promised[] {
  if (!words.includes('@')) return []
  const line = reading.lines[index]
  if (!line) return []
  const handles = handlesIn(words).slice(0, MAX_HANDLES)
  const found: Promised[] = []
  let from = 0
  const starts = sentenceStarts(words, handles, SENTENCE)
  for (const start of starts) {
    if (start < from) continue
    const promised = promiseAt(line, words, start, handles)
    if (!promised) continue
    found.push(promised.promised)
    from = promised.end
  }
  if (found.length > 0 || line.kind === 'heading') return found
  // `moved to Tuesday, @x to tell the others`: people hang a task on a sentence with a comma, too.
  for (const start of sentenceStarts(words, handles, CLAUSE)) {
    const promised = promiseAt(line, words, start, handles)
    if (promised) return [promised.promised]
  }
  return assignmentIn(reading, line, words, handles) ?? orderIn(line, words, handles)
}

/** `Ada to …`, `Ada and Ben will …` at the begin of a line, where they are people of the meeting. */
export function namedImplicitAction(
  reading: ParsedPad,
  index: number,
  words: string,
  names: ReadonlySet<string>,
): { readonly typed: readonly string[]; readonly text: string } | null {
  const line = reading.lines[index]
  if (!line || (line.kind !== 'item' && line.kind !== 'text')) return null
  const box = /^\[[ xX]?\]\s*/.exec(words)?.[0].length ?? 0
  const named = namedAt(words, box, names)
  const rest = named ? words.slice(named.end, named.end + 60) : ''
  const verb = TO.exec(rest) ?? WILL.exec(rest) ?? ASKED.exec(rest)
  if (!named || !verb) return null
  const text = line.text.slice(named.end + verb[0].length).replace(/[\s*_~]{1,4}$/, '')
  return text === '' || /\?\s*$/.test(text) ? null : { typed: named.typed, text }
}

/** `tom: please …` by a known handle. */
export function requestedAction(reading: ParsedPad, index: number, words: string): Omit<Said, 'for' | 'kind'> | null {
  const line = typedLine(reading, index)
  const known = bareOwnerAt(words, boxLength(words), reading.knownHandles)
  if (line === null || !known || !asksFor(words, known.end)) return null
  return { owners: known.owners, text: cleaned(line.text.slice(known.end)) }
}

/** `Pat: bitte …`, `Kubernetes: please …` by a word that names nobody here: who is to do it is asked, not guessed. */
export function isRequestOfUnknown(reading: ParsedPad, index: number, words: string): boolean {
  if (typedLine(reading, index) === null || bareOwnerAt(words, boxLength(words), reading.knownHandles)) return false
  const unknown = unknownAt(words, boxLength(words))
  return unknown !== null && asksFor(words, unknown.end)
}

function typedLine(reading: ParsedPad, index: number): Line | null {
  const line = reading.lines[index]
  return line && (line.kind === 'item' || line.kind === 'text') ? line : null
}

function boxLength(words: string): number {
  return /^\[[ xX]?\]\s*/.exec(words)?.[0].length ?? 0
}

function asksFor(words: string, end: number): boolean {
  return BEGINS.test(words.slice(end)) && !/\?\s*$/.test(words)
}

const BEGINS = new RegExp(String.raw`^[\s:*_~)]{0,4}${REQUEST}`, 'iu')

/** A full stop, an arrow or an opening bracket. */
const SENTENCE = /(?:[.!?]\s{1,3}|[(]|(?:->|=>|→)\s{0,3})[*_~]{0,2}$/
const CLAUSE = /(?:,\s{1,2}|\s[-–—]{1,2}\s{1,2}|[a-z\d)]:\s)[*_~]{0,2}$/

/** Positions of people that begin a sentence: at the line's start, or behind a sign that ends the one before. */
function sentenceStarts(words: string, handles: readonly HandleHit[], sign: RegExp): number[] {
  return handles
    .filter(({ start }) => {
      const before = words.slice(Math.max(0, start - 8), start)
      if (start <= 8 && /^[\s*_~[\]xX>-]{0,8}$/.test(before)) return true
      // Within a list of people nobody begins.
      if (sign === CLAUSE && /@[A-Za-z\d_-]{1,39},\s{1,2}[*_~]{0,2}$/.test(words.slice(Math.max(0, start - 45), start))) return false
      return sign.test(before)
    })
    .map(({ start }) => start)
}

function promiseAt(line: Line, words: string, start: number, handles: readonly HandleHit[]): { promised: Promised; end: number } | null {
  const list = ownersAt(words, start, handles)
  if (!list || list.owners.length === 0) return null
  const rest = words.slice(list.end, list.end + 60)
  const verb = TO.exec(rest) ?? WILL.exec(rest) ?? ASKED.exec(rest)
  if (!verb) return null
  const bracketed = words[start - 1] === '('
  const close = bracketed ? words.indexOf(')', list.end) : -1
  const end = close === -1 ? words.length : close
  const text = line.text
    .slice(list.end + verb[0].length, end)
    .replace(/[\s*_~]{1,4}$/, '')
    .trim()
  if (/^(?:do|tun|machen) ?(?:this|that|it|das|es)?[.!]?$/i.test(text) && bracketed) return null
  return text === '' ? null : { promised: { owners: list.owners, text }, end }
}

/** `-> @x` on a line of its own gives the line above to somebody; at the end of a line, what stands before it. */
function assignmentIn(reading: ParsedPad, line: Line, words: string, handles: readonly HandleHit[]): Promised[] | null {
  if (line.marker === '->' || line.marker === '=>' || line.marker === '→' || line.marker === '⇒') {
    const list = ownersAt(words, 0, handles)
    if (!list || list.owners.length === 0) return null
    const rest = line.text
      .slice(list.end)
      .replace(/^[\s*_:,–-]{1,5}/, '')
      .trim()
    const above = reading.lines[line.parent >= 0 ? line.parent : line.continues]?.text.trim() ?? ''
    if (rest === '') return above === '' ? null : [{ owners: list.owners, text: above }]
    if (/^,/.test(line.text.slice(list.end).trimStart())) return above === '' ? null : [{ owners: list.owners, text: above }]
    if (/^[([]/.test(rest) || rest.split(/\s+/).length > 12) return null
    return [{ owners: list.owners, text: rest.split(/\s+/).length > 2 || above === '' ? rest : `${rest}: ${above}` }]
  }
  return trailingAssignment(line, words, handles)
}

function trailingAssignment(line: Line, words: string, handles: readonly HandleHit[]): Promised[] | null {
  const arrow = Math.max(words.lastIndexOf('->'), words.lastIndexOf('=>'), words.lastIndexOf('→'))
  if (arrow <= 0 || line.kind === 'heading') return null
  const list = ownersAt(words, arrow + (words[arrow] === '→' ? 1 : 2), handles)
  if (!list || list.owners.length === 0) return null
  const before = line.text.slice(0, arrow).trim()
  // `(@a -> @b)` moves something from one to the other.
  if (before === '' || handles.some(({ end }) => end <= arrow && arrow - end <= 2) || words.indexOf(')', list.end) !== -1) return null
  const rest = line.text.slice(list.end).trim()
  if (rest !== '' && !/^[a-zäöü]{3,20}(?: [\p{L}\d-]{1,20}){0,4}[\s.!]*$/u.test(rest)) return null
  return [{ owners: list.owners, text: rest === '' ? before : `${before} -> ${rest}` }]
}

function orderIn(line: Line, words: string, handles: readonly HandleHit[]): Promised[] {
  if (line.kind !== 'item' && line.kind !== 'text') return []
  const box = /^\[[ xX]?\]\s*/.exec(words)?.[0].length ?? 0
  if (!ORDER.test(words.slice(box))) return []
  const open = words.lastIndexOf('(')
  const list = open === -1 ? null : ownersAt(words, open + 1, handles)
  if (!list || list.owners.length === 0 || words[list.end] !== ')') return []
  const before = line.text.slice(box, open).trim()
  const after = line.text.slice(list.end + 1).trim()
  if (!/^will\s/i.test(words.slice(box)) && !/^[.!\s]*$/.test(after)) return []
  return [{ owners: list.owners, text: `${before.replace(/^will\s+/i, '')}${after === '' ? '' : ` ${after}`}`.replace(/\.\s*$/, '') }]
}

const BOX = /^\[[ xX]?\]\s+/

/** What people answer in a poll or write beside a name: no task. */
const VOTES = oneOf(
  'yes, no, ja, nein, ok, okay, y, n, maybe, vielleicht, abstain, enthaltung, in favour, in favor, against, dafür, dagegen',
  'present, absent, here, da, remote, online, on site, vor ort, excused, entschuldigt, late, später',
)
const ANSWER = phrases([sequence([VOTES], 'u'), /[+±-]?[01]/, /[👍👎✅❌]/u, /\(.{0,80}\)/], { before: /^/, after: /[\s.!]{0,3}$/ })

/** An issue, as agendas list them with whoever brings them. */
const REFERENCE = /^(?:\[[^\]]{0,200}\]\(|<?https?:|[\w.-]{0,60}(?:\/[\w.-]{1,100}){0,2}\/?#\d)/

/** null for a box without an owner, and where boxes mean something else: who is there, who is for it, which issues are next. */
export function boxedItem(reading: ParsedPad, index: number, names: ReadonlySet<string>): Said | null {
  const line = reading.lines[index]
  const box = BOX.exec(line?.text ?? '')
  if (line?.kind !== 'item' || !box || isOfPeople(reading, index)) return null
  const words = wordsOf(reading, index)
  const owners = ownersAt(words, box[0].length)
  const named = owners === null ? namedAt(words, box[0].length, names) : null
  const end = owners?.end ?? named?.end
  if (end === undefined || (owners !== null && owners.owners.length === 0)) return null
  const text = cleaned(line.text.slice(end))
  const plain = plainText(text)
  if (!/\p{L}{2}/u.test(plain) || ANSWER.test(plain) || REFERENCE.test(text) || /\?\s*$/.test(plain)) return null
  return { owners: owners?.owners ?? [], ...(named ? { typed: named.typed } : {}), for: [], text, kind: 'explicit' }
}

/** Below a heading or label of who was there. */
function isOfPeople(reading: ParsedPad, index: number): boolean {
  const line = reading.lines[index]
  if (!line) return false
  const title = reading.structure.headings[line.section]?.title ?? ''
  if (listOf(labelOf(title)) !== null) return true
  for (let at = index - 1; at >= 0 && index - at < 100; at--) {
    const above = reading.lines[at]
    if (!above || above.kind === 'heading') return false
    if (above.kind === 'blank' || (above.kind === 'item' && above.depth >= line.depth)) continue
    // `Present: @ada, @bob` names them itself, and the list below is another.
    return /^[^:@]{1,60}:?[\s*_]{0,4}$/.test(above.text) && listOf(labelOf(above.text)) !== null
  }
  return false
}
