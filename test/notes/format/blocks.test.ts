/** Lines gathered to blocks. */
import { expect, test } from 'vitest'
import { cleanEnds, gatherBlocks } from '../../../src/notes/format/blocks.ts'
import { readStructure } from '../../../src/notes/structure/read-structure.ts'

const blocks = (text: string) => gatherBlocks(readStructure(text)).map(({ kind, spans, parent }) => [kind, spans.length, parent])

test.each([
  ['', []],
  [
    '# A\n\none\ntwo',
    [
      ['heading', 1, -1],
      ['paragraph', 2, -1],
    ],
  ],
  [
    '* a\n  more\n  * b',
    [
      ['item', 2, -1],
      ['item', 1, 0],
    ],
  ],
  [
    '```\nls\n```\n\n---\n\n> said',
    [
      ['code', 2, -1],
      ['rule', 1, -1],
      ['quote', 1, -1],
    ],
  ],
  ['| a |\n| - |', [['table', 2, -1]]],
])('%j', (text, expected) => {
  expect(blocks(text)).toEqual(expected)
})

test('empty comments are no block', () => {
  expect(blocks('<!-- -->\n\ntext')).toEqual([['paragraph', 1, -1]])
})

test('white space at both ends goes', () => {
  expect(cleanEnds(' a b\u00A0 ')).toBe('a b')
})
