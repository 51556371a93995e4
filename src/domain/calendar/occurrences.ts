/** Events -> what takes place between two instants: series expanded, exceptions, moved and cancelled occurrences applied. Pure. */
import { addDays, dayIn, instantAt } from '../time/dates.ts'
import type { CalendarEvent, Exception, WallTime } from './calendar.ts'
import { ruleDays } from './rule-days.ts'

export type Occurrence = {
  /** The same however the occurrence is moved: the event's id, and the time its series gives it. */
  readonly id: string
  /** The series, or the single event. */
  readonly series: CalendarEvent
  /** What replaces the occurrence, or `series`. */
  readonly event: CalendarEvent
  readonly start: Date
  /** The start that its series gives it. */
  readonly planned: Date
  /** null: it takes place. */
  readonly cancelled: { readonly reason: string | null } | null
}

const DAY_MS = 24 * 60 * 60 * 1000

export type Window = { readonly from: Date; readonly to: Date }

/** All occurrences that start from `from` up to, but not including, `to`, with cancelled ones; by start. */
export function occurrencesBetween(events: readonly CalendarEvent[], window: Window): readonly Occurrence[] {
  return seriesOf(events)
    .flatMap((series) => ofSeries(series, window))
    .sort((a, b) => a.start.getTime() - b.start.getTime() || (a.id < b.id ? -1 : 1))
}

export function instantOf({ zone, day, time }: WallTime): Date {
  return instantAt(zone, day, time)
}

type Series = { readonly event: CalendarEvent; readonly changes: readonly CalendarEvent[] }

/** Of two versions of the same event the newer one; events that only share their id are different events. */
function seriesOf(events: readonly CalendarEvent[]): readonly Series[] {
  const byUid = new Map<string, CalendarEvent[]>()
  for (const event of events) byUid.set(event.uid, [...(byUid.get(event.uid) ?? []), event])
  return [...byUid.values()].flatMap((all) => {
    const main = newest(currentOf(all.filter(({ replaces }) => replaces === null)), ({ start, title }) => `${timeKey(start)} ${title}`)
    const changes = all.filter(({ replaces }) => replaces !== null)
    // Occurrences of a series that is not in this calendar.
    if (main.length === 0) return newest(changes, (change) => timeKey(plannedOf(change, change))).map((event) => ({ event, changes: [] }))
    const ownerOf = (change: CalendarEvent) =>
      main.find((event) => change.replaces !== null && isPlanned(event, change.replaces)) ?? main[0]
    return main.map((event) => ({
      event,
      changes: newest(
        changes.filter((change) => ownerOf(change) === event),
        (change) => String(instantOf(plannedOf(change, event)).getTime()),
      ),
    }))
  })
}

/** Those of the highest sequence: an event that got another time has its old version beside it in some calendars. */
function currentOf(main: readonly CalendarEvent[]): readonly CalendarEvent[] {
  const sequence = ({ version }: CalendarEvent) => version.split(' ')[0] ?? ''
  const highest = main.map(sequence).sort().at(-1)
  return main.filter((event) => sequence(event) === highest)
}

function newest(events: readonly CalendarEvent[], keyOf: (event: CalendarEvent) => string): readonly CalendarEvent[] {
  const byKey = new Map<string, CalendarEvent>()
  for (const event of events) {
    const known = byKey.get(keyOf(event))
    if (!known || known.version <= event.version) byKey.set(keyOf(event), event)
  }
  return [...byKey.values()]
}

/** Has the series something at that time, exceptions aside? Without a time: on that day. */
export function isPlanned(event: CalendarEvent, { day, time, zone }: { day: string; time: string | null; zone: string }): boolean {
  const from = instantAt(zone, day, time ?? '00:00')
  const to = time === null ? instantAt(zone, addDays(day, 1), '00:00') : new Date(from.getTime() + 1)
  return plannedTimes(event, { from, to }).length > 0
}

