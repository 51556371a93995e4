/** The part of a pad that is about one meeting; every reason not to make minutes of it is a message. Pure. */

import { isIsoDay } from '../../domain/time/dates.ts'
import { NotTypedYetError, type Problem, type UserError, userError } from '../../errors.ts'
import { cancelledIn } from '../../notes/readers/cancelled-meeting.ts'
import { isUntouched, textWarnings } from '../../notes/structure/input-checks.ts'
import { type Meeting, meetings, readStructure, type Structure } from '../../notes/structure/read-structure.ts'
import { dateIn } from '../../notes/text/days.ts'
import { isUntouchedAgenda, linesFromAgenda } from '../agenda/agenda-marker.ts'

export type MeetingText = {
  readonly text: string
  /** Line of the pad that the first line of the text is; below 1 where lines were put before the pad's. */
  readonly firstLine: number
  /** First and last line of the pad that it is made of. */
  readonly padLines: readonly [number, number]
  readonly structure: Structure
  /** The meeting did not take place: the words that say so. */
  readonly cancelled: string | null
  /** A pad with several meetings: what of it is not used, for a person; else null. */
  readonly leftOut: string | null
}

const UNTOUCHED = {
  expected: 'notes typed by people',
  found: 'an unused pad in which nobody has typed yet',
  fix: 'Run the command again when the notes are in the pad. Is it the right pad? A mistyped URL opens a new, empty pad.',
}

/** Warnings about a text of which no minutes can be made, and what a person does then. */
const REFUSED: Readonly<Record<string, { expected: string; found: string; fix: string; problem?: Problem }>> = {
  'empty-pad': { expected: 'the notes of a meeting', found: 'nothing', fix: 'Check that it is the right pad.' },
  'html-page': {
    expected: 'the text of a pad',
    found: 'a web page, most likely a login or error page',
    fix: 'Check that the pad can be read without logging in, or export it as text and pass that file.',
    problem: 'not-text',
  },
  binary: {
    expected: 'the text of a pad',
    found: 'a binary file',
    fix: 'Pass the text or Markdown export of the pad.',
    problem: 'not-text',
  },
  'too-long': {
    expected: 'at most 1 MiB and 20,000 lines',
    found: 'more than that',
    fix: 'Pass the notes of one meeting only.',
    problem: 'pad-too-large',
  },
}

export type Wanted = {
  readonly date: string
  /** Names the pad in messages. */
  readonly where: string
  readonly firstHeading: 1 | 2
  /** Of the team, as people write them. */
  readonly names: readonly string[]
}

const WHOLE = [1, Number.MAX_SAFE_INTEGER] as const

/** A pad without any date gets its heading, of level `firstHeading`. Throws UserError where no minutes can be made for that day. */
export function selectMeeting(text: string, { date, where, firstHeading, names }: Wanted): MeetingText {
  if (!isIsoDay(date))
    throw userError({ where: 'The date', expected: 'a date like 2023-01-18', found: date.slice(0, 40), fix: 'Correct it.' })
  const whole = readStructure(text)
  refuse(text, whole, where)
  const about = { date, names }
  const cancelled = cancelledOf(whole, about)
  if (cancelled === null && (isUntouchedAgenda(text) || isUntouched(whole.lines, linesFromAgendaIn(whole)))) throw notTyped(where)
  const all = meetings(whole, date)
  const chosen = all.find((meeting) => meeting.date === date)
  if (all.length > 0 && !chosen)
    throw otherDay(
      all.map((meeting) => meeting.date),
      date,
      where,
    )
  if (!chosen && !whole.headings.some(({ title }) => dateIn(title, date) === date) && !whole.slides) {
    const dated = withHeading(text, whole, `${'#'.repeat(firstHeading)} ${date}`)
    return { text: dated, firstLine: -1, padLines: WHOLE, structure: readStructure(dated), cancelled, leftOut: null }
  }
  if (!chosen || all.length === 1) return { text, firstLine: 1, padLines: WHOLE, structure: whole, cancelled, leftOut: null }
  const first = whole.lines[chosen.from]?.number ?? 1
  const last = whole.lines[chosen.to - 1]?.number ?? first
  const part = `${text
    .split('\n')
    .slice(first - 1, last)
    .join('\n')
    .trimEnd()}\n`
  const structure = readStructure(part)
  const lines = [first, first + part.split('\n').length - 1] as const
  const cancelledThen = cancelledOf(structure, about)
  if (cancelledThen === null && isUntouched(structure.lines, linesFromAgendaIn(structure))) throw notTyped(`${where}, ${date}`)
  return { text: part, firstLine: first, padLines: lines, structure, cancelled: cancelledThen, leftOut: otherMeetings(whole, all, date) }
}

/** Front matter is none any more once something stands above it: a reader would see it, its last line as a heading. */
function withHeading(text: string, { lines }: Structure, heading: string): string {
  const last = lines.findLast(({ kind }) => kind === 'front-matter')?.number ?? 0
  const typed = text.split('\n')
  return [...typed.slice(0, last), heading, '', ...typed.slice(last)].join('\n')
}

function cancelledOf(structure: Structure, about: { readonly date: string; readonly names: readonly string[] }): string | null {
  return cancelledIn(structure, { ...about, fromAgenda: linesFromAgendaIn(structure) })
}

function linesFromAgendaIn({ lines }: Structure): readonly boolean[] {
  return linesFromAgenda(lines.map(({ raw }) => raw))
}

/** What stands below the headings of other days is no part of these minutes: a wrong date there is found only when it is said. */
function otherMeetings({ lines }: Structure, all: readonly Meeting[], date: string): string {
  const parts = all.flatMap((meeting) => {
    if (meeting.date === date) return []
    const from = lines[meeting.from]?.number ?? 1
    return [`${meeting.date} (lines ${from} to ${lines[meeting.to - 1]?.number ?? from})`]
  })
  const shown = parts.slice(0, 3).join(', ')
  const more = parts.length > 3 ? ` and ${parts.length - 3} more` : ''
  return `The pad also has other meetings, which are left out here: ${shown}${more}.`
}

function refuse(text: string, { lines }: Structure, where: string): void {
  for (const { code } of textWarnings(text, lines)) {
    const refused = REFUSED[code]
    if (!refused) continue
    const error = userError({ where, ...refused })
    throw code === 'empty-pad' ? new NotTypedYetError(error.message) : error
  }
}

function notTyped(where: string): UserError {
  return new NotTypedYetError(userError({ where, ...UNTOUCHED }).message)
}

function otherDay(days: readonly string[], date: string, where: string): UserError {
  const [only] = days
  if (days.length === 1 && only !== undefined) {
    return userError({
      where,
      expected: `the notes of ${date}`,
      found: `those of ${only} (the date in its heading)`,
      fix: `Create the minutes of ${only} with \`--date ${only}\`, or correct the heading in the pad if its date is wrong.`,
      problem: 'other-day',
    })
  }
  const shown = [...new Set(days)].slice(0, 6)
  return userError({
    where,
    expected: `a section for ${date} among the meetings of the pad`,
    found: `sections for ${shown.join(', ')}${days.length > shown.length ? ', …' : ''}`,
    fix: `Use one of these dates, or add a heading \`${date}\` to the pad above its notes.`,
    problem: 'other-day',
  })
}
