/** Links, images and brackets that are none. */
import { expect, test } from 'vitest'
import { formatInline } from '../../../../src/notes/format/inline/inline.ts'

test.each([
  ['[a](https://example.org)', '[a](https://example.org)'],
  ['![a](b.png "c")', '![a](b.png "c")'],
  ['[a](javascript:x)', '\\[a\\](javascript:x)'],
  ['[x] done', '[x] done'],
])('%j is put out as %j', (text, expected) => {
  expect(formatInline(text, [])).toBe(expected)
})

test('a label that the page defines makes a link', () => {
  expect(formatInline('[board]', [], { labels: new Set(['BOARD']) })).toBe('[board]')
})
