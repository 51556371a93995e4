/** One VEVENT -> an event of ours. */
import ICAL from 'ical.js'
import type { CalendarEvent, Exception, WallTime } from '../../domain/calendar/calendar.ts'
import { instantAt } from '../../domain/time/dates.ts'
import { type Component, firstOf, NotUnderstood, type Property } from './jcal.ts'
import { ruleOf } from './parse-rule.ts'
import { readTime } from './parse-time.ts'
import type { Zones } from './zones.ts'

export type EventContext = {
  /** Of times without a zone. */
  readonly timezone: string
  readonly zones: Zones
  /** Doubts are added here. */
  readonly problems: string[]
}

/** Where an event says nothing of its length. */
const USUAL_MINUTES = 60
const MOST_MINUTES = 24 * 60
const MOST_DATES = 2000

/** null: it lasts whole days. Throws NotUnderstood. */
export function eventOf(component: Component, context: EventContext): CalendarEvent | null {
  const began = firstOf(component, 'dtstart')
  const start = began ? timesOf(began, context, null)[0] : undefined
  if (!began || !start) throw new NotUnderstood('expected a date and a time in `DTSTART`, found none')
  if (start.time === null || textOf(component, 'x-microsoft-cdo-alldayevent').toUpperCase() === 'TRUE') return null
  const at: WallTime = { ...start, time: start.time }
  const title = textOf(component, 'summary').trim() || 'Meeting'
  const recur = firstOf(component, 'rrule')?.values[0]
  const replaced = firstOf(component, 'recurrence-id')
  const replaces = replaced ? timesOf(replaced, context, at.zone)[0] : undefined
  const uid = textOf(component, 'uid').trim()
  return {
    // Without an id it is one of its own.
    uid: uid === '' ? `${title} ${at.day} ${at.time}` : uid,
    title,
    description: textOf(component, 'description'),
    start: at,
    minutes: minutesOf(component, at, context),
    isCancelled: textOf(component, 'status').trim().toUpperCase() === 'CANCELLED',
    rule:
      recur === undefined || Object.values(recur as object).every((value) => value === undefined)
        ? null
        : ruleOf(recur as Record<string, unknown>, at),
    also: datesOf(component, 'rdate', context, at).map((one) => ({ ...one, time: one.time ?? at.time })),
    except: exceptionsOf(component, context, at),
    replaces: replaces ?? null,
    andLater: String(replaced?.parameters.range ?? '').toUpperCase() === 'THISANDFUTURE',
    version: versionOf(component),
  }
}

function exceptionsOf(component: Component, context: EventContext, at: WallTime): readonly Exception[] {
  return datesOf(component, 'exdate', context, at).map((one) => ({ ...one, reason: null }))
}

type ZonedTime = { readonly day: string; readonly time: string | null; readonly zone: string }

function datesOf(component: Component, name: string, context: EventContext, { zone }: WallTime): readonly ZonedTime[] {
  return component.properties
    .filter((property) => property.name === name)
    .flatMap((property) => timesOf(property, context, zone))
    .slice(0, MOST_DATES)
}

/** `own`: zone of times without one; null: that of the configuration. Values that are no times (a comma at the end) are passed over. */
function timesOf(property: Property, { timezone, zones, problems }: EventContext, own: string | null): readonly ZonedTime[] {
  const { tzid } = property.parameters
  const name = Array.isArray(tzid) ? String(tzid[0]) : typeof tzid === 'string' ? tzid : ''
  const named = name.trim() === '' ? null : zones(name)
  if (name.trim() !== '' && named === null)
    problems.push(`The time zone "${name.slice(0, 100)}" is unknown, so its times are taken as those of ${own ?? timezone}.`)
  const zone = named ?? own ?? timezone
  return property.values.flatMap((value) => {
    // Of a period, its start.
    const read = readTime(Array.isArray(value) ? value[0] : value)
    return read === null ? [] : [{ day: read.day, time: read.time, zone: read.isUtc ? 'UTC' : zone }]
  })
}

function minutesOf(component: Component, at: WallTime, context: EventContext): number {
  const ended = firstOf(component, 'dtend')
  const end = ended ? timesOf(ended, context, at.zone)[0] : undefined
  if (end && end.time !== null) {
    const minutes = (instantAt(end.zone, end.day, end.time).getTime() - instantAt(at.zone, at.day, at.time).getTime()) / 60_000
    return minutes > 0 ? Math.min(minutes, MOST_MINUTES) : USUAL_MINUTES
  }
  const length = textOf(component, 'duration').trim()
  if (!ICAL.Duration.isValueString(length)) return USUAL_MINUTES
  const minutes = Math.round(ICAL.Duration.fromString(length).toSeconds() / 60)
  return minutes > 0 ? Math.min(minutes, MOST_MINUTES) : USUAL_MINUTES
}

/** Of two the one with the higher sequence, or with the later stamp. */
function versionOf(component: Component): string {
  const sequence = Number(textOf(component, 'sequence'))
  return `${String(Number.isInteger(sequence) && sequence > 0 ? sequence : 0).padStart(10, '0')} ${textOf(component, 'dtstamp')}`
}

function textOf(component: Component, name: string): string {
  const value = firstOf(component, name)?.values[0]
  return value === undefined || value === null ? '' : String(value)
}
