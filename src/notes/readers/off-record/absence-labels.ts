/** Reasons before people: "Sick: @ada", "Krank heute: Uwe", a heading "Vacation" above a list of names. Pure. */
import { anyOf, phrases, sequence } from '../../../domain/text/phrases.ts'
import { ENGLISH, GERMAN } from './absence-words.ts'

const ALL = `${ENGLISH}|${GERMAN}`
const REASON = `(?:(?:on|in|im|off|out|wegen|due to|because of) ){0,2}(?:${ALL}|urlauber(?:innen)?|vacationers)`
const WHEN = anyOf([
  'today, tonight, this, next, week, month, until, till, from, since, now, still, currently, tomorrow, heute',
  'noch',
  /diese[nr]?/,
  /nächste[nr]?/,
  'woche, bis, ab, seit, aktuell, derzeit, morgen, and, und, am, on, the',
  /\d[\d.:/-]{0,10}/,
])
const WHO = anyOf([
  /who(?:[’']s| is)?/,
  'wer ist, people, persons, colleagues, members, personen, leute, kolleg(innen|en), list, liste, status, also',
  'auch, team, is, are, ist, sind',
])
const START = sequence(
  [
    /^[\s>|]{0,8}(?:[-*+•]|\d{1,3}[.)])?\s{0,4}(?:\[[ xX]?\]\s)?#{0,6}\s{0,3}/,
    /[^\p{L}\p{N}@<[(]{0,8}(?::[a-z_]{2,40}:\s?){0,2}[*_~]{0,3}/u,
    `(?:(?!on |in )(?:${WHEN}|${WHO}) ){0,3}`,
  ],
  'u',
).source
const AND = /(?:[/,&+|]|\band\b|\bor\b|\bund\b|\boder\b)/
/** The reason or several; what says when stays. */
const LABEL = sequence(
  [
    `(?<start>${START})`,
    `(?<reason>${REASON}(?:\\s?${AND.source}\\s?${REASON}){0,4})`,
    `(?<when>(?: (?:${WHEN}|${WHO})){0,6})`,
    /(?<end>[*_~]{0,3})/,
    /(?<sign>\s{0,2}(?:[:：|=]|[-=]>|→|\s[-–—]{1,2}\s)[*_~]{0,3}|\s{0,4}$)/,
  ],
  'iu',
)
const IS_GERMAN = new RegExp(`(?<![\\p{L}])(?:${GERMAN}|urlauber(?:innen)?)(?![\\p{L}])`, 'iu')

/** Words for topics, not names of people. */
const TOPIC = phrases(
  [
    'polic(y|ies), rules?, plan(s|ning|ung|en)?, calendars?, kalender, requests?, process(es)?, prozess, templates?',
    'forms?, formular, overview, übersicht, replacements?, coverage, season, days?, tage, schedules?, updates?',
    /discuss\p{L}{0,4}/iu,
    'discussion, diskussion',
    /regel\p{L}{0,6}/iu,
    /regelung\p{L}{0,3}/iu,
    /antr[aä]g\p{L}{0,3}/iu,
    /vertretungs\p{L}+/iu,
    'thema, topics?, office, büro, question, frage, reminder, erinnerung, hinweis, info, tools?, tracker, app',
    'emails?, mails?, announcements?, freeze, party, schedule, zeit(en|raum)?, sperre, besprochen, geklärt, offen',
    'verschoben, postponed, done, tbd, todo, see, siehe, please, bitte, none',
    /keine[rn]?/iu,
    'nobody, niemand, n/a',
  ],
  { before: /(?<![\p{L}])/u, after: /(?![\p{L}])/u },
)
const REASONS_IN_REST = new RegExp(`(?<![\\p{L}\\d@-])(?:${ALL})(?![\\p{L}\\d-])`, 'giu')
const MONTHS = anyOf([
  'january, february, march, april, may, june, july, august, september, october, november, december, januar',
  'februar, märz, mai, juni, juli, oktober, dezember',
])
const NEUTRAL = phrases(
  [
    sequence([`${WHEN}|${WHO}`], 'u'),
    'will, be, back, again, all, whole, day, morning, afternoon, wieder, zurück, da',
    /ganze[nr]?/,
    'tag, mon, tue, wed, thu, fri, (mon|tues|wednes|thurs|fri|satur|sun)day',
    '(mon|diens|donners|frei|sams|sonn)tag, mittwoch, mo, di, mi, do, fr',
    sequence([MONTHS]),
    'absent, abwesend',
    /\W+/,
  ],
  { before: /^/, after: /$/ },
)
const NAME = /^(?:@[\w\\-]{1,45}|\p{Lu}[\p{L}.'’-]{0,30})$/u

export type WithoutLabel = {
  /** The row up to where the people begin, without the reason. */
  readonly label: string
  readonly rest: string
}

/** null where the row does not begin with a reason, or nobody is named behind or below it. `below`: the first typed row there. */
export function withoutReasonInLabel(row: string, below: () => string): WithoutLabel | null {
  const found = LABEL.exec(row.slice(0, 400))?.groups
  if (!found) return null
  const { start = '', reason = '', when = '', end = '', sign = '' } = found
  const rest = row.slice(start.length + reason.length + when.length + end.length + sign.length)
  if (!namesPeople(rest.replace(/[\s*_~|]+/g, ' ').trim() === '' ? below() : rest)) return null
  const german = IS_GERMAN.test(reason) && !/^(?:sick|ill|vacation|holiday)/i.test(reason)
  const absent = german ? 'abwesend' : 'absent'
  const said = /^\p{Lu}/u.test(reason) ? absent[0]?.toUpperCase() + absent.slice(1) : absent
  return { label: `${start}${said}${when}${end}${sign}`, rest }
}

/** "@ada, @bob until Friday", "Ina und Uwe (bis 30.1.)": at least one name, and nothing but names, times and remarks in brackets. */
function namesPeople(text: string): boolean {
  const said = text
    .slice(0, 400)
    .replace(/\([^()]{0,100}\)/g, ' ')
    .replace(/^[\s>|]*(?:[-*+•]|\d{1,3}[.)])?\s*(?:\[[ xX]?\]\s)?/, '')
    .replace(/\[([^\][]{1,80})\]\([^()\s]{1,300}\)/g, '$1')
  if (TOPIC.test(said)) return false
  // A handle that opens the list is enough: whatever follows is about that person.
  if (/^[\s*_~]{0,4}@[\w\\-]{1,45}/.test(said)) return true
  const pieces = said
    .replace(REASONS_IN_REST, ' ')
    .split(/[,;/&+|]|\s(?:and|und|sowie)\s|[.!](?:\s|$)|\s[-–—]\s|:\s/)
    .map((piece) => piece.replace(/[*_~`]/g, '').trim())
    .filter((piece) => piece !== '')
  let names = 0
  for (const piece of pieces) {
    const words = piece.split(/\s+/)
    const count = words.findIndex((word) => !NAME.test(word) || NEUTRAL.test(word))
    const named = count === -1 ? words.length : count
    if (named > 4 || !words.slice(named).every((word) => NEUTRAL.test(word))) return areHandles(pieces)
    if (named > 0) names += 1
  }
  return names > 0 || areHandles(pieces)
}

/** "Uwe: Grippe", "Ina: on vacation until Friday". */
export function isNameWithReason(text: string): boolean {
  const [name = '', ...rest] = text.split(/:\s/)
  const said = rest.join(' ')
  const left = said.replace(REASONS_IN_REST, ' ').match(/[\p{L}\d@-]+/gu) ?? []
  return said !== said.replace(REASONS_IN_REST, ' ') && left.every((word) => NEUTRAL.test(word) || CAUSES.test(word)) && namesPeople(name)
}

const CAUSES = /^(?:on|in|im|has|hat|is|ist|due|to|wegen|with|mit)$/i

/** "piet", "uwe, ina": handles without a sign. */
function areHandles(pieces: readonly string[]): boolean {
  return (
    pieces.length > 0 &&
    pieces.every((piece) => /^[\p{Ll}][\p{Ll}\d-]{1,30}$/u.test(piece) && !NEUTRAL.test(piece) && !PARTICIPLE.test(piece))
  )
}

const PARTICIPLE = /^(?:(?:ge|be|ver|ab|auf|an|er|ent|zu)\p{Ll}{3,}(?:t|en)|\p{Ll}{2,}(?:ed|ing))$/u
