/** The words by which lists of people are known. */
import { expect, test } from 'vitest'
import {
  absentLabelIn,
  endsList,
  isGroup,
  listOf,
  namesAbsent,
  presentLabelIn,
  saysAbsent,
} from '../../../../src/notes/readers/people/people-words.ts'

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
  expect([namesAbsent('excused'), namesAbsent('absent members:'), namesAbsent('excused errors'), namesAbsent('missing')]).toEqual([
    true,
    true,
    false,
    false,
  ])
})

test('groups part a list, other labels end it', () => {
  expect([isGroup('remote'), isGroup('gäste'), isGroup('topics')]).toEqual([true, true, false])
  expect([endsList('agenda'), endsList('action items'), endsList('remote')]).toEqual([true, true, false])
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
