/** At what time a team meets and in which zone, as far as its minutes and the descriptions of the repository say so. Pure. */
import type { Calendar } from '../../domain/calendar/calendar.ts'
import { countOf } from '../../domain/text/count-of.ts'
import { phrases, WHOLE_WORDS } from '../../domain/text/phrases.ts'
import type { FoundText } from '../facts.ts'
import { type Guess, guess } from '../guess.ts'
import { shareOf } from './guess-rhythm.ts'

export type TimeGuess = {
  /** Local, `HH:MM`. */
  readonly time: Guess<string>
  /** Length in minutes; null: only the beginning is told. */
  readonly minutes: number | null
}

/** What a team is called, the weekday of its minutes (null: not known), and the zone of the times to be told. */
export type Called = { readonly names: readonly string[]; readonly weekday: string | null; readonly timezone: string }

/** Words of a line that tells when a meeting takes place. */
const CUES = phrases(
  [
    'time, when, start, starts, begin, begins, starting, o’clock, every, weekly, biweekly',
    'utc, gmt, cet, cest, bst, est, edt, pst, pdt',
    'uhr, uhrzeit, zeit, wann, beginn, mez, mesz, jeden, wöchentlich, termin',
    'mondays?, tuesdays?, wednesdays?, thursdays?, fridays?, montags?, dienstags?, mittwochs?, donnerstags?, freitags?',
  ],
  WHOLE_WORDS,
)
const CLOCK = /(?<![\d.:/-])([01]?\d|2[0-3])(?::|\.(?=\d{2} ?(?:uhr|h)\b)|h(?=\d))([0-5]\d)(?![\d:])(?: ?([ap]m)\b)?/gi
/** `3 pm`, `19 Uhr`. */
const HOUR = /(?<![\d.:/-])(1[0-2]|[1-9]) ?([ap]m)\b|(?<![\d.:/-])([01]?\d|2[0-3]) ?uhr\b/gi
/** Minutes begin with when they were; further down, times belong to topics. */
const HEAD_LINES = 25
const LEAST_FILES = 2
const SHARE = 0.6
const ZONES: readonly (readonly [zone: string, words: RegExp])[] = [
  ['Europe/Berlin', phrases(['cet, cest, mez, mesz, berlin'], WHOLE_WORDS)],
  ['UTC', phrases(['utc, gmt'], WHOLE_WORDS)],
  ['Europe/London', phrases(['bst, london'], WHOLE_WORDS)],
  ['America/New_York', phrases(['est, edt, eastern'], WHOLE_WORDS)],
  ['America/Los_Angeles', phrases(['pst, pdt, pacific'], WHOLE_WORDS)],
]
const GERMAN = phrases(
  [
    'Teilnehme(r|nde), Teilnehmerinnen, Anwesend, Anwesende, Protokoll, Tagesordnung',
    'Beschlüsse, Beschluss, Sitzung, Uhr, Entscheidungen, Aufgaben',
  ],
  WHOLE_WORDS,
)

/** Lines near the top of a text that tell a time. */
function timeLines(text: string, lines = HEAD_LINES): readonly string[] {
  return text.split('\n', lines).filter((line) => line.length < 400 && CUES.test(line) && clocksIn(line).length > 0)
}

type Clock = { readonly at: string; readonly index: number }

/** Times of a line as `HH:MM`, in its order. */
function clocksIn(line: string): readonly Clock[] {
  const exact = [...line.matchAll(CLOCK)].map(({ 1: hour = '', 2: minute = '', 3: half, index }) => clock(hour, minute, half, index))
  const hours = [...line.matchAll(HOUR)].map(({ 1: twelve, 2: half, 3: whole, index }) => clock(twelve ?? whole ?? '', '00', half, index))
  return [...exact, ...hours].toSorted((a, b) => a.index - b.index)
}

function clock(hour: string, minute: string, half: string | undefined, index: number): Clock {
  const turn = half?.toLowerCase() === 'pm' && Number(hour) < 12 ? 12 : half?.toLowerCase() === 'am' && Number(hour) === 12 ? -12 : 0
  return { at: `${String(Number(hour) + turn).padStart(2, '0')}:${minute}`, index }
}

/** `10:05 - 10:55`: the time, and the minutes up to the second one. */
function beginAndLength(line: string): { readonly at: string; readonly minutes: number | null } | null {
  const [first, second] = clocksIn(line)
  if (!first) return null
  const between = second === undefined ? '' : line.slice(first.index, second.index)
  const isSpan = /\d ?(?:[ap]m|uhr)? ?(?:[-–—]|to|bis|until) ?$/i.test(between)
  const minutes = isSpan && second ? minuteOf(second.at) - minuteOf(first.at) : null
  return { at: first.at, minutes: minutes !== null && minutes >= 5 && minutes <= 600 ? minutes : null }
}

