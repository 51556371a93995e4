/** Items with a mark: what stands behind it, before it, or below it, and whether the mark is meant as one. */

import { plainText } from '../../text/words.ts'
import { followers, goesOn } from '../line-context.ts'
import { isRead, type ParsedPad, wordsOf } from '../parsed-pad.ts'
import { isLabelOfList, isMeant, type Mark, type Marking, marksAt, marksIn, type Tail, tailOf } from './action-markers.ts'
import { isOnlyTime } from './due-dates.ts'
import { cleaned, emphasisCount, isStruck, type Said } from './item-text.ts'
import { listedItem, trailingOwners } from './listed-items.ts'
import { ownersAt } from './owners.ts'
/** The items that marks on the line make. */
export function markedItems(marking: Marking, index: number, aboutIntelligence: boolean): Said[] {
  const words = wordsOf(marking.reading, index)
  const marks = marksAt(words)
  return marks.flatMap((mark, at) => {
    const tail = tailOf(marking.reading, marking.names, words, mark)
    const place: Place = { index, words, mark, tail, previous: marks[at - 1], next: marks[at + 1] }
    return markedItem(marking, place, aboutIntelligence)
  })
}

/** A mark on a line, with what stands beside it. */
type Place = {
  readonly index: number
  readonly words: string
  readonly mark: Mark
  readonly tail: Tail
  /** The marks before and behind it on the line. */
  readonly previous: Mark | undefined
  readonly next: Mark | undefined
}

function markedItem(marking: Marking, place: Place, aboutIntelligence: boolean): Said[] {
  const { index, words, mark, tail } = place
  const { reading, taken } = marking
  const line = reading.lines[index]
  if (!line) return []
  if (isLabelOfList(reading, index, mark, tail)) return below(marking, index, tail)
  if (!isMeant(words, mark, tail, aboutIntelligence)) return []
  const brackets = bracketsAround(place)
  const { text, goesOn } = ownText(line.text, place, brackets)
  if (isQuestion(text, tail)) return []
  const item = (owners: readonly string[], said: string): Said => ({
    owners,
    typed: tail.typed,
    ...(tail.unknown === undefined ? {} : { unknown: tail.unknown }),
    for: tail.for,
    text: said,
    kind: 'explicit',
  })
  if (saysWhat(text, place, brackets)) {
    const people = peopleOf(place, goesOn ? `${text}${continued(reading, index, taken)}` : text)
    return [item(people.owners, cleaned(people.text)), ...(isStruck(text) ? replaced(reading, index, taken) : [])]
  }
  const before = cleaned(beforeMark(line.text, place, brackets))
  // The mark stands behind what is to be done: `Push this to conclusion AI @x`, `… (AI @x, next week)`.
  const isLabel = tail.colon && !tail.named && text === '' && brackets.open === -1
  if (before === '' || isLabel) return below(marking, index, tail)
  const people = tail.named ? { owners: tail.owners, text } : trailingOwners(text, text)
  const remark = cleaned(people.text)
  return [item(people.owners, remark === '' ? before : `${before} (${remark})`)]
}

/** The brackets that the mark and its text stand in; -1 for none, `close` also where nothing closes them. */
type Brackets = { readonly open: number; readonly close: number }

/** `(AI) @x: …`: brackets around the mark alone hold nothing. */
function bracketsAround({ words, mark, tail }: Place): Brackets {
  const open = openBracketBefore(words, mark.start)
  const close = open === -1 ? -1 : closingBracket(words, open)
  return close !== -1 && close < tail.at ? { open: -1, close: -1 } : { open, close }
}

/** The text behind the mark, up to the next mark or the end of the brackets; `goesOn`: it reaches the end of the line, outside of brackets. */
function ownText(typed: string, { words, mark, tail, next }: Place, { open, close }: Brackets): { text: string; goesOn: boolean } {
  const limit = close !== -1 ? close : next && tail.at < next.start ? next.start : words.length
  const own = limit > tail.at ? typed.slice(withLink(typed, mark.end, tail.at), limit) : ''
  const text = closed(cleaned(next && limit === next.start ? own.replace(/[\s(,;&–-]{1,8}$/, '') : own), words, mark.start)
  return { text, goesOn: open === -1 && limit === words.length }
}

/** The text behind the mark tells what is to be done, not only when, or a remark in brackets. */
function saysWhat(text: string, { words, tail }: Place, { open }: Brackets): boolean {
  if (text === '' || isOnlyTime(text)) return false
  return open === -1 || /^[\s*_~]{0,3}:/.test(words.slice(tail.at, tail.at + 5)) || !isRemark(text)
}

function peopleOf({ words, mark, tail, previous }: Place, text: string): { owners: readonly string[]; text: string } {
  if (tail.named) return { owners: tail.owners, text }
  const owners = previous ? null : onlyPeople(words.slice(0, mark.start))
  return owners ? { owners, text } : trailingOwners(text, text)
}

/** Addresses are blank in the searched words: text that begins with a link begins at its bracket. */
function withLink(text: string, from: number, at: number): number {
  const between = text.slice(from, at)
  const bracket = between.indexOf('[')
  return bracket !== -1 && !between.includes('@') ? from + bracket : at
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

/** `@x TODO: write it`: nothing but people before the mark. */
function onlyPeople(before: string): readonly string[] | null {
  const list = before.length < 200 ? ownersAt(before, 0) : null
  return list && /^[\s*_:,(–-]{0,5}$/.test(before.slice(list.end)) ? list.owners : null
}

/** In brackets a word or two behind the people (`AI @x, asap`) is said about the item, which stands before. */
function isRemark(text: string): boolean {
  return text.split(/\s+/).length <= 2
}

function beforeMark(text: string, { words, mark, previous }: Place, { open, close }: Brackets): string {
  const from = previous ? previous.end : 0
  if (open === -1 || open < from) return text.slice(from, mark.start).replace(/[\s([,;:–=>-]{1,10}$/, '')
  const inside = text.slice(open + 1, mark.start).replace(/[\s,;:–-]{1,6}$/, '')
  const rest = close === -1 || words.slice(close + 1).replace(/[\s.!*_]/g, '') === '' ? '' : text.slice(close + 1)
  const head = text.slice(from, open).trimEnd()
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

/** A struck-out item is often followed by its replacement on the next line. */
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
    const isOwned = said.owners.length > 0 || (said.typed ?? []).length > 0
    found.push({ ...(isOwned ? said : { ...said, owners: tail.owners, typed: tail.typed }), for: tail.for, index: child })
  }
  return found
}

/** Emphasis that was opened before the mark (`_AI @x: write it_ ✅`) closes in the text, and goes with it. */
export function closed(text: string, words: string, start: number): string {
  const sign = /(?:\*\*|__|[*_])$/.exec(words.slice(Math.max(0, start - 2), start))?.[0]
  if (sign === undefined || emphasisCount(text, sign) % 2 === 0) return text
  for (let at = text.indexOf(sign); at !== -1; at = text.indexOf(sign, at + sign.length)) {
    const end = at + sign.length
    if (at > 0 && !/\s/.test(text[at - 1] as string) && !/[\p{L}\d/]/u.test(text[end] ?? ' ')) return text.slice(0, at) + text.slice(end)
  }
  return text
}
