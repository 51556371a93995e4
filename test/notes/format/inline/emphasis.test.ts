/** Which signs of emphasis belong together. */
import { expect, test } from 'vitest'
import { delimiterAt, free, matchDelimiters, signBefore } from '../../../../src/notes/format/inline/emphasis.ts'

function unmatched(text: string): readonly number[] {
  const delimiters = [...text.matchAll(/\*+/g)].map((match) => delimiterAt(text, match.index, match[0].length))
  matchDelimiters(delimiters)
  return delimiters.map(free)
}

test.each([
  ['*a*', [0, 0]],
  ['**a**', [0, 0]],
  ['**a*', [1, 0]],
  ['*a', [1]],
  ['2 * 3', [1]],
])('%j leaves %j signs', (text, expected) => {
  expect(unmatched(text)).toEqual(expected)
})

test('the sign before a place is a whole character', () => {
  expect(signBefore('a👍b', 3)).toBe('👍')
  expect(signBefore('ab', 1)).toBe('a')
})
