/**
 * Who was there and who was not, from the lists of people of a meeting in every form people type them; and handles that look
 * like a known one.
 */

import type { Notes, Participant } from '../../../domain/notes/notes.ts'
import { personOf } from '../../../domain/notes/person-of.ts'
import { phrases } from '../../../domain/text/phrases.ts'
import { editDistance } from '../../../domain/text/spelling.ts'
import { handlesIn, withoutHandles } from '../../text/words.ts'
import { type ParsedPad, wordsOf } from '../parsed-pad.ts'
import { presenceIn } from './people-lines.ts'
import { isKnown, isRightBelow, type Listed, listAt, listedAt, readHeadless, readList } from './people-lists.ts'
export type People = Pick<Notes, 'participants' | 'excused' | 'people' | 'handleProposals'> & {
  /** Names of those who were there, lower case, whole and by their first word. */
  readonly names: ReadonlySet<string>
  /** Everybody on the lists, whether they were there or not. */
  readonly listed: readonly Listed[]
}

/** Participants and excused as handles; `people` keeps every line with its remark, handle or not. */
export function readPeople(reading: ParsedPad): People {
  const people = listedIn(reading)
  const excused = new Set([...people.filter(({ absent }) => absent).flatMap(({ handle }) => handle ?? []), ...excusedInProse(reading)])
  const present = new Set(people.filter(({ absent }) => !absent).flatMap(({ handle }) => handle ?? []))
  const participants = [...present].filter((handle) => !excused.has(handle))
  return {
    participants,
    excused: [...excused],
    people: people.map(({ handle, text, remark, line }): Participant => ({ handle, text, remark, line })),
    names: namesOf(people),
    listed: people,
    handleProposals: handleProposals(reading, participants),
  }
}

/** The first list of those who were there, all lists of those who were not. */
function listedIn(reading: ParsedPad): readonly Listed[] {
  const found: Listed[] = []
  /** Where the list of those who were there ends; what follows it at once belongs to it. */
  let end = -1
  for (let index = reading.meeting.from; index < reading.meeting.to; index++) {
    const table = reading.tables.get(index)
    const rows = table && end === -1 ? presenceIn(table, reading.options.date ?? null, isKnown(reading), false) : null
    if (table && rows) {
      for (const { index: at, persons } of rows) for (const one of listedAt(reading, at, persons)) found.push(one)
      end = table.to
      index = table.to - 1
      continue
    }
    const kind = listAt(reading, index)
    if (kind === null || (kind === 'present' && end !== -1 && !isRightBelow(reading, end, index))) continue
    const list = readList(reading, index, kind === 'absent')
    for (const one of list.people) found.push(one)
    if (kind === 'present' && (list.people.length > 0 || end !== -1 || reading.lines[index]?.kind === 'heading')) end = list.end
    index = Math.max(index, list.end - 1)
  }
  return end === -1 ? [...found, ...readHeadless(reading)] : found
}

/** `Alba Rossi (@alba)` is called by her whole name, her first name, and her handle. */
function namesOf(people: readonly Listed[]): ReadonlySet<string> {
  const names = new Set<string>()
  for (const { name, handle, absent } of people) {
    if (absent) continue
    if (handle !== null) names.add(handle)
    if (name !== null) names.add(name.toLowerCase()).add(name.toLowerCase().split(' ')[0] ?? '')
  }
  return names
}

/** `@a & @b excused themselves`, wherever it is said in the meeting. */
function excusedInProse(reading: ParsedPad): string[] {
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

const EXCUSED_PEOPLE = phrases(['excused, entschuldig'], {
  before: /^[\s,&*_:]{0,20}(?:and |und )?[\s,&*_:]{0,20}(?:(?:are|is|has|have|sind|ist|haben sich|hat sich) )?/i,
  flags: 'i',
})

function startsWithPeople(words: string): boolean {
  const rest = withoutHandles(words)
  return EXCUSED_PEOPLE.test(rest)
}

/** A pad has a few dozen people; a text with more distinct handles is none, and must not cost more for it. */
const MAX_PROPOSALS = 200

/** Handles that nobody knows and that look like one known: proposed, never replaced. */
export function handleProposals(reading: ParsedPad, participants: readonly string[]): Notes['handleProposals'] {
  const { people = {}, knownHandles = [] } = reading.options
  const current = (handle: string) => personOf(handle, people)
  const known = [...knownHandles, ...Object.keys(people), ...Object.values(people)].map((handle) => handle.toLowerCase())
  const team = new Set(known.map(current))
  const found = new Map<string, Notes['handleProposals'][number]>()
  const looked = new Set<string>()
  const present = new Set(participants.slice(0, MAX_PROPOSALS))
  for (let index = reading.scope.from; index < reading.scope.to; index++) {
    for (const { handle } of handlesIn(wordsOf(reading, index))) {
      if (looked.has(handle) || looked.size > MAX_PROPOSALS) continue
      looked.add(handle)
      if (team.has(handle)) continue
      const isSpelling = current(handle) !== handle
      const near = isSpelling ? current(handle) : nearestHandle(handle, present.has(handle) ? known : [...known, ...present], current)
      const line = reading.lines[index]?.number ?? 0
      if (near) found.set(handle, { typed: handle, proposed: near, line, ...(isSpelling ? { isSpelling: true } : {}) })
    }
  }
  return [...found.values()]
}

/** Much nearer than words in general may be: a wrong proposal annoys a person who spelled right. A former handle stands for its person. */
function nearestHandle(typed: string, known: readonly string[], current: (handle: string) => string): string | null {
  if (typed.length < 4) return null
  const length = typed.replaceAll(/[-_]/g, '').length
  const limit = length <= 6 ? 1 : length <= 12 ? 2 : 3
  let best: { person: string; distance: number } | null = null
  let tie = false
  for (const handle of known) {
    if (handle === typed) return null
    const person = current(handle)
    const distance = editDistance(typed.replaceAll(/[-_]/g, ''), handle.replaceAll(/[-_]/g, ''), limit)
    if (distance > limit) continue
    if (!best || distance < best.distance) {
      best = { person, distance }
      tie = false
    } else if (distance === best.distance && person !== best.person) tie = true
  }
  return best && !tie ? best.person : null
}
