/** Hints of the template. */
import { expect, test } from 'vitest'
import { isHintOnly, visiblePart } from '../../../src/notes/format/template-hints.ts'
import { readStructure } from '../../../src/notes/structure/read-structure.ts'

test.each([
  ['', true],
  ['  ', true],
  ['<!-- add your name -->', true],
  [' <!-- add your name --> <!-- add your topic --> ', true],
  ['<!-- a --> words', false],
  ['words', false],
  ['<!-- a', false],
  ['<!-- Please use handles -->', true],
  ['<!-- Namen bitte hier eintragen! -->', true],
  ['<!-- one handle per line, please -->', true],
  // Remarks of people, with the words that templates use.
  ['<!-- I would rather write a remark than follow that link -->', false],
  ['<!-- decided without a template, see the list of May -->', false],
  ['<!-- das Beispiel war falsch -->', false],
])('%j is nothing but hints: %s', (text, expected) => {
  expect(isHintOnly(text)).toBe(expected)
})

test('the parts of a comment over several lines go, the words around them stay', () => {
  const { lines } = readStructure('before <!-- hint\ngoes on\nends --> behind')
  expect(visiblePart(lines, 0)).toEqual({ text: 'before ', from: 0 })
  expect(visiblePart(lines, 2)).toEqual({ text: ' behind', from: 8 })
})
