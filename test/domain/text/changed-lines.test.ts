import { expect, test } from 'vitest'
import { changedLines } from '../../../src/domain/text/changed-lines.ts'

test('nothing changes', () => {
  expect(changedLines('a\nb\n', 'a\nb\n')).toBe('')
})

test('changed lines with those around them; the rest is left out', () => {
  const before = ['1', '2', '3', '4', '5', 'old', '7', '8', '9', '10', '11'].join('\n')
  expect(changedLines(before, before.replace('old', 'new'))).toBe('…\n 4\n 5\n-old\n+new\n 7\n 8\n…\n')
})

test('from and to nothing', () => {
  expect(changedLines('', 'a')).toBe('-\n+a\n')
})
