/** Pad text or minutes in, what was understood out. Pure: same text and options, same notes. */

import type { Notes } from '../domain/notes/notes.ts'
import type { ReadOptions } from './options.ts'
import { readBoardRequests, readStoryAnswers } from './readers/board-requests.ts'
import { readDecisions } from './readers/decisions.ts'
import { readActionItems, requestsOfUnknown } from './readers/items/action-items.ts'
import { readHeadlines } from './readers/labelled.ts'
import { parsePad } from './readers/parsed-pad.ts'
import { readPeople } from './readers/people/people.ts'
import { readPresenters } from './readers/people/presenters.ts'
import { readReferences } from './readers/references.ts'
import { warningsAbout } from './readers/warnings.ts'
/** Never throws on its content; what is wrong with the text is in `warnings`. Cost is linear in its length. */
export function readNotes(text: string, options: ReadOptions = {}): Notes {
  const reading = parsePad(text, options)
  const { lines: answers, ...presenters } = readPresenters(reading)
  const { names, listed, ...people } = readPeople(reading)
  const { warnings: referenceWarnings, ...references } = readReferences(reading)
  const actionItems = readActionItems(reading, answers, names)
  const headlines = readHeadlines(reading)
  const decisions = readDecisions(reading, actionItems)
  const wishes = readBoardRequests(reading)
  const storyAnswers = readStoryAnswers(reading)
  const unclear = requestsOfUnknown(reading, answers, actionItems)
  const warnings = warningsAbout(text, reading, { participants: people.participants, listed })
  return {
    date: options.date ?? null,
    headingDate: reading.headingDate,
    ...people,
    ...presenters,
    ...references,
    actionItems,
    decisions,
    sections: reading.sections,
    warnings: [...warnings, ...referenceWarnings, ...unclear].sort((a, b) => a.line - b.line),
    wishes,
    storyAnswers,
    headlines,
  }
}
