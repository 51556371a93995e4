/** The title above a text without one. */
import { expect, test } from 'vitest'
import { formatNotes } from '../../../../src/notes/format/house-format.ts'

test.each([
  ['text', 'T', '# T\n\ntext\n'],
  ['# A\n\ntext', 'T', '# A\n\ntext\n'],
  ['text', undefined, 'text\n'],
])('%j with the title %j', (text, title, expected) => {
  expect(formatNotes(text, title === undefined ? {} : { title }).text).toBe(expected)
})
