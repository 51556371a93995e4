/** Who is named in a line of a list of people. */
import { expect, test } from 'vitest'
import { isNames, isPeopleLine, personsIn } from '../../../../src/notes/readers/people/people-lines.ts'

const rules = { absent: false, isHandle: (word: string) => word === 'garloff' }
const persons = (words: string, absent = false) =>
  personsIn(words, { ...rules, absent }).map(({ handle, name, remark, absent: gone }) => [handle, name, remark, gone])

test.each([
  ['@ada', [['ada', null, null, false]]],
  ['Ada Lovelace (@ada)', [['ada', 'Ada Lovelace', null, false]]],
  ['@ada (until 11)', [['ada', null, 'until 11', false]]],
  ['garloff', [['garloff', 'garloff', null, false]]],
  [
    '@ada, excused: @ben',
    [
      ['ada', null, null, false],
      ['ben', null, null, true],
    ],
  ],
  [
    '@ada and @ben are both excused',
    [
      ['ada', null, 'are both excused', true],
      ['ben', null, 'are both excused', true],
    ],
  ],
])('%j', (words, expected) => {
  expect(persons(words).map(([handle, , , gone]) => [handle, gone])).toEqual(expected.map(([handle, , , gone]) => [handle, gone]))
})

test('a name and a remark stay beside the handle', () => {
  expect(persons('Ada Lovelace (@ada)')[0]?.[1]).toBe('Ada Lovelace')
  expect(persons('@ada (until 11)')[0]?.[2]).toBe('until 11')
})

test('in a list of absent people everybody is absent', () => {
  expect(persons('@ada', true)).toEqual([['ada', null, null, true]])
})

test.each(['', '@', 'please add your github handle'])('%j names nobody', (words) => {
  expect(persons(words)).toEqual([])
})

test('names and commas are a line of people, sentences are none', () => {
  expect([isPeopleLine('Ada Lovelace, @ben'), isPeopleLine('Ada talked about it'), isPeopleLine('')]).toEqual([true, false, false])
  expect([isNames('Ada, Ben'), isNames('@ada'), isNames('nobody')]).toEqual([true, false, false])
})
