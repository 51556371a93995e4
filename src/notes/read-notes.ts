/** Pad text or minutes in, what was understood out. Pure: same text and options, same notes. */
import type { Notes } from '../domain/notes.ts'
import { readActionItems } from './action-items.ts'
import { readDecisions } from './decisions.ts'
import { readHeadlines } from './headlines.ts'
import type { ReadOptions } from './options.ts'
import { readPeople } from './people.ts'
import { readPresenters } from './presenters.ts'
import { readingOf } from './reading.ts'
import { readReferences } from './references.ts'
import { headingDate } from './structure.ts'
import { readWishes } from './wishes.ts'

/** Never throws on its content; what is wrong with the text is in `warnings`. Cost is linear in its length. */
export function readNotes(text: string, options: ReadOptions = {}): Notes {
  const reading = readingOf(text, options)
  const { structure, scope } = reading
  const { lines: answered, ...presenters } = readPresenters(reading)
  const { warnings: referenceWarnings, ...references } = readReferences(reading)
  return {
    date: options.date ?? null,
    headingDate: headingDate(structure),
    ...readPeople(reading),
    ...presenters,
    ...references,
    actionItems: readActionItems(reading, answered),
    decisions: readDecisions(reading),
    sections: structure.headings
      .filter(({ line }) => line >= scope.from && line < scope.to)
      .map(({ level, title, number }) => ({ depth: level, title, line: number })),
    warnings: [...structure.warnings, ...referenceWarnings].sort((a, b) => a.line - b.line),
    wishes: readWishes(reading),
    headlines: readHeadlines(reading),
  }
}
