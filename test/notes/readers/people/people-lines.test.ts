/** Who is named in a line of a list of people. */

import { expect, test } from 'vitest'
import { parsePad, type Table } from '../../../../src/notes/readers/parsed-pad.ts'
import { isNames, isPeopleLine, personsIn, presenceIn } from '../../../../src/notes/readers/people/people-lines.ts'

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

function presence(rows: readonly string[], { date = null as string | null, below = false } = {}) {
  const [head = '', ...others] = rows
  const text = [head, head.replace(/[^|]+/g, '---'), ...others].join('\n')
  const found = presenceIn(parsePad(text, {}).tables.get(0) as Table, date, () => false, below)
  return found?.flatMap(({ persons }) => persons.map(({ handle, absent }) => [handle, absent])) ?? null
}

test('a column tells who was there', () => {
  expect(presence(['| Name | Present |', '| @ada | x |', '| @ben | no |', '| @carl | |'])).toEqual([
    ['ada', false],
    ['ben', true],
    ['carl', true],
  ])
})

test('the column of the day counts, and one of absent people the other way round', () => {
  const rows = ['| Name | 2023-01-11 | 2023-01-18 |', '| @ada | x | |', '| @ben | | x |']
  expect(presence(rows, { date: '2023-01-18' })).toEqual([
    ['ada', true],
    ['ben', false],
  ])
  expect(presence(['| Name | Excused |', '| @ada | x |', '| @ben | |'])).toEqual([
    ['ada', true],
    ['ben', false],
  ])
})

test('a column that nobody has filled in says nothing', () => {
  expect(presence(['| Name | Present |', '| @ada | |'])).toEqual([])
})

test('people alone are a list below a label of people only', () => {
  const rows = ['| Name | City |', '| @ada | Paris |']
  expect(presence(rows)).toBeNull()
  expect(presence(rows, { below: true })).toEqual([['ada', false]])
  expect(presence(['| Month | Cost |', '| May | 3 |'], { below: true })).toBeNull()
})
