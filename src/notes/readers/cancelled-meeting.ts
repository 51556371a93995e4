/** Did this meeting take place? Other meetings, and this team's on other days, are cancelled as well: they say nothing. Pure. */

import { phrases } from '../../domain/text/phrases.ts'
import { saysSomething } from '../structure/input-checks.ts'
import type { Structure } from '../structure/line-model.ts'
import { forReaders } from '../structure/meeting-headings.ts'
import { dateIn, replaceDays } from '../text/days.ts'
import {
  ABOUT_US,
  AGAIN,
  BECAUSE,
  CANCELLED,
  CAUSE_FIRST,
  IS_EVENT,
  IS_OCCASION,
  LINE,
  NEEDS_NOUN,
  NEW_DAY,
  NOUN,
  OCCASION_FIRST,
  PLAIN,
  REASON,
  SUBJECT,
} from './cancelled-words.ts'
export type ThisMeeting = {
  readonly date: string
  /** What people call it: the team's id and name. */
  readonly names: readonly string[]
  /** For each line whether an agenda put it there: nobody said it. */
  readonly fromAgenda?: readonly boolean[]
}

/** More typed lines than these are notes of a meeting that took place after all. */
const MAX_LINES = 8

/** The words that say that the meeting did not take place; null when it did. */
export function cancelledIn(structure: Structure, meeting: ThisMeeting): string | null {
  const { lines, headings } = structure
  const opens = forReaders(structure).headings.find(({ title }) => dateIn(title, meeting.date) === meeting.date)
  const own = headings.findIndex(({ title }) => dateIn(title, meeting.date) === meeting.date)
  const title = opens?.title ?? ''
  if (saysCancelled(title, meeting, true)) return title
  const said = lines.filter(
    ({ kind, search }, index) => (kind === 'item' || kind === 'text') && !meeting.fromAgenda?.[index] && isSaid(search),
  )
  if (said.length > MAX_LINES) return null
  const isAlone = nothingElseIsSaid(structure, meeting)
  const found = said.find(({ text, parent, section }) => {
    const above = parent === -1 ? (headings[section]?.title ?? '') : (lines[parent]?.text ?? '')
    // The only words in a template: nobody says them about a topic.
    if (isAlone && areTopics(above)) return saysCancelled(text, meeting, true)
    // Below a topic, or nested in an item, it is said about that.
    if (parent !== -1) return false
    const isOwn = section === -1 || section === own || (own === -1 && section === 0)
    if (!isOwn && !GENERAL.test(above)) return false
    return saysCancelled(text, meeting, isOwn)
  })
  return found?.text ?? null
}

/** Apart from what a template asks, who is on a list, wishes, and when people meet next. */
function nothingElseIsSaid({ lines }: Structure, meeting: ThisMeeting): boolean {
  return !lines.some(
    (line, index) =>
      !meeting.fromAgenda?.[index] &&
      saysSomething(line, lines[index - 1]) &&
      isSaid(line.search) &&
      !COURTESY.test(line.text) &&
      !saysCancelled(line.text, meeting, true),
  )
}

/** "Topics", "Agenda / Themen": what stands below is about the meeting as a whole where it is the only thing said. */
function areTopics(title: string): boolean {
  const words = title.toLowerCase().match(/[\p{L}]+/gu) ?? []
  return words.length > 0 && words.every((word) => TOPICS.has(word))
}
const TOPICS = new Set(
  'topics topic agenda items notes minutes meeting discussion discussions today todays s the of for our day content tagesordnung tagesordnungspunkte tops top themen thema notizen protokoll mitschrift besprechung inhalt inhalte heute des tages und and'.split(
    ' ',
  ),
)
const COURTESY = phrases(
  [
    'next (meeting|call|session|time|one)',
    /nächste[rsn]? (?:treffen|termin|meeting|sitzung|call|mal)/iu,
    'see you, bis (dann|nächste|zum), wir sehen uns, merry, happy, enjoy, frohe, schöne',
    /gute[sn]? /iu,
    'have a ',
  ],
  { before: /^\W{0,5}/u },
)

/** Empty bullets, people on a list and questions that wait for an answer are no notes. */
function isSaid(search: string): boolean {
  const text = search.trim()
  return text !== '' && !/^(?:\[[ x]?\] ?)?@[\w-]{0,40}(?: \([^()]{0,80}\))?$/i.test(text) && !/[?:]$/.test(text)
}

