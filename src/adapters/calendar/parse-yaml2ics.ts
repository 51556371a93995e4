/** YAML files of yaml2ics, as the community keeps its calendar -> events. The same meetings as in the file that yaml2ics makes of them. */
import { dirname, join } from 'node:path/posix'
import { isMap, isPair, isScalar, isSeq, LineCounter, type Pair, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml'
import type { CalendarEvent, Exception, RecurrenceRule, WallTime } from '../../domain/calendar/calendar.ts'
import { dayIn, instantAt, minuteIn } from '../../domain/time/dates.ts'
import { eventOf } from './icalendar-event.ts'
import { NotUnderstood, parseComponent } from './jcal.ts'
import { MOST_EVENTS, type ParseContext, type ParsedCalendar, shortened, tooMany } from './parse-icalendar.ts'
import { readTime } from './parse-time.ts'
import { createZones, zoneNamed } from './zones.ts'

export type CalendarFile = { readonly path: string; readonly text: string }

const INTERVALS: Readonly<Record<string, RecurrenceRule['every']>> = { days: 'day', weeks: 'week', months: 'month', years: 'year' }
const MINUTES: Readonly<Record<string, number>> = { weeks: 7 * 24 * 60, days: 24 * 60, hours: 60, minutes: 1, seconds: 1 / 60 }
const USUAL_MINUTES = 60
/** An exception that refers to the reason above it. */
const SAME_REASON = /^(?:ditto|dito|same|ebenso|s\.\s?o\.)\.?$/i

/** Files that `include` others are no events; the caller has read what they include. Throws UserError for too many events. */
export function parseYaml2ics(files: readonly CalendarFile[], context: ParseContext): ParsedCalendar {
  const problems: string[] = []
  const events = files.flatMap((file) => eventsOf(file, context, problems))
  if (events.length > MOST_EVENTS) throw tooMany(context.where, events.length)
  return { events, problems: shortened(problems) }
}

/** Files that a file names in `include`: paths in the repository, or beginning with `../` where they lead out of it. */
export function includedFiles({ path, text }: CalendarFile): readonly string[] {
  const include = parseDocument(text).get('include')
  if (!isSeq(include)) return []
  return include.items.flatMap((item) => (isScalar(item) && typeof item.value === 'string' ? [join(dirname(path), item.value)] : []))
}

function eventsOf(file: CalendarFile, context: ParseContext, problems: string[]): readonly CalendarEvent[] {
  const lines = new LineCounter()
  const document = parseDocument(file.text, { lineCounter: lines })
  const [error] = document.errors
  if (error) {
    problems.push(`${file.path}, line ${error.linePos?.[0]?.line ?? '?'}: it is not readable YAML. Its events are left out.`)
    return []
  }
  const events = document.get('events')
  if (!isSeq(events)) return []
  const zone = zoneOf(document.get('timezone'), file.path, problems) ?? 'UTC'
  return events.items.flatMap((item, index) => {
    if (!isMap(item)) return []
    const title = textOf(item, 'summary') || textOf(item, 'name') || `event ${index + 1}`
    const line = item.range ? lines.linePos(item.range[0]).line : 1
    const where = `${file.path}, line ${line}, "${title.slice(0, 100)}"`
    try {
      const event = eventIn(item, { zone: zoneOf(item.get('timezone'), where, problems) ?? zone, title, where, context, problems })
      return event === null ? [] : [event]
    } catch (failure) {
      if (!(failure instanceof NotUnderstood) && !(failure instanceof RangeError)) throw failure
      problems.push(`${where}: ${failure.message}. It is left out.`)
      return []
    }
  })
}

type Reading = {
  readonly zone: string
  readonly title: string
  readonly where: string
  readonly context: ParseContext
  readonly problems: string[]
}

/** null: an event of whole days. */
function eventIn(map: YAMLMap, reading: Reading): CalendarEvent | null {
  const { zone, title, where } = reading
  const begin = timeOf(map.get('begin'), zone)
  if (begin === null) throw new NotUnderstood('expected a date and a time in `begin`, found none')
  const hasLength = map.has('duration') || map.has('end')
  if (begin.time === null || !hasLength) return null
  const start: WallTime = { ...begin, time: begin.time }
  const repeat = map.get('repeat')
  const custom = customOf(map, start, reading)
  const uid = textOf(map, 'uid')
  return {
    uid: uid === '' ? `${where.split(',')[0]} ${title} ${start.day} ${start.time}` : uid,
    title,
    description: textOf(map, 'description'),
    start,
    minutes: minutesOf(map, start),
    isCancelled: /^cancell?ed$/i.test(textOf(map, 'status')) || (custom?.isCancelled ?? false),
    rule: custom?.rule ?? (isMap(repeat) ? ruleOf(repeat, start) : null),
    also: [
      ...(isMap(repeat) ? datesOf(repeat.get('also_on'), start) : []).map((one) => ({ ...one, time: one.time ?? start.time })),
      ...(custom?.also ?? []),
    ],
    except: [...(isMap(repeat) ? datesOf(repeat.get('except_on'), start) : []), ...(custom?.except ?? [])],
    replaces: null,
    andLater: false,
    version: '',
  }
}

/** Lines of iCalendar that yaml2ics passes on: a rule that its own keys cannot say. */
function customOf(map: YAMLMap, { day, time, zone }: WallTime, { context, problems }: Reading): CalendarEvent | null {
  const text = textOf(map, 'ics')
  if (text === '') return null
  const lines = text.split('\n').filter((line) => /^(?:RRULE|RDATE|EXDATE|STATUS)[;:]/i.test(line.trim()))
  if (lines.length === 0) return null
  const start = `DTSTART;TZID=${zone}:${day.replaceAll('-', '')}T${time.replace(':', '')}00`
  const component = parseComponent(['BEGIN:VEVENT', start, ...lines.map((line) => line.trim()), 'END:VEVENT'])
  const zones = createZones([], { usual: context.timezone, today: context.now.toISOString().slice(0, 10) })
  return eventOf(component, { timezone: zone, zones, problems })
}

function ruleOf(repeat: YAMLMap, { zone }: WallTime): RecurrenceRule {
  const interval = repeat.get('interval')
  const pairs = isMap(interval) ? interval.items.filter(isPair) : []
  const [unit, count] = pairs.length === 1 ? [scalarOf(pairs[0]?.key), Number(scalarOf(pairs[0]?.value))] : ['', Number.NaN]
  const every = INTERVALS[unit]
  if (every === undefined || !Number.isInteger(count) || count < 1)
    throw new NotUnderstood(
      'expected `repeat.interval` with one of days, weeks, months and years, such as `weeks: 2`, found something else',
    )
  const until = timeOf(repeat.get('until'), zone)
  if (until === null) throw new NotUnderstood('expected a date in `repeat.until`, which yaml2ics demands, found none')
  return {
    every,
    interval: count,
    count: null,
    // A date is its midnight for yaml2ics: a meeting on that day is not in its file either.
    until: { ...until, time: until.time ?? '00:00' },
    weekdays: [],
    monthDays: [],
    months: [],
    positions: [],
    weekStart: 1,
  }
}

/** With the comments behind them, which say why. */
function datesOf(list: unknown, { zone }: WallTime): readonly Exception[] {
  if (!isSeq(list)) return []
  const found: Exception[] = []
  for (const item of (list as YAMLSeq).items) {
    const time = timeOf(item, zone)
    if (time === null) continue
    const comment = (isScalar(item) ? (item.comment ?? item.commentBefore ?? '') : '').trim().slice(0, 200)
    const reason = SAME_REASON.test(comment) ? (found.at(-1)?.reason ?? null) : comment === '' ? null : comment
    found.push({ ...time, reason })
  }
  return found
}

function minutesOf(map: YAMLMap, start: WallTime): number {
  const end = timeOf(map.get('end'), start.zone)
  const duration = map.get('duration')
  const minutes =
    end !== null && end.time !== null
      ? (instantAt(end.zone, end.day, end.time).getTime() - instantAt(start.zone, start.day, start.time).getTime()) / 60_000
      : isMap(duration)
        ? duration.items.reduce((sum, pair: Pair) => sum + (MINUTES[scalarOf(pair.key)] ?? 0) * Number(scalarOf(pair.value)), 0)
        : 0
  return minutes > 0 ? Math.min(Math.round(minutes), MINUTES.days ?? 1440) : USUAL_MINUTES
}

/** Also with an offset behind it, `2026-01-15 14:05:00 +01:00`, which is turned into the zone of the event. */
function timeOf(value: unknown, zone: string): { readonly day: string; readonly time: string | null; readonly zone: string } | null {
  const text = scalarOf(value).trim()
  const offset = /^(.{10,30}?)\s*([+-]\d{2}:?\d{2})$/.exec(text)
  const read = readTime(offset?.[1] ?? text)
  if (read === null) return null
  const from = offset?.[2] ? zoneNamed(offset[2]) : read.isUtc ? 'UTC' : null
  if (from === null || read.time === null) return { day: read.day, time: read.time, zone }
  const at = instantAt(from, read.day, read.time)
  return { day: dayIn(zone, at), time: minuteIn(zone, at).slice(11), zone }
}

function zoneOf(value: unknown, where: string, problems: string[]): string | null {
  const name = scalarOf(value)
  if (name === '') return null
  const zone = zoneNamed(name)
  if (zone === null) problems.push(`${where}: the time zone "${name.slice(0, 100)}" is unknown, so its times are taken as UTC.`)
  return zone
}

function textOf(map: YAMLMap, key: string): string {
  return scalarOf(map.get(key)).trim()
}

function scalarOf(value: unknown): string {
  const found = isScalar(value) ? value.value : value
  return found === undefined || found === null || typeof found === 'object' ? '' : String(found)
}
