/** How long requests may fail in all; the clock is the test's. */
import { expect, test } from 'vitest'
import { createRetryBudget } from '../../../../src/adapters/github/client/retry-budget.ts'

function aBudget(seconds: number) {
  let at = 0
  const budget = createRetryBudget(seconds, () => at)
  return { ...budget, pass: (ms: number) => (at += ms) }
}

test('a new budget is whole, and more than whole it never is', () => {
  const budget = aBudget(10)
  expect(budget.left()).toBe(10_000)
  budget.pass(3_600_000)
  expect(budget.left()).toBe(10_000)
})

test('trouble is counted, down to nothing and not below', () => {
  const budget = aBudget(10)
  budget.pass(4000)
  budget.count(0, 4000)
  expect(budget.left()).toBe(6000)
  budget.count(4000, 60_000)
  expect(budget.left()).toBe(0)
})

test.each<[string, readonly (readonly [number, number])[], number]>([
  [
    'one after the other',
    [
      [0, 1000],
      [1000, 3000],
    ],
    3000,
  ],
  [
    'side by side',
    [
      [0, 1000],
      [0, 1000],
      [0, 1000],
    ],
    1000,
  ],
  [
    'one that overlaps another',
    [
      [0, 2000],
      [1000, 3000],
    ],
    3000,
  ],
  [
    'one within another',
    [
      [0, 3000],
      [1000, 2000],
    ],
    3000,
  ],
  ['one that ends before it begins', [[2000, 1000]], 0],
])('times count once: %s', (_name, times, spent) => {
  const budget = aBudget(10)
  for (const [from, to] of times) budget.count(from, to)
  expect(budget.left()).toBe(10_000 - spent)
})

test('quiet time gives a tenth of itself back, time that was counted gives nothing', () => {
  const budget = aBudget(10)
  budget.count(0, 5000)
  budget.pass(5000)
  expect(budget.left()).toBe(5000)
  budget.pass(10_000)
  expect(budget.left()).toBe(6000)
})
