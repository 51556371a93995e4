import { expect, test } from 'vitest'
import { fenceFor } from '../../../src/domain/markdown/fence.ts'

test.each([
  ['no backticks', 'plain text', 3],
  ['code in a line', 'a `b` c', 3],
  ['a fence', '```\ncode\n```', 4],
  ['a very long fence', `x\n${'`'.repeat(500)}\ny`, 501],
])('the fence is longer than any in the text: %s', (_, text, length) => {
  expect(fenceFor(text)).toBe('`'.repeat(length))
})
