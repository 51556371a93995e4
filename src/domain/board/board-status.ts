/** What the status of a card means, and when it is not reliable: an option was renamed, or a field was rebuilt. Pure. */

import { refKey } from '../reference.ts'
import { countOf } from '../text/count-of.ts'
import { nearest } from '../text/spelling.ts'
import type { BoardItem, Snapshot } from './board.ts'

/** `board.status` of sprint.yml. Without `backlog` no status counts as unknown. */
export type StatusNames = {
  readonly backlog?: readonly string[]
  readonly active: readonly string[]
  readonly done: readonly string[]
}

/** Where sprint.yml names no board, a snapshot is read with the names most boards use. */
export const usualStatus: Required<StatusNames> = {
  backlog: ['Backlog', 'Refined'],
  active: ['Doing', 'In progress', 'Review'],
  done: ['Done'],
}

/** unknown: the board says something that sprint.yml does not name. none: no status is set. */
type StatusMeaning = 'none' | 'backlog' | 'active' | 'done' | 'unknown'

/** A field of the board that findings rest on. */
export type BoardField = 'status' | 'sprint'

/** Names are compared without regard to case. */
export function statusReader(names: StatusNames): (item: Pick<BoardItem, 'status'>) => StatusMeaning {
  const meanings = new Map<string, StatusMeaning>()
  for (const meaning of ['backlog', 'active', 'done'] as const)
    for (const name of names[meaning] ?? []) meanings.set(name.toLowerCase(), meaning)
  const other = names.backlog === undefined ? 'backlog' : 'unknown'
  return ({ status }) => (status === null ? 'none' : (meanings.get(status.toLowerCase()) ?? other))
}

export type UnknownStatus = { readonly status: string; readonly cards: number; readonly nearest: string | null }

/** The statuses of cards that sprint.yml does not name, with the name that is probably meant. */
export function unknownStatuses(items: readonly BoardItem[], names: StatusNames): readonly UnknownStatus[] {
  const meaning = statusReader(names)
  const counts = new Map<string, number>()
  for (const item of items) {
    if (item.archived || item.status === null || meaning(item) !== 'unknown') continue
    counts.set(item.status, (counts.get(item.status) ?? 0) + 1)
  }
  const known = namesOf(names)
  return [...counts]
    .map(([status, cards]) => ({ status, cards, nearest: nearestStatus(status, known) }))
    .sort((a, b) => (a.status < b.status ? -1 : 1))
}

function namesOf({ backlog = [], active, done }: StatusNames): readonly string[] {
  return [...backlog, ...active, ...done]
}

/** Renamed options often keep their words and get an emoji, a number or a word more; else the nearest spelling. */
export function nearestStatus(status: string, known: readonly string[]): string | null {
  const words = wordsOf(status)
  if (words.length === 0) return nearest(status, known)
  const near = nearest(
    words.join(' '),
    known.map((name) => wordsOf(name).join(' ')),
  )
  const same = known.filter((name) => near !== null && wordsOf(name).join(' ') === near)
  if (same[0] !== undefined) return same[0]
  const shared = known
    .map((name) => ({ name, own: wordsOf(name) }))
    .filter(({ own }) => own.length > 0 && (own.every((word) => words.includes(word)) || words.every((word) => own.includes(word))))
    .sort((a, b) => b.own.length - a.own.length)
  return shared[0]?.name ?? nearest(status, known)
}

