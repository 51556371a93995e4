/** Headings and the sections they open. */
import { expect, test } from 'vitest'
import { readStructure } from '../../../../src/notes/structure/read-structure.ts'

const headings = (text: string) => readStructure(text).headings.map(({ level, title, parent }) => [level, title, parent])

test.each([
  [
    'levels and parents',
    '# A\n## B\n### C\n## D',
    [
      [1, 'A', -1],
      [2, 'B', 0],
      [3, 'C', 1],
      [2, 'D', 0],
    ],
  ],
  ['closing signs', '## A ##', [[2, 'A', -1]]],
  ['a number is no closing sign', '## Computing #39', [[2, 'Computing #39', -1]]],
  [
    'underlined titles',
    'A\n===\nB\n---',
    [
      [1, 'A', -1],
      [2, 'B', 0],
    ],
  ],
  [
    'two on one line',
    '# 2023-07-27 ## People',
    [
      [1, '2023-07-27', -1],
      [2, 'People', 0],
    ],
  ],
  ['tags and numbers are none', '#183\n#tag', []],
])('%s', (_what, text, expected) => {
  expect(headings(text)).toEqual(expected)
})

test.each([
  ['##Agenda', ['heading-without-space']],
  ['# A ## B', ['merged-headings']],
  ['# A', []],
])('%j is warned about', (text, codes) => {
  expect(readStructure(text).warnings.map(({ code }) => code)).toEqual(codes)
})

test('below a paragraph of two lines the signs underline no title', () => {
  expect(headings('one\ntwo\n---')).toEqual([])
})
