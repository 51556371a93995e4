/** Presence in a table. */
import { expect, test } from 'vitest'
import { parsePad } from '../../../../src/notes/readers/parsed-pad.ts'
import { presenceIn } from '../../../../src/notes/readers/people/people-tables.ts'
import { type Table, tableAt } from '../../../../src/notes/readers/tables.ts'

function presence(rows: readonly string[], { date = null as string | null, below = false } = {}) {
  const [head = '', ...others] = rows
  const text = [head, head.replace(/[^|]+/g, '---'), ...others].join('\n')
  const found = presenceIn(tableAt(parsePad(text, {}), 0) as Table, date, () => false, below)
  return found?.flatMap(({ persons }) => persons.map(({ handle, absent }) => [handle, absent])) ?? null
}

test('a column tells who was there', () => {
  expect(presence(['| Name | Present |', '| @ada | x |', '| @ben | no |', '| @carl | |'])).toEqual([
    ['ada', false],
    ['ben', true],
    ['carl', true],
  ])
})

test('the column of the day counts, and one of absent people the other way round', () => {
  const rows = ['| Name | 2023-01-11 | 2023-01-18 |', '| @ada | x | |', '| @ben | | x |']
  expect(presence(rows, { date: '2023-01-18' })).toEqual([
    ['ada', true],
    ['ben', false],
  ])
  expect(presence(['| Name | Excused |', '| @ada | x |', '| @ben | |'])).toEqual([
    ['ada', true],
    ['ben', false],
  ])
})

test('a column that nobody has filled in says nothing', () => {
  expect(presence(['| Name | Present |', '| @ada | |'])).toEqual([])
})

test('people alone are a list below a label of people only', () => {
  const rows = ['| Name | City |', '| @ada | Paris |']
  expect(presence(rows)).toBeNull()
  expect(presence(rows, { below: true })).toEqual([['ada', false]])
  expect(presence(['| Month | Cost |', '| May | 3 |'], { below: true })).toBeNull()
})
