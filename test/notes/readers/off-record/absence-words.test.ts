/** The words for why somebody is absent. */
import { expect, test } from 'vitest'
import { REASONS } from '../../../../src/notes/readers/off-record/absence-words.ts'

const without = (text: string) => REASONS.reduce((rest, { pattern, absent }) => rest.replace(pattern, absent), text)

test.each([
  ['@ada is sick', '@ada is absent'],
  ['@ada due to illness', '@ada absent'],
  ['@ada on parental leave', '@ada absent'],
  ['@ada im Urlaub', '@ada abwesend'],
  ['@ada wegen Grippe', '@ada abwesend'],
])('%j becomes %j', (text, expected) => {
  expect(without(text).replace('is absent', 'absent')).toBe(expected.replace('is absent', 'absent'))
})

test.each(['@ada is present', 'acme/sick', '@vacation', 'the urlaubsplaner tool'])('%j holds no reason', (text) => {
  expect(without(text)).toBe(text)
})
