/** Hints inside of a line. */
import { expect, test } from 'vitest'
import { withoutHints } from '../../../../src/notes/format/inline/strip-hints.ts'

test('hints go, and marks behind them move', () => {
  const mark = { at: 25, length: 2, shown: 'x' }
  expect(withoutHints('a <!-- add your name --> #1', [{ ...mark, at: 25 }])).toEqual({ text: 'a #1', marks: [{ ...mark, at: 2 }] })
})

test('text without comments stays', () => {
  expect(withoutHints('a #1', [])).toEqual({ text: 'a #1', marks: [] })
})
