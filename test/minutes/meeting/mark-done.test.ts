/** Action items marked as done by their words. */
import { expect, test } from 'vitest'
import { markDone } from '../../../src/minutes/meeting/mark-done.ts'

const MINUTES = `# 2026-01-14

## Participants

- @alba
- @bruno

## Agenda

- AI @alba: publish the numbers of January
- AI @bruno: publish the names of flavors
- _AI @bruno: write to the vendors_
- AI @alba: write to the board (done)

## Summary

- AI @alba: publish the numbers of January ([Agenda](#agenda))
`
const mark = (asked: string) => markDone(MINUTES, asked, { date: '2026-01-14' })
const changed = (asked: string) => {
  const found = mark(asked)
  if ('problem' in found) throw new Error(found.problem)
  const before = MINUTES.split('\n')
  return { owners: found.owners, lines: found.text.split('\n').filter((line, at) => line !== before[at]) }
}

test('an item and its copy in the summary, by a few of its words', () => {
  expect(changed('numbers of january')).toEqual({
    owners: ['alba'],
    lines: ['- AI @alba: publish the numbers of January (done)', '- AI @alba: publish the numbers of January ([Agenda](#agenda)) (done)'],
  })
})

test('an item in italics, by other words that mean it', () => {
  expect(changed('write to vendors')).toEqual({ owners: ['bruno'], lines: ['- _AI @bruno: write to the vendors_ (done)'] })
})

test('a handle narrows the words', () => {
  expect(changed('@bruno publish').lines).toEqual(['- AI @bruno: publish the names of flavors (done)'])
})

test.each([
  ['', 'Name the action item'],
  ['publish', 'More than one open action item says that. Say more of one of them: "publish the numbers of January"'],
  ['buy a cake', 'No open action item says that. Open are: "publish the numbers of January"'],
  ['write to the board', 'No open action item says that.'],
  ['@carla publish the numbers', 'No open action item says that.'],
])('%j changes nothing, and is answered', (asked, told) => {
  expect(mark(asked)).toEqual({ problem: expect.stringContaining(told) })
})
