/** Tables as readers see them. */
import { expect, test } from 'vitest'
import { parsePad } from '../../../src/notes/readers/parsed-pad.ts'
import { tableAt } from '../../../src/notes/readers/tables.ts'

const text = 'Text\n\n| **Who** | What |\n| --- | --- |\n| @ada | a \\| b |\n| `@ben` |'

test('columns are plain and in lower case, cells keep what was typed, rows their lines', () => {
  const table = tableAt(parsePad(text, {}), 2)
  expect(table?.columns).toEqual(['who', 'what'])
  expect([table?.from, table?.to]).toEqual([2, 6])
  expect(table?.rows.map(({ index, cells }) => [index, cells.map((cell) => cell.text)])).toEqual([
    [4, ['@ada', 'a \\| b']],
    [5, ['`@ben`']],
  ])
  expect(table?.rows[1]?.cells[0]?.words.trim()).toBe('')
})

test.each([
  ['text', 0],
  ['the middle of a table', 4],
  ['no line at all', 99],
])('%s begins none', (_what, index) => {
  expect(tableAt(parsePad(text, {}), index)).toBeNull()
})
