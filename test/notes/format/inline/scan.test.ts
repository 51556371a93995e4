/** What one pass over a text remembers. */

import { expect, test } from 'vitest'
import { GITHUB_COM } from '../../../../src/domain/github-web.ts'
import { collapse, flush, replace, type Scan } from '../../../../src/notes/format/inline/scan.ts'

function scanOf(text: string): Scan {
  const lists = { pieces: [], brackets: [], delimiters: [], all: [], links: [] }
  return { text, ...lists, labels: new Set(), github: GITHUB_COM, lastComment: -1, anchor: -1, from: 0, around: 0, slash: -1 }
}

test('text is taken over once, with single spaces', () => {
  const scan = scanOf('a  b')
  flush(scan, 4)
  flush(scan, 4)
  expect(scan.pieces).toEqual([{ out: 'a b' }])
  expect(collapse('a\tb   c')).toBe('a b c')
})

test('a piece stands in place of what was typed', () => {
  const scan = scanOf('a*b')
  expect(replace(scan, 1, 2, { out: '\\*' })).toBe(2)
  flush(scan, 3)
  expect(scan.pieces.map(({ out }) => out)).toEqual(['a', '\\*', 'b'])
})
