/** Presence in a table: a row for each person, a column that tells who was there. */
import { dateIn } from '../../text/days.ts'
import { atStart, oneOf } from '../../text/word-lists.ts'
import type { Table } from '../tables.ts'
import { type Person, personsIn } from './people-lines.ts'
import { saysAbsent } from './people-words.ts'

const PERSON = atStart(
  oneOf(
    'name(s), handle(s), github, github handle, nick, nickname, participant(s), attendee(s), member(s), person, who, people, teilnehm~, wer, mitglied~, user, account',
  ),
)
const PRESENT = atStart(
  oneOf('present, attending, attended, attendance, presence, here, joined, status, anwesend, anwesenheit, da, dabei, teilnahme, ✓, ✔, ✅'),
)
const ABSENT = atStart(oneOf('absent, excused, not present, regrets, apologies, missing, abwesend, entschuldigt, fehlt, fehlend'))
const NO = new RegExp(
  `^(?:[\\s|.–—_-]{0,6}|${oneOf('no, n, nein, absent, excused, regrets, missing, abwesend, entschuldigt, fehlt, nicht da, 0, false, x')}|❌|✖|✗|✘|:x:|\\[ ?\\])$`,
  'iu',
)

type Row = { readonly index: number; readonly persons: readonly Person[] }

/** Columns of people and of their presence stand side by side; `date` picks the column of a day. null for other tables. */
export function presenceIn(table: Table, date: string | null, isHandle: (word: string) => boolean, below: boolean): Row[] | null {
  const people = table.columns.flatMap((column, at) => (PERSON.test(column) ? [at] : []))
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
  const at = columns.findIndex((column) => PRESENT.test(column))
  if (at !== -1) return { at, absent: false }
  const gone = columns.findIndex((column) => ABSENT.test(column))
  return gone === -1 ? null : { at: gone, absent: true }
}

function isEmpty(cell: string): boolean {
  return /^[\s.–—_-]*$/.test(cell)
}

function isAbsent(state: string, reversed: boolean): boolean {
  if (reversed) return !/^(?:[\s.–—_-]{0,6}|no|n|nein|0|false|❌|✗|\[ ?\])$/iu.test(state)
  return /^x$/i.test(state) ? false : NO.test(state) || saysAbsent(state)
}
