/** Lines of text. */
import { expect, test } from 'vitest'
import { lostNewline } from '../../../../src/notes/structure/blocks/text-lines.ts'
import { readStructure } from '../../../../src/notes/structure/read-structure.ts'

const lines = (text: string) => readStructure(text).lines.map(({ kind, marker, parent, continues }) => [kind, marker, parent, continues])

test.each([
  [
    'a sentence goes on',
    'one\ntwo',
    [
      ['text', null, -1, -1],
      ['text', null, -1, 0],
    ],
  ],
  [
    'below an item it belongs to that',
    '* a\ntwo',
    [
      ['item', '*', -1, -1],
      ['text', null, 0, 0],
    ],
  ],
  [
    'an arrow is a marker',
    '* a\n  => b',
    [
      ['item', '*', -1, -1],
      ['text', '=>', 0, 0],
    ],
  ],
  [
    'a blank line and no indent end the list',
    '* a\n\ntwo',
    [
      ['item', '*', -1, -1],
      ['blank', null, 0, -1],
      ['text', null, -1, -1],
    ],
  ],
  ['a picture alone', '![x](y.png)', [['image', null, -1, -1]]],
  ['a picture with words', '![x](y.png) words', [['text', null, -1, -1]]],
])('%s', (_what, text, expected) => {
  expect(lines(text)).toEqual(expected)
})

test.each([
  ['moved.    - also', 6],
  ['moved.   - also', -1],
  ['`a    - b`', -1],
  ['    - also', -1],
])('%j lost a newline at %i', (raw, at) => {
  expect(lostNewline(raw, 0, raw.length)).toBe(at)
})
