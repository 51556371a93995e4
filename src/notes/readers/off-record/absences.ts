/** That somebody is absent is for the minutes, why is not: illness, leave, family. Names and everything else said stay. Pure. */

import { phrases, sequence } from '../../../domain/text/phrases.ts'
import type { Line } from '../../structure/line-model.ts'
import { readStructure } from '../../structure/read-structure.ts'
import { anywhere, oneOf } from '../../text/word-lists.ts'
import { isNameWithReason, withoutReasonInLabel } from './absence-labels.ts'
import { BEHIND, REASONS } from './absence-words.ts'

const LINKING = oneOf(
  'is, are, was, be, will, has, have, had, still, also, both, currently, unfortunately, sadly, sorry, today, out',
  "away, down, off, absent, excused, missing, cannot, can, not, can't, won't, couldn't, isn't, unable, able, join",
  'joins, joining, attend, attending, come, comes, coming, make, makes, making, it, there, here, due, to, because',
  'of, as, since, and, he, she, they, says, called, got, went, gone, tonight, this time, the meeting, the call',
  'ist, sind, war, hat, haben, wird, bleibt, kann, können, konnte, könnte, schafft, schaffen, kommt, kommen, komme',
  'es, noch, auch, heute, leider, fehlt, fehlen, entschuldigt, abwesend, verhindert, abgemeldet, meldet, sagt, sich',
  'ab, nicht, nix, da, dabei, teilnehmen, weg, raus, wegen, aufgrund, und, beide, er, sie, weil, denn, liegt, muss',
  'musste, zum, beim, diesmal, mal, wieder',
)
/** Between a person and the reason. */
const BETWEEN = new RegExp(`^(?:[\\s,&(:*_~[|–—=>.;-]|${LINKING}(?![\\p{L}\\d])){0,30}$`, 'iu')
const ABSENT_TOO = anywhere(
  oneOf(
    'absent, excuse, excused, not here, not present, not attending, not available, not coming, not make it, not join',
    "not attend, away, missing, cannot, can't, won't, couldn't, isn't coming, unable",
    'fehlt, fehlen, entschuldigt, abwesend, verhindert, abgemeldet, nicht da, nicht dabei, kann nicht, können nicht',
    'kann heute nicht, kann leider nicht, kommt nicht, kommt heute nicht, nicht kommen, nicht teilnehmen',
    'schafft es nicht, schafft es heute nicht, sagt ab, sagt heute ab, meldet sich ab',
  ),
)
const HERE = /(?<![\p{L}\d])(?:but|still here|nevertheless|trotzdem|aber|dennoch)(?![\p{L}\d])/iu

