/** Link definitions and footnotes. */
import { expect, test } from 'vitest'
import { readStructure } from '../../../../src/notes/structure/read-structure.ts'

const kinds = (text: string) => readStructure(text).lines.map(({ kind }) => kind)

test.each([
  ['an address by its label', '[board]: https://example.org', ['definition']],
  ['its title on the line below', '[board]: https://example.org\n"The board"', ['definition', 'definition']],
  ['none in the middle of a paragraph', 'text\n[board]: https://example.org', ['text', 'text']],
  ['none with words behind the address', '[board]: https://example.org is ours', ['text']],
  ['what is indented below a footnote belongs to it', '[^1]: words\n\n    more', ['text', 'blank', 'markup']],
  ['what is not indented does not', '[^1]: words\n\nmore', ['text', 'blank', 'text']],
])('%s', (_what, text, expected) => {
  expect(kinds(text)).toEqual(expected)
})

test('the sign of a footnote is its marker', () => {
  expect(readStructure('[^1]: words').lines[0]).toMatchObject({ marker: '[^1]:', text: 'words' })
})
