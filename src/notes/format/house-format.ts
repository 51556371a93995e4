/** The same text in house format: clean under markdownlint, no visible word lost, changed or moved. */

import type { FormatOptions, Formatted } from '../options.ts'
import { readNotes } from '../read-notes.ts'
import { readStructure } from '../structure/read-structure.ts'
import { annotateLines, insertInSections, type OutLine } from './additions.ts'
import { type Knowledge, marksFrom } from './inline/known-places.ts'
import { formatPage } from './page/format-page.ts'
import { formatSlides } from './slides.ts'

/** Any text; its own output comes back unchanged. Cost is linear in its length. */
export function formatNotes(text: string, options: FormatOptions = {}): Formatted {
  const structure = readStructure(text)
  const notes = readNotes(text, options)
  const knowledge: Knowledge = marksFrom(notes, options)
  const lines: OutLine[] = structure.slides ? formatSlides(structure) : formatPage(structure, knowledge, options)
  annotateLines(lines, options.annotate)
  const whole = insertInSections(lines, structure, options.insertions ?? [])
  return {
    text: whole.length === 0 ? '' : `${whole.map((line) => line.text).join('\n')}\n`,
    inputLines: whole.map(({ input }) => input),
    warnings: notes.warnings,
  }
}
