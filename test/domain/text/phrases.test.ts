/** Patterns built from lists of phrases. */

import { expect, test } from 'vitest'
import { anyOf, phrases, sequence, WHOLE_WORDS } from '../../../src/domain/text/phrases.ts'

test('special characters are literal, so that a phrase can be typed as spoken', () => {
  const found = phrases(['n/a, 1.2, a+b', '[x]'])
  for (const typed of ['n/a', '1.2', 'A+B', '[x]']) expect(found.exec(typed)?.[0]).toBe(typed)
  for (const typed of ['1x2', 'aab', 'x']) expect(found.test(typed)).toBe(false)
})

test('brackets hold choices, a question mark makes a word optional, a number in braces allows a gap', () => {
  const found = phrases(['(we|team) agreed', 'no objections?', 'muss {10} entschieden werden'], { before: /^/, after: /$/ })
  for (const typed of ['we agreed', 'team agreed', 'no objection', 'No objections', 'muss noch entschieden werden'])
    expect(found.test(typed)).toBe(true)
  for (const typed of ['they agreed', 'no objectionss', 'muss von allen zusammen entschieden werden']) expect(found.test(typed)).toBe(false)
})

test('phrases do not match inside longer words, in any language', () => {
  const found = phrases(['ai, fällt aus'], WHOLE_WORDS)
  for (const typed of ['AI: x', '(ai)', 'Der Call fällt aus.']) expect(found.test(typed)).toBe(true)
  for (const typed of ['mail', 'ai2', 'entfällt aus', 'fällt ausß']) expect(found.test(typed)).toBe(false)
})

test('a pattern covers what a phrase cannot, and phrases may follow each other', () => {
  expect(phrases([/nächste[nrs]?/, 'bald'], { after: /$/ }).test('nächster')).toBe(true)
  const row = phrases(['a , b , c '], { before: /^/, after: /$/, times: [1, 2], flags: '' })
  expect(['a b ', 'c '].map((typed) => row.test(typed))).toEqual([true, true])
  expect(['a b c ', 'A ', ''].map((typed) => row.test(typed))).toEqual([false, false, false])
})

test('a sequence is its parts one behind the other, with flags of its own', () => {
  const day = sequence([/\d{4}/, /-\d{2}/, /-\d{2}(?!\d)/], 'g')
  expect('2023-01-18 and 2023-02-01'.match(day)).toEqual(['2023-01-18', '2023-02-01'])
  expect(day.flags).toBe('g')
})

test('phrases as a part of another pattern are one group, and capture nothing', () => {
  expect(anyOf(['fehl(t|en), is missing', /[a-z]{1,3}/])).toBe('(?:fehl(?:t|en)|is missing|[a-z]{1,3})')
  expect(new RegExp(`^not ${anyOf(['there, written'])}$`).test('not written')).toBe(true)
})
