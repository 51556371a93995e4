/** Who was there and who was not: the first block of participants of a meeting, in every form people type it. */
import type { Notes, Participant } from '../domain/notes.ts'
import { editDistance } from '../domain/spelling.ts'
import { isLater, saysAbsentNow } from './absences.ts'
import { dateIn } from './days.ts'
import { handlesIn, isHandleWord, plainHandle, uniqueOf, withoutHandles } from './handles.ts'
import { labelOf, plainText, withoutStruck } from './plain-text.ts'
import { asksForPresenter } from './presenter-questions.ts'
import { isRead, type Reading, wordsOf } from './reading.ts'

export type People = Pick<Notes, 'participants' | 'excused' | 'people' | 'handleProposals'>

const PRESENT =
  /^(?:the |list of |liste der )?(?:parti?c[a-z]{3,9}|attende[a-z]{1,3}|attendance|attending|teilnehm[a-zä]{0,12}(?:[*:_]innen)?|teilnahme|anwesen[a-z]{1,8}|present|who(?: i|')s here|wer ist da)(?![a-zäöü])/
const ABSENT =
  /^(?:excuse[ds]?|absent|absence[s]?|absen[a-z]{1,4}|apolog(?:y|ies)|regrets|not (?:present|attending|here|available)|entschuldigt?e?|entschuldigungen|abwesen[a-z]{1,6}|nicht (?:dabei|da|anwesend)|es fehlen|fehlend|fehlt|not)(?![a-zäöü])/
const SAYS_ABSENT =
  /(?<![\p{L}\d])(?:excuse[ds]|absent|entschuldigt|abwesend|no[- ]show|not (?:present|attending|here|available|there|joining)|(?:can(?:'|no)?t|cannot|could not|will not|won't) (?:join|attend|make it|come|participate)|nicht (?:dabei|da|anwesend)|fehlt|verhindert)(?![\p{L}\d])/u
/** Parts of one list of people: `#### Remote`. */
const GROUP = /^(?:remote|online|on[- ]?site|in person|local|guests?|vor ort|gäste|present|anwesend|virtual|via|late)(?![a-z])/

/** Participants and excused as handles; `people` keeps every line with its remark, handle or not. */
export function readPeople(reading: Reading): People {
  const people: (Participant & { absent: boolean })[] = []
  const start = blockStart(reading)
  if (start !== -1) readBlock(reading, start, people)
  else readHeadless(reading, people)
  const excused = uniqueOf([...people.filter(({ absent }) => absent).flatMap(({ handle }) => handle ?? []), ...excusedInProse(reading)])
  const gone = new Set(excused)
  const present = uniqueOf(people.filter(({ absent }) => !absent).flatMap(({ handle }) => handle ?? []))
  const participants = present.filter((handle) => !gone.has(handle))
  return {
    participants,
    excused,
    people: people.map(({ absent: _, ...person }) => person),
    handleProposals: proposals(reading, participants),
  }
}

function blockStart(reading: Reading): number {
  const { from, to } = reading.meeting
  for (let index = from; index < to; index++) {
    const line = reading.lines[index]
    if (!line || !isRead(reading, index)) continue
    if (line.kind !== 'heading' && line.kind !== 'item' && line.kind !== 'text') continue
    const label = labelOf(line.text.slice(0, 200))
    if (!PRESENT.test(label)) continue
    if (line.kind === 'heading' ? label.split(' ').length <= 14 : opensList(reading, index, label)) return index
  }
  return -1
}

/** Without a heading the line must be a label: `Participants:`, with people after or below it. */
function opensList(reading: Reading, index: number, label: string): boolean {
  const colon = label.indexOf(':')
  const head = (colon === -1 ? label : label.slice(0, colon)).replace(/[(-].*$/, '').trim()
  if (head.split(' ').length > 3) return false
  if (colon !== -1 && label.slice(colon + 1).trim() !== '') return handlesIn(wordsOf(reading, index)).length > 0
  // A number of people ("Participants: 22") or a topic with that name has nobody below it.
  for (let next = index + 1; next < Math.min(index + 4, reading.meeting.to); next++) {
    const line = reading.lines[next]
    if (line && isRead(reading, next))
      return handlesIn(wordsOf(reading, next)).length > 0 || reading.knownHandles.has(plainHandle(plainText(line.text)))
  }
  return false
}

type Found = Participant & { absent: boolean }

function readBlock(reading: Reading, start: number, people: Found[]): void {
  const head = reading.lines[start]
  if (!head) return
  let absent = false
  const inline = /[:](.*)$/.exec(wordsOf(reading, start))?.[1] ?? ''
  if (handlesIn(inline).length > 0) readPerson(reading, start, inline, false, people)
  let person = -1
  for (let index = start + 1; index < reading.meeting.to; index++) {
    const line = reading.lines[index]
    if (!line) break
    if (line.kind === 'heading') {
      const label = labelOf(line.text)
      if (ABSENT.test(label)) absent = true
      else if (head.kind === 'heading' && line.level > head.level && GROUP.test(label)) absent = false
      else break
      readPerson(reading, index, /[:](.*)$/.exec(wordsOf(reading, index))?.[1] ?? '', absent, people)
      continue
    }
    if (!isRead(reading, index)) continue
    if (line.kind === 'image' || line.kind === 'html') continue
    if (head.kind === 'item' && line.parent !== start && line.depth <= head.depth) break
    const label = labelOf(line.text.slice(0, 200))
    if (ABSENT.test(label) && handlesIn(wordsOf(reading, index)).length === 0) {
      absent = true
      continue
    }
    if (asksForPresenter(label) || endsBlock(reading, index, label)) break
    // What is nested under a person is said about them.
    if (person >= 0 && line.parent === person && handlesIn(wordsOf(reading, index)).length === 0) continue
    if (readPerson(reading, index, wordsOf(reading, index), absent, people)) person = index
  }
}

/** No heading says so, but the meeting begins with a list of nothing but handles. */
function readHeadless(reading: Reading, people: Found[]): void {
  const found: Found[] = []
  for (let index = reading.meeting.from; index < reading.meeting.to; index++) {
    const line = reading.lines[index]
    if (!line || (line.kind === 'heading' && found.length === 0 && dateIn(line.text) !== null) || !isRead(reading, index)) continue
    const text = plainText(wordsOf(reading, index))
    if (!/^@[A-Za-z\d_-]{1,40}(?: \([^()]{1,80}\))?$/.test(text) || (line.kind !== 'item' && line.kind !== 'text')) break
    readPerson(reading, index, text, false, found)
  }
  if (found.length > 1) for (const one of found) people.push(one)
}

/** A line that is no person: the list is over, though no heading says so. */
function endsBlock(reading: Reading, index: number, label: string): boolean {
  const line = reading.lines[index]
  if (!line || line.kind === 'table' || line.kind === 'quote') return false
  if (/^(?:recurring items?|agenda|housekeeping|topics?|tagesordnung|themen|notes|summary|notizen|minutes)(?![a-z])/.test(label))
    return true
  if (line.kind !== 'text' || /^[(<@*_-]/.test(line.text) || label === '') return false
  const words = label.split(' ')
  return words.length > 4 || label.endsWith('?') || (label.includes(':') && handlesIn(wordsOf(reading, index)).length === 0)
}

function readPerson(reading: Reading, index: number, words: string, absentBlock: boolean, people: Found[]): boolean {
  const line = reading.lines[index]
  const text = unwrapped(plainText(withoutStruck(words)).replace(/^\[[ xX]?\]\s*/, ''))
  if (
    !line ||
    text === '' ||
    text === '@' ||
    /^(?:prefer|use|please|bitte|github)\w{0,6} .{0,40}handle/i.test(text) ||
    /handles? (?:preferr?ed|bevorzugt)/i.test(text)
  )
    return false
  const label = labelOf(text)
  const negated = ABSENT.test(label)
  const absent = absentBlock || negated || (SAYS_ABSENT.test(label) && !isLater(label)) || saysAbsentNow(label)
  const handles = handlesOfPerson(reading, text, absent)
  if (handles.length === 0 && !looksLikeName(text)) return false
  const remark = remarkOf(text)
  const base = { text: line.text.trim(), remark, line: line.number, absent }
  if (handles.length === 0) people.push({ ...base, handle: null })
  for (const handle of handles) people.push({ ...base, handle })
  return true
}

/** `(@garloff - struggling with chrome)`: brackets around the whole line are no remark. */
function unwrapped(text: string): string {
  return text.startsWith('(') && text.endsWith(')') && text.indexOf(')') === text.length - 1 ? text.slice(1, -1).trim() : text
}

function handlesOfPerson(reading: Reading, text: string, absent: boolean): string[] {
  const outside = text.replace(/\([^()]{0,300}\)?/g, (part) => ' '.repeat(part.length))
  const typed = typedHandles(outside)
  // `Name (@handle)`: the handle stands in the brackets.
  if (typed.length === 0) {
    const inside = typedHandles(text).slice(0, 1)
    return inside.length > 0 ? inside.map(({ handle }) => handle) : bareHandle(reading, outside)
  }
  if (absent) return typed.map(({ handle }) => handle)
  // What follows a dash is said about the person: `@bzapiec - @master-caster` is one of them.
  const first = typed[0]
  const dash = first ? outside.slice(first.end).search(/\s[-–—=]{1,2}\s|:\s/) : -1
  const end = first && dash !== -1 ? first.end + dash : outside.length
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

/** A word without `@` counts when it is known as a handle from elsewhere. */
function bareHandle(reading: Reading, text: string): string[] {
  const word = text
    .replace(/\s[-–—]\s.*$/, '')
    .replace(/[,.;]$/, '')
    .trim()
  if (!isHandleWord(word)) return []
  const handle = plainHandle(word)
  return reading.knownHandles.has(handle) ? [handle] : []
}

function looksLikeName(text: string): boolean {
  const name = text.replace(/\([^()]{0,300}\)?/g, ' ').trim()
  if (name.length > 60 || /[?:@/#]/.test(name)) return false
  const words = name.split(/\s+/)
  return words.length <= 4 && /^\p{L}[\p{L}\d.'-]*$/u.test(words[0] ?? '')
}

function remarkOf(text: string): string | null {
  const rest = withoutHandles(text)
    .replace(/\(\s*\)/g, ' ')
    .replace(/^[\s(:–—=-]{1,20}|[\s)]{1,20}$/g, '')
    .trim()
  const inBrackets = /\(([^()]{1,300})\)/.exec(text)?.[1]
  if (inBrackets && handlesIn(inBrackets).length === 0) return inBrackets.trim()
  return rest === '' || /^[&,]$|^and$|^und$/.test(rest) ? null : rest
}

/** `@a & @b excused themselves`, wherever it is said in the meeting. */
function excusedInProse(reading: Reading): string[] {
  const found: string[] = []
  for (let index = reading.meeting.from; index < reading.meeting.to; index++) {
    const words = wordsOf(reading, index)
    if (!words.includes('@') || !/excused|entschuldig/i.test(words)) continue
    if (
      /(?:(?:are|is|has|have) )?excused(?: themselves| himself| herself)?\b|(?:sind|ist|haben sich|hat sich) entschuldigt/i.test(
        words.replace(/^.{0,400}?(?=excused|entschuldig)/i, ''),
      ) &&
      startsWithPeople(words)
    )
      for (const one of handlesIn(words).map(({ handle }) => handle)) found.push(one)
  }
  return found
}

function startsWithPeople(words: string): boolean {
  const rest = withoutHandles(words)
  return /^[\s,&*_:]{0,20}(?:and |und )?[\s,&*_:]{0,20}(?:(?:are|is|has|have|sind|ist|haben sich|hat sich) )?(?:excused|entschuldig)/i.test(
    rest,
  )
}

/** A pad has a few dozen people; a text with more distinct handles is none, and must not cost more for it. */
const MAX_PROPOSALS = 200

/** Handles that nobody knows and that look like one known: proposed, never replaced. */
function proposals(reading: Reading, participants: readonly string[]): Notes['handleProposals'] {
  const { people = {}, knownHandles = [] } = reading.options
  const spellings = new Map(Object.entries(people).map(([typed, handle]) => [typed.toLowerCase(), handle.toLowerCase()]))
  const team = new Set([...knownHandles.map((handle) => handle.toLowerCase()), ...spellings.values()])
  const found = new Map<string, Notes['handleProposals'][number]>()
  const looked = new Set<string>()
  const present = new Set(participants.slice(0, MAX_PROPOSALS))
  for (let index = reading.scope.from; index < reading.scope.to; index++) {
    for (const { handle } of handlesIn(wordsOf(reading, index))) {
      if (looked.has(handle) || looked.size > MAX_PROPOSALS) continue
      looked.add(handle)
      if (team.has(handle)) continue
      const near = spellings.get(handle) ?? nearestHandle(handle, present.has(handle) ? [...team] : [...team, ...present])
      if (near) found.set(handle, { typed: handle, proposed: near, line: reading.lines[index]?.number ?? 0 })
    }
  }
  return [...found.values()]
}

/** Much nearer than words in general may be: a wrong proposal annoys a person who spelled right. */
function nearestHandle(typed: string, known: readonly string[]): string | null {
  if (typed.length < 4) return null
  const length = typed.replaceAll(/[-_]/g, '').length
  const limit = length <= 6 ? 1 : length <= 12 ? 2 : 3
  let best: { handle: string; distance: number } | null = null
  let tie = false
  for (const handle of known) {
    if (handle === typed) return null
    const distance = editDistance(typed.replaceAll(/[-_]/g, ''), handle.replaceAll(/[-_]/g, ''), limit)
    if (distance > limit) continue
    if (!best || distance < best.distance) {
      best = { handle, distance }
      tie = false
    } else if (distance === best.distance && handle !== best.handle) tie = true
  }
  return best && !tie ? best.handle : null
}
