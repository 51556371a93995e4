import { expect, test } from 'vitest'
import { addDays } from '../../../src/domain/time/dates.ts'
import { guessRhythm } from '../../../src/init/minutes/guess-rhythm.ts'

/** Newest first. */
const every = (days: number, count: number, last = '2026-06-04') =>
  Array.from({ length: count }, (_, index) => addDays(last, -days * index))
const rhythm = (days: readonly string[]) => {
  const { weekday, everyWeeks, startsOn, untold } = guessRhythm(days, 'iaas/')
  return [weekday?.value ?? null, everyWeeks?.value ?? null, startsOn, untold]
}

test.each([
  ['every week', every(7, 10), ['thursday', 1, null, null]],
  ['every week, with holidays', every(7, 12).filter((_, index) => ![2, 3, 7].includes(index)), ['thursday', 1, null, null]],
  ['every two weeks', every(14, 8), ['thursday', 2, '2026-02-26', null]],
  ['every two weeks, one meeting moved by a day', every(14, 8).with(3, addDays('2026-06-04', -41)), ['thursday', 2, '2026-02-26', null]],
  ['every three weeks', every(21, 6), ['thursday', 3, '2026-02-19', null]],
  ['every four weeks', every(28, 6), ['thursday', 4, '2026-01-15', null]],
  [
    'the third Thursday of a month',
    ['2025-01-16', '2024-12-19', '2024-11-21', '2024-10-17', '2024-09-19', '2024-08-15'],
    ['thursday', null, null, 'on the third Thursday of a month'],
  ],
  ['now and then', ['2026-06-04', '2026-04-30', '2026-02-12', '2025-10-02'], ['thursday', null, null, null]],
  ['on any day', ['2026-06-04', '2026-06-01', '2026-05-27', '2026-05-22'], [null, null, null, null]],
  ['twice', every(7, 2), [null, null, null, null]],
  ['three times in two months', every(28, 3), ['thursday', null, null, null]],
])('%s', (_name, days, expected) => {
  expect(rhythm(days)).toEqual(expected)
})

test('a rhythm that changed: the latest days count', () => {
  expect(rhythm([...every(14, 12), ...every(7, 30, '2025-12-04')])).toEqual(['thursday', 2, '2026-01-01', null])
})

test('the evidence is told', () => {
  const guessed = guessRhythm(every(7, 12).with(4, '2026-05-06'), 'iaas/')
  expect(guessed.weekday?.because).toBe('11 of the latest 12 files in iaas/ are dated on a Thursday')
  expect(guessed.everyWeeks?.because).toBe('every week: all of these 11 days fit')
})
