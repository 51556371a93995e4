/** Did this meeting take place? Other meetings, and this team's on other days, are cancelled as well: they say nothing. Pure. */

import { phrases } from '../../domain/text/phrases.ts'
import { saysSomething } from '../structure/input-checks.ts'
import type { Structure } from '../structure/line-model.ts'
import { forReaders } from '../structure/meeting-headings.ts'
import { dateIn, replaceDays } from '../text/days.ts'
import { anywhere, oneOf } from '../text/word-lists.ts'
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

const CANCELLED = new RegExp(
  [
    String.raw`\bcancel(?:l?ed|s|l?ing)?\b|\bcalled off\b|\bskip(?:ped|ping|s)?\b`,
    String.raw`\b(?:does|do|did|will|would|wo|is|was|are)(?: not|not)(?: be)? (?:take place|happen|taking place|happening|held|being held)\b|\bnot (?:taking place|held)\b`,
    // To another hour it takes place all the same.
    String.raw`\b(?:postponed|rescheduled|verschoben|vertagt|verlegt)\b(?!.{0,40}\d:\d\d)|\bmoved to (?:otherday|next|tomorrow|the next)\b`,
    String.raw`\b(?:f[äa]llt|fallen|fiel)\b(?<fails>(?:(?!kürzer|länger|knapp|kurz |klein|anders|größer|besser|schlechter)[^,.;]){0,60}?)\baus\b|\bausgefallen\b|(?<![\p{L}])ausf[äa]llt\b|\bentf(?:[äa]llt|allen|iel)\b|\babgesagt\b|\bgestrichen\b`,
    String.raw`\b(?:findet|finden|fand|hat|wird)\b(?<takes>[^,.;]{0,60}?)\bnicht statt(?:finden|gefunden)?\b`,
    String.raw`\b(?:dropp(?:ed|ing)|scrapped|scratched|omitted|suspended)\b(?! (?:to|from|by|off|out|in|into|below|behind)\b)`,
    String.raw`\b(?:do|did|does|will|are|were)(?: not|not) (?:meet|meeting)\b|\btreffen uns\b(?<meets>[^,.;]{0,60}?)\bnicht\b|\buns\b(?<met>[^,.;]{0,60}?)\bnicht getroffen\b`,
    String.raw`\bge(?:cancell?(?:t|ed)|skipp?t)\b|\bausgesetzt\b|\babgeblasen\b|\bstorniert\b`,
    String.raw`\bno\b(?! (?:longer|more)\b)|\bkein(?:e[nrs]?)?\b`,
  ].join('|'),
  'u',
)

