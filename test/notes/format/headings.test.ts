/** Levels of headings, and signs in their text. */
import { expect, test } from 'vitest'
import { escapeHashes, houseLevels } from '../../../src/notes/format/headings.ts'

test.each([
  [[], 1, []],
  [[2, 3, 6], 1, [1, 2, 5]],
  [[1, 2, 6], 2, [2, 3, 6]],
  [[2, 1], null, [2, 1]],
])('%j with %j first are %j', (typed, first, expected) => {
  expect(houseLevels(typed, first)).toEqual(expected)
})

test('below a heading that was put above people’s text no other is of the first level', () => {
  expect(houseLevels([1, 1, 2], null, true)).toEqual([1, 2, 3])
  expect(houseLevels([1, 2], null, true)).toEqual([1, 2])
})

test.each([
  ['C#', 'C\\#'],
  ['A ##', 'A \\#\\#'],
  ['A # B', 'A \\# B'],
  ['#12', '#12'],
])('%j is put out as %j', (text, expected) => {
  expect(escapeHashes(text)).toBe(expected)
  expect(escapeHashes(expected)).toBe(expected)
})
