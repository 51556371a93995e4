/** The minutes as a text: what people typed in house format, the sections of the app among and above it. Pure. */
import { fenceFor } from '../../domain/markdown/fence.ts'
import { markSection } from '../../domain/text/section-marks.ts'
import { type LostLine, wordsMissing } from '../../notes/format/verify-lossless.ts'
import type { BoardFacts } from '../board-facts/board-facts.ts'
import { followItems } from '../meeting/open-items.ts'
import { TYPED } from '../sections/registry.ts'
import { formatMinutes } from './format-minutes.ts'
import { inlineMarkdown } from './inline-markdown.ts'
import { listItems, NO_ITEMS } from './listed-items.ts'
import type { MinutesContext } from './read-meeting.ts'
import { createSourceLinks, NO_PLACES, type SourceLinks } from './source-links.ts'
import { renderSummary, sectionsBelow } from './summary.ts'

export type Document = {
  readonly text: string
  /** Where a line of the pad stands in it. */
  readonly places: SourceLinks
  /** Lines that stand at its end as they were typed. */
  readonly lost: readonly LostLine[]
}

export function writeDocument(context: MinutesContext, facts: BoardFacts): Document {
  const { notes, lines, topics, past, settings, meeting } = context
  const inline = (text: string) => inlineMarkdown(text, context)
  const carried = followItems(notes, past, { people: settings.people })
  // Sections among the notes are made before it is known where a line of the notes will stand.
  const insertions = sectionsBelow({ ...facts, context, inline, places: NO_PLACES, items: NO_ITEMS })
  const formatted = formatMinutes(context, { annotations: facts.annotations, carried, insertions })
  const places = createSourceLinks(lines, topics, formatted.text, formatted.inputLines)
  const items = listItems({ notes, lines, carried, places, inline })
  const summary = renderSummary({ ...facts, context, inline, places, items })
  const lost = wordsMissing(meeting.text, formatted.text)
  const parts = [formatted.text, summary, keptAsTyped(lost, context)].map((part) => part.trim())
  return { text: `${parts.filter((part) => part !== '').join('\n\n')}\n`, places, lost }
}

/** Lines that the house format would have changed, between the marks of a section: nothing is lost, and it is said. */
function keptAsTyped(lost: readonly LostLine[], { team }: MinutesContext): string {
  if (lost.length === 0) return ''
  const lines = lost.map(({ text }) => text)
  const fence = fenceFor(lines.join('\n'))
  return markSection(TYPED, [`${'#'.repeat(team.firstHeading + 1)} Kept as typed`, '', `${fence}text`, ...lines, fence].join('\n'))
}
