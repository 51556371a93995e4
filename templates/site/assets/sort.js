/** Tables marked `data-sortable`: a button in each heading sorts by its column, once more turns it round. */

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** What a cell is sorted by: `data-value` where it has one, else its day, else its text. */
function keyOf(row, column) {
  const cell = row.cells[column]
  return (cell?.dataset.value ?? cell?.querySelector('time')?.dateTime ?? cell?.textContent ?? '').trim()
}

/** Numbers by size, texts by the alphabet, empty cells last whichever way. Rows that are equal keep their order. */
function comparing(rows, column, direction) {
  const isNumeric = rows.every((row) => keyOf(row, column) === '' || Number.isFinite(Number(keyOf(row, column))))
  return (a, b) => {
    const [one, other] = [keyOf(a, column), keyOf(b, column)]
    if (one === '' || other === '') return (one === '' ? 1 : 0) - (other === '' ? 1 : 0)
    return direction * (isNumeric ? Number(one) - Number(other) : collator.compare(one, other))
  }
}

function sortBy(table, heading, column) {
  const direction = heading.getAttribute('aria-sort') === 'ascending' ? -1 : 1
  for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort')
  heading.setAttribute('aria-sort', direction === 1 ? 'ascending' : 'descending')
  for (const body of table.tBodies) {
    const rows = [...body.rows]
    body.append(...rows.sort(comparing(rows, column, direction)))
  }
}

for (const table of document.querySelectorAll('table[data-sortable]')) {
  for (const [column, heading] of [...(table.tHead?.rows[0]?.cells ?? [])].entries()) {
    if (heading.tagName !== 'TH' || heading.textContent.trim() === '') continue
    const button = document.createElement('button')
    button.type = 'button'
    button.append(...heading.childNodes)
    heading.append(button)
    button.addEventListener('click', () => sortBy(table, heading, column))
  }
}
