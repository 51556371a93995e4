/** Tables. */
import { expect, test } from 'vitest'
import { readStructure } from '../../../../src/notes/structure/read-structure.ts'

const kinds = (text: string) => readStructure(text).lines.map(({ kind }) => kind)

test.each([
  ['a row, one of dashes, and all that follow', '| a | b |\n| - | - |\n| c | d |\n\ntext', ['table', 'table', 'table', 'blank', 'text']],
  ['words directly below are a row', '| a |\n| - |\nwords', ['table', 'table', 'table']],
  ['a bullet below is none', '| a |\n| - |\n* item', ['table', 'table', 'item']],
  ['other numbers of cells', '| a | b |\n| - |', ['text', 'text']],
  ['no row of dashes', '| a | b |\n| c | d |', ['text', 'text']],
])('%s', (_what, text, expected) => {
  expect(kinds(text)).toEqual(expected)
})
