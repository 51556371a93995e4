/** Comments in which nobody says anything. */
import { expect, test } from 'vitest'
import { commentAt, isIdleOnly, visiblePart } from '../../../src/notes/format/idle-comments.ts'
import { readStructure } from '../../../src/notes/structure/read-structure.ts'

test.each([
  ['', true],
  ['  ', true],
  ['<!-- -->', true],
  ['<!---->', true],
  [' <!-- --> <!-- scs-sprint:agenda v1 --> ', true],
  ['<!-- a --> words', false],
  ['words', false],
  ['<!-- a', false],
  // Remarks of people, with the words that templates use.
  ['<!-- Kurt was not here -->', false],
  ['<!-- Please use handles -->', false],
  ['<!-- Namen bitte hier eintragen! -->', false],
  ['<!-- Use of the budget was not agreed, ask Kurt -->', false],
  ['<!-- scs-sprint:off-record -->', false],
])('%j holds no words of anybody: %s', (text, expected) => {
  expect(isIdleOnly(text)).toBe(expected)
})

test('a comment over several lines is taken apart from the words around it', () => {
  const { lines } = readStructure('before <!-- hint\ngoes on\nends --> behind')
  expect(visiblePart(lines, 0)).toEqual({ text: 'before ', from: 0 })
  expect(visiblePart(lines, 2)).toEqual({ text: ' behind', from: 8 })
  const { said, end } = commentAt(lines, 1)
  expect(said.map(({ raw }) => raw)).toEqual(['<!-- hint', 'goes on', 'ends -->'])
  expect(end).toBe(2)
})
