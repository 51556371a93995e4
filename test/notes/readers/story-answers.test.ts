/** Words that say that a story is not wanted, or there already. */
import { expect, test } from 'vitest'
import { answersTheLineAbove, asksForNone, isNotWanted, tellsOfNewStory } from '../../../src/notes/readers/story-answers.ts'

test.each(['-> not needed', '-> verworfen', '-> gibt es schon'])('%j asks for no story any more', (words) => {
  expect(asksForNone(words)).toBe(true)
})

test.each(['-> @ada will write it', 'User story for networks missing', '-> next week'])('%j leaves the wish as it is', (words) => {
  expect(asksForNone(words)).toBe(false)
})

test('an answer is short, and asks nothing itself', () => {
  expect(answersTheLineAbove('not needed')).toBe(true)
  expect(answersTheLineAbove('not needed?')).toBe(false)
  expect(answersTheLineAbove('')).toBe(false)
  expect(answersTheLineAbove(`not needed ${'because of many other things '.repeat(3)}`)).toBe(false)
})

test.each([
  ['a user story was created', true],
  ['the stories are written', true],
  ['we opened two new stories', true],
  ['a story should be created', false],
  ['stories about storage', false],
])('%j: the story is there: %s', (words, isThere) => {
  expect(tellsOfNewStory(words)).toBe(isThere)
})

test.each([
  ['decided against it', true],
  ['wird nicht gebraucht', true],
  ['nicht mehr nötig', true],
  ['decided to write it', false],
])('%j: it is not wanted: %s', (words, isIt) => {
  expect(isNotWanted(words)).toBe(isIt)
})
