/** On which weekday and how often a team meets, by the days of its latest minutes. Pure. */
import { Temporal } from 'temporal-polyfill'
import { type Rhythm, weekdayOfDay } from '../../domain/time/meetings.ts'
import { type Guess, guess } from '../guess.ts'

export type RhythmGuess = {
  readonly weekday: Guess<Rhythm['weekday']> | null
  /** null: no rhythm of weeks is seen. */
  readonly everyWeeks: Guess<number> | null
  /** The first of these days in the rhythm; null where there is none, or where it is every week. */
  readonly startsOn: string | null
  /** What sprint.yml cannot say, for a comment ("on the third Thursday of a month"); null: nothing. */
  readonly untold: string | null
}

/** Older days tell of rhythms that have changed since. */
const LATEST = 12
const LEAST_DAYS = 3
/** Of long rhythms, three days may fit by chance. */
const LEAST_LONG = 4
/** Part of the days that must agree: meetings are moved now and then. */
const WEEKDAY_SHARE = 0.6
const RHYTHM_SHARE = 0.8
/** Part of the meetings of a rhythm that must have taken place. */
const LEAST_HELD = 0.5
/** From so many days on, every four weeks and once a month are told apart. */
const MONTHLY_LEAST = 5

/** `days`: newest first, each once; `where`: the folder, for people. */
export function guessRhythm(days: readonly string[], where: string): RhythmGuess {
  const latest = days.slice(0, LATEST)
  const weekday = guessWeekday(latest, where)
  if (weekday === null) return { weekday, everyWeeks: null, startsOn: null, untold: null }
  const regular = latest.filter((day) => weekdayOfDay(day) === weekday.value)
  const monthly = ordinalOf(regular)
  const rhythm = rhythmOf(regular)
  if (rhythm === null || (monthly !== null && rhythm.everyWeeks === 4)) {
    return {
      weekday,
      everyWeeks: null,
      startsOn: null,
      untold: monthly === null ? null : `on the ${monthly} ${capital(weekday.value)} of a month`,
    }
  }
  const every = rhythm.everyWeeks === 1 ? 'every week' : `every ${rhythm.everyWeeks} weeks`
  const fits =
    rhythm.fits === regular.length ? `all of these ${regular.length} days fit` : `${rhythm.fits} of these ${regular.length} days fit`
  const everyWeeks = guess(rhythm.everyWeeks, `${every}: ${fits}`)
  return { weekday, everyWeeks, startsOn: rhythm.everyWeeks === 1 ? null : rhythm.first, untold: null }
}

function guessWeekday(latest: readonly string[], where: string): Guess<Rhythm['weekday']> | null {
  if (latest.length < LEAST_DAYS) return null
  const counts = new Map<Rhythm['weekday'], number>()
  for (const day of latest) counts.set(weekdayOfDay(day), (counts.get(weekdayOfDay(day)) ?? 0) + 1)
  const [weekday, count] = [...counts].toSorted((a, b) => b[1] - a[1])[0] ?? ['monday', 0]
  if (count < LEAST_DAYS || count / latest.length < WEEKDAY_SHARE) return null
  return guess(
    weekday,
    `${shareOf(count, latest.length)} of the latest ${latest.length} files in ${where} are dated on a ${capital(weekday)}`,
  )
}

/** The longest rhythm that the days follow and of which they are at least half. Days are of one weekday, newest first. */
function rhythmOf(days: readonly string[]): { everyWeeks: number; fits: number; first: string } | null {
  const newest = days[0]
  if (newest === undefined || days.length < LEAST_DAYS) return null
  const weeks = days.map((day) => weeksBetween(day, newest))
  for (const everyWeeks of [4, 3, 2, 1]) {
    const phases = Array.from({ length: everyWeeks }, (_, phase) => weeks.filter((week) => week % everyWeeks === phase))
    const best = phases.toSorted((a, b) => b.length - a.length)[0] ?? []
    const first = best[0]
    const last = best.at(-1)
    if (first === undefined || last === undefined || best.length / weeks.length < RHYTHM_SHARE) continue
    if (best.length / ((last - first) / everyWeeks + 1) < LEAST_HELD) continue
    // Shorter ones would fit as well, with meetings that did not take place.
    if (everyWeeks > 2 && best.length < LEAST_LONG) return null
    return { everyWeeks, fits: best.length, first: days[weeks.indexOf(last)] ?? newest }
  }
  return null
}

function weeksBetween(from: string, to: string): number {
  return Math.round(Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days / 7)
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth']

/** All in the same week of a month, in months of their own: once a month. */
function ordinalOf(days: readonly string[]): string | null {
  const weeks = new Map<number, number>()
  for (const day of days) {
    const week = Math.ceil(Number(day.slice(8)) / 7)
    weeks.set(week, (weeks.get(week) ?? 0) + 1)
  }
  const [week, count] = [...weeks].toSorted((a, b) => b[1] - a[1])[0] ?? [0, 0]
  const months = new Set(days.map((day) => day.slice(0, 7)))
  if (days.length < LEAST_DAYS || months.size < days.length || count / days.length < RHYTHM_SHARE) return null
  const isDense = days.length >= MONTHLY_LEAST || count === days.length
  return isDense ? (ORDINALS[week - 1] ?? null) : null
}

/** `all`, or how many. */
export function shareOf(count: number, all: number): string {
  return count === all ? 'all' : String(count)
}

export function capital(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`
}
