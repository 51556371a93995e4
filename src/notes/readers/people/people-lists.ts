/** Lists of people: where one begins, which lines belong to it, and where it ends, whatever form it has. */

import type { Participant } from '../../../domain/notes/notes.ts'
import type { Line } from '../../structure/read-structure.ts'
import { isDayTitle } from '../../text/days.ts'
import { handlesIn, labelOf, plainHandle, plainText } from '../../text/words.ts'
import { isRead, type ParsedPad, wordsOf } from '../parsed-pad.ts'
import { absentLabelIn, isPeopleLine, listOf, type Person, personsIn, presenceIn } from './people-lines.ts'
import { GROUP, LIST_END, ONLY_ABSENT } from './people-words.ts'
import { rolesAskedFor } from './presenters.ts'
export type Listed = Participant & {
  readonly absent: boolean
  readonly name: string | null
  /** A box before the person, and whether it is ticked. */
  readonly box: 'ticked' | 'empty' | null
}

type PeopleList = { readonly people: readonly Listed[] /** Behind its last line. */; readonly end: number }

/** What the line opens: a heading, or a label with people behind or below it. */
export function listAt(reading: ParsedPad, index: number): 'present' | 'absent' | null {
  const line = reading.lines[index]
  if (!line || !isRead(reading, index) || !['heading', 'item', 'text', 'quote'].includes(line.kind)) return null
  const label = labelOf(line.text.slice(0, 200))
  const kind = listOf(label)
  if (kind === null) return null
  if (line.kind !== 'heading') return opensList(reading, index, label, kind) ? kind : null
  // "Present state of the storage" is a topic.
  const words = label.split(' ').length
  if (kind === 'absent') return ONLY_ABSENT.test(label) && peopleBelow(reading, index) ? kind : null
  return words <= (/^(?:present|attending)(?![a-z])/.test(label) ? 3 : 14) ? kind : null
}

