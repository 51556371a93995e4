/** List items and how deep they are nested. */
import { expect, test } from 'vitest'
import { readStructure } from '../../../../src/notes/structure/read-structure.ts'

const items = (text: string) => readStructure(text).lines.map(({ kind, depth, marker, parent }) => [kind, depth, marker, parent])

test.each([
  [
    'nesting by two columns',
    '* a\n  - b\n    1. c',
    [
      ['item', 0, '*', -1],
      ['item', 1, '-', 0],
      ['item', 2, '1.', 1],
    ],
  ],
  [
    'one column is a slip',
    '* a\n * b',
    [
      ['item', 0, '*', -1],
      ['item', 0, '*', -1],
    ],
  ],
  ['a bullet that lost its space', '-@ada said', [['item', 0, '-', -1]]],
  ['emphasis is no bullet', '*word* is said', [['text', 0, null, -1]]],
  [
    'a number that goes on with the sentence',
    'it is on\n18. January',
    [
      ['text', 0, null, -1],
      ['text', 0, null, -1],
    ],
  ],
  [
    'the next item of a numbered list',
    '1. a\n2. b',
    [
      ['item', 0, '1.', -1],
      ['item', 0, '2.', -1],
    ],
  ],
])('%s', (_what, text, expected) => {
  expect(items(text)).toEqual(expected)
})

test('an item that Markdown would swallow is read, and warned about', () => {
  const { lines, warnings } = readStructure('* a\n          * b')
  expect(lines[1]).toMatchObject({ kind: 'item', depth: 1, parent: 0 })
  expect(warnings.map(({ code }) => code)).toEqual(['over-indented-list'])
})
