/** The line model and the references of the notes, put together as minutes look at them. Pure. */
import type { Notes } from '../domain/notes.ts'
import { formatRef } from '../domain/reference.ts'
import { seededLines } from '../minutes/agenda-mark.ts'
import type { Mention, PadLine } from '../minutes/pad-lines.ts'
import type { Line, Structure } from '../notes/structure.ts'

export function padLines({ lines, headings }: Structure, { mentions }: Pick<Notes, 'mentions'>): readonly PadLine[] {
  const byLine = new Map<number, Placed[]>()
  for (const mention of mentions) {
    const { line, text, kind, column } = mention
    const placed = { ref: formatRef(mention), text, kind, column }
    const others = byLine.get(line)
    if (others) others.push(placed)
    else byLine.set(line, [placed])
  }
  for (const placed of byLine.values()) placed.sort((a, b) => a.column - b.column)
  const seeded = seededLines(lines.map(({ raw }) => raw))
  return lines.map((line, index) => ({
    number: line.number,
    kind: kindOf(line),
    text: line.text,
    level: line.kind === 'heading' ? line.level : 0,
    parent: line.kind === 'heading' ? -1 : line.parent,
    heading: headingAbove(index, line, headings),
    // A line that lost its newline is two here, with one number.
    mentions: between(byLine.get(line.number) ?? [], line.offset, line.offset + line.text.length),
    ...(seeded[index] ? { seeded: true } : {}),
  }))
}

type Placed = Mention & { readonly column: number }

/** Those from the first column to the last, both included; `placed` is in order. */
function between(placed: readonly Placed[], first: number, last: number): readonly Placed[] {
  const start = countBefore(placed, first)
  return placed.slice(start, countBefore(placed, last + 1))
}

/** By halves: a line of many pieces and many mentions would cost their product otherwise. */
function countBefore(placed: readonly Placed[], column: number): number {
  let low = 0
  let high = placed.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((placed[middle] as Placed).column < column) low = middle + 1
    else high = middle
  }
  return low
}

function kindOf({ kind }: Line): PadLine['kind'] {
  return kind === 'heading' || kind === 'item' || kind === 'text' ? kind : 'other'
}

function headingAbove(index: number, line: Line, headings: Structure['headings']): number {
  const own = headings[line.section]
  if (!own) return -1
  if (own.line !== index) return own.line
  return headings[own.parent]?.line ?? -1
}
