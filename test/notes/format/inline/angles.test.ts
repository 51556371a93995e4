/** Angle brackets. */
import { expect, test } from 'vitest'
import { formatInline } from '../../../../src/notes/format/inline/inline.ts'

test.each([
  ['<https://example.org>', '<https://example.org>'],
  ['a <br> b', 'a <br> b'],
  ['a <!-- --> b', 'a b'],
  ['a <!-- add your name --> b', 'a b'],
  ['a <script> b', 'a \\<script> b'],
  ['1 < 2', '1 < 2'],
])('%j is put out as %j', (text, expected) => {
  expect(formatInline(text, [])).toBe(expected)
})