const GENERAL = phrases(
  [
    'agenda, topics?, notes, minutes, general',
    /organi[sz]ation(?:al)?/i,
    'info(rmation)?, announcements?, housekeeping, recurring items?, participants?, attendees, tagesordnung, themen',
    'notizen, protokoll, allgemeines, organisatorisches, ankündigungen, teilnehmer(innen)?',
  ],
  { before: /^\W{0,5}/, after: /\W{0,5}$/, flags: 'i' },
)

/** `bare`: the verb alone is about the meeting ("Cancelled"). */
function saysCancelled(text: string, meeting: ThisMeeting, bare: boolean): boolean {
  const names = new Set(meeting.names.flatMap((name) => name.toLowerCase().match(/[\p{L}\d]+/gu) ?? []))
  return sentencesOf(text, meeting.date).some((sentence) => {
    const match = CANCELLED.exec(sentence)
    if (!match) return false
    const front = sentence.slice(0, match.index)
    const before = withoutOccasion(front).replace(NEW_DAY, ' ')
    const behind = sentence.slice(match.index + match[0].length)
    const after = behind.split(REASON)[0] ?? ''
    const between = Object.values(match.groups ?? {})
      .map((typed) => typed?.split(BECAUSE)[0] ?? '')
      .join(' ')
    // "fällt aus / cancelled": the same once more.
    const words = `${before} ${between} ${after.replace(AGAIN, ' ')}`.match(/[\p{L}\d]+/gu) ?? []
    const named = words.some((word) => NOUN.test(word) || names.has(word))
    // "Hackathon: cancelled" is about the hackathon.
    const needsNoun = NEEDS_NOUN.test(match[0]) || (IS_EVENT.test(front) && before !== front)
    // "The call dropped, we dialled in again": the line, not the meeting.
    if (/^dropp/.test(match[0]) && !words.some((word) => NOUN.test(word) && !LINE.test(word)) && !IS_OCCASION.test(behind)) return false
    // "Cancelled: the order" names what is cancelled.
    const isBare = bare && !behind.trimStart().startsWith(':')
    const about =
      named || (!needsNoun && !words.some((word) => SUBJECT.test(word)) && (isBare || words.some((word) => ABOUT_US.test(word))))
    return about && words.every((word) => NOUN.test(word) || PLAIN.test(word) || names.has(word))
  })
}

/** "Feiertag - kein Meeting", "Due to the summit, …", "Wegen Urlaub …": why stands in front. */
function withoutOccasion(before: string): string {
  return before.replace(OCCASION_FIRST, ' ').replace(CAUSE_FIRST, ' ')
}

/** Lower case, without markup and handles; days are "today" or "otherday". Questions are left out. */
function sentencesOf(text: string, date: string): readonly string[] {
  const weekday = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`)).toLowerCase()
  const isToday = (day: string | null) => (day === date ? ' today ' : ' otherday ')
  return replaceDays(text.slice(0, 400), (typed) => isToday(dateIn(typed, date)))
    .replace(/(?<!\d)(\d{1,2})\.(\d{1,2})\.(?!\d)/g, (_, day: string, month: string) =>
      isToday(`${date.slice(0, 4)}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`),
    )
    .toLowerCase()
    .replace(/\b\d{1,2}(?::\d{2})?(?: ?(?:am|pm|uhr|h)\b)?/g, (time) => (/\D/.test(time) ? ' ' : time))
    .replace(WEEKDAY, (typed) => (typed.startsWith(weekday) || GERMAN_WEEKDAYS[typed] === weekday ? ' today ' : ' otherday '))
    .replace(/@[\w-]{1,40}|[*_~`#>"„“”]/g, ' ')
    .replace(/['’]s\b/g, '')
    .replace(/n['’]t\b/g, ' not')
    .replace(/\s+/g, ' ')
    .split(/(?<=[.!?;])/)
    .filter((sentence) => !sentence.trimEnd().endsWith('?'))
}

const GERMAN_WEEKDAYS: Readonly<Record<string, string>> = {
  montag: 'monday',
  dienstag: 'tuesday',
  mittwoch: 'wednesday',
  donnerstag: 'thursday',
  freitag: 'friday',
}
const WEEKDAY = /\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch)\b/g