const AGAIN = new RegExp(CANCELLED.source.replace(/\(\?<\w+>/g, '(?:'), 'gu')

/** From here on it is told why, or what happens instead. */
const REASON = phrases(
  [
    /[,(–—:]/u,
    /\s-+\s/u,
    phrases(
      [
        'due, because, since, as, wegen, weil, da, mangels, aufgrund, until, bis, for lack, for want, in favou?r',
        'and, und, but, aber, to, auf, instead, stattdessen',
      ],
      { before: /\b/u, after: /\b/u, flags: 'u' },
    ),
  ],
  { flags: 'u' },
)

const NEEDS_NOUN = /^(?:no\b(?!t)|kein|dropp|scrap|scratch|omit|suspend)/
/** Before a bare verb it is what was moved: "Update verschoben". */
const SUBJECT = /^(?:update|status|info|note|team|sig|ag)$/
const BECAUSE = /\b(?:wegen|aufgrund|mangels|weil|da)\b/u

/** What keeps people from meeting. */
const EVENT =
  'summit,conference,congress,hackathon,offsite,off-site,retreat,workshop week,fair,strike,kubecon,fosdem,betriebsausflug,konferenz,kongress,messe,klausur,streik'
const IS_EVENT = anywhere(oneOf(EVENT))
const OCCASION = oneOf(
  EVENT,
  'public holiday(s),bank holiday(s),national holiday,holiday(s),holiday season,vacation(s),summer break,winter break,spring break,christmas,christmas eve,christmas break,easter,easter monday,good friday,whit monday,ascension day,new year,new years eve,new years day,thanksgiving,labour day,labor day,illness,sickness,sick leave,travelling,traveling',
  'feiertag,feiertage,gesetzlicher feiertag,feiertagsbedingt,urlaub,urlaubszeit,urlaubsbedingt,ferien,sommerpause,winterpause,weihnachtspause,weihnachten,heiligabend,ostern,ostermontag,karfreitag,pfingsten,pfingstmontag,himmelfahrt,christi himmelfahrt,fronleichnam,tag der arbeit,tag der deutschen einheit,reformationstag,allerheiligen,silvester,neujahr,brückentag,betriebsferien,krankheit,krankheitsbedingt,fasching,karneval,rosenmontag',
)
const IS_OCCASION = anywhere(OCCASION)
const OCCASION_FIRST = new RegExp(
  `^[^\\p{L}]{0,9}(?:(?:today|heute|the|der|die|das|is|ist|a|ein|it|its|wir haben|we have|all|alle|on|in|im) ){0,4}${OCCASION}(?: (?:today|heute|week|in germany|in deutschland))?(?:\\s{0,2}[:,.;!(]|\\s{1,2}[-–—]{1,2}\\s|[–—]|\\s{0,2}[-=]>|\\s{0,2}→|(?<=bedingt)\\s|\\s(?=(?:so|daher|deshalb|also|thus|therefore)\\s))\\s{0,3}`,
  'iu',
)
const CAUSE_FIRST = phrases(
  [
    / [^\s,]{1,30}(?:\s?,|\s{0,2}$)/u,
    phrases([/\s?,/u, / (?=(?:the|our|this|there|todays?|we|it|das|der|die|unser|unsere|wir|heute|heutige[rs]?)\b)/u], {
      before: / [^\s,]{1,30}(?: [^\s,]{1,30}){0,3}?/u,
      flags: 'u',
    }),
  ],
  {
    before: phrases(['due to, because of, owing to, wegen, aufgrund( von)?, mangels, for lack of'], {
      before: /^[^\p{L}]{0,9}/u,
      after: /(?: (?:the|our|a|an|der|des|dem|den|die|von|of|public|viel|zu|many))*/u,
      flags: 'u',
    }),
    flags: 'u',
  },
)

/** Of a connection, too. */
const LINE = /^(?:call|session|telko|videokonferenz)/u

/** Where a meeting is moved to. */
const NEW_DAY = /\b(?:auf|to) (?:den |die |das |the )?(?:otherday|tomorrow|morgen|next week|(?:nächste|kommende)[nrs]? woche)(?![\p{L}])/gu

const NOUN = phrases(
  [
    '(team|sig|regel|status|wochen)?-?(meeting|call|sync|session|treffen|termin|sitzung|besprechung|runde|standup|telko|videokonferenz)(s|e|en)?',
    'weekly, jour, fixe',
  ],
  { before: /^/u, after: /$/u, flags: 'u' },
)
/** Without a noun: who speaks is the team, and the day is the meeting's. */
const ABOUT_US = /^(?:we|wir|today|heute)$/u
const PLAIN = phrases(
  [
    'the, a, this, that, our, we, i, it, is, was, were, are, be, been, has, have, had, will, there, today, tonight',
    'week, for, on, of, in, at, all, whole, regular, scheduled, team, unfortunately, sadly, sorry, let, lets, s, us',
    'so, therefore, note, info, update, status, attention, again, der, die, das, den, dem, des, heute',
    /heutige[nrs]?/u,
    /diese[nrsm]?/u,
    'woche, wir, ich, ist, wird, wurde, war, sind, werden, wurden, worden, hat, haben, hatten, es, gibt, leider',
    /unsere?[nrsm]?/u,
    'am, um, im, zum, für, uns, alle',
    /ganze[nrs]?/u,
    /reguläre[nrs]?/u,
    /wöchentliche[nrs]?/u,
    'daher, deshalb, also, achtung, hinweis, wieder, mal, einmal, ersatzlos, komplett, stand, up, sig, ag, mo, di, mi',
    'do, fr, sa, mon, tues?, wed, thu(rs?)?, fri, sat, sun',
  ],
  { before: /^/u, after: /$/u, flags: 'u' },
)
