/** What the minutes add to people's text: a note at the end of a line, lines at the end of a section. */
import type { FormatOptions } from '../options.ts'
import type { Structure } from '../structure/read-structure.ts'

/** A line put out; `input` is the line (from 1) it came from, 0 for an added one. */
export type OutLine = { text: string; readonly input: number; readonly kind?: 'table' | 'fixed' }

/** The note stands behind the words of its line; code, front matter and empty lines take none. */
export function annotateLines(lines: OutLine[], annotate: FormatOptions['annotate']): void {
  if (!annotate) return
  lines.forEach((line, index) => {
    if (line.input === 0 || line.kind === 'fixed' || line.text === '' || lines[index + 1]?.input === line.input) return
    const note = annotate(line.input)
    if (note === null || note === '') return
    const end = line.kind === 'table' ? ' |' : line.text.endsWith('  ') ? '  ' : ''
    line.text = `${line.text.slice(0, line.text.length - end.length).trimEnd()} ${note}${end}`
  })
}

/** Each insertion goes before the next heading of the same or a higher level; without one to the end of the text. */
export function insertInSections(
  lines: readonly OutLine[],
  { headings }: Structure,
  insertions: NonNullable<FormatOptions['insertions']>,
): readonly OutLine[] {
  if (insertions.length === 0) return lines
  const before = new Map<number, string[][]>()
  const atEnd: string[][] = []
  for (const { endOfSection, lines: added } of insertions) {
    if (added.length === 0) continue
    const index = headings.findIndex(({ number }) => number === endOfSection)
    const level = headings[index]?.level ?? 0
    const next = index === -1 ? undefined : headings.slice(index + 1).find((heading) => heading.level <= level)
    if (next) before.set(next.number, [...(before.get(next.number) ?? []), [...added]])
    else atEnd.push([...added])
  }
  const out: OutLine[] = []
  const insert = (added: readonly string[]) => {
    if (out.length > 0 && out.at(-1)?.text !== '') out.push({ text: '', input: 0 })
    for (const text of added) out.push({ text, input: 0 })
  }
  for (const line of lines) {
    for (const added of before.get(line.input) ?? []) {
      insert(added)
      out.push({ text: '', input: 0 })
    }
    before.delete(line.input)
    out.push(line)
  }
  for (const added of [...before.values()].flat()) insert(added)
  for (const added of atEnd) insert(added)
  return out
}
