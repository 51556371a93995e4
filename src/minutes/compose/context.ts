/** What all parts of the minutes look at: the notes, the lines of the pad, the board of the day, what was talked about. Pure. */

import type { Snapshot } from '../../domain/board/board.ts'
import { type BoardIndex, publicBoard } from '../../domain/board/board-index.ts'
import { type StatusNames, usualStatus } from '../../domain/board/board-status.ts'
import type { Notes, Wish } from '../../domain/notes/notes.ts'
import type { StoryRequest } from '../../domain/notes/story-request.ts'
import { formatRef, refKey } from '../../domain/reference.ts'
import { addDays, dayIn } from '../../domain/time/dates.ts'
import type { ReadOptions } from '../../notes/options.ts'
import type { BoardOmission } from '../board-facts/board-trust.ts'
import type { PadLine } from '../meeting/pad-lines.ts'
import { storyRequestsIn } from '../meeting/story-requests.ts'
import { findTopics, type Topics } from '../meeting/topics.ts'
import type { MinutesInput } from './input.ts'

export type MinutesContext = Omit<MinutesInput, 'snapshot'> & {
  readonly snapshot: Snapshot | null
  readonly withheld: BoardOmission
  readonly knowledge: ReadOptions
  readonly notes: Notes
  readonly lines: readonly PadLine[]
  readonly board: BoardIndex | null
  /** What status values of the board mean. */
  readonly status: StatusNames
  readonly topics: Topics
  /** `refKey` of everything people named, and of the epics they talked about. */
  readonly discussed: ReadonlySet<string>
  readonly asked: readonly StoryRequest[]
  /** What people asked for; the agenda only repeats it. */
  readonly wishes: readonly Wish[]
}

export function contextOf(
  input: MinutesInput & { readonly withheld: BoardOmission },
  snapshot: Snapshot | null,
  knowledge: ReadOptions,
  { notes, lines }: Pick<MinutesContext, 'notes' | 'lines'>,
): MinutesContext {
  const status = input.settings.board?.status ?? usualStatus
  const board = snapshot === null ? null : publicBoard(snapshot, status, input.settings.epics)
  const topics = findTopics(lines, board)
  const discussed = discussedIn(notes, lines, topics)
  const indexOf = new Map(lines.map(({ number }, index) => [number, index]))
  const wishes = notes.wishes.filter(({ line }) => !lines[indexOf.get(line) ?? -1]?.seeded)
  const here = wishes
    .filter(({ kind }) => kind === 'story-missing')
    .map(({ text, line }) => {
      const at = indexOf.get(line)
      return { epic: at === undefined ? null : (topics.epicOf(at)?.ref ?? null), text, date: input.date }
    })
  const asked = snapshot === null ? [] : [...storyRequestsIn(input.past, snapshot, { date: input.date, notes }), ...here]
  return { ...input, snapshot, knowledge, notes, lines, board, status, topics, discussed, asked, wishes }
}

/** What an agenda put there counts only where somebody typed below it. */
function discussedIn({ references }: Notes, lines: readonly PadLine[], topics: Topics): ReadonlySet<string> {
  const said = lines.flatMap((line, index) => (line.seeded ? [] : [index]))
  const named = new Set(said.flatMap((index) => lines[index]?.mentions.map(({ ref }) => refKey(ref)) ?? []))
  const seeded = new Set(lines.flatMap((line) => (line.seeded ? line.mentions.map(({ ref }) => refKey(ref)) : [])))
  const about = said.flatMap((index) => [topics.epicOf(index)?.ref ?? [], topics.itemOf(index)?.ref ?? []].flat())
  const all = references.map((ref) => refKey(formatRef(ref)))
  return new Set([...all.filter((ref) => named.has(ref) || !seeded.has(ref)), ...about.map(refKey)])
}

/** Days after a meeting on which a look at the board still shows what the meeting saw. */
const SAME_LOOK_DAYS = 3

/** Minutes of an older meeting are made from the look nearest to it, where one was kept. */
export function boardOfDay({ snapshot, history, date, settings: { timezone } }: MinutesInput): Snapshot | null {
  if (snapshot === null) return null
  const last = addDays(date, SAME_LOOK_DAYS)
  const day = (look: Snapshot) => dayIn(timezone, new Date(look.takenAt))
  if (day(snapshot) <= last) return snapshot
  const near = history.filter((look) => look.complete && day(look) >= date && day(look) <= last)
  return near.sort((a, b) => (a.takenAt < b.takenAt ? -1 : 1))[0] ?? snapshot
}

/** Templates leave gaps where a part is absent. */
export function tidy(text: string): string {
  return text.replace(/\n{3,}/g, '\n\n').trim()
}
