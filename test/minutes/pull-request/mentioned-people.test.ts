/** Whom a pull request calls by name, and how the others are shown. */
import { expect, test } from 'vitest'
import { whomToCall } from '../../../src/minutes/pull-request/mentioned-people.ts'
import { aMeeting, notesWith } from '../meetings.ts'

const same = (handle: string) => handle
const called = (...args: Parameters<typeof whomToCall>) => [...whomToCall(...args).called]

test('participants who answered are called, strangers are shown as code', () => {
  const people = whomToCall(notesWith({ participants: ['fkr'], scribes: ['stranger', 'fkr'] }), [], same)
  expect([...people.called]).toEqual(['fkr'])
  expect(people.show(people.scribes)).toBe('@fkr and `@stranger`')
})

test('who had a turn before is called, also without being on the list of participants', () => {
  const past = [aMeeting('2023-01-11', { scribes: ['garloff'], reporters: ['berendt'], participants: ['guest'] })]
  expect(called(notesWith({ scribes: ['garloff', 'guest'], reporters: ['berendt'] }), past, same)).toEqual(['garloff', 'berendt'])
})

test.each(['everyone', 'ALL', 'team', 'here', 'tbd', 'nobody', 'maintainers'])('@%s is nobody, even among the participants', (group) => {
  expect(called(notesWith({ participants: [group], scribes: [group] }), [], same)).toEqual([])
})

test.each(['-fkr', 'fkr-', 'a--b', 'a_b', 'x'.repeat(40), ''])('%j is no login', (typed) => {
  expect(whomToCall(notesWith({ participants: [typed], scribes: [typed] }), [], same).scribes).toEqual([])
})

test('at most three are called, scribes first', () => {
  const crowd = ['a', 'b', 'c', 'd']
  expect(called(notesWith({ participants: crowd, scribes: ['d', 'c'], reporters: ['b', 'a'] }), [], same)).toEqual(['d', 'c', 'b'])
})

test('other spellings of a person are one person', () => {
  const person = (handle: string) => (handle === 'mfechner' ? 'matfechner' : handle)
  const notes = notesWith({ participants: ['matfechner'], scribes: ['mfechner', 'MatFechner'] })
  expect(whomToCall(notes, [], person)).toMatchObject({ scribes: ['MatFechner'] })
  expect(called(notes, [], person)).toHaveLength(1)
})

test.each<[readonly string[], string]>([
  [[], ''],
  [['a'], '`@a`'],
  [['a', 'b'], '`@a` and `@b`'],
  [['a', 'b', 'c'], '`@a`, `@b` and `@c`'],
])('%j as a sentence', (people, text) => {
  expect(whomToCall(notesWith(), [], same).show(people)).toBe(text)
})

test('of a crowd ten are named, the called ones first', () => {
  const crowd = Array.from({ length: 14 }, (_, index) => `s${index}`)
  const people = whomToCall(notesWith({ participants: ['s13'], scribes: crowd }), [], same)
  const shown = people.show(people.scribes)
  expect(shown).toMatch(/^@s13, `@s0`, .* and 4 more$/)
  expect(shown.match(/@s/g)).toHaveLength(10)
})
