/** Containers of HedgeDoc. */
import { expect, test } from 'vitest'
import { readStructure } from '../../../../src/notes/structure/read-structure.ts'

const kinds = (text: string) => readStructure(text).lines.map(({ kind }) => kind)

test.each([
  ['begins and ends', ':::info\ntext\n:::', ['container', 'text', 'container']],
  ['one in another', ':::info\n:::warning\ntext\n:::\n:::', ['container', 'container', 'text', 'container', 'container']],
  ['nothing ends it', ':::info\ntext', ['text', 'text']],
  ['an end without a beginning', 'text\n\n:::', ['text', 'blank', 'text']],
  ['a heading inside would divide the page', ':::info\n# A\n:::', ['text', 'heading', 'text']],
])('%s', (_what, text, expected) => {
  expect(kinds(text)).toEqual(expected)
})
