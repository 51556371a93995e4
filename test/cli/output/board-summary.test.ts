import { expect, test } from 'vitest'
import { boardSummary } from '../../../src/cli/output/board-summary.ts'
import { compareSnapshots } from '../../../src/domain/board/board-changes.ts'
import { aBoardItem, anEpic, aSnapshot } from '../../builders.ts'

const before = aSnapshot({ takenAt: '2023-01-11T11:00:00Z', items: [aBoardItem({ number: 1 })] })
const child = (number: number, readable = true) => ({ ref: `scs/issues#${number}`, sources: ['sub-issue' as const], readable })

test('a sync is summarized in lines that people understand', () => {
  const snapshot = aSnapshot({
    items: [aBoardItem({ number: 1, state: 'closed' }), aBoardItem({ number: 2 })],
    epics: [anEpic({ number: 3, children: [child(1), child(9, false)] }), anEpic({ number: 4, children: [child(1)] })],
    counts: { items: 2, drafts: 1, unreadable: 1, requests: 14, points: 42 },
  })
  expect(boardSummary({ snapshot, changes: compareSnapshots(before, snapshot), milliseconds: 1234 })).toBe(
    [
      'Board "Sprint Board" (scs, number 6): 2 items, 2 epics with 2 stories, 1 draft.',
      'The app cannot read: 1 card, 1 story.',
      "Read with 14 requests and 42 points of GitHub's rate limit in 1.2 s.",
      'Since 2023-01-11 11:00 UTC: 1 new (scs/issues#2), 1 done (scs/issues#1).',
    ].join('\n'),
  )
})

test('a first sync, one without changes, and an incomplete one say so', () => {
  expect(boardSummary({ snapshot: before, changes: null, milliseconds: 0 })).toContain('First snapshot')
  expect(boardSummary({ snapshot: before, changes: compareSnapshots(before, before), milliseconds: 0 })).toContain(
    'Nothing changed since 2023-01-11 11:00 UTC.',
  )
  const incomplete = { ...before, complete: false, problems: ['2 of 9 cards were not in its pages.'] }
  expect(boardSummary({ snapshot: incomplete, changes: null, milliseconds: 0 })).toMatch(
    /snapshot is incomplete, so findings are omitted.*\n- 2 of 9 cards/,
  )
})

test('a status that is not in sprint.yml is reported', () => {
  const items = [
    aBoardItem({ number: 1, status: 'doing' }),
    aBoardItem({ number: 2, status: 'Parked' }),
    aBoardItem({ number: 3, status: null }),
  ]
  const status = { backlog: ['Backlog'], active: ['Doing'], done: ['Done'] }
  const told = (known: typeof status) => boardSummary({ snapshot: aSnapshot({ items }), changes: null, milliseconds: 0, status: known })
  expect(told(status)).toMatch(/Status "Parked" \(1 card\) is not listed.*counts as neither backlog, active nor done/)
  expect(told({ ...status, backlog: ['Parked'] })).not.toContain('is not listed')
})

test('what the board read says of statuses gives way to what is found now, whatever its words are', () => {
  const items = [aBoardItem({ number: 2, status: 'Parked' })]
  const statusProblems = ['There is a status "Parked".']
  const snapshot = { ...aSnapshot({ items }), statusProblems, problems: ['A card came back empty.', ...statusProblems] }
  const told = (status: { backlog: string[]; active: string[]; done: string[] } | null) =>
    boardSummary({ snapshot, changes: null, milliseconds: 0, status }).split('\n')
  const lines = told({ backlog: ['Backlog'], active: ['Doing'], done: ['Done'] })
  expect(lines.filter((line) => line.includes('Parked'))).toEqual([expect.stringContaining('is not listed in `board.status`')])
  expect(lines).toContain('- A card came back empty.')
  expect(told(null).filter((line) => line.includes('Parked'))).toEqual(['- There is a status "Parked".'])
})
