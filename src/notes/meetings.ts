/** Which meeting a heading opens: minutes sometimes hold two, a rolling pad many. */
import { dateIn, replaceDays } from './days.ts'
import type { Heading, Structure } from './line-model.ts'

/** Lines of one meeting: indexes into `structure.lines`, `to` excluded. */
export type Meeting = { readonly date: string; readonly from: number; readonly to: number; readonly heading: number }

/** First date in a heading as an ISO day; null when no heading has one. */
export function headingDate(structure: Structure): string | null {
  for (const { title } of structure.headings) {
    const date = dateIn(title)
    if (date) return date
  }
  return null
}

/**
 * All meetings of the text in its order; the first begins at line 0, whatever stands above its heading. `near`: a day
 * close to which headings without a year lie ("Wednesday, 18 January").
 */
export function meetings(structure: Structure, near?: string | null): Meeting[] {
  const opening = openingHeadings(structure, near ?? null)
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
  const dated = headings.flatMap((heading, index) => {
    const { level, title } = heading
    // Deeper ones are parts of a meeting, unless the text begins with one.
    if (level > 2 && index > 0) return []
    const words = wordsBeside(title)
    const isDay = words.every((word) => MEETING.test(word))
    // A day without its year is one only where nothing else is said.
    const date = dateIn(title, isDay ? near : null)
    return date === null ? [] : [{ heading, index, date, words, isDay }]
  })
  const days = new Map<string, Set<string>>()
  for (const { words, date } of dated) {
    const key = words.join(' ')
    days.set(key, (days.get(key) ?? new Set()).add(date))
  }
  return dated.filter(({ isDay, index, words }) => {
    if (isDay) return true
    // A name that we do not know: of the whole text, or of a series of meetings.
    const isNamed = index === 0 || (days.get(words.join(' '))?.size ?? 0) > 1
    return isNamed && words.length <= MAX_WORDS && !words.some((word) => TOPIC.test(word))
  })
}

/** A line that names a meeting or its day, and nothing else. */
export function isDayTitle(text: string): boolean {
  return text.length < 200 && wordsBeside(text).every((word) => MEETING.test(word))
}

const MAX_WORDS = 7

/** Words of a title beside its days, in lower case; times and numbers of weeks are none. */
function wordsBeside(title: string): readonly string[] {
  return (
    replaceDays(title.slice(0, 1000), () => ' ')
      .replace(/<[^<>]{0,400}>/g, ' ')
      .toLowerCase()
      .match(/[\p{L}\d]+(?:['’-][\p{L}\d]+)*/gu)
      ?.filter((word) => !/^\d/.test(word)) ?? []
  )
}

/** What is said of a day and a meeting, and of nothing else. */
const MEETING = new RegExp(
  `^(?:${[
    'mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r?s?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?',
    'mo|di|mi|do|fr|sa|so|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend',
    'on|of|the|and|at|from|vom|von|am|um|der|des|die|das|den|dem|zum|zur|und|uhr|utc|ces?t|mes?z|am|pm|h|kw|cw|week|woche|date|datum',
    '(?:team|sprint|weekly|status|projekt|project|group|gruppen)?-?(?:meeting|call|sync|treffen|sitzung|besprechung|runde|review|planning|planung)s?',
    'weekly|bi-?weekly|daily|monthly|wöchentliches?|retro(?:spective|spektive)?|refinement|grooming|stand-?up|jour|fixe|check-?in|tele(?:fon)?konferenz|telko|videokonferenz',
    'minutes|notes|meeting-?notes|protokoll|mitschrift|notizen|ergebnisprotokoll|agenda|tagesordnung',
    'cancell?ed|skipped|abgesagt|entf[äa]llt|ausgefallen|f[äa]llt|aus',
    'teams?|sig|wg|ag|working|group|arbeitsgruppe|community|board|committee|special|interest|sprint|scrum|tech(?:nical)?',
  ].join('|')})$`,
  'u',
)

/** Days that are not the meeting's. */
const TOPIC =
  /^(?:next|upcoming|coming|following|last|previous|deadline|due|until|till|by|since|before|after|release[ds]?|milestone|launch(?:ed)?|summit|conference|event|holiday|vacation|starts?|starting|ends?|ending|planned|postponed|moved|cve|bis|ab|seit|nächste[nrsm]?|kommende[nrsm]?|letzte[nrsm]?|vorige[nrsm]?|frist|stichtag|abgabe|termin|veröffentlichung|urlaub|feiertag|geplant|verschoben)$/u
