/** Tables in house format: one space around each cell, as many cells in each row as the widest has. */

/** Cells of a row as typed, without the spaces around them and where each begins in `row`. */
export function cellsOf(row: string): { text: string; at: number }[] {
  const cells: { text: string; at: number }[] = []
  let from = row.search(/\S/)
  if (from === -1) return cells
  if (row[from] === '|') from++
  let i = from
  for (; i < row.length; i++) {
    if (row[i] === '\\') i++
    else if (row[i] === '|') {
      cells.push(cell(row, from, i))
      from = i + 1
    }
  }
  if (row.slice(from).trim() !== '') cells.push(cell(row, from, row.length))
  return cells
}

function cell(row: string, from: number, to: number): { text: string; at: number } {
  const text = row.slice(from, to)
  return { text: text.trim(), at: from + (text.length - text.trimStart().length) }
}

export function formatRow(cells: readonly string[], columns: number): string {
  const all = [...cells, ...new Array<string>(Math.max(0, columns - cells.length)).fill('')]
  return `|${all.map((text) => (text === '' ? ' ' : ` ${text} `)).join('|')}|`
}

export function formatDelimiters(cells: readonly string[], columns: number): string {
  const rows = Array.from({ length: columns }, (_, index) => {
    const typed = cells[index] ?? ''
    return `${typed.startsWith(':') ? ':' : ''}---${typed.endsWith(':') && typed.length > 1 ? ':' : ''}`
  })
  return formatRow(rows, columns)
}
