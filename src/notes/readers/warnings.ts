/** What is wrong with notes as a whole: a text that is no notes, other meetings in it, nobody found. */

import type { NotesWarning } from '../../domain/notes/notes.ts'
import { textWarnings } from '../structure/input-checks.ts'
import { cancelledIn } from './cancelled-meeting.ts'
import type { ParsedPad } from './parsed-pad.ts'
import type { People } from './people/people.ts'
import type { Listed } from './people/people-lists.ts'
/** All warnings of a text that its lines do not give themselves; `people`: who was found in it. */
export function warningsAbout(text: string, reading: ParsedPad, people: Pick<People, 'participants' | 'listed'>): NotesWarning[] {
  const others = otherMeetings(reading)
  const checks = textWarnings(text, reading.typed)
  const nobody = people.participants.length === 0 ? nobodyFound(reading, people.listed, checks) : []
  return [...checks, ...reading.structure.warnings, ...others, ...nobody]
}

/** A text with several meetings, of which one was asked for. */
function otherMeetings({ lines, scope }: ParsedPad): readonly NotesWarning[] {
  if (scope.from === 0 && scope.to === lines.length) return []
  const number = (index: number) => lines[index]?.number ?? 1
  const message = `Only lines ${number(scope.from)} to ${number(scope.to - 1)} are read: the other headings with a date begin other meetings.`
  return [{ code: 'other-meetings', message, line: number(scope.from) }]
}

const NOT_NOTES: ReadonlySet<string> = new Set(['empty-pad', 'html-page', 'binary', 'untouched-template'])

/** Said of notes of a meeting; a slide deck, a template, a meeting that was cancelled and a few lines need no participants. */
function nobodyFound(reading: ParsedPad, people: readonly Listed[], checks: readonly NotesWarning[]): readonly NotesWarning[] {
  const { structure, headingDate, lines, meeting, options } = reading
  if (structure.slides || checks.some(({ code }) => NOT_NOTES.has(code))) return []
  const typed = lines.slice(meeting.from, meeting.to).filter(({ kind }) => kind === 'item' || kind === 'text' || kind === 'table')
  // An agenda that the app has made waits for people.
  if (lines.some(({ kind, raw }) => kind === 'comment' && raw.includes('scs-sprint:agenda'))) return []
  const isMeeting = structure.headings.some(({ line }) => line >= meeting.from && line < meeting.to) || typed.length > 2
  if (!isMeeting || typed.length === 0) return []
  const message = whyNobody(people)
  const date = options.date ?? headingDate
  if (date !== null && cancelledIn(structure, { date, names: [] }) !== null) return []
  const line = people[0]?.line ?? lines[meeting.from]?.number ?? 1
  return [{ code: 'no-participants', message, line }]
}

function whyNobody(people: readonly Listed[]): string {
  if (people.some(({ box }) => box === 'empty'))
    return 'No participants found: no box is ticked in the list of people. Tick the boxes of those who were there.'
  if (people.some(({ absent }) => absent)) return 'No participants found: everybody on the list is marked as absent.'
  return people.length > 0
    ? 'No participants found: people are listed by name only. Write the GitHub handle beside each name: `Ada Example (@ada)`.'
    : 'No participants found. Expected a heading or label such as `Participants` or `Teilnehmer`, with `@handles` behind or below it.'
}
