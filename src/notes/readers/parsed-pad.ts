/** One text, read once for all readers: its lines, what each line contains, its tables, and which lines are read. */

import type { Notes } from '../../domain/notes/notes.ts'
import type { ReadOptions } from '../options.ts'
import { forReaders } from '../structure/meeting-headings.ts'
import {
  headingDate,
  type Line,
  meetings,
  readStructure,
  type Structure,
  selectMeeting,
  UNREAD_KINDS,
} from '../structure/read-structure.ts'
import { type Inline, scanInline } from '../text/scan-inline.ts'
import { handlesIn, isHandleWord, labelOf, plainHandle, plainText, withoutStruck } from '../text/words.ts'
export type ParsedPad = {
  /** The lines as Markdown reads them: a bold line is text. */
  readonly typed: readonly Line[]
  /** The lines as readers see them: a bold line of its own is a heading. */
  readonly structure: Structure
  /** The first day in a heading, as an ISO day; null for none. */
  readonly headingDate: string | null
  /** By index in `structure.headings`: the title as `labelOf` gives it. */
  readonly headingLabels: readonly string[]
  readonly lines: readonly Line[]
  /** Indexes of `lines` that people and presenters are read from: one meeting. `to` excluded. */
  readonly meeting: { readonly from: number; readonly to: number }
  /** Indexes of `lines` that everything else is read from. */
  readonly scope: { readonly from: number; readonly to: number }
  /** Headings of the scope that people typed as such. */
  readonly sections: Notes['sections']
  readonly options: ReadOptions
  /** By index of the line; lines that are never searched have none. */
  readonly inline: readonly (Inline | null)[]
  /** By index of the line: its words as plain text, without what is struck out. Whole, so that no handle is cut in two. */
  readonly plain: readonly string[]
  /** Tables by the index of their first line. */
  readonly tables: ReadonlyMap<number, Table>
  /** For each line the indexes of the lines nested in it directly. */
  readonly children: ReadonlyMap<number, readonly number[]>
  /** Handles that are known beside what a line itself says: typed with `@` anywhere in the text, or given. */
  readonly knownHandles: ReadonlySet<string>
}

/** The lines of a pad with what each of them contains. */
type LineFacts = Pick<ParsedPad, 'lines' | 'inline'>

export function parsePad(text: string, options: ReadOptions): ParsedPad {
  const typed = readStructure(text)
  const structure = forReaders(typed)
  const { lines } = structure
  const { from, to } = selectMeeting(structure, options.date)
  const hasMeeting = options.date ? meetings(structure, options.date).some(({ date }) => date === options.date) : false
  const day = headingDate(structure)
  const facts: LineFacts = { lines, inline: lines.map((line) => (UNREAD_KINDS.has(line.kind) ? null : scanInline(line, options.github))) }
  const scope = hasMeeting && !options.wholeText ? { from, to } : { from: 0, to: lines.length }
  return {
    ...facts,
    typed: typed.lines,
    structure,
    headingDate: day,
    meeting: { from, to },
    scope,
    sections: sectionsOf(structure, scope),
    options,
    children: childrenOf(lines),
    knownHandles: knownHandles(facts, options),
    tables: tablesIn(facts),
    headingLabels: structure.headings.map(({ title }) => labelOf(title.slice(0, 200))),
    plain: lines.map((_, index) => plainText(withoutStruck(wordsOf(facts, index)))),
  }
}

/** Words of a line outside of code, comments and addresses; as long as `line.text`. */
export function wordsOf(reading: LineFacts, index: number): string {
  return reading.inline[index]?.words ?? ''
}

export function isRead(reading: Pick<ParsedPad, 'inline'>, index: number): boolean {
  return reading.inline[index] != null
}

function sectionsOf({ headings }: Structure, scope: ParsedPad['scope']): Notes['sections'] {
  return headings
    .filter(({ line, look }) => look === undefined && line >= scope.from && line < scope.to)
    .map(({ level, title, number }) => ({ depth: level, title, line: number }))
}

function childrenOf(lines: readonly Line[]): Map<number, number[]> {
  const children = new Map<number, number[]>()
  lines.forEach(({ parent, kind }, index) => {
    if (parent < 0 || kind === 'blank') return
    const siblings = children.get(parent)
    if (siblings) siblings.push(index)
    else children.set(parent, [index])
  })
  return children
}

function knownHandles(facts: LineFacts, options: ReadOptions): Set<string> {
  const handles = new Set<string>()
  for (const [index] of facts.lines.entries()) {
    if (!isRead(facts, index)) continue
    const words = wordsOf(facts, index)
    for (const { handle } of handlesIn(words)) handles.add(handle)
    // Logs of chat meetings: `present+ ada, ben`.
    const listed = /^\s{0,3}(?:present|regrets)\+\s(.{1,400})$/i.exec(words)?.[1] ?? ''
    for (const word of listed.split(/[\s,;]+/)) if (isHandleWord(word)) handles.add(plainHandle(word))
  }
  for (const handle of options.knownHandles ?? []) handles.add(handle.toLowerCase())
  for (const [typed, handle] of Object.entries(options.people ?? {})) handles.add(typed.toLowerCase()).add(handle.toLowerCase())
  return handles
}

export type Cell = { readonly text: string /** Without code, comments, addresses; as long as `text`. */; readonly words: string }
export type Table = {
  readonly from: number
  /** Behind its last row. */
  readonly to: number
  /** Lower case, plain. */
  readonly columns: readonly string[]
  readonly rows: readonly { readonly index: number; readonly cells: readonly Cell[] }[]
}

function tablesIn(facts: LineFacts): Map<number, Table> {
  const { lines } = facts
  const tables = new Map<number, Table>()
  for (let from = 0; from < lines.length; from++) {
    if (lines[from]?.kind !== 'table') continue
    let to = from
    while (lines[to]?.kind === 'table') to++
    const columns = cellsOf(facts, from).map(({ text }) => plainText(text).toLowerCase())
    const rows = Array.from({ length: Math.max(0, to - from - 2) }, (_, row) => ({
      index: from + 2 + row,
      cells: cellsOf(facts, from + 2 + row),
    }))
    tables.set(from, { from, to, columns, rows })
    from = to - 1
  }
  return tables
}

function cellsOf(facts: LineFacts, index: number): Cell[] {
  const text = facts.lines[index]?.text ?? ''
  const words = wordsOf(facts, index)
  const cells: Cell[] = []
  let from = text.startsWith('|') ? 1 : 0
  for (let at = from; at <= text.length; at++) {
    if (at < text.length && (text[at] !== '|' || text[at - 1] === '\\')) continue
    if (at === text.length && from === at) break
    const lead = /^\s*/.exec(text.slice(from, at))?.[0].length ?? 0
    const cell = text.slice(from + lead, at).trimEnd()
    cells.push({ text: cell, words: words.slice(from + lead, from + lead + cell.length) })
    from = at + 1
  }
  return cells
}
