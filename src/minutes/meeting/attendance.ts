/** Who was at which meetings, by the lists of participants in minutes. On request only: it stands on no page and in no file. Pure. */
import type { PastMeeting } from '../../domain/notes/past-meeting.ts'
import { personOf, type Spellings } from '../../domain/notes/person-of.ts'
import { cancelledIn } from '../../notes/readers/cancelled-meeting.ts'
import { readStructure } from '../../notes/structure/read-structure.ts'
import { uniquePeople } from './handles.ts'

export type Attendee = {
  /** Handle, lower case; of several spellings the one of `people` in sprint.yml. */
  readonly handle: string
  /** ISO days, oldest first; a second meeting of a day counts again. */
  readonly present: readonly string[]
  readonly excused: readonly string[]
  /** Of `meetings`, from 0 to 1, rounded to three digits. */
  readonly share: number
}

type MeetingFile = { readonly date: string; readonly path: string }

export type Attendance = {
  /** Meetings whose participants are known, oldest first. `withoutHandle`: people on the list who have no handle, and are not counted. */
  readonly meetings: readonly (MeetingFile & { readonly present: number; readonly withoutHandle: number })[]
  /** Meetings whose participants could not be read: nobody counts as absent there. */
  readonly unread: readonly MeetingFile[]
  /** Minutes that say that the meeting did not take place. */
  readonly notHeld: readonly MeetingFile[]
  /** Most meetings first. */
  readonly people: readonly Attendee[]
}

export type AttendanceOptions = {
  readonly people?: Spellings
  /** Of the team, as people write them. */
  readonly names?: readonly string[]
}

/** `past`: in any order. */
export function attendanceOf(past: readonly PastMeeting[], { people = {}, names = [] }: AttendanceOptions = {}): Attendance {
  const ordered = [...past].sort((a, b) => (a.date === b.date ? (a.path < b.path ? -1 : 1) : a.date < b.date ? -1 : 1))
  const known = ordered.filter(({ notes }) => notes.participants.length > 0)
  const knownDays = new Set(known.map(({ date }) => date))
  // A further file of a day without a list of its own goes on with the same meeting.
  const others = ordered.filter(({ notes, date }) => notes.participants.length === 0 && !knownDays.has(date))
  const notHeld = others.filter((meeting) => wasCancelled(meeting, names))
  const days = new Map<string, { present: string[]; excused: string[] }>()
  const of = (handle: string) => {
    const found = days.get(handle) ?? { present: [], excused: [] }
    days.set(handle, found)
    return found
  }
  for (const { date, notes } of known) {
    const present = uniquePeople(notes.participants, people)
    for (const handle of present) of(handle).present.push(date)
    for (const handle of uniquePeople(notes.excused, people)) if (!present.includes(handle)) of(handle).excused.push(date)
  }
  return {
    meetings: known.map(({ date, path, notes }) => ({
      date,
      path,
      present: uniquePeople(notes.participants, people).length,
      withoutHandle: notes.people.filter(({ handle }) => handle === null).length,
    })),
    unread: others.filter((meeting) => !notHeld.includes(meeting)).map(fileOf),
    notHeld: notHeld.map(fileOf),
    people: [...days]
      .map(([handle, { present, excused }]) => ({
        handle,
        present,
        excused,
        share: Math.round((present.length / known.length) * 1000) / 1000,
      }))
      .sort((a, b) => b.present.length - a.present.length || (personOf(a.handle) < personOf(b.handle) ? -1 : 1)),
  }
}

function fileOf({ date, path }: PastMeeting): MeetingFile {
  return { date, path }
}

function wasCancelled({ text, date }: PastMeeting, names: readonly string[]): boolean {
  return text !== undefined && cancelledIn(readStructure(text), { date, names }) !== null
}
