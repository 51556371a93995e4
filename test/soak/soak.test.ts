/** The soak in short: one case of a kind, and the report that was made of the long runs. */
import { existsSync, readFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { disturbed } from '../cli/every-command/faults.ts'
import { killServers } from '../cli/start/server-process.ts'
import { crashed } from './crashes.ts'
import { firstDifference, spread } from './part.ts'
import { keptResults, report } from './report.ts'

afterAll(killServers)

test.each([
  ['a write to GitHub', { to: 'github', at: 0, how: 'crash-after' }],
  ['half of a write to a file', { to: 'files', at: 3, how: 'torn' }],
] as const)('hygiene that is killed after %s is made up by the next run, once', async (_name, write) => {
  const { isKilled, after, next, log } = await crashed('hygiene', write)
  expect([isKilled, next, log]).toEqual([true, 0, 0])
  expect(after).toEqual((await disturbed('hygiene', null)).after)
})

test('two states are compared to the first line that differs', () => {
  expect(firstDifference({ a: 'one\ntwo' }, { a: 'one\ntwo' })).toBeNull()
  expect(firstDifference({ a: 'one\nthree' }, { a: 'one\ntwo' })).toBe('expected two", found three"')
  expect(firstDifference([1], [1, 2])).toContain('expected 1,, found 1')
})

test('cases are spread in the same order each time, and none is lost', () => {
  const cases = Array.from({ length: 50 }, (_, index) => index)
  expect(spread(cases)).toEqual(spread(cases))
  expect([...spread(cases)].sort((a, b) => a - b)).toEqual(cases)
  expect(spread(cases)).not.toEqual(cases)
})

test('docs/soak.md tells the results that are kept', () => {
  const kept = keptResults()
  if (kept.length === 0) return
  expect(existsSync('docs/soak.md') ? readFileSync('docs/soak.md', 'utf8') : null).toBe(report(kept))
})
