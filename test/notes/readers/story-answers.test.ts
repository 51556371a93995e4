/** Answers to wishes for stories. */
import { expect, test } from 'vitest'
import { parsePad } from '../../../src/notes/readers/parsed-pad.ts'
import { answersTheLineAbove, asksForNone, readStoryAnswers } from '../../../src/notes/readers/story-answers.ts'

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

test('answers are found with the lines above them', () => {
  const answers = readStoryAnswers(parsePad('* User story for networks missing?\n  * not needed\n  * a remark', {}))
  expect(answers.map(({ text, line, above }) => [text, line, above.parents])).toEqual([['not needed', 2, [1]]])
})
