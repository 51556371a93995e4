/** Tables as readers see them: rows with cells, and which column is which. */
import { plainText } from '../text/plain-text.ts'
import { type ParsedPad, wordsOf } from './parsed-pad.ts'

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
