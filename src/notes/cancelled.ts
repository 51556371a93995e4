/** Did this meeting take place? Other meetings, and this team's on other days, are cancelled as well: they say nothing. Pure. */
import { dateIn, replaceDays } from './days.ts'
import type { Structure } from './line-model.ts'
import { forReaders } from './reader-headings.ts'

export type ThisMeeting = {
  readonly date: string
  /** What people call it: the team's id and name. */
  readonly names: readonly string[]
  /** For each line whether an agenda put it there: nobody said it. */
  readonly seeded?: readonly boolean[]
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
  const said = lines.filter(({ kind, search }, index) => (kind === 'item' || kind === 'text') && !meeting.seeded?.[index] && isSaid(search))
  if (said.length > MAX_LINES) return null
  const found = said.find(({ text, parent, section }) => {
    // Below a topic, or nested in an item, it is said about that.
    if (parent !== -1) return false
    const isOwn = section === -1 || section === own || (own === -1 && section === 0)
    if (!isOwn && !GENERAL.test(headings[section]?.title ?? '')) return false
    return saysCancelled(text, meeting, isOwn)
  })
  return found?.text ?? null
}

/** Empty bullets, people on a list and questions that wait for an answer are no notes. */
function isSaid(search: string): boolean {
  const text = search.trim()
  return text !== '' && !/^(?:\[[ x]?\] ?)?@[\w-]{0,40}(?: \([^()]{0,80}\))?$/i.test(text) && !/[?:]$/.test(text)
}

const GENERAL =
  /^\W{0,5}(?:agenda|topics?|notes|minutes|general|organi[sz]ation(?:al)?|info(?:rmation)?|announcements?|housekeeping|recurring items?|participants?|attendees|tagesordnung|themen|notizen|protokoll|allgemeines|organisatorisches|ankündigungen|teilnehmer(?:innen)?)\W{0,5}$/i

/** `bare`: the verb alone is about the meeting ("Cancelled"). */
function saysCancelled(text: string, meeting: ThisMeeting, bare: boolean): boolean {
  const names = new Set(meeting.names.flatMap((name) => name.toLowerCase().match(/[\p{L}\d]+/gu) ?? []))
  return sentencesOf(text, meeting.date).some((sentence) => {
    const match = CANCELLED.exec(sentence)
    if (!match) return false
    const before = sentence.slice(0, match.index).replace(NEW_DAY, ' ')
    const behind = sentence.slice(match.index + match[0].length)
    const after = behind.split(REASON)[0] ?? ''
    const between = Object.values(match.groups ?? {}).join(' ')
    // "fällt aus / cancelled": the same once more.
    const words = `${before} ${between} ${after.replace(AGAIN, ' ')}`.match(/[\p{L}\d]+/gu) ?? []
    const named = words.some((word) => NOUN.test(word) || names.has(word))
    const needsNoun = /^(?:no|kein)/.test(match[0])
    // "Cancelled: the order" names what is cancelled.
    const isBare = bare && !behind.trimStart().startsWith(':')
    const about = named || (!needsNoun && (isBare || words.some((word) => ABOUT_US.test(word))))
    return about && words.every((word) => NOUN.test(word) || PLAIN.test(word) || names.has(word))
  })
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

const CANCELLED = new RegExp(
  [
    String.raw`\bcancel(?:l?ed|s|l?ing)?\b|\bcalled off\b|\bskip(?:ped|ping|s)?\b`,
    String.raw`\b(?:does|do|did|will|would|wo|is|was|are)(?: not|not)(?: be)? (?:take place|happen|taking place|happening|held|being held)\b|\bnot (?:taking place|held)\b`,
    // To another hour it takes place all the same.
    String.raw`\b(?:postponed|rescheduled|verschoben|vertagt|verlegt)\b(?!.{0,40}\d:\d\d)|\bmoved to (?:otherday|next|tomorrow|the next)\b`,
    String.raw`\b(?:f[äa]llt|fallen|fiel)\b(?<fails>[^,.;]{0,60}?)\baus\b|\bausgefallen\b|(?<![\p{L}])ausf[äa]llt\b|\bentf(?:[äa]llt|allen|iel)\b|\babgesagt\b|\bgestrichen\b`,
    String.raw`\b(?:findet|finden|fand|hat|wird)\b(?<takes>[^,.;]{0,60}?)\bnicht statt(?:finden|gefunden)?\b`,
    String.raw`\bno\b(?! (?:longer|more)\b)|\bkein(?:e[nrs]?)?\b`,
  ].join('|'),
  'u',
)

const AGAIN = new RegExp(CANCELLED.source.replace(/\(\?<\w+>/g, '(?:'), 'gu')

/** From here on it is told why, or what happens instead. */
const REASON =
  /[,(–—:]|\s-+\s|\b(?:due|because|since|as|wegen|weil|da|mangels|aufgrund|until|bis|for lack|for want|in favou?r|and|und|but|aber|to|auf|instead|stattdessen)\b/u

/** Where a meeting is moved to. */
const NEW_DAY = /\b(?:auf|to) (?:den |die |das |the )?(?:otherday|tomorrow|morgen|next week|(?:nächste|kommende)[nrs]? woche)(?![\p{L}])/gu

const NOUN =
  /^(?:(?:team|sig|regel|status|wochen)?-?(?:meeting|call|sync|session|treffen|termin|sitzung|besprechung|runde|standup|telko|videokonferenz)(?:s|e|en)?|weekly|jour|fixe)$/u
/** Without a noun: who speaks is the team, and the day is the meeting's. */
const ABOUT_US = /^(?:we|wir|today|heute)$/u
const PLAIN =
  /^(?:the|a|this|that|our|we|i|it|is|was|were|are|be|been|has|have|had|will|there|today|tonight|week|for|on|of|in|at|all|whole|regular|scheduled|team|unfortunately|sadly|sorry|let|lets|s|us|so|therefore|note|info|update|status|attention|again|der|die|das|den|dem|des|heute|heutige[nrs]?|diese[nrsm]?|woche|wir|ich|ist|wird|wurde|war|sind|werden|wurden|worden|hat|haben|hatten|es|gibt|leider|unsere?[nrsm]?|am|um|im|zum|für|uns|alle|ganze[nrs]?|reguläre[nrs]?|wöchentliche[nrs]?|daher|deshalb|also|achtung|hinweis|wieder|mal|einmal|ersatzlos|komplett|stand|up|sig|ag|mo|di|mi|do|fr|sa|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)$/u
