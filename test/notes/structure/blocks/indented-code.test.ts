/** Code that is indented, not fenced. */
import { expect, test } from 'vitest'
import { readStructure } from '../../../../src/notes/structure/read-structure.ts'

const kinds = (text: string) => readStructure(text).lines.map(({ kind }) => kind)

test.each([
  ['below a paragraph and a blank line', 'text\n\n    ls', ['text', 'blank', 'code']],
  ['blank lines between lines of code are code', 'text\n\n    ls\n\n    cd', ['text', 'blank', 'code', 'code', 'code']],
  ['directly below a paragraph it goes on', 'text\n    ls', ['text', 'text']],
  ['below headings people indent notes', '# A\n\n    note', ['heading', 'blank', 'text']],
  ['lines with handles are notes', 'text\n\n    @ada will do it', ['text', 'blank', 'text']],
  ['lines with bullets are notes', 'text\n\n    * item', ['text', 'blank', 'item']],
])('%s', (_what, text, expected) => {
  expect(kinds(text)).toEqual(expected)
})
