/** The line model and the references of the notes, put together as minutes look at them. Pure. */
import type { Notes } from '../domain/notes.ts'
import { formatRef } from '../domain/reference.ts'
import { seededLines } from '../minutes/agenda-mark.ts'
import type { Mention, PadLine } from '../minutes/pad-lines.ts'
import type { Line, Structure } from '../notes/structure.ts'

export function padLines({ lines, headings }: Structure, { mentions }: Pick<Notes, 'mentions'>): readonly PadLine[] {
  const byLine = new Map<number, (Mention & { readonly column: number })[]>()
  for (const mention of mentions) {
    const { line, text, kind, column } = mention
    byLine.set(line, [...(byLine.get(line) ?? []), { ref: formatRef(mention), text, kind, column }])
  }
  const seeded = seededLines(lines.map(({ raw }) => raw))
  return lines.map((line, index) => ({
    number: line.number,
    kind: kindOf(line),
    text: line.text,
    level: line.kind === 'heading' ? line.level : 0,
    parent: line.kind === 'heading' ? -1 : line.parent,
    heading: headingAbove(index, line, headings),
    // A line that lost its newline is two here, with one number.
    mentions: (byLine.get(line.number) ?? []).filter(({ column }) => column >= line.offset && column <= line.offset + line.text.length),
    ...(seeded[index] ? { seeded: true } : {}),
  }))
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