const LIST_OF_ABSENT = phrases(
  [
    'excused?, absent(ees)?, absences?, apolog(y|ies), regrets',
    'not (present|attending|here|available)',
    'out of office, ooo, vacations?, holidays?, time off, on leave, entschuldig(t|te|ungen), abwesend(e|heit|heiten)?',
    'nicht (dabei|da|anwesend), es fehlen, fehlend, fehlt, urlaub(e|szeiten)?, ferien',
  ],
  { before: /^[\s*_#([]{0,6}/u, after: /(?![\p{L}])/u },
)
const LIST_OF_PEOPLE =
  /^[\s*_#([]{0,6}(?:parti[cs]ip[a-z]{2,8}|attend[a-z]{2,6}|present|anwesen[a-z]{1,6}|teilnehm[\p{L}*:_]{1,14})(?![\p{L}])/iu

export type WithoutReasons = {
  /** Line by line as before. */
  readonly text: string
  /** Lines from which a reason was taken. */
  readonly lines: readonly number[]
}

/** In lists of people, and wherever a reason stands beside a handle. */
export function withoutReasons(text: string): WithoutReasons {
  const rows = text.split(/\r\n|\n|\r/)
  const changed: number[] = []
  const { lines, headings } = readStructure(text)
  let list: List = null
  const labelled = new Set<number>()
  for (const line of lines) {
    list = listAt(line, list)
    if (line.kind !== 'item' && line.kind !== 'text' && line.kind !== 'heading' && line.kind !== 'quote' && line.kind !== 'table') continue
    const section = headings[line.section]
    const row = rows[line.number - 1] ?? ''
    const isHeading = line.kind === 'heading'
    const named = withoutReasonInLabel(row, () => firstBelow(rows, line.number))
    if (named !== null && isHeading) labelled.add(line.section)
    else if (named !== null) list = 'absent'
    const inSection = labelled.has(line.section) ? 'absent' : section ? listOf(section.title) : null
    const here = list ?? (isHeading ? null : inSection)
    const result = named === null ? withoutReason(row, here) : named.label + withoutReason(named.rest, 'absent')
    if (result === row) continue
    rows[line.number - 1] = result
    if (changed.at(-1) !== line.number) changed.push(line.number)
  }
  return changed.length === 0 ? { text, lines: [] } : { text: rows.join('\n'), lines: changed }
}

/** The first row below with something on it; no heading. */
function firstBelow(rows: readonly string[], number: number): string {
  const row = rows.slice(number, number + 4).find((one) => one.trim() !== '') ?? ''
  return /^\s{0,3}#/.test(row) ? '' : row
}

type List = 'absent' | 'people' | null

function listOf(label: string): List {
  return LIST_OF_ABSENT.test(label) ? 'absent' : LIST_OF_PEOPLE.test(label) ? 'people' : null
}

/** A label ("Excused: @a", or alone above a list) counts until a heading or the next label. */
function listAt({ kind, text }: Line, before: List): List {
  if (kind === 'heading') return null
  if (kind !== 'item' && kind !== 'text') return before
  const plain = text.slice(0, 200)
  const named = listOf(plain)
  if (named !== null && (/^[^:@]{0,40}(?::|$)/.test(plain) || /^[^@]{0,20}@/.test(plain))) return named
  return /^[^:@()]{2,40}[:?](?:\s|$)/.test(plain) && !isNameWithReason(plain) ? null : before
}

function withoutReason(row: string, list: List): string {
  let result = row
  for (const { pattern, absent } of REASONS) {
    result = result.replace(pattern, (reason: string, ...rest: unknown[]) => {
      const whole = rest.at(-1) as string
      const at = rest.at(-2) as number
      const before = whole.slice(Math.max(0, at - 160), at)
      const behind = whole.slice(at + reason.length, at + reason.length + 80)
      if (!BEHIND.test(behind) || !(isAbout(before, list) || isAboutName(before, reason))) return reason
      const clause = `${before.slice(before.search(/[^@]*@?[^@]*$/))}`
      // "Ina until Friday; krank: Uwe"
      if (/^\s{0,2}:\s/.test(behind) && /[,;.]\s{0,2}$/.test(before)) return absent
      return list === 'absent' || ABSENT_TOO.test(clause) || HERE.test(behind) || /^\s(?:weg|fern|raus|verhindert)(?![\p{L}])/u.test(behind)
        ? GONE
        : absent
    })
  }
  if (result.includes(GONE)) result = tidied(result)
  return list === 'absent' ? withoutOtherReasons(result) : result
}

/** In a list of people everything beside a name is about that person; elsewhere a handle must stand right before it. */
function isAbout(before: string, list: List): boolean {
  if (list !== null && /[\p{L}]/u.test(before)) return true
  const handle = before.lastIndexOf('@')
  if (handle === -1) return false
  const between = before.slice(handle).replace(/^@[\w\\-]{1,45}/, '')
  return between !== before.slice(handle) && BETWEEN.test(between)
}

/** "Felix ist krankgeschrieben": a name that begins the line or a sentence, and a verb. What is named otherwise is no person. */
function isAboutName(before: string, reason: string): boolean {
  const found = SUBJECT.exec(before)
  if (found === null || !BETWEEN.test(found[2] ?? '')) return false
  // "Tenant is the hospital"
  const isThing = /^(?:the|a|an|eine?)\s/i.test(reason) && /(?<![\p{L}])(?:is|are|was|ist|war)\s*$/iu.test(before)
  const says = SAYS.test(`${found[2] ?? ''} ${reason}`)
  return says && !isThing && !(found[1] ?? '').split(/[\s,]+/).some((word) => NO_NAME.test(word))
}

const NAMED = String.raw`\p{Lu}\p{Ll}[\p{L}.’-]{0,30}(?: \p{Lu}[\p{L}.’-]{0,30}){0,2}`
const SUBJECT = sequence(
  [
    /(?:^[\s>|]{0,8}(?:[-*+•]|\d{1,3}[.)])?\s{0,4}(?:\[[ xX]?\]\s)?[*_~]{0,3}|[.;!]\s|\s[-–—]{1,2}\s|[=-]>\s)/,
    `(${NAMED}(?:(?:,| and| und| &) ${NAMED}){0,4})`,
    /(?:['’]s)?[*_~]{0,3}(?=[\s,(])((?:(?![.;!]\s)[^\n]){0,100})$/,
  ],
  'u',
)
const SAYS = anywhere(
  oneOf(
    "is,are,was,be,has,have,had,got,cannot,can't,won't,unable,called",
    'ist,sind,war,hat,haben,bleibt,kann,können,schafft,kommt,fehlt,fehlen,liegt,sagt,meldet,muss,wird',
  ),
)
const NO_NAME = new RegExp(
  `^${oneOf(
    'the, a, an, this, that, these, those, there, it, we, i, you, he, she, they, who, what, when, where, nobody',
    'everybody, everyone, somebody, someone, most, many, all, some, no, next, today, tomorrow, if, while, because',
    'since, as, for, with, our, your, my, please, note, next week',
    'der, die, das, den, dem, ein, eine, es, wir, ich, ihr, er, sie, wer, was, wann, wo, niemand, alle, jeder, jemand',
    'viele, manche, kein, keine, heute, morgen, wenn, weil, da, für, mit, unser, unsere, bitte, hinweis, man',
    'monday, tuesday, wednesday, thursday, friday, saturday, sunday, montag, dienstag, mittwoch, donnerstag, freitag',
    'samstag, sonntag, january, february, march, april, may, june, july, august, september, october, november',
    'december, januar, februar, märz, mai, juni, juli, oktober, dezember, week, woche, month, monat, year, jahr',
    'summer, winter, sommer, christmas, weihnachten, easter, ostern',
    'tenant, mandant, project, projekt, customer, kunde, server, cluster, node, release, sprint, team, meeting, call',
    'feature, system, cloud, service, dienst, app, topic, thema, epic, story, issue, demo, pilot, use case, partner',
  )}(?![\\p{L}])`,
  'iu',
)

/** Nobody types it. */
const GONE = '\u{F0000}'

const PERSON_GONE = sequence(
  [
    /(?:,|\s[-–—])?\s(?:(?:because|since|as|and|weil|da|denn|und)\s)?(?:he|she|they|er|sie)/,
    /(?:\s(?:is|are|has|have|ist|sind|hat|haben|muss|liegt))?\s/,
    GONE,
  ],
  'giu',
)
const IN_BRACKETS = sequence([/\s{0,3}[([]\s{0,3}/, GONE, /\s{0,3}[)\]]/], 'gu')
const FIRST_IN_BRACKETS = sequence([/([([]\s{0,3})/, GONE, /\s{0,3}(?:[,;:–—-]\s{0,3}|(?:and|und|but|aber) )?/], 'gu')
const BEHIND_A_SIGN = sequence([/\s{0,3}(?:[,;:–—-]|(?<=\s)[-–—]{1,2}|(?<![\p{L}])(?:is|ist|due to|wegen))?\s{0,3}/u, GONE], 'gu')

/** What is left of brackets, dashes and commas around a reason that is gone. */
function tidied(row: string): string {
  return row
    .replace(PERSON_GONE, '')
    .replace(IN_BRACKETS, '')
    .replace(FIRST_IN_BRACKETS, '$1')
    .replace(BEHIND_A_SIGN, '')
    .replaceAll(GONE, '')
    .replace(/[ \t]+$/, '')
}

/** A short remark beside somebody absent is why, unless it says when, who stands in, or what is done instead. */
function withoutOtherReasons(row: string): string {
  return row.replace(/\s{0,3}\(([^()@]{2,60})\)/g, (typed: string, remark: string) => {
    const parts = remark.split(/\s*[,;]\s*/)
    const kept = parts.filter((part) => KEPT.test(part) || part.split(/\s+/).length > 5)
    if (kept.length === parts.length) return typed
    return kept.length === 0 ? '' : ` (${kept.join(', ')})`
  })
}

const KEPT = phrases([
  /\d/iu,
  phrases(
    [
      'absent, excused, entschuldigt, abwesend, today, tomorrow, heute, morgen, week, woche, until, till, from, since',
      'bis, ab, seit, later, late, später, back, wieder, joins?, kommt, stands? in, proxy',
      /vertr\p{L}+/iu,
      /substitut\p{L}+/iu,
      /represent\p{L}+/iu,
      'deputy, instead, stattdessen, mon, tues, wednes, thurs, fri, partly, teilweise, first, second, half, erste',
      'zweite, notes, sends?, schickt, remote, guest, gast, team, kaas, iaas, ops',
    ],
    { before: /(?<![\p{L}])/u, after: /\p{L}{0,6}(?![\p{L}])/u },
  ),
])
