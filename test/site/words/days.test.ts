/** Ages as readers say them. */
import { expect, test } from 'vitest'
import { ageWords, spanWords } from '../../../src/site/words/days.ts'

test.each([
  [0, '0 days'],
  [1, '1 day'],
  [60, '60 days'],
  [61, '2 months'],
  [364, '11 months'],
  [365, '11 months'],
  [366, '1 year'],
  [1100, '3 years'],
])('%i days are shown as %s', (days, words) => {
  expect(spanWords(days)).toBe(words)
})

test('today, yesterday, long ago; a future day is today', () => {
  const ages = ['2023-01-19', '2023-01-18', '2022-08-01', '2019-12-01', '2023-02-01'].map((since) => ageWords(since, '2023-01-19'))
  expect(ages).toEqual(['today', '1 day', '5 months', '3 years', 'today'])
})
