/** A row of a table as typed: its cells, and whether it is the row of dashes below the header. */

/** Cells without the spaces around them, and where each begins in `row`. */
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

/** The texts of the cells as people read them: an escaped bar is a bar. */
export function cellTexts(row: string): readonly string[] {
  return cellsOf(row).map(({ text }) => text.replaceAll('\\|', '|'))
}

function cell(row: string, from: number, to: number): { text: string; at: number } {
  const text = row.slice(from, to)
  return { text: text.trim(), at: from + (text.length - text.trimStart().length) }
}

/** `| --- | :-: |`, with at least one `|`. */
export function isDelimiterRow(raw: string): boolean {
  const text = raw.trim()
  // `- | -` is a bullet.
  if (!text.includes('|') || !text.includes('-') || /^-\s/.test(text)) return false
  for (const sign of text) if (!'|-: \t'.includes(sign)) return false
  const cells = text.replace(/^\|/, '').replace(/\|$/, '').split('|')
  return cells.every((cell) => /^:?-+:?$/.test(cell.trim()))
}
