/** Stories that minutes ask for, with the epic they belong to: for the rule story-asked-for-in-notes. Pure. */
import type { Snapshot } from '../domain/board.ts'
import type { Notes } from '../domain/notes.ts'
import type { PastMeeting } from '../domain/past-meeting.ts'
import { formatRef } from '../domain/reference.ts'
import type { AskedForStory } from '../hygiene/views.ts'
import { type BoardLookup, lookupBoard } from '../minutes/board-lookup.ts'
import { wordsOf } from '../minutes/pad-lines.ts'
import { epicTitled, isFrameTitle } from '../minutes/topics.ts'

/** Of past meetings only the notes are at hand: what stands further above in a part with many topics is another topic. */
const NEAR_LINES = 4

/** `epic` is null where nobody can tell which epic was meant. */
export function askedStories(past: readonly PastMeeting[], snapshot: Snapshot): readonly AskedForStory[] {
  const board = lookupBoard(snapshot, { active: [], done: [] })
  return past.flatMap(({ date, notes }) =>
    notes.wishes
      .filter(({ kind }) => kind === 'story-missing')
      .map(({ text, line }) => ({ epic: epicNear(notes, line, board), text, date })),
  )
}

function epicNear(notes: Notes, line: number, board: BoardLookup): string | null {
  const section = notes.sections.findLast((one) => one.line <= line)
  if (!section) return null
  const isTopic = !isFrameTitle(section.title, section.depth)
  const from = isTopic ? section.line : Math.max(section.line + 1, line - NEAR_LINES)
  const near = notes.mentions.filter((mention) => mention.line >= from && mention.line <= line)
  // Nearest first: on the line itself, then upwards to the heading.
  const ordered = [...near].sort((a, b) => b.line - a.line || a.column - b.column)
  for (const mention of ordered) {
    const epic = board.epicOf(formatRef(mention)) ?? board.parentOf(formatRef(mention))
    if (epic) return epic.ref
  }
  return isTopic ? (epicTitled(wordsOf(section.title), board)?.ref ?? null) : null
}
