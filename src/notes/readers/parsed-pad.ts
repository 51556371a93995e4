/** One text, read once for all readers: its lines, what each line contains, its tables, and which lines are read. */

import type { LinesAbove } from '../../domain/notes/notes.ts'
import type { ReadOptions } from '../options.ts'
import { forReaders } from '../structure/meeting-headings.ts'
import { type Line, meetings, readStructure, type Structure, selectMeeting, UNREAD_KINDS } from '../structure/read-structure.ts'
import { type Inline, scanInline } from '../text/scan-inline.ts'
import { handlesIn, isHandleWord, plainHandle, plainText } from '../text/words.ts'
export type ParsedPad = {
  readonly structure: Structure
  readonly lines: readonly Line[]
  /** Indexes of `lines` that people and presenters are read from: one meeting. `to` excluded. */
  readonly meeting: { readonly from: number; readonly to: number }
  /** Indexes of `lines` that everything else is read from. */
  readonly scope: { readonly from: number; readonly to: number }
  readonly options: ReadOptions
  /** By index of the line; lines that are never searched have none. */
  readonly inline: readonly (Inline | null)[]
  /** For each line the indexes of the lines nested in it directly. */
  readonly children: ReadonlyMap<number, readonly number[]>
  /** Handles that are known beside what a line itself says: typed with `@` anywhere in the text, or given. */
  readonly knownHandles: ReadonlySet<string>
}

export function parsePad(text: string, options: ReadOptions): ParsedPad {
  const structure = forReaders(readStructure(text))
  const { lines } = structure
  const inline = lines.map((line) => (UNREAD_KINDS.has(line.kind) ? null : scanInline(line)))
  const { from, to } = selectMeeting(structure, options.date)
  const asked = options.date ? meetings(structure, options.date).some(({ date }) => date === options.date) : false
  const scope = asked && !options.wholeText ? { from, to } : { from: 0, to: lines.length }
  return {
    structure,
    lines,
    meeting: { from, to },
    scope,
    options,
    inline,
    children: childrenOf(lines),
    knownHandles: knownHandles(lines, inline, options),
  }
}

/** Words of a line outside of code, comments and addresses; as long as `line.text`. */
export function wordsOf(reading: ParsedPad, index: number): string {
  return reading.inline[index]?.words ?? ''
}

export function isRead(reading: ParsedPad, index: number): boolean {
  return reading.inline[index] != null
}

const MOST_ABOVE = 40

/** Where a line stands among the lines above it; of a long list only the end. */
export function linesAbove({ lines }: ParsedPad, index: number): LinesAbove {
  const number = (at: number) => lines[at]?.number ?? 0
  const parents: number[] = []
  for (let at = lines[index]?.parent ?? -1; at >= 0 && parents.length < MOST_ABOVE; at = lines[at]?.parent ?? -1) parents.push(at)
  const neighbors: number[] = []
  const around = new Set([...parents.map((at) => lines[at]?.parent ?? -1), lines[index]?.parent ?? -1])
  for (let at = index - 1; at >= Math.max(0, index - MOST_ABOVE); at -= 1) {
    const line = lines[at]
    if (line === undefined || line.kind === 'heading') break
    if (line.kind !== 'blank' && around.has(line.parent) && !parents.includes(at)) neighbors.push(at)
  }
  return { parents: parents.map(number), neighbors: neighbors.map(number) }
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

function knownHandles(lines: readonly Line[], inline: readonly (Inline | null)[], options: ReadOptions): Set<string> {
  const known = new Set<string>()
  for (const [index] of lines.entries()) {
    const words = inline[index]?.words ?? ''
    for (const { handle } of handlesIn(words)) known.add(handle)
    // Logs of chat meetings: `present+ ada, ben`.
    const listed = /^\s{0,3}(?:present|regrets)\+\s(.{1,400})$/i.exec(words)?.[1] ?? ''
    for (const word of listed.split(/[\s,;]+/)) if (isHandleWord(word)) known.add(plainHandle(word))
  }
  for (const handle of options.knownHandles ?? []) known.add(handle.toLowerCase())
  for (const [typed, handle] of Object.entries(options.people ?? {})) known.add(typed.toLowerCase()).add(handle.toLowerCase())
  return known
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

/** The table whose first line is `index`; null when none begins there. */
export function tableAt(reading: ParsedPad, index: number): Table | null {
  const { lines } = reading
  if (lines[index]?.kind !== 'table' || lines[index - 1]?.kind === 'table') return null
  let to = index
  while (lines[to]?.kind === 'table') to++
  const columns = cellsOf(reading, index).map(({ text }) => plainText(text).toLowerCase())
  const rows = Array.from({ length: Math.max(0, to - index - 2) }, (_, row) => ({
    index: index + 2 + row,
    cells: cellsOf(reading, index + 2 + row),
  }))
  return { from: index, to, columns, rows }
}

function cellsOf(reading: ParsedPad, index: number): Cell[] {
  const text = reading.lines[index]?.text ?? ''
  const words = wordsOf(reading, index)
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
