/** Until when: `until 2023-02-01`, `by Friday`, `next meeting`, `bis Ende der Woche`. A day where it is known, else the words. */
import { anyOf, sequence } from '../../../domain/text/phrases.ts'
import { addDays, isIsoDay } from '../../../domain/time/dates.ts'
import { dateIn, monthOf } from '../../text/days.ts'

const WEEKDAYS = [
  ['monday', 'mon', 'montag'],
  ['tuesday', 'tue', 'tues', 'dienstag'],
  ['wednesday', 'wed', 'mittwoch'],
  ['thursday', 'thu', 'thur', 'thurs', 'donnerstag'],
  ['friday', 'fri', 'freitag'],
  ['saturday', 'sat', 'samstag', 'sonnabend'],
  ['sunday', 'sun', 'sonntag'],
]
const DAY = anyOf([
  '(mon|tues?|wed(nes)?|thu(rs?)?|fri|sat(ur)?|sun)(day)?, montag, dienstag, mittwoch, donnerstag, freitag',
  'samstag, sonntag',
])
const MONTH = String.raw`(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez)[a-zä]{0,6}\.?`
const DATE = anyOf([
  /\d{4}-\d{2}-\d{2}/,
  /\d{1,2}\.\d{1,2}\.\d{4}/,
  /\d{1,2}\.\d{1,2}\.(?!\d)/,
  sequence([MONTH, / \d{1,2}(?:st|nd|rd|th)?(?!\d)/]),
  sequence([/\d{1,2}(?:st|nd|rd|th|\.)? (?:of )?/, MONTH]),
])
const PERIOD = anyOf([
  '(the )?(end of (the |this |next )?(week|month|year|sprint|day)|eow|eom|eod|eoy)( next week)?',
  '(early |mid |late )?(next|this|coming|following) (week|month|sprint|meeting|call|time|session|slot)s?, today',
  'tomorrow, tonight',
  sequence([
    /(?:das |zum |zur )?(?:nächste[nsrm]?|kommende[nrm]?|diese[nrm]?) /,
    /(?:woche|treffen|termin|sitzung|meeting|monat|sprint|mal)/,
  ]),
  'ende (der |dieser |nächster )?(woche|des monats), heute, morgen',
])
const DAY_OR_TWO = `(?:${DAY})(?:/(?:${DAY}))?`
const WHEN = anyOf([
  sequence([`(?:${DAY_OR_TWO},? ){0,1}(?:${DATE}|${PERIOD})`]),
  sequence([/(?:next |this |coming |nächsten |kommenden |diesen )?/, DAY_OR_TWO, /(?: next week)?/]),
])

const PREFIXED = sequence(
  [
    /(?<![a-zä\d])/,
    anyOf([
      'until, till, til, by, before, due( (on|by|date))?:?, deadline:?, no later than, bis( zum| zur)?',
      'spätestens( am)?, fällig( am)?:?, for, on, am, in, zum, auf agenda for',
    ]),
    ` (${WHEN})`,
    /(?![a-zä\d])/,
  ],
  'gi',
)
const AT_END = new RegExp(String.raw`(?<![a-zä\d])(${WHEN})[\s).!_*]{0,6}$`, 'i')
const ONLY_TIME = new RegExp(String.raw`^[\s(,;:–-]{0,6}(?:until |by |till |bis |due )?(?:${WHEN})[\s).!_*]{0,6}$`, 'i')
/** Only these say that it is a deadline wherever they stand; "on Wednesday" needs the end of the sentence. */
const DEADLINE = /^(?:until|till|til|by|before|due|deadline|no later|bis|spätestens|fällig)/i

/**
 * The deadline said in the text of an item, as an ISO day when `meeting` (the ISO day it was said on) or the text itself
 * tells which, else the words as typed; null without one.
 */
export function dueIn(text: string, meeting: string | null): string | null {
  // Since when an item waits, as agendas write it, is no deadline.
  const said = text.slice(0, 2000).replace(/\((?:was )?(?:open )?(?:since|seit) [^()]{1,160}\)/g, '')
  let found: string | null = null
  for (const match of said.matchAll(PREFIXED)) {
    const end = match.index + match[0].length
    if (/(?:done|erledigt|closed|merged)\s*$/i.test(said.slice(Math.max(0, match.index - 10), match.index))) continue
    const atEnd = /^[\s).!_*,;]{0,8}(?:$|[(])/.test(said.slice(end, end + 10))
    if (!DEADLINE.test(match[0]) && !atEnd) continue
    found = match[1] as string
  }
  const words = found ?? AT_END.exec(said.slice(-80))?.[1] ?? null
  return words === null ? null : (dayOf(words, meeting) ?? words.trim())
}

/** true when a text says nothing but a time. */
export function isOnlyTime(text: string): boolean {
  return ONLY_TIME.test(text.slice(0, 80))
}

function dayOf(words: string, meeting: string | null): string | null {
  const exact = dateIn(words)
  if (exact) return exact
  const named = monthDay(words.toLowerCase(), meeting)
  if (named) return named
  if (!meeting || !isIsoDay(meeting)) return null
  const lower = words.toLowerCase()
  if (/^(?:today|tonight|heute)$/.test(lower)) return meeting
  if (/^(?:tomorrow|morgen)$/.test(lower)) return addDays(meeting, 1)
  if (lower.includes('/') || lower.includes('week') || lower.includes('woche')) return null
  const spoken = lower.match(/[a-zä]{3,}/g) ?? []
  const weekday = WEEKDAYS.findIndex((names) => spoken.some((word) => names.includes(word)))
  if (weekday === -1) return null
  const day = new Date(`${meeting}T00:00:00Z`).getUTCDay()
  const ahead = (weekday + 1 - day + 7) % 7
  return addDays(meeting, ahead === 0 ? 7 : ahead)
}

/** "May 16", "16th of May", "16.5.": the next such day after the meeting. */
function monthDay(words: string, meeting: string | null): string | null {
  if (!meeting || !isIsoDay(meeting)) return null
  const short = /^(\d{1,2})\.(\d{1,2})\.$/.exec(words)
  const name = new RegExp(MONTH, 'i').exec(words)?.[0]
  const day = short ? Number(short[1]) : Number(/\d{1,2}/.exec(words)?.[0])
  const month = short ? Number(short[2]) : name ? Number(monthOf(name)) : 0
  if (!month || !day) return null
  for (const year of [Number(meeting.slice(0, 4)), Number(meeting.slice(0, 4)) + 1]) {
    const iso = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
    if (isIsoDay(iso) && iso >= meeting) return iso
  }
  return null
}
