/** Deadlines said in the text of an item. */
import { expect, test } from 'vitest'
import { dueIn, isOnlyTime } from '../../../../src/notes/readers/items/due-dates.ts'

// A Wednesday.
const MEETING = '2023-01-18'

test.each([
  ['write it by 2023-02-01', '2023-02-01'],
  ['write it until tomorrow', '2023-01-19'],
  ['write it by Friday', '2023-01-20'],
  ['write it by Wednesday', '2023-01-25'],
  ['write it until May 16', '2023-05-16'],
  ['write it bis 4.1.', '2024-01-04'],
  ['write it by next week', 'next week'],
])('%j', (text, due) => {
  expect(dueIn(text, MEETING)).toBe(due)
})

test.each(['write it', 'it stood by the door', 'write it (open since 2023-01-04)', 'Friday was long'])('%j has none', (text) => {
  expect(dueIn(text, MEETING)).toBeNull()
})

test('without the day of the meeting a weekday stays as typed', () => {
  expect(dueIn('write it by Friday', null)).toBe('Friday')
})

test('a time alone is told from an item with one', () => {
  expect([isOnlyTime('by Friday'), isOnlyTime('write it by Friday')]).toEqual([true, false])
})
