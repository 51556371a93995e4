/** What a section of the minutes is: a part that the app writes between marks, beside what people typed. Pure. */
import type { BoardFacts } from '../board-facts/board-facts.ts'
import type { News } from '../board-facts/board-news.ts'
import type { ListedItems } from '../compose/listed-items.ts'
import type { MinutesContext } from '../compose/read-meeting.ts'
import type { SourceLinks } from '../compose/source-links.ts'

export type SectionInput = BoardFacts & {
  readonly context: MinutesContext
  /** Where a line of the pad stands in the minutes. No links yet for sections that stand below a heading of the pad. */
  readonly places: SourceLinks
  readonly items: ListedItems
  /** A piece of a pad line as Markdown of the house: its links made, nothing else changed. */
  readonly inline: (text: string) => string
}

export type SectionContent = {
  /** Markdown below the heading; empty: there is nothing to say, and the section is left out. */
  readonly text: string
  /** The same as data: names that a team's own `minutes/summary` can use in place of the text. */
  readonly fields?: Readonly<Record<string, unknown>>
}

export type Section = {
  /** In its mark, and in templates as `section.<id>`: small letters and hyphens. */
  readonly id: string
  /** Stands above it in the summary unless a team's template names it otherwise. Empty: none. */
  readonly heading: string
  readonly build: (input: SectionInput) => SectionContent
  /** Its list repeats what people said; each line of the app's ends with a link to its place. Other lines are people's. */
  readonly isCopy?: true
  /** Line of the pad's heading at whose end it stands; null: in the summary. Absent: always there. */
  readonly below?: (news: News) => number | null
  /** Goes into its mark behind the id: read again, it says on what the minutes rest. */
  readonly state?: (context: MinutesContext) => string
}

/** A list for `text`; `none` stands in its place where it is empty. */
export function bullets(lines: readonly string[], none = ''): string {
  return lines.length === 0 ? none : lines.map((line) => `- ${line}`).join('\n')
}
