/** Words, URLs and mail addresses in a line. */
import { expect, test } from 'vitest'
import { formatInline } from '../../../../src/notes/format/inline/inline.ts'
import { isAddressSign } from '../../../../src/notes/format/inline/words.ts'

test.each([
  ['a', true],
  ['9', true],
  ['.', true],
  [' ', false],
  ['(', false],
])('%j may stand in an address: %s', (sign, expected) => {
  expect(isAddressSign(sign.charCodeAt(0))).toBe(expected)
})

test.each([
  ['see https://example.org now', 'see <https://example.org> now'],
  ['snake_case_name', 'snake_case_name'],
])('%j is put out as %j', (text, expected) => {
  expect(formatInline(text, [])).toBe(expected)
})
