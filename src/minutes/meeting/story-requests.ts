/** Stories that minutes ask for, with the epic they belong to: for the rule about stories that were asked for. Pure. */

import type { Snapshot } from '../../domain/board/board.ts'
import { type BoardIndex, publicBoard } from '../../domain/board/board-index.ts'
import type { Notes, Wish } from '../../domain/notes/notes.ts'
import type { PastMeeting } from '../../domain/notes/past-meeting.ts'
import type { StoryRequest } from '../../domain/notes/story-request.ts'
import { formatRef, refKey } from '../../domain/reference.ts'
import { type PadLine, wordsOf } from './pad-lines.ts'
import { epicTitled, isFrameTitle, type Topics } from './topics.ts'

/** Of past meetings only the notes are at hand: what stands further above in a part with many topics is another topic. */
const NEAR_LINES = 4

type Meeting = Pick<PastMeeting, 'date' | 'notes'>

/**
 * `epic` is null where nobody can tell which epic was meant. What the same or a later meeting answers is not asked for any
 * more; `now`: the notes of today, which answer and are not asked.
 */
export function storyRequestsIn(past: readonly PastMeeting[], snapshot: Snapshot, now: Meeting | null = null): readonly StoryRequest[] {
  const board = publicBoard(snapshot, { active: [], done: [] })
  const answers = [...past, ...(now === null ? [] : [now])].flatMap((meeting) => answersIn(meeting, board))
  return past.flatMap(({ date, notes }) =>
    notes.wishes
      .filter(({ kind }) => kind === 'story-missing')
      .map(({ text, line, above }) => ({ epic: epicNear(notes, { line, above }, board), text, date, line }))
      .filter((wish) => !answers.some((answer) => settles(answer, wish)))
      .map(({ epic, text }) => ({ epic, text, date })),
  )
}

type Requests = {
  /** What people asked for; the agenda only repeats it. */
  readonly wishes: readonly Wish[]
  /** Stories that this meeting and those before it ask for. */
  readonly asked: readonly StoryRequest[]
}

/** What is asked for at a meeting. Without a snapshot nobody knows which stories are still missing. */
export function requestsAt(
  { date, notes, past }: Meeting & { readonly past: readonly PastMeeting[] },
  { lines, topics, snapshot }: { readonly lines: readonly PadLine[]; readonly topics: Topics; readonly snapshot: Snapshot | null },
): Requests {
  const indexOf = new Map(lines.map(({ number }, index) => [number, index]))
  const wishes = notes.wishes.filter(({ line }) => !lines[indexOf.get(line) ?? -1]?.fromAgenda)
  if (snapshot === null) return { wishes, asked: [] }
  const here = wishes
    .filter(({ kind }) => kind === 'story-missing')
    .map(({ text, line }) => {
      const at = indexOf.get(line)
      return { epic: at === undefined ? null : (topics.epicOf(at)?.ref ?? null), text, date }
    })
  return { wishes, asked: [...storyRequestsIn(past, snapshot, { date, notes }), ...here] }
}

type Said = StoryRequest & { readonly line: number }

function answersIn({ date, notes }: Meeting, board: BoardIndex): readonly Said[] {
  return notes.storyAnswers.map(({ text, line, above }) => ({ epic: epicNear(notes, { line, above }, board), text, date, line }))
}

/** Later, and about the same: the same epic unless the words tell of different things, or without an epic the same words. */
function settles(answer: Said, wish: Said): boolean {
  if (answer.date < wish.date || (answer.date === wish.date && answer.line <= wish.line)) return false
  const [about, asked] = [topicWords(answer.text), topicWords(wish.text)]
  const isSameTopic = [...about].some((word) => asked.has(word))
  if (answer.epic === null || wish.epic === null) return isSameTopic
  return refKey(answer.epic) === refKey(wish.epic) && (isSameTopic || about.size === 0 || asked.size === 0)
}

const COMMON = new Set(
  (
    'user story stories userstory missing needed need needs necessary required wanted want more longer anymore still written write create ' +
    'created with from this that there have been will decided agreed against should about already exists done epic issue issues https github ' +
    'keine nicht mehr nötig notwendig fehlt fehlen noch eine einen wird werden gebraucht braucht dagegen entschieden haben schon bereits ' +
    'erledigt geschrieben angelegt erstellt'
  ).split(' '),
)

function topicWords(text: string): ReadonlySet<string> {
  const words = text
    .toLowerCase()
    .replace(/https?:\/\/\S{1,300}|[\w.-]{0,100}\/?[\w.-]{0,100}#\d{1,7}|@[\w-]{1,40}/g, ' ')
    .match(/[\p{L}\p{N}]{4,}/gu)
  return new Set((words ?? []).filter((word) => !COMMON.has(word)))
}

/** What stands on the line itself, then what it hangs below, then its neighbors: the first reference is what is meant. */
function epicNear(notes: Notes, { line, above }: { readonly line: number; readonly above: Above }, board: BoardIndex): string | null {
  const section = notes.sections.findLast((one) => one.line <= line)
  if (!section) return null
  const isTopic = !isFrameTitle(section.title, section.depth)
  const from = isTopic ? section.line : Math.max(section.line + 1, line - NEAR_LINES)
  const places = [...notes.mentions.map((mention) => ({ ...mention, ref: formatRef(mention) })), ...unproved(notes)]
    .filter((place) => (place.line >= from && place.line <= line) || above.parents.includes(place.line))
    .sort((a, b) => b.line - a.line || a.column - b.column)
  const isNamed = (number: number) => places.some((place) => place.line === number)
  const own = [line, ...above.parents, ...(isTopic ? [section.line] : [])].find(isNamed)
  const titled = own === undefined && isTopic ? epicTitled(wordsOf(section.title), board) : null
  if (titled) return titled.ref
  const first = own ?? [...above.neighbors, ...places.map((place) => place.line)].find(isNamed)
  for (const { ref } of places.filter((place) => place.line === first)) {
    const epic = ref === null ? null : (board.epicOf(ref) ?? board.parentOf(ref))
    if (epic) return epic.ref
  }
  return null
}

type Above = Notes['wishes'][number]['above']

/** A number without a known repository is a reference as well. */
function unproved({ unresolved }: Notes): readonly { line: number; column: number; ref: null }[] {
  return unresolved.map(({ line }) => ({ line, column: 0, ref: null }))
}
