/** Which meeting a heading opens: minutes sometimes hold two, a rolling pad many. */
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

/** All meetings of the text in its order; the first begins at line 0, whatever stands above its heading. */
export function meetings(structure: Structure): Meeting[] {
  const opening = structure.headings.flatMap((heading, index) => (opensMeeting(heading) ? [{ heading, index }] : []))
  const first = opening[0]
  if (!first) return []
  const dated: { heading: Heading; index: number; date: string }[] = []
  for (const { heading, index } of opening) {
    if (heading.level > first.heading.level) continue
    const date = dateIn(heading.title) as string
    if (date !== dated.at(-1)?.date) dated.push({ heading, index, date })
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
  const all = meetings(structure)
  const chosen = all.find((meeting) => meeting.date === date) ?? all[0]
  return chosen ?? { from: 0, to: structure.lines.length, date: null }
}

/** The heading is about the day itself (`## 2026-03-30`, `# SIG Documentation on 2023-01-09`), not about a topic that names one. */
function opensMeeting({ level, title }: Heading): boolean {
  if (level > 2 || !dateIn(title)) return false
  const rest = title.replace(DATES, ' ').trim()
  return rest === '' || rest.split(/\s+/).length <= 7
}

const DATES = /\b\d{4}[-–—‑./]?\d{2}[-–—‑./]?\d{2}\b|\b\d{1,2}\. ?\d{1,2}\. ?\d{4}\b/g

/** A day named in `text` as `2023-01-18` (any dash), `20230118`, `2023/01/18` or `18.01.2023`; null for none that exists. */
export function dateIn(text: string): string | null {
  for (const [found] of text.matchAll(DATES)) {
    const german = /^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})$/.exec(found)
    const digits = found.replace(/\D/g, '')
    const date = german
      ? `${german[3]}-${german[2]?.padStart(2, '0')}-${german[1]?.padStart(2, '0')}`
      : `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`
    if (exists(date)) return date
  }
  return null
}

function exists(date: string): boolean {
  const day = new Date(`${date}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date) && date >= '1990' && date < '2100'
}
