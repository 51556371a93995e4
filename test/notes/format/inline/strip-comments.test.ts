/** Comments inside of a line. */
import { expect, test } from 'vitest'
import { withoutIdleComments } from '../../../../src/notes/format/inline/strip-comments.ts'

test('comments in which nobody says anything go, and marks behind them move', () => {
  const mark = { at: 24, length: 2, shown: 'x' }
  expect(withoutIdleComments('a <!-- scs-sprint:x --> #1', [{ ...mark, at: 24 }])).toEqual({ text: 'a #1', marks: [{ ...mark, at: 2 }] })
})

test('text without comments stays', () => {
  expect(withoutIdleComments('a #1', [])).toEqual({ text: 'a #1', marks: [] })
})
