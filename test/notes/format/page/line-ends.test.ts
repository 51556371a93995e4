/** Where a line of a paragraph may end. */
import { expect, test } from 'vitest'
import { beginsLongTag, breakableEnds } from '../../../../src/notes/format/page/line-ends.ts'

test('a line may not end inside of code or a tag', () => {
  expect(breakableEnds('a\nb')).toEqual([true])
  expect(breakableEnds('a `b\nc` d')).toEqual([false])
})

test('a tag over several lines is seen at its beginning', () => {
  expect(beginsLongTag('<a\nhref="x">', 0)).toBe(true)
  expect(beginsLongTag('<b>x</b>', 0)).toBe(false)
})
