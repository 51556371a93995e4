/** Verbs that plan, and words of the same ending that do not. */
import { expect, test } from 'vitest'
import { PLURAL_VERB, PRESENT_VERB, REQUEST } from '../../../../src/notes/readers/items/task-verbs.ts'

const isWhole = (source: string, words: string) => new RegExp(`^${source}$`, 'u').test(words)

test.each(['writes', 'checks', 'schreibt', 'prüft', 'fragt', 'testet'])('%s plans', (word) => {
  expect(isWhole(PRESENT_VERB, word)).toBe(true)
})

test.each(['was', 'says', 'sent', 'not', 'hat', 'ist', 'mit', 'nicht', 'wrote', 'Tests'])('%s does not', (word) => {
  expect(isWhole(PRESENT_VERB, word)).toBe(false)
})

test('several people plan in the plural', () => {
  expect([isWhole(PLURAL_VERB, 'schreiben'), isWhole(PLURAL_VERB, 'hatten')]).toEqual([true, false])
})

test('a request is no apology', () => {
  const begins = (words: string) => new RegExp(`^${REQUEST}`, 'iu').test(words)
  expect(['please review', 'Bitte prüfen', 'please excuse me', 'bitte entschuldigen'].map(begins)).toEqual([true, true, false, false])
})
