/** Which meeting a heading opens: minutes sometimes hold two, a rolling pad many. */

import { phrases } from '../../domain/text/phrases.ts'
import { dateIn } from '../text/days.ts'
import { isDayTitle, MEETING, wordsBeside } from './day-titles.ts'
import type { Heading, Structure } from './line-model.ts'
import { forReaders } from './reader-headings.ts'

/** Lines of one meeting: indexes into `structure.lines`, `to` excluded. */
export type Meeting = { readonly date: string; readonly from: number; readonly to: number; readonly heading: number }

/** First date in a heading, also in one that is only bold, as an ISO day; null when no heading has one. */
export function headingDate(structure: Structure): string | null {
  for (const { title, look } of forReaders(structure).headings) {
    const date = look && !isDayTitle(title) ? null : dateIn(title)
    if (date) return date
  }
  return null
}

/**
 * All meetings of the text in its order; the first begins at line 0, whatever stands above its heading. `near`: a day
 * close to which headings without a year lie ("Wednesday, 18 January").
 */
export function meetings(structure: Structure, near?: string | null): Meeting[] {
  const opening = openingHeadings(forReaders(structure), near ?? null)
  const first = opening[0]
  if (!first) return []
  const dated: Opening[] = []
  for (const one of opening) {
    if (one.heading.level > first.heading.level || one.date === dated.at(-1)?.date) continue
    dated.push(one)
  }
  return dated.map(({ heading, index, date }, i) => ({
    date,
    from: i === 0 ? 0 : heading.line,
    to: dated[i + 1]?.heading.line ?? structure.lines.length,
    heading: index,
  }))
}

/**
 * The lines of the meeting of `date`; without that date in the text (or without one asked for) the first meeting's.
 * The whole text when it names no meeting.
 */
export function selectMeeting(structure: Structure, date?: string | null): { from: number; to: number; date: string | null } {
  const all = meetings(structure, date)
  const chosen = all.find((meeting) => meeting.date === date) ?? all[0]
  return chosen ?? { from: 0, to: structure.lines.length, date: null }
}

type Opening = { readonly heading: Heading; readonly index: number; readonly date: string }

/**
 * Headings that are about the day itself (`## 2026-03-30`, `# SIG Documentation on 2023-01-09`), not about a topic that
 * names one ("Deadline 2023-01-25"): what stands below a topic belongs to the meeting above.
 */
function openingHeadings({ headings }: Structure, near: string | null): Opening[] {
  const deepest = deepestOpening(headings, near)
  const dated = headings.flatMap((heading, index) => {
    const { level, title } = heading
    if (level > deepest && index > 0) return []
    const words = wordsBeside(title)
    const isDay = words.every((word) => MEETING.test(word))
    if (heading.look && !isDay) return []
    // A day without its year is one only where nothing else is said.
    const date = dateIn(title, isDay ? near : null)
    return date === null ? [] : [{ heading, index, date, words, isDay }]
  })
  const days = new Map<string, Set<string>>()
  for (const { words, date } of dated) {
    const key = words.join(' ')
    days.set(key, (days.get(key) ?? new Set()).add(date))
  }
  return dated.filter(({ isDay, index, words, date }) => {
    if (isDay) return true
    // A name that we do not know: of the whole text, or of a series of meetings.
    // "Team IaaS 2023-01-18" below an agenda of another day, where that day is asked for.
    const isAsked = date === near && words.some((word) => GROUP.test(word))
    const isNamed = index === 0 || isAsked || (days.get(words.join(' '))?.size ?? 0) > 1
    return isNamed && words.length <= MAX_WORDS && !words.some((word) => TOPIC.test(word))
  })
}

/** Headings deeper than the second level are parts of a meeting, unless nothing but a series of days stands there. */
function deepestOpening(headings: readonly Heading[], near: string | null): number {
  const days = new Map<number, Set<string>>()
  for (const { level, title, look } of headings) {
    const day = isDayTitle(title) ? dateIn(title, near) : null
    if (day === null) continue
    // A bold line stands one level below the heading above it.
    const at = look ? Math.min(level, 2) : level
    days.set(at, (days.get(at) ?? new Set()).add(day))
    if (look) days.set(level, (days.get(level) ?? new Set()).add(day))
  }
  const highest = Math.min(...days.keys())
  if (!days.has(1) && !days.has(2) && (days.get(highest)?.size ?? 0) > 1) return highest
  return 2
}

const MAX_WORDS = 7
/** Who meets, before a name that we do not know. */
const GROUP = phrases(
  [
    'teams?, sig, wg, ag, group, gruppe, arbeitsgruppe, board, committee, ausschuss, community, squad, guild, gilde',
    /(?:[\p{L}\d]{0,20}-?)?(?:meeting|call|sync|treffen|sitzung|besprechung|jour|stand-?up|weekly|telko)/u,
  ],
  { before: /^/u, after: /$/u, flags: 'u' },
)

/** Days that are not the meeting's. */
const TOPIC = phrases(
  [
    'building, lunch, dinner, party, outing, offsite, workshop, with, mit, invitation, einladung, essen, ausflug',
    'next, upcoming, coming, following, last, previous, deadline, due, until, till, by, since, before, after',
    /release[ds]?/u,
    'milestone, launch(ed)?, summit, conference, event, holiday, vacation, starts?, starting, ends?, ending, planned',
    'postponed, moved, cve, bis, ab, seit',
    /nächste[nrsm]?/u,
    /kommende[nrsm]?/u,
    /letzte[nrsm]?/u,
    /vorige[nrsm]?/u,
    'frist, stichtag, abgabe, termin, veröffentlichung, urlaub, feiertag, geplant, verschoben',
  ],
  { before: /^/u, after: /$/u, flags: 'u' },
)
