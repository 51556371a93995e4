/** What people typed, as it stands in the minutes. Pure. */
import type { OpenItem } from '../../domain/notes/past-meeting.ts'
import { minutesFact } from '../../domain/text/added-facts.ts'
import { fenceFor } from '../../domain/text/fence.ts'
import { markSection } from '../../domain/text/section-marks.ts'
import { formatNotes } from '../../notes/format/house-format.ts'
import type { LostLine } from '../../notes/format/verify-lossless.ts'
import type { FormatOptions, Formatted } from '../../notes/options.ts'
import { annotationsOf } from '../board-facts/annotations.ts'
import { saysAge } from '../meeting/item-similarity.ts'
import { TYPED } from '../sections/registry.ts'
import type { MinutesContext } from './context.ts'
import { ageOf } from './listed-items.ts'
import type { MeetingText } from './select-meeting.ts'

export type Beside = {
  /** Items of this pad that were open before, by line. */
  readonly carried: ReadonlyMap<number, OpenItem>
  /** Sections that stand below headings of the pad. */
  readonly insertions: NonNullable<FormatOptions['insertions']>
}

/** The notes in house format, with what the board and earlier minutes say of their lines. */
export function formatMinutes({ text, firstLine }: MeetingText, context: MinutesContext, { carried, insertions }: Beside): Formatted {
  const { board, lines, topics, notes, team, date, knowledge } = context
  const facts = board === null ? null : annotationsOf(lines, topics, board)
  const statusOf = (line: number) => notes.actionItems.find((item) => item.line === line)?.status ?? 'open'
  // An agenda wrote the age beside its items already.
  const aged = new Set(lines.flatMap(({ number, text: words }) => (saysAge(words) ? [number] : [])))
  const formatted = formatNotes(text, {
    ...knowledge,
    firstHeading: team.firstHeading,
    title: date,
    nestBelowFirst: firstLine < 1,
    breakLines: true,
    proposeHandles: true,
    insertions,
    annotate: (line) => {
      const open = aged.has(line) ? undefined : carried.get(line)
      const added = [facts?.behind.get(line) ?? '', open ? minutesFact(ageOf(open, statusOf(line))) : ''].filter((note) => note !== '')
      return added.length === 0 ? null : added.join(' ')
    },
  })
  return facts === null ? formatted : withLinesBelow(formatted, facts.below)
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

/** Lines that the house format would have changed, between the marks of a section: nothing is lost, and it is said. */
export function keptAsTyped(lost: readonly LostLine[], { team }: MinutesContext): string {
  if (lost.length === 0) return ''
  const lines = lost.map(({ text }) => text)
  const fence = fenceFor(lines.join('\n'))
  return markSection(TYPED, [`${'#'.repeat(team.firstHeading + 1)} Kept as typed`, '', `${fence}text`, ...lines, fence].join('\n'))
}
