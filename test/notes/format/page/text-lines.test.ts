/** Lines of paragraphs and items. */
import { expect, test } from 'vitest'
import { formatNotes } from '../../../../src/notes/format/house-format.ts'
import { joined } from '../../../../src/notes/format/page/text-lines.ts'

const span = (text: string, number: number) => ({ text, lead: '', number, column: 0 })

test('stretches of text are joined by line ends', () => {
  expect(joined([span('a', 1), span('b', 2)])).toBe('a\nb')
})

test.each([
  ['typed line breaks stay', 'a  \nb', {}, 'a  \nb\n'],
  ['other line ends are breaks only where asked for', 'a\nb', { breakLines: true }, 'a  \nb\n'],
  ['and none otherwise', 'a\nb', {}, 'a\nb\n'],
])('%s', (_what, text, options, expected) => {
  expect(formatNotes(text, options).text).toBe(expected)
})