function wordsOf(name: string): readonly string[] {
  return name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

/** Fewer cards than that may well be moved by hand. */
const LOST_LEAST = 3

type Values = { readonly status: string | null; readonly sprint: string | null }

const valuesOf = new WeakMap<Snapshot, ReadonlyMap<string, Values>>()

/** By card and by issue: a card that was made anew is found by its issue. */
function fieldValues(snapshot: Snapshot): ReadonlyMap<string, Values> {
  const known = valuesOf.get(snapshot)
  if (known) return known
  const values = new Map<string, Values>()
  for (const { itemId, ref, archived, status, sprint } of snapshot.items) {
    if (itemId === null || archived) continue
    values.set(itemId, { status, sprint })
    if (ref !== null) values.set(refKey(ref), { status, sprint })
  }
  valuesOf.set(snapshot, values)
  return values
}

/**
 * The fields that most cards lost between two snapshots: people empty a field card by card, GitHub empties all of it when
 * the field is rebuilt or its options are written anew.
 */
export function lostFields(before: Snapshot, after: Snapshot): readonly BoardField[] {
  const now = fieldValues(after)
  return (['status', 'sprint'] as const).filter((field) => {
    let had = 0
    let lost = 0
    for (const item of before.items) {
      if (item.itemId === null || item.archived || item[field] === null) continue
      const card = now.get(item.itemId) ?? (item.ref === null ? undefined : now.get(refKey(item.ref)))
      if (card === undefined) continue
      had += 1
      if (card[field] === null) lost += 1
    }
    return lost >= LOST_LEAST && lost * 2 > had
  })
}

export type RebuiltField = {
  readonly field: BoardField
  /** `takenAt` of the last snapshot that had the values, and of the first without them. */
  readonly had: string
  readonly since: string
}

/** Older snapshots do not tell what became of a field. */
export const DOUBTS_DAYS_BACK = 14
const DAY_MS = 24 * 60 * 60 * 1000

/** Fields that were emptied between two kept snapshots that follow on each other, and that are still without most values. */
export function rebuiltFields(snapshot: Snapshot, history: readonly Snapshot[]): readonly RebuiltField[] {
  const earlier = history
    .filter(({ complete, takenAt }) => complete && takenAt < snapshot.takenAt)
    .sort((a, b) => (a.takenAt < b.takenAt ? 1 : -1))
  if (earlier.length === 0) return []
  const oldest = new Date(new Date(snapshot.takenAt).getTime() - DOUBTS_DAYS_BACK * DAY_MS).toISOString()
  const snapshots = [snapshot, ...earlier.filter(({ takenAt }, index) => index === 0 || takenAt >= oldest)]
  const found: RebuiltField[] = []
  for (const [index, after] of snapshots.entries()) {
    const before = snapshots[index + 1]
    if (before === undefined) break
    const still = lostFields(before, snapshot).filter((field) => !found.some((one) => one.field === field))
    if (still.length === 0) continue
    const lost = index === 0 ? still : lostFields(before, after)
    for (const field of still) if (lost.includes(field)) found.push({ field, had: before.takenAt, since: after.takenAt })
  }
  return found
}

export type BoardDoubts = { readonly unknown: readonly UnknownStatus[]; readonly rebuilt: readonly RebuiltField[] }

export function boardDoubts(snapshot: Snapshot, history: readonly Snapshot[], names: StatusNames): BoardDoubts {
  return { unknown: unknownStatuses(snapshot.items, names), rebuilt: rebuiltFields(snapshot, history) }
}

/** One sentence for each status that sprint.yml does not name, and each field that was rebuilt. */
export function doubtSentences({ unknown, rebuilt }: BoardDoubts, names: StatusNames): readonly string[] {
  return [
    ...unknown.map((one) => unknownStatusSentence(one, names)),
    ...rebuilt.map(
      ({ field, had, since }) =>
        `Most cards lost their ${field} between ${minuteOf(had)} and ${minuteOf(since)} UTC: the field was rebuilt. ` +
        `Until the values are set again, findings that depend on the ${field} are withheld, and nothing is marked as fixed, carried over or dropped because of it.`,
    ),
  ]
}

export function unknownStatusSentence({ status, cards, nearest: near }: UnknownStatus, names: StatusNames): string {
  const meant =
    near === null
      ? `Its names: ${namesOf(names)
          .map((name) => `"${name}"`)
          .join(', ')}.`
      : `The nearest configured name is "${near}".`
  return (
    `Status "${status}" (${countOf(cards, 'card')}) is not listed in \`board.status\` in sprint.yml. ${meant} ` +
    'It counts as neither backlog, active nor done, and findings that depend on it are withheld. Add it to `board.status` under backlog, active or done.'
  )
}

function minuteOf(instant: string): string {
  return instant.slice(0, 16).replace('T', ' ')
}
