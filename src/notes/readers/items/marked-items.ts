/** Items with a mark: what stands behind it, before it, or below it, and whether the mark is meant as one. */

import { plainText } from '../../text/plain-text.ts'
import { followers, goesOn } from '../labelled.ts'
import { isRead, type ParsedPad, wordsOf } from '../parsed-pad.ts'
import { isTopic, type Mark, marksIn } from './action-markers.ts'
import { isOnlyTime } from './due-dates.ts'
import { namedAt, nickAt, trailingOwners } from './item-owners.ts'
import { isStruck } from './item-status.ts'
import { cleaned, closed } from './item-text.ts'
import { listedItem, type Said } from './listed-items.ts'
import { bareOwnerAt, ownersAt } from './owners.ts'

export type Marking = {
  readonly reading: ParsedPad
  /** Names of the people of the meeting, lower case. */
  readonly names: ReadonlySet<string>
  /** Lines that belong to an item above; the reader adds to them. */
  readonly taken: Set<number>
}

/** More on one line are no items; the bound keeps such a line cheap. */
const MAX_MARKS = 40

/** The items that marks on the line make. */
export function markedItems(marking: Marking, index: number, aboutIntelligence: boolean): Said[] {
  const words = wordsOf(marking.reading, index)
  const marks = marksAt(words)
  return marks.flatMap((mark, at) => markedItem(marking, index, mark, marks, at, aboutIntelligence))
}

function marksAt(words: string): Mark[] {
  return marksIn(words)
    .filter(({ spoken, start }) => !spoken || (start <= 12 && !/[\p{L}\d@]/u.test(words.slice(0, start))))
    .slice(0, MAX_MARKS)
}

/** true where a mark of the line is meant as one: "the AI chapter" in prose is not. */
export function carriesMark({ reading, names }: Pick<Marking, 'reading' | 'names'>, index: number, aboutIntelligence: boolean): boolean {
  const words = wordsOf(reading, index)
  return marksAt(words).some((mark) => {
    const tail = tailOf(reading, names, words, mark)
    return isMeant(words, mark, tail, aboutIntelligence) || isLabelOfList(reading, index, mark, tail)
  })
}

/** What stands behind a mark: people, what they hand on to whom, and where the text begins. */
type Tail = {
  readonly owners: readonly string[]
  readonly for: readonly string[]
  readonly at: number
  readonly colon: boolean
  readonly named: boolean
  /** People without a handle, as typed. */
  readonly typed: readonly string[]
}

function tailOf(reading: ParsedPad, names: ReadonlySet<string>, words: string, { end, command }: Mark): Tail {
  // `AI (not officially): …`: what stands in brackets before the colon is said about the mark.
  const aside = /^\s?\([^()@]{1,40}\)(?=\s?:)/.exec(words.slice(end, end + 50))?.[0] ?? ''
  const colon = /^[\s*_~]{0,3}:/.test(words.slice(end + aside.length, end + aside.length + 6))
  const from = bareOwnerAt(words, end, reading.knownHandles) ? end : end + aside.length
  let at = from + (/^[)\]]?(?:[-=]>|[\s*_:.–—-]){0,8}/.exec(words.slice(from, from + 12))?.[0].length ?? 0)
  const preposition = /^(?:for|für|an|by|to|von)\s{1,2}(?=[*_~]{0,2}@)/i.exec(words.slice(at, at + 8))
  if (preposition) at += preposition[0].length
  const owners = ownersAt(words, at) ?? bareOwnerAt(words, at, reading.knownHandles) ?? nickAt(words, end, command)
  if (!owners) {
    const named = namedAt(words, at, names)
    return { owners: [], for: [], at: named?.end ?? at, colon, named: false, typed: named?.typed ?? [] }
  }
  let next = owners.end
  let others: readonly string[] = []
  const handedOn = /^[\s*_~]{0,3}(?:for|für|->|→|=>)\s{0,2}(?=[*_~]{0,2}@)/i.exec(words.slice(next, next + 10))
  if (handedOn) {
    const to = ownersAt(words, next + handedOn[0].length)
    if (to) {
      others = to.owners
      next = to.end
    }
  }
  return { owners: owners.owners, for: others, at: next, colon, named: true, typed: [] }
}

