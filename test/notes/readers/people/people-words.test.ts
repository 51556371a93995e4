/** The words by which lists of people are known. */

import { expect, test } from 'vitest'
import { absentLabelIn, listOf, presentLabelIn, saysAbsent } from '../../../../src/notes/readers/people/people-lines.ts'
import { GROUP, LIST_END, ONLY_ABSENT } from '../../../../src/notes/readers/people/people-words.ts'

test.each([
  ['participants', 'present'],
  ['teilnehmer:innen', 'present'],
  ['roll call', 'present'],
  ['excused', 'absent'],
  ['entschuldigt', 'absent'],
  ['topics', null],
  ['party', null],
])('%j announces %s', (label, kind) => {
  expect(listOf(label)).toBe(kind)
})

test('a topic may begin like a list of absent people', () => {
  expect([
    ONLY_ABSENT.test('excused'),
    ONLY_ABSENT.test('absent members:'),
    ONLY_ABSENT.test('excused errors'),
    ONLY_ABSENT.test('missing'),
  ]).toEqual([true, true, false, false])
})

test('groups part a list, other labels end it', () => {
  expect([GROUP.test('remote'), GROUP.test('gäste'), GROUP.test('topics')]).toEqual([true, true, false])
  expect([LIST_END.test('agenda'), LIST_END.test('action items'), LIST_END.test('remote')]).toEqual([true, true, false])
})

test.each(['excused', 'cannot join', 'entschuldigt', 'nicht da'])('%j beside a person says absent', (words) => {
  expect(saysAbsent(words)).toBe(true)
})

test.each(['until 11', 'from home', 'excused next week'])('%j does not', (words) => {
  expect(saysAbsent(words)).toBe(false)
})

test('labels inside of a line have a length', () => {
  expect(absentLabelIn('Excused: @ada')).toBe('Excused: '.length)
  expect(absentLabelIn('@ada: excused')).toBe(0)
  expect(presentLabelIn('Gäste: @ada')).toBe('Gäste: '.length)
  expect(presentLabelIn('Excused: @ada')).toBe(0)
})
