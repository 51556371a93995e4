/** Pad text or minutes in, what was understood out. Pure: same text and options, same notes. */
import type { Notes } from '../domain/notes.ts'
import type { ReadOptions } from './options.ts'
import { readPeople } from './people.ts'
import { readPresenters } from './presenters.ts'
import { readingOf } from './reading.ts'
import { readReferences } from './references.ts'
import { headingDate } from './structure.ts'

/** Never throws on its content; what is wrong with the text is in `warnings`. Cost is linear in its length. */
export function readNotes(text: string, options: ReadOptions = {}): Notes {
  const reading = readingOf(text, options)
  const { structure, scope } = reading
  const { warnings: referenceWarnings, ...references } = readReferences(reading)
  return {
    date: options.date ?? null,
    headingDate: headingDate(structure),
    ...readPeople(reading),
    ...readPresenters(reading),
    ...references,
    actionItems: [],
    decisions: [],
    sections: structure.headings
      .filter(({ line }) => line >= scope.from && line < scope.to)
      .map(({ level, title, number }) => ({ depth: level, title, line: number })),
    warnings: [...structure.warnings, ...referenceWarnings].sort((a, b) => a.line - b.line),
    wishes: [],
    headlines: [],
  }
}
