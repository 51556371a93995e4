/** Tables in house format: one space around each cell, as many cells in each row as the widest has. */

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
