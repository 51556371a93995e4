/** Action items in a table. */
import { expect, test } from 'vitest'
import { actionsIn } from '../../../../src/notes/readers/items/action-tables.ts'
import { parsePad } from '../../../../src/notes/readers/parsed-pad.ts'
import { type Table, tableAt } from '../../../../src/notes/readers/tables.ts'

function items(rows: readonly string[], below = false) {
  const [head = '', ...others] = rows
  const text = [head, head.replace(/[^|]+/g, '---'), ...others].join('\n')
  return actionsIn(tableAt(parsePad(text, {}), 0) as Table, below, '2023-01-18')
}

test('a row is an item with its owner, day and state', () => {
  expect(items(['| Action | Owner | Due | Status |', '| write it | @ada | 2023-02-01 | done |', '| ~~drop it~~ | Ben | tbd | |'])).toEqual([
    { owners: ['ada'], for: [], text: 'write it', kind: 'explicit', index: 2, due: '2023-02-01', status: 'done' },
    { owners: [], typed: ['Ben'], for: [], text: '~~drop it~~', kind: 'explicit', index: 3, due: null, status: 'cancelled' },
  ])
})

test('topics and people are a list of tasks below a heading of actions alone', () => {
  const rows = ['| Topic | Who |', '| gateway | @ada |']
  expect(items(rows)).toBeNull()
  expect(items(rows, true)).toHaveLength(1)
})

test.each([
  ['a table of numbers', ['| Month | Cost |', '| May | 3 |']],
  ['who is responsible for what in general', ['| Task | Owner |', '| releases | Ada |']],
])('%s holds none', (_what, rows) => {
  expect(items(rows)).toBeNull()
})

test('empty rows are no items', () => {
  expect(items(['| Action | Owner | Due |', '| - | @ada | |', '| | | |'])).toEqual([])
})