function markedItem(
  { reading, names, taken }: Marking,
  index: number,
  mark: Mark,
  marks: readonly Mark[],
  which: number,
  aboutIntelligence: boolean,
): Said[] {
  const line = reading.lines[index]
  if (!line) return []
  const words = wordsOf(reading, index)
  const tail = tailOf(reading, names, words, mark)
  if (isLabelOfList(reading, index, mark, tail)) return below({ reading, names, taken }, index, tail)
  if (!isMeant(words, mark, tail, aboutIntelligence)) return []
  const open = openBracketBefore(words, mark.start)
  const end = open === -1 ? -1 : closingBracket(words, open)
  // `(AI) @x: …`: brackets around the mark alone hold nothing.
  const bracket = end !== -1 && end < tail.at ? -1 : open
  const close = bracket === -1 ? -1 : end
  const next = marks[which + 1]
  const limit = close !== -1 ? close : next && tail.at < next.start ? next.start : words.length
  const own = limit > tail.at ? line.text.slice(withLink(line.text, mark.end, tail.at), limit) : ''
  const ownText = closed(cleaned(next && limit === next.start ? own.replace(/[\s(,;&–-]{1,8}$/, '') : own), words, mark.start)
  if (isQuestion(ownText, tail)) return []
  const owner = tail.named || previousMark(marks, which) ? null : onlyPeople(words.slice(0, mark.start))
  const before = cleaned(beforeMark(line.text, words, mark.start, bracket, close, marks[which - 1]))
  const item = (owners: readonly string[], text: string): Said => ({ owners, typed: tail.typed, for: tail.for, text, kind: 'explicit' })
  if (
    ownText !== '' &&
    !isOnlyTime(ownText) &&
    !(bracket !== -1 && !/^[\s*_~]{0,3}:/.test(words.slice(tail.at, tail.at + 5)) && isRemark(ownText))
  ) {
    const wrapped = bracket === -1 && limit === words.length ? `${ownText}${continued(reading, index, taken)}` : ownText
    const people = tail.named
      ? { owners: tail.owners, text: wrapped }
      : owner
        ? { owners: owner, text: wrapped }
        : trailingOwners(wrapped, wrapped)
    return [item(people.owners, cleaned(people.text)), ...(isStruck(ownText) ? replaced(reading, index, taken) : [])]
  }
  // The mark stands behind what is to be done: `Push this to conclusion AI @x`, `… (AI @x, next week)`.
  const isLabel = tail.colon && !tail.named && ownText === '' && bracket === -1
  if (before !== '' && !isLabel) {
    const people = tail.named ? { owners: tail.owners, text: ownText } : trailingOwners(ownText, ownText)
    const remark = cleaned(people.text)
    return [item(people.owners, remark === '' ? before : `${before} (${remark})`)]
  }
  return below({ reading, names, taken }, index, tail)
}

/** Addresses are blank in the searched words: text that begins with a link begins at its bracket. */
function withLink(text: string, from: number, at: number): number {
  const between = text.slice(from, at)
  const bracket = between.indexOf('[')
  return bracket !== -1 && !between.includes('@') ? from + bracket : at
}

/** `AI` needs people, a colon, or a name with a verb beside it; `TODO` and `Action item` need to stand as a label. */
function isMeant(words: string, mark: Mark, tail: Tail, aboutIntelligence: boolean): boolean {
  if (mark.command) return true
  if (isTopic(words, mark)) return false
  if (tail.named && tail.owners.length > 0) return true
  const atStart = /^[\s*_~[\]xX(>=-]{0,10}$/.test(words.slice(Math.max(0, mark.start - 12), mark.start)) && mark.start <= 12
  if (mark.word === 'ai') {
    if (aboutIntelligence) return false
    if (tail.typed.length > 0) return true
    if (tail.named || tail.colon) return !/^[\s*_~]{0,3}:\/\//.test(words.slice(mark.end, mark.end + 6))
    const rest = words.slice(mark.end, mark.end + 80)
    // `AI Kurt to make a proposal`, `AI VP04: check …`; `_AI reminder mail next week_` is set apart by its emphasis.
    if (/^ [A-Z][\p{L}\d]{1,20}(?: [A-Z][\p{L}\d]{1,20})?(?::| [-–—] | (?:to|will|soll|wird) [a-zäöü]{2})/u.test(rest)) return true
    return atStart && /[*_]/.test(words[mark.start - 1] ?? '') && /^ \p{L}/u.test(rest) && /[*_]\s{0,3}$/.test(words.slice(-4))
  }
  if (mark.spoken && !atStart) return false
  if (tail.colon) return true
  if (mark.word === 'action item') return atStart && /^[\s*_]{0,3}\s[-–—]{1,2}\s/.test(words.slice(mark.end, mark.end + 8))
  // `ToDo Jürgen: …`
  if (
    atStart &&
    /^ \p{Lu}[\p{L}'’-]{1,20}(?: \p{Lu}[\p{L}'’-]{1,20})?(?::| [-–—] | (?:to|will|soll|wird) \p{Ll}{2})/u.test(
      words.slice(mark.end, mark.end + 60),
    )
  )
    return true
  return atStart && (/^\s{1,2}\p{L}/u.test(words.slice(mark.end)) ? /^TODO$/.test(words.slice(mark.start, mark.end)) : true)
}

/** `AI for this week:`, `Action items from last week:`: a few words with a colon at the end, or `Action items` alone, and a list below. */
function isLabelOfList(reading: ParsedPad, index: number, mark: Mark, tail: Tail): boolean {
  const line = reading.lines[index]
  if (!line || tail.named || tail.colon || mark.start > 4) return false
  const rest = line.text.slice(mark.end, mark.end + 80)
  const alone = mark.word === 'action item' && /^[\s*_]{0,4}$/.test(rest)
  if (!alone && (!/^s?[^:]{2,60}:[\s*_]{0,4}$/.test(rest) || rest.split(/\s+/).length > 8)) return false
  return (reading.children.get(index) ?? []).some((child) => isRead(reading, child))
}

/** `AI: Who?` asks for one. */
function isQuestion(text: string, tail: Tail): boolean {
  return !tail.named && /\?\W{0,3}$/.test(text) && text.split(/\s+/).length <= 3
}

/** Position of the bracket that the mark stands in, -1 for none. */
function openBracketBefore(words: string, at: number): number {
  let depth = 0
  for (let i = at - 1; i >= 0 && at - i < 400; i--) {
    if (words[i] === ')') depth++
    else if (words[i] === '(') {
      if (depth === 0) return i
      depth--
    }
  }
  return -1
}

function closingBracket(words: string, open: number): number {
  let depth = 0
  for (let i = open; i < words.length && i - open < 2000; i++) {
    if (words[i] === '(') depth++
    else if (words[i] === ')') {
      depth--
      if (depth === 0) return i
    }
  }
  return -1
}

function previousMark(marks: readonly Mark[], which: number): boolean {
  return which > 0 && marks[which - 1] !== undefined
}

/** `@x TODO: write it`: nothing but people before the mark. */
function onlyPeople(before: string): readonly string[] | null {
  const list = before.length < 200 ? ownersAt(before, 0) : null
  return list && /^[\s*_:,(–-]{0,5}$/.test(before.slice(list.end)) ? list.owners : null
}

/** In brackets a word or two behind the people (`AI @x, asap`) is said about the item, which stands before. */
function isRemark(text: string): boolean {
  return text.split(/\s+/).length <= 2
}

function beforeMark(text: string, words: string, start: number, bracket: number, close: number, previous: Mark | undefined): string {
  const from = previous ? previous.end : 0
  if (bracket === -1 || bracket < from) return text.slice(from, start).replace(/[\s([,;:–=>-]{1,10}$/, '')
  const inside = text.slice(bracket + 1, start).replace(/[\s,;:–-]{1,6}$/, '')
  const rest = close === -1 || words.slice(close + 1).replace(/[\s.!*_]/g, '') === '' ? '' : text.slice(close + 1)
  const head = text.slice(from, bracket).trimEnd()
  return `${head}${/[\p{L}\d#]/u.test(inside) ? ` (${inside})` : ''}${rest}`
}

/** The lines on which a sentence goes on, up to the next item, arrow or person. */
function continued(reading: ParsedPad, index: number, taken: Set<number>): string {
  let text = ''
  let last = index
  for (let next = index + 1; next < Math.min(index + 6, reading.scope.to); next++) {
    const line = reading.lines[next]
    if (!line || line.continues !== last || !goesOn(line) || !/^[\p{Ll}(&\d]/u.test(line.text)) break
    if (marksIn(wordsOf(reading, next)).length > 0) break
    text += ` ${line.text}`
    taken.add(next)
    last = next
  }
  return text
}

/** A struck-out item is often followed by the one that takes its place, on the next line. */
function replaced(reading: ParsedPad, index: number, taken: Set<number>): Said[] {
  const next = reading.lines[index + 1]
  if (next?.kind !== 'text' || next.continues !== index || next.marker !== null) return []
  const owners = ownersAt(wordsOf(reading, index + 1), 0)
  if (!owners) return []
  taken.add(index + 1)
  return [{ owners: owners.owners, for: [], text: cleaned(next.text.slice(owners.end)), kind: 'explicit', index: index + 1 }]
}

/** A mark with nothing beside it: what is nested below it, the line below, or the line above an arrow. */
function below({ reading, names, taken }: Marking, index: number, tail: Tail): Said[] {
  const line = reading.lines[index]
  if (!line) return []
  if (line.marker === '->' || line.marker === '=>') {
    const above = reading.lines[line.continues >= 0 ? line.continues : line.parent]
    return above ? [{ owners: tail.owners, for: tail.for, text: cleaned(above.text), kind: 'explicit' }] : []
  }
  const nested = reading.children.get(index) ?? []
  const children = (nested.length > 0 ? nested : followers(reading, index)).filter(
    (child) => isRead(reading, child) && plainText(reading.lines[child]?.text ?? '') !== '',
  )
  // `AI: @x` below something gives that to somebody.
  const above = children.length === 0 && tail.named ? reading.lines[line.parent] : undefined
  if (above) return [{ owners: tail.owners, for: tail.for, text: cleaned(above.text), kind: 'explicit' }]
  const found: Said[] = []
  for (const child of children) {
    // A child with its own mark speaks for itself.
    if (marksIn(wordsOf(reading, child)).length > 0) continue
    const said = listedItem(reading, child, names)
    if (!said) continue
    taken.add(child)
    found.push({ ...said, owners: said.owners.length > 0 ? said.owners : tail.owners, for: tail.for, index: child })
  }
  return found
}
