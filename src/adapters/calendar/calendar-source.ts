/** The community's calendar: read at most every five minutes, and kept for when it cannot be read. */
import type { Calendar } from '../../domain/calendar/calendar.ts'
import { sha256Of } from '../../domain/text/sha256.ts'
import { problemOf } from '../../errors.ts'
import type { CalendarSource } from '../../ports/calendar.ts'
import type { Clock, MinutesArchive, Screen } from '../../ports.ts'
import type { CalendarSettings } from '../../settings/settings.ts'
import { CALENDAR_WORDS } from '../pads/fetching/fetch-words.ts'
import { type FetchCalendar, fetchIcalendar, isReadError, leadsOut, readYamlFiles } from './fetch-calendar.ts'
import type { CalendarKeeper, KeptCalendar } from './kept-calendar.ts'
import { withoutFloods } from './most-occurrences.ts'
import { type ParseContext, type ParsedCalendar, parseIcalendar } from './parse-icalendar.ts'
import { parseYaml2ics } from './parse-yaml2ics.ts'
import { screenedCalendar } from './screened-calendar.ts'

export type CalendarSourceOptions = {
  readonly calendar: CalendarSettings
  /** Of times without a zone. */
  readonly timezone: string
  readonly clock: Clock
  readonly keeper: CalendarKeeper
  /** The files of a repository. Throws UserError without credentials. */
  readonly archive: (repository: string, branch: string) => MinutesArchive
  readonly fetch: FetchCalendar
  /** Puts placeholders in place of secrets. */
  readonly screen: Screen
}

const FRESH_MS = 5 * 60 * 1000

export function createCalendarSource(options: CalendarSourceOptions): CalendarSource {
  const { calendar, clock, keeper } = options
  const source = sourceOf(calendar)
  let last: { readonly calendar: Calendar; readonly at: number } | null = null
  let reading: Promise<Calendar> | null = null
  /** The newest that was read in this process: it may not have been possible to keep it. */
  let newest: KeptCalendar | null = null

  const read = async (): Promise<Calendar> => {
    const kept = newest ?? (await keeper.load(keptAs(calendar)))
    const now = clock.now()
    try {
      const fresh = await textNow(options, kept)
      const parsed = await parse(options, fresh, now)
      newest = fresh
      if (fresh !== kept) await keeper.keep(fresh)
      return { source, ...parsed, takenAt: fresh.takenAt, notRead: null }
    } catch (error) {
      if (!isReadError(error) || kept === null) throw error
      return { source, ...(await parse(options, kept, now)), takenAt: kept.takenAt, notRead: problemOf(error) }
    }
  }
  return {
    readCalendar: async () => {
      if (last !== null && clock.now().getTime() - last.at < FRESH_MS) return last.calendar
      reading ??= read().finally(() => {
        reading = null
      })
      const found = await reading
      last = { calendar: found, at: clock.now().getTime() }
      return found
    },
  }
}

/** With its repository named as people write it. */
function sourceOf(calendar: CalendarSettings): string {
  return 'url' in calendar
    ? CALENDAR_WORDS.shown(new URL(calendar.url))
    : [calendar.repository, calendar.file].filter((part) => part !== null).join(':')
}

/** Another address or branch is another calendar: what was kept of one is no answer for the other. Secrets of an address are not kept. */
function keptAs(calendar: CalendarSettings): string {
  const source = sourceOf(calendar)
  if ('repository' in calendar) return calendar.branch === 'HEAD' ? source : `${source}@${calendar.branch}`
  const { href } = new URL(calendar.url)
  return href === source ? source : `${source}?sha256=${sha256Of(href)}`
}

/** What is kept with a newer time, where it is still the current version. */
async function textNow({ calendar, clock, archive, fetch }: CalendarSourceOptions, kept: KeptCalendar | null): Promise<KeptCalendar> {
  const source = keptAs(calendar)
  const takenAt = clock.now().toISOString()
  if ('repository' in calendar) {
    const { files, missing } = await readYamlFiles(archive(calendar.repository, calendar.branch), calendar)
    return { source, takenAt, etag: null, files: [...files], missing: [...missing] }
  }
  const answer = await fetchIcalendar(calendar.url, kept?.etag ?? null, fetch)
  if (answer === null && kept !== null) return { ...kept, takenAt }
  return { source, takenAt, etag: answer?.etag ?? null, files: [...(answer?.files ?? [])], missing: [] }
}

async function parse(options: CalendarSourceOptions, kept: KeptCalendar, now: Date): Promise<ParsedCalendar> {
  const source = sourceOf(options.calendar)
  return screenedCalendar(parseTyped(options, kept, { where: source, timezone: options.timezone, now }), options.screen, source)
}

function parseTyped({ calendar }: CalendarSourceOptions, { files, missing }: KeptCalendar, context: ParseContext): ParsedCalendar {
  const source = context.where
  if ('url' in calendar) return withoutFloods(parseIcalendar(files[0]?.text ?? '', context), context.now)
  const { events, problems } = withoutFloods(parseYaml2ics(files, context), context.now)
  const told = missing.map((path) =>
    leadsOut(path)
      ? `${source}: \`${path}\` is included, and it is outside the repository. Its events are left out; include files of the repository.`
      : `${source}: \`${path}\` is included, and there is no such file.`,
  )
  return { events, problems: [...told, ...problems] }
}
