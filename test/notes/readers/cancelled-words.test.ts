/** Words that say that a meeting is cancelled. What they are about is in cancelled-meeting.test.ts. */
import { expect, test } from 'vitest'
import { AGAIN, CANCELLED, CAUSE_FIRST, IS_OCCASION, NOUN, OCCASION_FIRST } from '../../../src/notes/readers/cancelled-words.ts'

test.each([
  ['the meeting is cancelled', true],
  ['did not take place', true],
  ['postponed', true],
  ['postponed to 10:30', false],
  ['fällt heute aus', true],
  ['fällt kürzer aus', false],
  ['entfällt', true],
  ['findet heute nicht statt', true],
  ['dropped off the call', false],
  ['we do not meet', true],
  ['no', true],
  ['no longer', false],
])('%j: cancelled: %s', (said, isCancelled) => {
  expect(CANCELLED.test(said)).toBe(isCancelled)
})

test('the same once more is found everywhere', () => {
  expect('fällt aus / cancelled / skipped'.replace(AGAIN, '-')).toBe('- / - / -')
})

test('why stands in front', () => {
  expect('public holiday - no meeting'.replace(OCCASION_FIRST, '')).toBe('no meeting')
  expect('due to the summit, no meeting'.replace(CAUSE_FIRST, '').trim()).toBe('no meeting')
  expect(IS_OCCASION.test('on christmas eve')).toBe(true)
  expect(IS_OCCASION.test('in the christmastime')).toBe(false)
})

test.each(['meeting', 'teammeeting', 'status-call', 'jour', 'treffens'])('%j is a word for a meeting', (word) => {
  expect(NOUN.test(word)).toBe(true)
})