function ofSeries({ event, changes }: Series, window: Window): readonly Occurrence[] {
  const at = (change: CalendarEvent) => instantOf(plannedOf(change, event)).getTime()
  const later = changes.filter(({ andLater }) => andLater).sort((a, b) => at(a) - at(b))
  const reach = Math.max(0, ...later.map((change) => Math.abs(instantOf(change.start).getTime() - at(change))))
  const wide = { from: new Date(window.from.getTime() - reach), to: new Date(window.to.getTime() + reach) }
  const replaced = new Set(changes.map(at))
  const regular = plannedTimes(event, wide)
    .filter((planned) => !replaced.has(instantOf(planned).getTime()))
    .map((planned) => regularOccurrence(event, planned, later.findLast((change) => at(change) < instantOf(planned).getTime()) ?? null))
  return [...regular, ...changes.map((change) => changedOccurrence(event, change))].filter(
    ({ start }) => start >= window.from && start < window.to,
  )
}

/** When the series has what a change replaces; one that names only the day means the time of the series. */
function plannedOf({ replaces, start }: CalendarEvent, series: CalendarEvent): WallTime {
  if (replaces === null) return start
  const { day, time, zone } = replaces
  return time === null ? { ...series.start, day } : { day, time, zone }
}

/** `since`: the change from which on the series is another one. */
function regularOccurrence(series: CalendarEvent, planned: WallTime, since: CalendarEvent | null): Occurrence {
  const start = since === null ? planned : shifted(planned, plannedOf(since, series), since.start)
  const except = series.except.find((one) => isExcepted(one, planned))
  const cancelled = except ? { reason: except.reason } : isOff(series, since) ? { reason: null } : null
  return { ...named(series, planned), event: since ?? series, start: instantOf(start), cancelled }
}

function changedOccurrence(series: CalendarEvent, change: CalendarEvent): Occurrence {
  const planned = plannedOf(change, series)
  return {
    ...named(series, planned),
    event: change,
    start: instantOf(change.start),
    cancelled: isOff(series, change) ? { reason: null } : null,
  }
}

function isOff(series: CalendarEvent, change: CalendarEvent | null): boolean {
  return series.isCancelled || (change?.isCancelled ?? false)
}

function named(series: CalendarEvent, planned: WallTime): Pick<Occurrence, 'id' | 'series' | 'planned'> {
  const at = instantOf(planned)
  return { id: `${series.uid}/${at.toISOString()}`, series, planned: at }
}

/** Moved as one occurrence was: by so many days, to its time of day. */
function shifted(planned: WallTime, from: WallTime, to: WallTime): WallTime {
  const days = (Date.parse(to.day) - Date.parse(from.day)) / DAY_MS
  return { ...to, day: addDays(planned.day, days) }
}

/** When the series, and what stands beside its rule, takes place; exceptions included. */
function plannedTimes({ start, rule, also }: CalendarEvent, { from, to }: Window): readonly WallTime[] {
  const days =
    rule === null
      ? [start.day]
      : ruleDays(rule, start.day, { from: dayIn(start.zone, from), to: dayIn(start.zone, new Date(to.getTime() - 1)) })
  const limit = rule?.until ?? null
  const times = [...days.map((day) => ({ ...start, day })).filter((time) => limit === null || isUntil(limit, time)), ...also]
  const unique = new Map(times.map((time) => [instantOf(time).getTime(), time]))
  return [...unique].filter(([at]) => at >= from.getTime() && at < to.getTime()).map(([, time]) => time)
}

function isUntil(until: NonNullable<NonNullable<CalendarEvent['rule']>['until']>, time: WallTime): boolean {
  if (until.time === null) return time.day <= until.day
  return instantOf(time) <= instantAt(until.zone, until.day, until.time)
}

/** A whole day is one on the clock of the event. */
function isExcepted({ day, time, zone }: Exception, planned: WallTime): boolean {
  if (time === null) return day === planned.day
  // Clocks of two zones are never two days apart: most exceptions of a long list are passed over by their day alone.
  if (Math.abs(Date.parse(day) - Date.parse(planned.day)) > 2 * DAY_MS) return false
  return instantAt(zone, day, time).getTime() === instantOf(planned).getTime()
}

function timeKey({ day, time, zone }: WallTime): string {
  return `${day} ${time} ${zone}`
}
