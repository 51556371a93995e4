/**
 * Calendar days as people type them: `2023-01-18`, `20230118`, `18.01.2023`, `18. Januar 2023`, `January 18th, 2023`; and titles
 * that name a day or a meeting. Pure.
 */

import { anyOf, phrases, sequence } from '../../domain/text/phrases.ts'
import { addDays, isIsoDay } from '../../domain/time/dates.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const GERMAN_MONTHS: Readonly<Record<string, string>> = {
  mär: 'mar',
  mrz: 'mar',
  mae: 'mar',
  mai: 'may',
  okt: 'oct',
  dez: 'dec',
  jän: 'jan',
}
const MONTH = anyOf([
  'jan(uary?|ner)?, jänner, feb(ruary?|er)?, mar(ch)?, märz?, mrz, maerz, apr(il)?, may, mai, june?, juni?',
  'july?, juli?, aug(ust)?, sept?(ember)?',
  /o[ck]t(?:ober)?/,
  'nov(ember)?',
  /de[cz](?:ember)?/,
])

const FORMS = [
  String.raw`(?<iso>\d{4}[-–—‑/]\d{1,2}[-–—‑/]\d{1,2}|\d{4}\.\d{2}\.\d{2}|\d{8}|\d{4}[-–—‑]\d{4}|\d{6}[-–—‑]\d{2})`,
  String.raw`(?<german>\d{1,2}\. ?\d{1,2}\. ?\d{4}|\d{2}\.\d{2}\.\d{2}(?!\.))`,
  String.raw`(?<dmy>\d{1,2}(?:st|nd|rd|th|\.)?[ -]?(?:of )?${MONTH}(?![\p{L}])\.?(?:,?[ -]?\d{4})?)`,
  String.raw`(?<mdy>${MONTH}\.?[ -]\d{1,2}(?:st|nd|rd|th)?(?:,?[ -]\d{4})?)`,
]
const DAYS = new RegExp(String.raw`(?<![\p{L}\d])(?:${FORMS.join('|')})(?![\p{L}\d])`, 'giu')

/**
 * The first day named in `text` that exists, as an ISO day; null for none. A day without its year ("18. Januar") counts
 * only where `near` (an ISO day) is given: it is then the one nearest to it.
 */
export function dateIn(text: string, near?: string | null): string | null {
  for (const { groups } of text.matchAll(DAYS)) {
    const day = dayOf(groups ?? {}, near ?? null)
    if (day !== null) return day
  }
  return null
}

/** The text with something else in place of each day, also of those that do not exist. */
export function replaceDays(text: string, by: (typed: string) => string): string {
  return text.replace(DAYS, by)
}

function dayOf({ iso, german, dmy, mdy }: Readonly<Record<string, string | undefined>>, near: string | null): string | null {
  const spoken = dmy ?? mdy
  if (spoken !== undefined) return spokenDay(spoken, near)
  if (iso !== undefined) {
    const parts = /^(\d{4})\D?(\d{1,2})\D?(\d{1,2})$/.exec(iso)
    return parts ? existing(parts[1], parts[2], parts[3]) : null
  }
  const [day, month, year = ''] = (german ?? '').split(/\. ?/)
  return existing(year.length === 2 ? `20${year}` : year, month, day)
}

/** `18. Januar 2023`, `January 18th`. */
function spokenDay(typed: string, near: string | null): string | null {
  const [day, year] = typed.match(/\d{1,4}/g) ?? []
  const month = monthOf(/\p{L}{3,}/u.exec(typed.replace(/^\d{1,2}(?:st|nd|rd|th)/i, ''))?.[0] ?? '')
  if (year === undefined) return near === null ? null : nearest(near, month, day)
  return existing(year, month, day)
}

/** The number of the month that a word of at least three letters begins with, English or German; `0` for none. */
export function monthOf(word: string): string {
  const short = word.slice(0, 3).toLowerCase()
  return String(MONTHS.indexOf(GERMAN_MONTHS[short] ?? short) + 1)
}

function nearest(near: string, month: string, day: string | undefined): string | null {
  const years = [-1, 0, 1].map((more) => String(Number(near.slice(0, 4)) + more))
  const days = years.flatMap((year) => existing(year, month, day) ?? [])
  const [from, to] = [addDays(near, -183), addDays(near, 183)]
  return days.find((one) => one >= from && one < to) ?? null
}

function existing(year = '', month = '', day = ''): string | null {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isIsoDay(date) && date >= '1990' && date < '2100' ? date : null
}

/** A line that names a meeting or its day, and nothing else. */
export function isDayTitle(text: string): boolean {
  return text.length < 200 && wordsBeside(text).every((word) => MEETING.test(word))
}

/** Words of a title beside its days, in lower case; times and numbers of weeks are none. */
export function wordsBeside(title: string): readonly string[] {
  return (
    replaceDays(title.slice(0, 1000), () => ' ')
      .replace(/<[^<>]{0,400}>/g, ' ')
      .toLowerCase()
      .match(/[\p{L}\d]+(?:['’-][\p{L}\d]+)*/gu)
      ?.filter((word) => !/^\d/.test(word)) ?? []
  )
}

/** What is said of a day and a meeting, and of nothing else. */
export const MEETING = phrases(
  [
    'mon(day)?, tue(s(day)?)?, wed(nesday)?, thu(r?s?(day)?)?, fri(day)?, sat(urday)?, sun(day)?, mo, di, mi, do',
    'fr, sa, so, (mon|diens|donners|frei|sams|sonn)tag, mittwoch, sonnabend, on, of, the, and, at, from, vom, von',
    'am, um, der, des, die, das, den, dem, zum, zur, und, uhr, utc, ces?t, mes?z, am, pm, h, kw, cw, week, woche',
    'date, datum',
    sequence([
      /(?:team|sprint|weekly|status|projekt|project|group|gruppen)?-?/,
      /(?:meeting|call|sync|treffen|sitzung|besprechung|runde|review|planning|planung)s?/,
    ]),
    'weekly, bi-?weekly, daily, monthly, wöchentliches?, retro(spective|spektive)?, refinement, grooming',
    'stand-?up, jour, fixe, check-?in, tele(fon)?konferenz, telko, videokonferenz, minutes, notes, meeting-?notes',
    'protokoll, mitschrift, notizen, ergebnisprotokoll, agenda, tagesordnung, cancell?ed, skipped, abgesagt',
    /entf[äa]llt/,
    'ausgefallen',
    /f[äa]llt/,
    'aus, teams?, sig, wg, ag, working, group, arbeitsgruppe, community, board, committee, special, interest',
    'sprint, scrum, tech(nical)?',
  ],
  { before: /^/, after: /$/, flags: 'u' },
)
