/** The one comparison of lines: exact for any usual text, and in bounded time for every other. */
import { expect, test } from 'vitest'
import { compareLines } from '../../../src/domain/text/compare-lines.ts'

const shared = (...lines: readonly string[]) => ({ isShared: true, before: lines, after: lines })

test('shows what is shared, taken out, put in and changed', () => {
  expect(compareLines(['a', 'b', 'c', 'd'], ['new', 'a', 'c', 'D', 'e'])).toEqual([
    { isShared: false, before: [], after: ['new'] },
    shared('a'),
    { isShared: false, before: ['b'], after: [] },
    shared('c'),
    { isShared: false, before: ['d'], after: ['D', 'e'] },
  ])
})

test('the same text is one run, and no text is none', () => {
  expect(compareLines(['a', '', 'b'], ['a', '', 'b'])).toEqual([shared('a', '', 'b')])
  expect(compareLines([], [])).toEqual([])
  expect(compareLines([], ['a'])).toEqual([{ isShared: false, before: [], after: ['a'] }])
})

/** Every other line is blank; of the others, some are changed. */
const long = (lines: number, change: (index: number) => string) =>
  Array.from({ length: lines }, (_, index) => (index % 2 === 0 ? '' : `- ${change(index)}`))

test.each([
  ['half of its lines changed', (index: number) => (index % 4 === 1 ? `now ${index}` : `line ${index}`), 5_000],
  ['all of its lines changed', (index: number) => `now ${index}`, 0],
  ['nothing but blank lines left', () => '', 0],
])('a text of the greatest length with %s takes no longer than a moment', (_name, change, kept) => {
  const [before, after] = [long(20_000, (index) => `line ${index}`), long(20_000, change)]
  const start = performance.now()
  const runs = compareLines(before, after)
  expect(performance.now() - start).toBeLessThan(3_000)
  expect(runs.flatMap((run) => run.before)).toEqual(before)
  expect(runs.flatMap((run) => run.after)).toEqual(after)
  const same = runs.flatMap((run) => (run.isShared ? run.before.filter((line) => line !== '') : []))
  expect(same.length).toBeGreaterThanOrEqual(kept)
})
