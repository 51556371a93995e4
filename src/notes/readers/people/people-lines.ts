/**
 * Who is named in a line of a list of people, or in a row of a table of them, and what is said beside each. A remark about one
 * person is about that person.
 */

import { dateIn } from '../../text/days.ts'
import { handlesIn, isHandleWord, plainHandle, plainText, withoutHandles, withoutStruck } from '../../text/words.ts'
import { BEHIND, REASONS } from '../off-record/absence-words.ts'
import type { Table } from '../parsed-pad.ts'
import {
  ABSENT_CELL,
  ABSENT_COLUMN,
  ABSENT_LABEL,
  LATER,
  LEADING_ABSENT,
  PERSON_COLUMN,
  PIECES,
  PRESENT_COLUMN,
  PRESENT_LABEL,
  SAYS_ABSENT,
} from './people-words.ts'
export type Person = {
  /** null: a name without a handle. */
  readonly handle: string | null
  /** As typed, where it looks like the name of a person. */
  readonly name: string | null
  readonly remark: string | null
  absent: boolean
}

export type LineRules = {
  /** The list is one of people who are not there. */
  readonly absent: boolean
  /** A bare word is a handle. */
  readonly isHandle: (word: string) => boolean
}

/** The people of one line, without its bullet and box; empty when the line is about something else. */
export function personsIn(words: string, rules: LineRules): Person[] {
  const text = unwrapped(plainText(withoutStruck(words)).replace(/^\[[ xX]?\]\s*/, ''))
  if (text === '' || text === '@' || isHint(text)) return []
  const parts = partsOf(text)
  const persons: Person[] = []
  let absent = rules.absent
  for (const part of parts) {
    const label = absentLabelIn(part.words)
    const lead = label > 0 ? label : presentLabelIn(part.words)
    if (label > 0) absent = true
    else if (lead > 0 && !rules.absent && part.words.slice(lead).includes('@')) absent = false
    addPart({ ...part, words: label > 0 || part.words.slice(lead).includes('@') ? part.words.slice(lead) : part.words }, persons, {
      ...rules,
      absent,
      alone: parts.length === 1,
    })
  }
  if (isAboutAll(text, parts, persons)) for (const person of persons) person.absent = true
  return persons
}

/** true for people separated by commas and nothing else: no sentence, no topic. */
export function isPeopleLine(words: string): boolean {
  const parts = partsOf(plainText(words))
  return (
    parts.length > 0 &&
    parts.every(({ words: part }) =>
      isName(
        withoutHandles(part)
          .replace(/[\s:–—-]{1,6}$/, '')
          .trim(),
        true,
      ),
    )
  )
}

type Part = { readonly words: string; readonly brackets: readonly string[]; readonly joined: boolean }

