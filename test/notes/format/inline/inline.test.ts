/** The text of one line in house format. */
import { expect, test } from 'vitest'
import { formatInline } from '../../../../src/notes/format/inline/inline.ts'

test.each([
  ['plain words', 'plain words'],
  ['two  spaces', 'two spaces'],
  ['`code  stays`', '`code  stays`'],
  ['**bold** and *it*', '**bold** and *it*'],
  ['a * b', 'a * b'],
])('%j is put out as %j', (text, expected) => {
  expect(formatInline(text, [])).toBe(expected)
})

test('a mark is shown in place of what was typed', () => {
  expect(formatInline('see #12 now', [{ at: 4, length: 3, shown: '[#12](https://example.org)' }])).toBe(
    'see [#12](https://example.org) now',
  )
})
