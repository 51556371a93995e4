/** The data of a burn-up chart for the template: paths, ticks, and the same numbers as a table. Pure. */
import { scaleLinear, scaleUtc } from 'd3-scale'
import { area, curveStepAfter, line } from 'd3-shape'
import { countOf } from '../../domain/text/count-of.ts'
import { addDays, daysBetween } from '../../domain/time/dates.ts'
import { type DayWords, dayWords } from '../words/days.ts'
import { type BurnUp, type BurnUpPoint, changingDays } from './burn-up.ts'

/** In units of the drawing: as wide as a phone, so that its letters stay readable there. */
const SIZE = { width: 360, height: 200, left: 34, right: 8, top: 8, bottom: 24 } as const

export type BurnUpChart = {
  /** Of this drawing alone on its page. */
  readonly id: string
  readonly title: string
  /** The last numbers in one sentence. */
  readonly desc: string
  readonly width: number
  readonly height: number
  readonly left: number
  readonly right: number
  readonly baseline: number
  readonly plannedArea: string
  /** Empty: nothing was added. */
  readonly addedArea: string
  readonly scopeLine: string
  readonly doneLine: string
  readonly days: readonly { readonly x: number; readonly y: number; readonly words: string; readonly anchor: 'start' | 'middle' | 'end' }[]
  readonly counts: readonly { readonly y: number; readonly text: number; readonly x: number; readonly words: string }[]
  readonly hasAdded: boolean
  readonly hasEnded: boolean
  /** The days on which a number changed, the first and the last. */
  readonly rows: readonly {
    readonly day: DayWords
    readonly scope: number
    readonly added: number
    readonly done: number
    readonly ended: number
  }[]
}

/** `end`: the last day there is to be, where it is known. */
export type ChartWords = { readonly id: string; readonly title: string; readonly end: string | null }

/** A chart where it shows something: two different values. Else its numbers are one sentence. */
export type ShownProgress = { readonly chart: BurnUpChart | null; readonly sentence: string }

export function progressShown(burnUp: BurnUp, words: ChartWords): ShownProgress {
  const { points } = burnUp
  const [first] = points
  const hasMoved = points.some((point) => KEYS.some((key) => point[key] !== first?.[key]))
  const last = points.at(-1)
  if (last === undefined) throw new Error('A burn-up has at least one day.')
  return hasMoved ? { chart: burnUpChart(burnUp, words), sentence: '' } : { chart: null, sentence: sentenceOf(last) }
}

const KEYS = ['planned', 'added', 'done', 'ended'] as const

function sentenceOf(point: BurnUpPoint): string {
  const besides = [
    ...(point.added > 0 ? [`${point.added} added later`] : []),
    ...(point.ended > 0 ? [`${point.ended} closed without being done`] : []),
  ]
  return `${point.done} of ${countOf(scopeOf(point), 'story', 'stories')} done${besides.length > 0 ? ` (${besides.join(', ')})` : ''}.`
}

export function burnUpChart({ points }: BurnUp, { id, title, end }: ChartWords): BurnUpChart {
  const first = points[0]
  const last = points.at(-1)
  if (first === undefined || last === undefined) throw new Error('A burn-up has at least one day.')
  // A number stands for its whole day.
  const until = addDays(last.day, 1)
  const final = end !== null && end >= until ? addDays(end, 1) : until
  const drawn = [...points, { ...last, day: until }]
  const x = scaleUtc([dateOf(first.day), dateOf(final)], [SIZE.left, SIZE.width - SIZE.right])
  const most = Math.max(1, ...points.map(scopeOf))
  const baseline = SIZE.height - SIZE.bottom
  const y = scaleLinear([0, most], [baseline, SIZE.top]).nice(4)
  const at = (point: BurnUpPoint) => round(x(dateOf(point.day)))
  const high = (count: number) => round(y(count))
  const band = area<BurnUpPoint>().curve(curveStepAfter).x(at)
  const stroke = line<BurnUpPoint>().curve(curveStepAfter).x(at)
  const hasAdded = points.some(({ added }) => added > 0)
  return {
    id,
    title,
    desc: descriptionOf(last, hasAdded),
    width: SIZE.width,
    height: SIZE.height,
    left: SIZE.left,
    right: SIZE.width - SIZE.right,
    baseline,
    plannedArea: band.y0(baseline).y1(({ planned }) => high(planned))(drawn) ?? '',
    addedArea: hasAdded ? (band.y0(({ planned }) => high(planned)).y1((point) => high(scopeOf(point)))(drawn) ?? '') : '',
    scopeLine: stroke.y((point) => high(scopeOf(point)))(drawn) ?? '',
    doneLine: stroke.y(({ done }) => high(done))(drawn) ?? '',
    days: dayTicks(first.day, addDays(final, -1), (day) => round(x(dateOf(day)))),
    counts: y
      .ticks(4)
      .filter(Number.isInteger)
      .map((count) => ({ y: high(count), text: high(count) + 4, x: SIZE.left - 6, words: String(count) })),
    hasAdded,
    hasEnded: points.some(({ ended }) => ended > 0),
    rows: changingDays(points).map((point) => ({
      day: dayWords(point.day),
      scope: scopeOf(point),
      added: point.added,
      done: point.done,
      ended: point.ended,
    })),
  }
}

function scopeOf({ planned, added }: BurnUpPoint): number {
  return planned + added
}

function descriptionOf(point: BurnUpPoint, hasAdded: boolean): string {
  const added = hasAdded ? ` (${point.added} added later)` : ''
  return `By ${dayWords(point.day).words}: ${point.done} of ${scopeOf(point)} done${added}.`
}

const MOST_TICKS = 4
const LONG_DAYS = 300

/** At most so many days, evenly from the first to the last; of a long time the months. */
function dayTicks(first: string, last: string, x: (day: string) => number): BurnUpChart['days'] {
  const span = daysBetween(dateOf(first), dateOf(last))
  const steps = Math.min(MOST_TICKS - 1, span)
  const days = Array.from({ length: steps + 1 }, (_, index) => addDays(first, steps === 0 ? 0 : Math.floor((index * span) / steps)))
  return days.map((day, index) => {
    const [, date, month, year] = dayWords(day).words.split(' ')
    const anchor = index === 0 ? 'start' : index === days.length - 1 ? 'end' : 'middle'
    return { x: x(day), y: SIZE.height - 8, words: span > LONG_DAYS ? `${month} ${year}` : `${date} ${month}`, anchor }
  })
}

function dateOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