/** Pieces between commas; what stands in brackets goes with the piece before it. */
function partsOf(text: string): Part[] {
  const parts: Part[] = []
  let words = ''
  let brackets: string[] = []
  let joined = false
  let from = 0
  const end = (next: boolean) => {
    if (words.trim() !== '' || brackets.length > 0) parts.push({ words: words.trim(), brackets, joined })
    words = ''
    brackets = []
    joined = next
  }
  for (const match of text.matchAll(PIECES)) {
    words += text.slice(from, match.index)
    from = match.index + match[0].length
    if (/^[([]/.test(match[0])) {
      brackets.push(match[0].replace(/^[([]|[)\]]$/g, '').trim())
      words += ' '
    } else end(/and|und|sowie|&/i.test(match[0]))
  }
  words += text.slice(from)
  end(false)
  return parts
}

function addPart(part: Part, persons: Person[], rules: LineRules & { readonly alone: boolean }): void {
  const { words, brackets } = part
  const listed = brackets.find((one) => absentLabelIn(one) > 0 && namesPeople(one.slice(absentLabelIn(one))))
  const remarks = brackets.filter((one) => one !== listed && handlesIn(one).length === 0)
  const own = handlesOf(words)
  const inside = own.length > 0 ? [] : brackets.filter((one) => one !== listed).flatMap((one) => typedHandles(one).slice(0, 1))
  const handles = own.length > 0 ? own : inside.slice(0, 1).map(({ handle }) => handle)
  const beside = remarkOf(words, remarks)
  const isAbsent = rules.absent || saysAbsent([withoutHandles(words), ...remarks].join(' '))
  const name = nameOf(words)
  for (const handle of handles) persons.push({ handle, name: handles.length === 1 ? name : null, remark: beside, absent: isAbsent })
  if (handles.length === 0) addNameless({ words, remarks, absent: isAbsent }, persons, rules)
  for (const { handle } of listed ? typedHandles(listed) : []) persons.push({ handle, name: null, remark: null, absent: true })
}

/** `(excused: @x, Carla)`: others than the person before the bracket. */
function namesPeople(words: string): boolean {
  return words.includes('@') || (/\p{Lu}/u.test(words) && isPeopleLine(words))
}

type Nameless = { readonly words: string; readonly remarks: readonly string[]; readonly absent: boolean }

/** A bare word that is known, a name, or something more about the person before. */
function addNameless({ words, remarks, absent }: Nameless, persons: Person[], rules: LineRules & { readonly alone: boolean }): void {
  const word = words
    .replace(/\s[-–—]\s.*$/, '')
    .replace(/[,.;]$/, '')
    .trim()
  const before = persons.at(-1)
  const remark = remarks[0] ?? null
  if (isHandleWord(word) && rules.isHandle(plainHandle(word))) persons.push({ handle: plainHandle(word), name: word, remark, absent })
  else if (before && !rules.absent && saysAbsent([words, ...remarks].join(' '))) before.absent = true
  else if (isName(words, !rules.alone)) persons.push({ handle: null, name: isName(words, true) ? words : null, remark, absent })
}

/** Handles in front of a dash or a colon: `@anna - @anna-private` is one person. */
function handlesOf(words: string): string[] {
  const typed = typedHandles(words)
  const first = typed[0]
  const dash = first ? words.slice(first.end).search(/\s[-–—=]{1,2}\s|:\s/) : -1
  const end = first && dash !== -1 ? first.end + dash : words.length
  return typed.filter(({ start }) => start < end).map(({ handle }) => handle)
}

/** In a list of people a dot belongs to the handle as typed: `@anja.strunk`. */
function typedHandles(text: string): { handle: string; start: number; end: number }[] {
  const hits = handlesIn(text)
  if (hits.length > 0 || !text.includes('@')) return hits
  const dotted = /(?<![A-Za-z\d.+@])@([A-Za-z\d](?:[-._]?[A-Za-z\d]){0,38})(?![A-Za-z\d:@])/.exec(text)
  if (!dotted?.[1]) return []
  return [{ handle: dotted[1].toLowerCase(), start: dotted.index, end: dotted.index + dotted[0].length }]
}

/** `@a and @b excused`, `@a, @b (both excused)`: behind several people, about all of them. */
function isAboutAll(text: string, parts: readonly Part[], persons: readonly Person[]): boolean {
  const last = parts.at(-1)
  if (!last || persons.length < 2 || !persons.at(-1)?.absent) return false
  if (parts.slice(0, -1).some(({ words, brackets }) => saysAbsent([withoutHandles(words), ...brackets].join(' ')))) return false
  if (absentLabelIn(last.words) > 0 || last.brackets.some((one) => one.includes('@'))) return false
  const said = `${withoutHandles(last.words)} ${last.brackets.join(' ')}`
  if (/(?<![\p{L}])(?:are|have|were|both|all|themselves|sind|haben|waren|beide|alle|fehlen)(?![\p{L}])/iu.test(said)) return true
  return last.joined && presentLabelIn(text) === 0 && saysAbsent(withoutHandles(last.words))
}

function isHint(text: string): boolean {
  return (
    /^(?:prefer|use|please|bitte|github|add your|insert your)\w{0,6} .{0,40}(?:handle|name)/i.test(text) ||
    /^(?:please )?(?:add|insert|enter) (?:your|yourself)|^(?:bitte )?(?:hier )?.{0,20}(?:eintragen|ergänzen)/i.test(text) ||
    /handles? (?:preferr?ed|bevorzugt)/i.test(text)
  )
}

/** `strict`: every word as names are written; else anything short that may be one. */
function isName(text: string, strict: boolean): boolean {
  const name = text.trim()
  if (strict) return name === '' || STRICT_NAME.test(name)
  if (name.length > 60 || /[?:@/#]/.test(name)) return false
  return name.split(/\s+/).length <= 4 && /^\p{L}[\p{L}\d.'-]*$/u.test(name.split(/\s+/)[0] ?? '')
}

/** The name of one or more people, without any handle. */
export function isNames(text: string): boolean {
  return !text.includes('@') && /\p{Lu}/u.test(text) && isPeopleLine(text)
}

const STRICT_NAME = /^\p{Lu}[\p{L}.'’-]{0,30}(?: (?:(?:von|van|de|der|den|di|da|la|le|zu) ){0,2}\p{Lu}[\p{L}.'’-]{0,30}){0,3}$/u

function nameOf(words: string): string | null {
  const handles = handlesIn(words)
  const before = words.slice(0, handles[0]?.start ?? words.length)
  const behind = words.slice(handles.at(-1)?.end ?? words.length)
  for (const side of [before, behind]) {
    const name = side.replace(/^[\s:–—=-]{1,9}|[\s:–—=-]{1,9}$/g, '')
    if (name !== '' && isName(name, true)) return name
  }
  return null
}

function remarkOf(words: string, remarks: readonly string[]): string | null {
  if (remarks[0] !== undefined && remarks[0] !== '') return remarks[0]
  const rest = withoutHandles(words)
    .replace(/^[\s(:–—=-]{1,20}|[\s)]{1,20}$/g, '')
    .trim()
  return rest === '' ? null : rest
}

/** `(@garloff - struggling with chrome)`: brackets around the whole line are no remark. */
function unwrapped(text: string): string {
  return text.startsWith('(') && text.endsWith(')') && text.indexOf(')') === text.length - 1 ? text.slice(1, -1).trim() : text
}

type Row = { readonly index: number; readonly persons: readonly Person[] }

/** Columns of people and of their presence stand side by side; `date` picks the column of a day. null for other tables. */
export function presenceIn(table: Table, date: string | null, isHandle: (word: string) => boolean, below: boolean): Row[] | null {
  const people = table.columns.flatMap((column, at) => (PERSON_COLUMN.test(column) ? [at] : []))
  const present = columnOf(table, date)
  if (people.length === 0 || (present === null && !below)) return null
  const filled = table.rows.some(({ cells }) => present !== null && !isEmpty(cells[present.at]?.text ?? ''))
  return table.rows.map(({ index, cells }) => {
    const named = people.map((at) => cells[at]?.words ?? '').filter((words) => words.trim() !== '')
    const typed = named.find((words) => words.includes('@')) ?? named.at(-1) ?? ''
    const state = present === null ? '' : (cells[present.at]?.text.trim() ?? '')
    const absent = present !== null && isAbsent(state, present.absent)
    const said = cells.filter((_, at) => !people.includes(at)).some(({ words }) => saysAbsent(words))
    const name = named.find((words) => !words.includes('@'))?.trim() ?? null
    const persons = personsIn(typed, { absent: false, isHandle }).map((person) => ({
      ...person,
      name: person.name ?? name,
      absent: person.absent || said || absent,
    }))
    // A column that nobody has filled in says nothing.
    return { index, persons: present !== null && !filled ? [] : persons }
  })
}

function columnOf({ columns }: Table, date: string | null): { at: number; absent: boolean } | null {
  const day = date === null ? -1 : columns.findIndex((column) => dateIn(column, date) === date)
  if (day !== -1) return { at: day, absent: false }
  const at = columns.findIndex((column) => PRESENT_COLUMN.test(column))
  if (at !== -1) return { at, absent: false }
  const gone = columns.findIndex((column) => ABSENT_COLUMN.test(column))
  return gone === -1 ? null : { at: gone, absent: true }
}

function isEmpty(cell: string): boolean {
  return /^[\s.–—_-]*$/.test(cell)
}

function isAbsent(state: string, reversed: boolean): boolean {
  if (reversed) return !/^(?:[\s.–—_-]{0,6}|no|n|nein|0|false|❌|✗|\[ ?\])$/iu.test(state)
  return /^x$/i.test(state) ? false : ABSENT_CELL.test(state) || saysAbsent(state)
}

/** What a label (lower case, plain) announces. */
export function listOf(label: string): 'present' | 'absent' | null {
  if (ABSENT_LABEL.test(label)) return 'absent'
  return PRESENT_LABEL.test(label) ? 'present' : null
}

/** Said beside a person: absent today, whatever the reason. */
export function saysAbsent(words: string): boolean {
  return (SAYS_ABSENT.test(words) && !isLater(words)) || saysAbsentNow(words)
}

/** `Regrets:`, `excused @x`, `not: @x` at the begin of a piece of a line: its length, 0 for none. */
export function absentLabelIn(words: string): number {
  return LEADING_ABSENT.exec(words.slice(0, 80))?.[0].length ?? 0
}

/** `Present:`, `Gäste:`, `Northwind:`. */
export function presentLabelIn(words: string): number {
  const label = /^[\s*_]{0,4}([\p{L}][\p{L} +*()-]{1,40}?)[*_]{0,3}\s?:[\s*_]{0,4}/u.exec(words.slice(0, 80))
  if (label) return absentLabelIn(words) > 0 ? 0 : label[0].length
  return /^\s{0,4}present\+\s{0,4}/i.exec(words)?.[0].length ?? 0
}

/** true when the words about a person say that he or she is absent now, with or without a reason. */
function saysAbsentNow(words: string): boolean {
  if (isLater(words) || /(?<![\p{L}\d])(?:from|ab) \d/iu.test(words)) return false
  const text = plainText(words)
  return REASONS.some(({ pattern }) => [...text.matchAll(pattern)].some((found) => BEHIND.test(text.slice(found.index + found[0].length))))
}

/** Absent at another time, and here today. */
function isLater(words: string): boolean {
  return LATER.test(words)
}
