/** Pad text or minutes in, what was understood out. Pure: same text and options, same notes. */

import type { Notes, NotesWarning } from '../domain/notes/notes.ts'
import type { ReadOptions } from './options.ts'
import { readBoardRequests, readStoryAnswers } from './readers/board-requests.ts'
import { readDecisions } from './readers/decisions.ts'
import { readActionItems } from './readers/items/action-items.ts'
import { readHeadlines } from './readers/labelled.ts'
import { type ParsedPad, parsePad } from './readers/parsed-pad.ts'
import { readPeople } from './readers/people/people.ts'
import { readPresenters } from './readers/people/presenters.ts'
import { readReferences } from './readers/references.ts'
import { headingDate } from './structure/read-structure.ts'
/** Never throws on its content; what is wrong with the text is in `warnings`. Cost is linear in its length. */
export function readNotes(text: string, options: ReadOptions = {}): Notes {
  const reading = parsePad(text, options)
  const { structure, scope } = reading
  const { lines: answered, ...presenters } = readPresenters(reading)
  const { names, warnings: peopleWarnings, ...people } = readPeople(reading)
  const { warnings: referenceWarnings, ...references } = readReferences(reading)
  const actionItems = readActionItems(reading, answered, names)
  return {
    date: options.date ?? null,
    headingDate: headingDate(structure),
    ...people,
    ...presenters,
    ...references,
    actionItems,
    decisions: readDecisions(reading, actionItems),
    sections: structure.headings
      .filter(({ line, look }) => look === undefined && line >= scope.from && line < scope.to)
      .map(({ level, title, number }) => ({ depth: level, title, line: number })),
    warnings: [...structure.warnings, ...otherMeetings(reading), ...peopleWarnings, ...referenceWarnings].sort((a, b) => a.line - b.line),
    wishes: readBoardRequests(reading),
    storyAnswers: readStoryAnswers(reading),
    headlines: readHeadlines(reading),
  }
}

/** A text with several meetings, of which one was asked for. */
function otherMeetings({ lines, scope }: ParsedPad): readonly NotesWarning[] {
  if (scope.from === 0 && scope.to === lines.length) return []
  const number = (index: number) => lines[index]?.number ?? 1
  const message = `Only lines ${number(scope.from)} to ${number(scope.to - 1)} are read: the other headings with a date begin other meetings.`
  return [{ code: 'other-meetings', message, line: number(scope.from) }]
}
