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
  ['<!-- Use of the budget was not agreed, ask Kurt -->', false],
  ['<!-- scs-sprint:off-record -->', false],
  ['<!-- please ask Kurt about the budget -->', false],
  ['<!-- add topics of Kurt, he was ill -->', false],
  ['<!-- list of names was wrong -->', false],
  ['<!-- write here what Kurt said -->', false],
  ['<!-- bitte Kurt fragen -->', false],
  ['<!-- Themen hier nicht eintragen -->', false],
  // Hints of a template.
  ['<!-- please add topics -->', true],
  ['<!-- add yourself here -->', true],
  ['<!-- Add your name -->', true],
  ['<!-- fill in here, please -->', true],
  ['<!-- list participants below -->', true],
  ['<!-- replace this -->', true],
  ['<!-- note down decisions here. -->', true],
  ['<!-- Namen bitte hier eintragen! -->', true],
  ['<!-- bitte Themen ergänzen -->', true],
  ['<!-- hier eintragen -->', true],
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