const minuteOf = (at: string) => Number(at.slice(0, 2)) * 60 + Number(at.slice(3))

/**
 * `own`: the latest minutes of the team; `about`: descriptions of the repository, where lines that name the team count.
 * Half of the minutes must agree, or a description say it.
 */
export function guessTime(own: readonly FoundText[], about: readonly FoundText[], team: Called): TimeGuess | null {
  return timeOfMinutes(own, team.timezone) ?? timeOfDescriptions(about, team)
}

/** A time of another zone is no local time. */
function isInZone(line: string, timezone: string): boolean {
  const named = ZONES.filter(([, words]) => words.test(line))
  return named.length === 0 || named.some(([zone]) => zone === timezone)
}

function timeOfMinutes(own: readonly FoundText[], timezone: string): TimeGuess | null {
  const told = own.flatMap(({ text }) => {
    const line = timeLines(text).find((one) => isInZone(one, timezone))
    const found = line === undefined ? null : beginAndLength(line)
    return found === null ? [] : [found]
  })
  const counts = new Map<string, number>()
  for (const { at } of told) counts.set(at, (counts.get(at) ?? 0) + 1)
  const [at, count] = [...counts].toSorted((a, b) => b[1] - a[1])[0] ?? ['', 0]
  if (count < LEAST_FILES || count * 2 < own.length || count / told.length < SHARE) return null
  const lengths = told.filter((one) => one.at === at && one.minutes !== null)
  return {
    time: guess(at, `${shareOf(count, own.length)} of the latest ${own.length} files name ${at}`),
    minutes: lengths[0]?.minutes ?? null,
  }
}

const WEEKDAYS: Readonly<Record<string, RegExp>> = {
  monday: phrases(['mondays?, montags?'], WHOLE_WORDS),
  tuesday: phrases(['tuesdays?, dienstags?'], WHOLE_WORDS),
  wednesday: phrases(['wednesdays?, mittwochs?'], WHOLE_WORDS),
  thursday: phrases(['thursdays?, donnerstags?'], WHOLE_WORDS),
  friday: phrases(['fridays?, freitags?'], WHOLE_WORDS),
}

/** A line about another weekday is about another meeting, whatever names it holds. */
function isOfDay(line: string, weekday: string | null): boolean {
  const named = Object.keys(WEEKDAYS).filter((day) => WEEKDAYS[day]?.test(line))
  return weekday === null || named.length === 0 || named.includes(weekday)
}

function timeOfDescriptions(about: readonly FoundText[], { names, weekday, timezone }: Called): TimeGuess | null {
  const ours = phrases(
    names.map((name) => new RegExp(name.replace(/[^\p{L}\d]+/gu, '[ _-]'), 'i')),
    { before: /(?<![\p{L}\d-])/u, after: /(?![\p{L}\d-])/u },
  )
  for (const { path, text } of about) {
    const line = timeLines(text, 400).find((one) => ours.test(one) && isOfDay(one, weekday) && isInZone(one, timezone))
    const found = line === undefined ? null : beginAndLength(line)
    if (found !== null) return { time: guess(found.at, `${path} says ${found.at}`), minutes: found.minutes }
  }
  return null
}

/** `isSure`: the organization itself tells it. */
export type ZoneGuess = Guess<string> & { readonly isSure: boolean }

const sure = (zone: Guess<string>): ZoneGuess => ({ ...zone, isSure: true })

/** By the zone that a calendar names; by the zones that lines with times name; by German words; else the one of this machine. */
export function guessZone(texts: readonly FoundText[], calendar: Calendar | null, machineZone: string): ZoneGuess {
  const zones = new Set(calendar?.events.map(({ start }) => start.zone))
  const [only] = zones
  if (calendar && only !== undefined && zones.size === 1 && only !== 'UTC') return sure(guess(only, `of all events in ${calendar.source}`))
  const lines = texts.flatMap(({ text }) => timeLines(text, 400))
  const counts = ZONES.map(([zone, words]) => ({ zone, count: lines.filter((line) => words.test(line)).length }))
  const best = counts.toSorted((a, b) => b.count - a.count)[0]
  if (best && best.count > 0)
    return sure(
      guess(best.zone, `as ${shareOf(best.count, lines.length)} of the ${countOf(lines.length, 'line')} with times of meetings say`),
    )
  const german = texts.filter(({ text }) => GERMAN.test(text)).length
  if (german * 2 > texts.length) return sure(guess('Europe/Berlin', `${german} of the ${texts.length} texts read are in German`))
  return { ...guess(machineZone, 'the minutes name none: it is that of this machine'), isSure: false }
}