/** Without a heading the line must be a label: `Participants:`, with people after or below it. */
function opensList(reading: ParsedPad, index: number, label: string, kind: 'present' | 'absent'): boolean {
  if (/^(?:present|regrets)\+/.test(label)) return true
  const colon = label.indexOf(':')
  const head = (colon === -1 ? label : label.slice(0, colon)).replace(/[(-].*$/, '').trim()
  if (kind === 'absent' ? !ONLY_ABSENT.test(head) : head.split(' ').length > 3) return false
  if (colon === -1 || label.slice(colon + 1).trim() === '') return peopleBelow(reading, index)
  const words = wordsOf(reading, index)
  const inline = words.slice(words.indexOf(':') + 1)
  if (kind === 'absent') return handlesIn(inline).length > 0 && /^[^@]{0,30}@/.test(inline)
  return handlesIn(inline).length > 0 || (isPeopleLine(inline) && /\p{Lu}\p{Ll}/u.test(inline))
}

/** A number of people ("Participants: 22") or a topic with that name has nobody below it. */
const REACH = 12

function peopleBelow(reading: ParsedPad, index: number): boolean {
  const head = reading.lines[index]
  for (let next = index + 1, count = 0; next < reading.meeting.to && count < REACH; next++) {
    const line = reading.lines[next]
    if (!line || (line.kind === 'heading' && head?.kind !== 'heading')) return false
    if (!isRead(reading, next)) continue
    if (head?.kind === 'item' && line.parent !== index && line.depth <= head.depth && line.kind === 'item') return false
    const words = wordsOf(reading, next)
    if (handlesIn(words).length > 0 || isKnown(reading)(plainHandle(plainText(line.text))))
      return head?.kind === 'heading' || count === 0 || line.kind === 'table' || personsIn(words, rulesOf(reading, false)).length > 0
    if (opensAnother(line)) return false
    if (line.kind === 'item' && isPeopleLine(words) && plainText(words).includes(' ')) return true
    count++
  }
  return false
}

/** A heading that names no group, or a label without people. */
function opensAnother({ kind, text }: Line): boolean {
  return kind === 'heading' ? !GROUP.test(labelOf(text)) : kind === 'text' && text.trim().endsWith(':')
}

export function isKnown(reading: ParsedPad): (word: string) => boolean {
  return (word) => reading.knownHandles.has(word)
}

function rulesOf(reading: ParsedPad, absent: boolean) {
  return { absent, isHandle: isKnown(reading) }
}

type Pass = {
  readonly reading: ParsedPad
  readonly head: Line
  readonly start: number
  readonly people: Listed[]
  absent: boolean
  readonly absentFirst: boolean
  /** People stand on the line of the label itself. */
  inline: boolean
  /** The label that made it so, where it is an item with people nested in it. */
  label: number
  person: number
}

/** Everybody below the label or heading at `start`. */
export function readList(reading: ParsedPad, start: number, absent: boolean): PeopleList {
  const head = reading.lines[start] as Line
  const pass: Pass = { reading, head, start, people: [], absent, absentFirst: absent, inline: false, label: -1, person: -1 }
  addInline(pass, start)
  pass.inline = pass.people.length > 0
  let index = start + 1
  while (index < reading.meeting.to) {
    const next = addLine(pass, index)
    if (next === -1) break
    index = next
  }
  return { people: withBoxes(pass.people), end: index }
}

/** People behind the colon of a label or heading. */
function addInline(pass: Pass, index: number): void {
  const words = wordsOf(pass.reading, index)
  const irc = /^\s{0,3}(?:present|regrets)\+\s?(.*)$/i.exec(words)
  if (irc) {
    add(pass, index, personsIn(irc[1] ?? '', { absent: pass.absent, isHandle: () => true }))
    return
  }
  const inline = /[:](.*)$/.exec(words)?.[1] ?? ''
  if (handlesIn(inline).length > 0 || isPeopleLine(inline)) add(pass, index, personsIn(inline, rulesOf(pass.reading, pass.absent)))
}

/** The next line to look at; -1 where the list has ended. */
function addLine(pass: Pass, index: number): number {
  const { reading, head, start } = pass
  const line = reading.lines[index] as Line
  if (line.kind === 'heading') return addHeading(pass, index, line)
  if (!isRead(reading, index) || line.kind === 'image' || line.kind === 'html') return index + 1
  const afterTable = addTable(pass, index)
  if (afterTable !== null) return afterTable
  if (head.kind === 'item' && line.parent !== start && line.depth <= head.depth) return -1
  closeLabel(pass, line)
  const label = labelOf(line.text.slice(0, 200))
  const next = addLabel(pass, index, label)
  if (next !== null) return next
  return endsAt(pass, index, label) ? -1 : addPersons(pass, index)
}

/** The line behind a table of people; null where none begins. */
function addTable(pass: Pass, index: number): number | null {
  const { reading } = pass
  const table = reading.tables.get(index)
  const rows = table ? presenceIn(table, reading.options.date ?? null, isKnown(reading), true) : null
  if (!table || !rows) return null
  for (const row of rows) add(pass, row.index, row.persons)
  return table.to
}

/** An item beside the label with people nested in it is no longer meant by the label. */
function closeLabel(pass: Pass, line: Line): void {
  const { reading, label } = pass
  if (label === -1 || line.kind !== 'item' || line.parent === label || line.depth > (reading.lines[label]?.depth ?? 0)) return
  pass.absent = false
  pass.label = -1
}

/** A label inside of the list: the next line to look at, -1 where the list has ended, null where people may stand on the line itself. */
function addLabel(pass: Pass, index: number, label: string): number | null {
  const { reading } = pass
  if (/^(?:present|regrets)\+/.test(label)) {
    pass.absent = label.startsWith('regrets')
    addInline(pass, index)
    return index + 1
  }
  const words = wordsOf(reading, index)
  const named = handlesIn(words).length > 0
  if (listOf(label) === 'absent' && !named && !isPeopleLine(words.slice(words.indexOf(':') + 1))) {
    pass.absent = true
    pass.label = reading.lines[index]?.kind === 'item' && (reading.children.get(index) ?? []).length > 0 ? index : -1
    return index + 1
  }
  if (listOf(label) !== 'present' || !/^[^:@]{0,40}:/.test(label)) return null
  if (pass.absentFirst) return -1
  pass.absent = false
  return named ? null : index + 1
}

function endsAt(pass: Pass, index: number, label: string): boolean {
  const { reading, inline, head } = pass
  // Behind a label with people on its own line only labels go on after a blank line.
  const isApart = inline && head.kind === 'text' && reading.lines[index - 1]?.kind === 'blank'
  if (isApart && !isLabelled(label, wordsOf(reading, index))) return true
  return rolesAskedFor(label) !== null || endsBlock(pass, index, label)
}

function addPersons(pass: Pass, index: number): number {
  const { reading } = pass
  const words = wordsOf(reading, index)
  // What is nested under a person is said about them.
  const isRemark = pass.person >= 0 && reading.lines[index]?.parent === pass.person && handlesIn(words).length === 0
  if (!isRemark && add(pass, index, personsIn(words, rulesOf(reading, pass.absent)))) pass.person = index
  return index + 1
}

/** `Excused: @x`, `Gäste: @y`. */
function isLabelled(label: string, words: string): boolean {
  return listOf(label) !== null || GROUP.test(label) || absentLabelIn(words) > 0
}

/** Below a heading of people, smaller ones part them; so do the names of groups, and those of absent people at any level. */
function addHeading(pass: Pass, index: number, line: Line): number {
  const { reading, head } = pass
  const label = labelOf(line.text)
  if (listOf(label) === 'absent') pass.absent = true
  else if (head.kind !== 'heading') return -1
  else if (line.level > head.level && (GROUP.test(label) || holdsPeopleOnly(reading, index))) pass.absent = false
  else if (line.level === head.level && isBold(reading, line) && isBold(reading, head) && GROUP.test(label)) pass.absent = false
  else return -1
  pass.label = -1
  pass.person = -1
  addInline(pass, index)
  return index + 1
}

function isBold({ structure }: ParsedPad, { section }: Line): boolean {
  return structure.headings[section]?.look === 'bold'
}

function holdsPeopleOnly(reading: ParsedPad, heading: number): boolean {
  if (LIST_END.test(labelOf(reading.lines[heading]?.text ?? '')) || rolesAskedFor(labelOf(reading.lines[heading]?.text ?? '')) !== null)
    return false
  let count = 0
  for (let index = heading + 1; index < reading.meeting.to && count < REACH; index++) {
    const line = reading.lines[index]
    if (!line || line.kind === 'heading') break
    if (!isRead(reading, index)) continue
    count++
    if (!isPeopleLine(wordsOf(reading, index).replace(/^\[[ xX]?\]\s/, ''))) return false
  }
  return count > 0
}

/** A line that is no person: the list is over, though no heading says so. */
function endsBlock({ reading, people }: Pass, index: number, label: string): boolean {
  const line = reading.lines[index]
  if (!line || line.kind === 'table' || line.kind === 'quote') return false
  if (LIST_END.test(label)) return true
  if (line.kind !== 'text' || /^[(<@*_-]/.test(line.text) || label === '') return false
  const words = wordsOf(reading, index)
  if (isPeopleLine(words) && (handlesIn(words).length > 0 || people.length === 0 || words.includes(','))) return false
  const isNamed = handlesIn(words).length > 0
  if (isNamed && (absentLabelIn(words) > 0 || GROUP.test(label))) return false
  return label.split(' ').length > 4 || label.endsWith('?') || (label.includes(':') && !isNamed)
}

/** No heading says so, but the meeting begins with a list of nothing but handles. */
export function readHeadless(reading: ParsedPad): readonly Listed[] {
  const pass = { reading, people: [] as Listed[] }
  for (let index = reading.meeting.from; index < reading.meeting.to; index++) {
    const line = reading.lines[index]
    if (!line || !isRead(reading, index) || (line.kind === 'heading' && pass.people.length === 0 && isDayTitle(line.text))) continue
    const text = plainText(wordsOf(reading, index))
    if (!/^@[A-Za-z\d_-]{1,40}(?: \([^()]{1,80}\))?$/.test(text) || (line.kind !== 'item' && line.kind !== 'text')) break
    add(pass, index, personsIn(text, rulesOf(reading, false)))
  }
  return pass.people.length > 1 ? pass.people : []
}

function add({ reading, people }: Pick<Pass, 'reading' | 'people'>, index: number, persons: readonly Person[]): boolean {
  for (const one of listedAt(reading, index, persons)) people.push(one)
  return persons.length > 0
}

/** Signs that people put in the place of a box, beside a name. */
const SIGN = /^[✅✔☑❌✗✘☐⬜]|[✅✔☑❌✗✘☐⬜]\uFE0F?\s*$/u
const NO = /[❌✗✘☐⬜]/u

export function listedAt(reading: ParsedPad, index: number, persons: readonly Person[]): Listed[] {
  const line = reading.lines[index]
  if (!line) return []
  const typed = /^\[([ xX]?)\]/.exec(line.text)?.[1]
  const sign = typed === undefined ? SIGN.exec(line.text)?.[0] : undefined
  const box = (typed ?? sign) === undefined ? null : typed?.trim() === '' || (sign !== undefined && NO.test(sign)) ? 'empty' : 'ticked'
  const named = persons.filter(({ handle, name }) => handle !== null || persons.length === 1 || name !== null)
  return named.map(({ handle, name, remark, absent }) => ({
    handle,
    name,
    remark,
    absent,
    box,
    text: handle === null && persons.length > 1 && name !== null ? name : line.text.trim(),
    line: line.number,
  }))
}

/** Where some boxes are ticked, an empty one means absent; where none is, nobody has said who was there. */
function withBoxes(people: readonly Listed[]): readonly Listed[] {
  if (!people.some(({ box }) => box === 'empty')) return people
  const used = people.some(({ box }) => box === 'ticked')
  return people.map((one) => (one.box !== 'empty' || one.absent ? one : used ? { ...one, absent: true } : { ...one, handle: null }))
}

/** More blank lines than that part two lists. */
const NEAR = 20

/** Nothing but people and blank lines stands between. */
export function isRightBelow(reading: ParsedPad, end: number, index: number): boolean {
  if (index - end > NEAR) return false
  for (let at = end; at < index; at++) if (isRead(reading, at)) return false
  return reading.lines[index]?.kind !== 'heading'
}
