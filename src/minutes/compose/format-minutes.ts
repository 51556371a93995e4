/** What people typed, as it stands in the minutes. Pure. */
import type { OpenItem } from '../../domain/notes/past-meeting.ts'
import { minutesFact } from '../../domain/text/added-facts.ts'
import { formatNotes } from '../../notes/format/house-format.ts'
import type { FormatOptions, Formatted } from '../../notes/options.ts'
import type { Annotations } from '../board-facts/annotations.ts'
import { ageOf, saysAge } from '../meeting/item-age.ts'
import type { MinutesContext } from './read-meeting.ts'

type Beside = {
  readonly annotations: Annotations
  /** Items of this pad that were open before, by line. */
  readonly carried: ReadonlyMap<number, OpenItem>
  /** Sections that stand below headings of the pad. */
  readonly insertions: NonNullable<FormatOptions['insertions']>
}

/** The notes in house format, with what the board and earlier minutes say of their lines. */
export function formatMinutes(context: MinutesContext, { annotations, carried, insertions }: Beside): Formatted {
  const { meeting, lines, notes, team, date, knowledge } = context
  const statusOf = (line: number) => notes.actionItems.find((item) => item.line === line)?.status ?? 'open'
  // An agenda wrote the age beside its items already.
  const aged = new Set(lines.flatMap(({ number, text: words }) => (saysAge(words) ? [number] : [])))
  const formatted = formatNotes(meeting.text, {
    ...knowledge,
    firstHeading: team.firstHeading,
    title: date,
    nestBelowFirst: meeting.firstLine < 1,
    breakLines: true,
    proposeHandles: true,
    insertions,
    annotate: (line) => {
      const open = aged.has(line) ? undefined : carried.get(line)
      const added = [annotations.behind.get(line) ?? '', open ? minutesFact(ageOf(open, statusOf(line))) : ''].filter((note) => note !== '')
      return added.length === 0 ? null : added.join(' ')
    },
  })
  return withLinesBelow(formatted, annotations.below)
}

/** A paragraph below headings, by the heading's line of the pad. */
function withLinesBelow({ text, inputLines, warnings }: Formatted, below: ReadonlyMap<number, string>): Formatted {
  const lines = text.split('\n').flatMap((line, index): { line: string; input: number }[] => {
    const input = inputLines[index] ?? 0
    const note = /^#{1,6} /.test(line) ? below.get(input) : undefined
    const own = { line, input }
    return note === undefined ? [own] : [own, { line: '', input: 0 }, { line: note, input: 0 }]
  })
  return { text: lines.map(({ line }) => line).join('\n'), inputLines: lines.map(({ input }) => input), warnings }
}
