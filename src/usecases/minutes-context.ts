/** What all parts of the minutes look at: the notes, the lines of the pad, the board of the day, what was talked about. Pure. */
import type { Snapshot } from '../domain/board.ts'
import { addDays, dayIn } from '../domain/dates.ts'
import type { Notes } from '../domain/notes.ts'
import { formatRef, refKey } from '../domain/reference.ts'
import type { AskedForStory } from '../hygiene/views.ts'
import { type BoardLookup, lookupBoard } from '../minutes/board-lookup.ts'
import type { PadLine } from '../minutes/pad-lines.ts'
import { findTopics, type Topics } from '../minutes/topics.ts'
import type { ReadOptions } from '../notes/options.ts'
import { askedStories } from './asked-stories.ts'
import type { MinutesInput } from './minutes-input.ts'

export type MinutesContext = Omit<MinutesInput, 'snapshot'> & {
  readonly snapshot: Snapshot | null
  readonly knowledge: ReadOptions
  readonly notes: Notes
  readonly lines: readonly PadLine[]
  readonly board: BoardLookup | null
  readonly topics: Topics
  /** `refKey` of everything the notes name, and of the epics they are about. */
  readonly discussed: ReadonlySet<string>
  readonly asked: readonly AskedForStory[]
}

export function contextOf(
  input: MinutesInput,
  snapshot: Snapshot | null,
  knowledge: ReadOptions,
  notes: Notes,
  lines: readonly PadLine[],
): MinutesContext {
  const status = input.settings.board?.status ?? { active: ['Doing', 'In progress', 'Review'], done: ['Done'] }
  const board = snapshot === null ? null : lookupBoard(snapshot, status)
  const topics = findTopics(lines, board)
  const epics = lines.flatMap((_, index) => topics.epicOf(index)?.ref ?? [])
  const discussed = new Set([...notes.references.map((ref) => refKey(formatRef(ref))), ...epics.map(refKey)])
  const here = notes.wishes
    .filter(({ kind }) => kind === 'story-missing')
    .map(({ text, line }) => {
      const at = lines.findIndex(({ number }) => number === line)
      return { epic: at === -1 ? null : (topics.epicOf(at)?.ref ?? null), text, date: input.date }
    })
  const asked = snapshot === null ? [] : [...askedStories(input.past, snapshot), ...here]
  return { ...input, snapshot, knowledge, notes, lines, board, topics, discussed, asked }
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
