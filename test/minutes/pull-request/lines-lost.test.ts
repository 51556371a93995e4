/** Which lines of minutes a new text would remove, and how long it takes to find out. */
import { expect, test } from 'vitest'
import { isMuchLost, linesLost } from '../../../src/minutes/pull-request/lines-lost.ts'
import { expectGrowsWithSize } from '../../growth.ts'

const NOTES = [
  '# 2023-01-18',
  '## Agenda',
  '- the migration took four hours',
  '- Decision: we stay with stable',
  '- Debian finds no disk',
  '',
].join('\n')

test.each([
  ['the same', NOTES, []],
  ['moved and nested', '## Agenda\n- Debian finds no disk\n  - the migration took four hours\n    - Decision: we stay with stable\n', []],
  ['marked up, with what the board says', NOTES.replace('- the migration took', '* **the migration** took (board: done, R4)'), []],
  ['reworded', NOTES.replace('took four hours', 'took about four long hours, as announced'), []],
  ['one taken out', NOTES.replace('- Debian finds no disk\n', ''), ['- Debian finds no disk']],
  ['nothing left', '# 2023-01-18\n', ['- the migration took four hours', '- Decision: we stay with stable', '- Debian finds no disk']],
])('%s', (_name, after, lost) => {
  expect(linesLost(NOTES, after).lost).toEqual(lost)
})

test.each([
  ['a status in German', '(board: in arbeit, @fkr)', '(board: warteschlange)'],
  ['brackets in a status', '(board: epic, doing (blocked), 4 of 7 stories done, R4)', '(board: epic, doing, 5 of 7 stories done, R4)'],
  ['signs of a regular expression', '(board: review?, nobody assigned)', '(board: c++ \\[next\\], @fkr)'],
  ['an age', '(minutes: open since 2023-01-04, carried over once)', '(minutes: open since 2023-01-04, carried over twice)'],
])('text added by the app cannot be lost: %s', (_name, before, after) => {
  const notes = (told: string) => `## Agenda\n\n### Disk\n\n${told}\n\n- Debian ${told}\n`
  expect(linesLost(notes(before), notes(after))).toEqual({ lost: [], of: 1 })
  expect(linesLost(notes(before), '## Agenda\n').lost).toEqual([`- Debian ${before}`])
})

test('brackets written by people are theirs', () => {
  expect(linesLost('- (in arbeitskreisen, sagt Eva)\n', '# x\n').lost).toHaveLength(1)
})

test('text that the app adds below the notes cannot be lost', () => {
  const summary = '\n## Summary\n\n### Epics needing attention\n\n- one\n- two\n- three\n- four\n'
  expect(linesLost(NOTES + summary, NOTES)).toEqual({ lost: [], of: 3 })
})

test.each([
  [1, 2, false],
  [2, 2, true],
  [2, 9, false],
  [4, 30, false],
  [3, 12, false],
  [3, 8, true],
  [4, 16, true],
  [7, 30, false],
  [8, 30, true],
  [13, 62, true],
  [19, 200, false],
  [20, 2000, true],
])('%d of %d lines: much is %s', (lost, of, much) => {
  expect(isMuchLost({ lost: Array.from({ length: lost }, () => '- x'), of })).toBe(much)
})

test.each([
  [
    'all different',
    (index: number) => `- point${index} word${index} about thing${index}`,
    (index: number) => `- other${index} matter${index}`,
  ],
  ['all alike', () => '- the same words again and again', () => '- again and again words that are the same'],
  ['one long line', (index: number) => `word${index}`, (index: number) => `else${index}`],
])('up to 20,000 lines, %s, are compared at a cost that grows with them', async (name, before, after) => {
  const text = (size: number, line: (index: number) => string) =>
    Array.from({ length: size }, (_, index) => line(index)).join(name === 'one long line' ? ' ' : '\n')
  await expectGrowsWithSize((size) => linesLost(text(size, before), text(size, after)), { from: 2_500 })
})
