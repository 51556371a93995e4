/** Blocks as lines. */
import { expect, test } from 'vitest'
import { formatNotes } from '../../../../src/notes/format/house-format.ts'

test.each([
  ['blank lines part blocks', '# A\ntext\n* a\n* b\n\nmore', '# A\n\ntext\n\n- a\n- b\n\nmore\n'],
  ['items are nested by the width of the marker', '* a\n    * b\n1. c\n    * d', '- a\n  - b\n\n1. c\n   - d\n'],
  ['a quotation is a page of its own', '> * a\n> * b', '> - a\n> - b\n'],
  ['rules are hyphens', 'a\n\n***\n\nb', 'a\n\n---\n\nb\n'],
])('%s', (_what, text, expected) => {
  expect(formatNotes(text).text).toBe(expected)
})
