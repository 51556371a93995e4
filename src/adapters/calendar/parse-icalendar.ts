/** iCalendar (RFC 5545) -> events. What cannot be understood is reported, and omits only that event. */
import type { CalendarEvent } from '../../domain/calendar/calendar.ts'
import { type UserError, userError } from '../../errors.ts'
import { eventOf } from './icalendar-event.ts'
import { type Component, NotUnderstood, parseComponent } from './jcal.ts'
import { createZones } from './zones.ts'

export type ParsedCalendar = { readonly events: readonly CalendarEvent[]; readonly problems: readonly string[] }

export type ParseContext = {
  /** Names the calendar in messages. */
  readonly where: string
  /** Of times without a zone. */
  readonly timezone: string
  readonly now: Date
}

export const MOST_EVENTS = 5000
/** More problems are counted, not listed. */
const MOST_PROBLEMS = 50

/** Events of a whole day are left out: they are no meetings. Throws UserError for a text that is no calendar, and for one that is cut off. */
export function parseIcalendar(text: string, context: ParseContext): ParsedCalendar {
  const lines = contentLines(text)
  requireCalendar(lines, context.where)
  const { events: eventLines, zones: zoneLines } = blocksOf(lines)
  if (eventLines.length > MOST_EVENTS) throw tooMany(context.where, eventLines.length)
  const problems: string[] = []
  const definitions = zoneLines.flatMap((block) => attempt(() => parseComponent(block), problems, 'A time zone') ?? [])
  const zones = createZones(definitions, { usual: context.timezone, today: context.now.toISOString().slice(0, 10) })
  const events = eventLines.flatMap((block) => {
    const component = attempt(() => parseComponent(block), problems, nameOfLines(block))
    if (component === null) return []
    const event = attempt(() => eventOf(component, { timezone: context.timezone, zones, problems }), problems, nameOf(component))
    return event ?? []
  })
  return { events, problems: shortened(problems) }
}

export function shortened(problems: readonly string[]): readonly string[] {
  const unique = [...new Set(problems)]
  const rest = unique.length - MOST_PROBLEMS
  return rest > 0 ? [...unique.slice(0, MOST_PROBLEMS), `${rest} more are like these.`] : unique
}

export function tooMany(where: string, found: number): UserError {
  return userError({
    where,
    expected: `at most ${MOST_EVENTS.toLocaleString('en')} events`,
    found: found.toLocaleString('en'),
    fix: 'Move those of past years to another calendar.',
  })
}

/** Reports what is wrong with an event, with its name. */
function attempt<Value>(task: () => Value, problems: string[], what: string): Value | null {
  try {
    return task()
  } catch (error) {
    if (!(error instanceof NotUnderstood) && !(error instanceof RangeError)) throw error
    problems.push(`${what}: ${(error as Error).message.slice(0, 200)}. It is left out.`)
    return null
  }
}

/** Unfolded; a line that is none belongs to the one before it, as broken calendars write line breaks in a text. */
function contentLines(text: string): readonly string[] {
  const lines: string[] = []
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)) {
    const last = lines.length - 1
    if (/^[ \t]/.test(line) && last >= 0) lines[last] += line.slice(1)
    else if (/^[A-Za-z\d-]{1,100}[;:]/.test(line)) lines.push(line)
    else if (line.trim() !== '' && last >= 0) lines[last] += `\\n${line}`
    else if (line.trim() !== '') lines.push(line)
  }
  return lines
}

function requireCalendar(lines: readonly string[], where: string): void {
  const first = lines[0] ?? ''
  if (!/^BEGIN:VCALENDAR\s*$/i.test(first)) {
    const found = first === '' ? 'an empty file' : /^\s*(?:<!doctype|<html|<)/i.test(first) ? 'a web page' : 'another text'
    throw userError({
      where,
      expected: 'a calendar (iCalendar, beginning with BEGIN:VCALENDAR)',
      found,
      fix: 'Set `calendar.url` in sprint.yml to the address of the .ics file itself.',
    })
  }
  if (!lines.some((line) => /^END:VCALENDAR/i.test(line))) {
    throw userError({
      where,
      expected: 'END:VCALENDAR at the end of the calendar',
      found: 'none, so a part of it is missing',
      fix: 'Publish the calendar again; it is read again later by itself.',
    })
  }
}

type Blocks = { readonly events: readonly (readonly string[])[]; readonly zones: readonly (readonly string[])[] }

/** Events and time zones, each with its lines. Alarms within events are of no interest, and often broken. */
function blocksOf(lines: readonly string[]): Blocks {
  const blocks = { VEVENT: [] as string[][], VTIMEZONE: [] as string[][] }
  let current: { name: keyof typeof blocks; lines: string[] } | null = null
  let inner: string | null = null
  for (const line of lines) {
    const [, kind, name = ''] = /^(BEGIN|END):(\S+)\s*$/i.exec(line)?.map((part) => part.toUpperCase()) ?? []
    if (current === null) {
      if (kind === 'BEGIN' && (name === 'VEVENT' || name === 'VTIMEZONE')) current = { name, lines: [line] }
      continue
    }
    if (kind === 'BEGIN' && name === current.name) {
      // The one before never ended.
      blocks[current.name].push([...current.lines, `END:${current.name}`])
      current = { name, lines: [line] }
      inner = null
      continue
    }
    if (current.name === 'VEVENT' && kind === 'BEGIN') inner ??= name
    if (inner === null) current.lines.push(line)
    else if (kind === 'END' && name === inner) inner = null
    if (kind === 'END' && name === current.name) {
      blocks[current.name].push(current.lines)
      current = null
      inner = null
    }
  }
  return { events: blocks.VEVENT, zones: blocks.VTIMEZONE }
}

function nameOfLines(block: readonly string[]): string {
  const title = block.find((line) => /^SUMMARY[;:]/i.test(line))
  return title === undefined ? 'An event without a title' : `The event "${title.slice(title.indexOf(':') + 1, 200)}"`
}

function nameOf(component: Component): string {
  const title = component.properties.find(({ name }) => name === 'summary')?.values[0]
  return title === undefined ? 'An event without a title' : `The event "${String(title).slice(0, 100)}"`
}
