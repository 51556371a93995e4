/**
 * Headings as a person sees them, and which meeting each of them opens: minutes sometimes hold two meetings, a rolling pad many.
 * A bold line of its own (`**Action items**`) is a heading for readers, and so is the day that a pad without headings begins
 * with; whoever renders the text keeps them as they are. Pure.
 */

import { phrases } from '../../domain/text/phrases.ts'
import { dateIn, isDayTitle, MEETING, replaceDays, wordsBeside } from '../text/days.ts'
import type { Heading, Line, Structure } from './line-model.ts'
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
    return isNamed && words.length <= MOST_WORDS_OF_A_NAME && !words.some((word) => TOPIC.test(word))
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

const MOST_WORDS_OF_A_NAME = 7
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

/** Many readers ask for the same text, some of them once a line. */
const cache = new WeakMap<Structure, Structure>()

/** The same lines, in which lines that look like headings are headings; indexes of lines stay. */
export function forReaders(structure: Structure): Structure {
  const made = cache.get(structure) ?? withTitles(structure)
  cache.set(structure, made)
  cache.set(made, made)
  return made
}

function withTitles(structure: Structure): Structure {
  const titles = titlesOf(structure)
  if (titles.size === 0) return structure
  const pass: Pass = { lines: [], headings: [], path: [], cut: new Set() }
  structure.lines.forEach((line, index) => {
    const title = titles.get(index)
    if (title) addTitle(pass, line, index, title)
    else if (line.kind === 'heading') addHeading(pass, line, structure.headings[line.section])
    else pass.lines.push({ ...apart(pass, line, index), section: pass.path.at(-1) ?? -1 })
  })
  return { ...structure, lines: pass.lines, headings: pass.headings }
}

type Title = {
  readonly look: 'bold' | 'plain' /** Where its words begin in the line's text. */
  readonly at: number
  readonly words: string
}

type Pass = {
  readonly lines: Line[]
  readonly headings: Heading[]
  /** Headings above, from the highest level in. */
  path: number[]
  /** Lines that went on from a title, and begin something of their own. */
  readonly cut: Set<number>
}

function titlesOf({ lines }: Structure): ReadonlyMap<number, Title> {
  const titles = new Map<number, Title>()
  const first = lines.findIndex(({ kind }) => !['blank', 'comment', 'front-matter', 'rule'].includes(kind))
  const opens = isDayLine(lines[first])
  for (const [index, line] of lines.entries()) {
    const title = boldTitle(line) ?? (opens && (index === first || line.section === -1) && isDayLine(line) ? plainTitle(line) : null)
    if (title) titles.set(index, title)
  }
  return titles
}

const BOLD = phrases(
  [
    /\*{2,3}(?<stars>[^*\s](?:[^*]{0,98}[^*\s])?)\*{2,3}/i,
    /__(?<lines>[^_\s](?:[^_]{0,98}[^_\s])?)__/i,
    /<(?:b|strong)>(?<tag>[^<>]{1,100})<\/(?:b|strong)>/i,
  ],
  { before: /^/i, after: /\s?:?$/i, flags: 'i' },
)
const MAX_WORDS = 8

/** A few words and nothing else; a sentence, a label with its text, people are none. */
function boldTitle(line: Line): Title | null {
  if (line.kind !== 'text' || line.marker !== null || line.indent > 3 || line.text.length > 120) return null
  if (line.parent !== -1 && line.indent > 0) return null
  const { stars, lines, tag } = BOLD.exec(line.text.trim())?.groups ?? {}
  const typed = stars ?? lines ?? tag
  if (typed === undefined) return null
  const words = typed.replace(/\s?:$/, '').trim()
  if (words === '' || /[.!?;,]$|:\s|@/.test(words) || !/\p{L}|\d/u.test(words) || words.split(/\s+/).length > MAX_WORDS) return null
  return { look: 'bold', at: line.text.indexOf(words), words }
}

/** A line with a day and words that go with one (`Date: 2023-01-18`, `Protokoll vom 18. Januar 2023`). */
function isDayLine(line: Line | undefined): boolean {
  if (line?.kind !== 'text' || line.parent !== -1 || line.continues !== -1 || line.text.length > 120) return false
  return replaceDays(line.text, () => '') !== line.text && isDayTitle(line.text)
}

function plainTitle({ text }: Line): Title {
  return { look: 'plain', at: 0, words: text }
}

function addTitle(pass: Pass, line: Line, index: number, { look, at, words }: Title): void {
  const above = pass.path.map((one) => pass.headings[one]).findLast((heading) => heading?.look === undefined)
  const isDay = isDayTitle(words) && replaceDays(words, () => '') !== words
  const level = above ? above.level + 1 : isDay ? 1 : 2
  open(pass, { line: index, number: line.number, level, title: words, look })
  const search = line.search.slice(at, at + words.length)
  const section = pass.headings.length - 1
  pass.lines.push({
    ...line,
    ...{ kind: 'heading', text: words, search, offset: line.offset + at, level, depth: 0, parent: -1, continues: -1, section },
  })
  pass.cut.add(index)
}

function addHeading(pass: Pass, line: Line, heading: Heading | undefined): void {
  const { parent: _, ...kept } = heading ?? {
    line: pass.lines.length,
    number: line.number,
    level: line.level,
    title: line.text,
    parent: -1,
  }
  open(pass, kept)
  pass.lines.push({ ...line, section: pass.headings.length - 1 })
}

function open(pass: Pass, heading: Omit<Heading, 'parent'>): void {
  const levelOf = (one: number) => pass.headings[one]?.level ?? 0
  while (pass.path.length > 0 && levelOf(pass.path.at(-1) as number) >= heading.level) pass.path.pop()
  pass.headings.push({ ...heading, parent: pass.path.at(-1) ?? -1 })
  pass.path.push(pass.headings.length - 1)
}

/** What goes on from a title, as Markdown sees it, begins below it for a reader. */
function apart(pass: Pass, line: Line, index: number): Line {
  if (!pass.cut.has(line.continues)) return line
  pass.cut.add(index)
  const isFirst = pass.lines[line.continues]?.kind === 'heading'
  return { ...line, parent: -1, depth: 0, continues: isFirst ? -1 : line.continues }
}
