import { expect, test } from 'vitest'
import { hygieneTable } from '../../../src/cli/output/hygiene-table.ts'
import type { PublishedFinding } from '../../../src/domain/finding.ts'

const finding = (change: Partial<PublishedFinding>): PublishedFinding => ({
  rule: 'epic-without-owner',
  severity: 'warning',
  team: 'iaas',
  epic: 'scs/issues#1',
  story: null,
  message: 'It is in progress and has no owner',
  evidence: [],
  fix: 'Assign somebody.',
  since: null,
  ...change,
})

test('findings are grouped by epic, warnings first, with what to do and since when', () => {
  const table = hygieneTable(
    [
      finding({ rule: 'nested-epic', severity: 'info', message: 'Its story scs/issues#9 is itself an epic', fix: 'Take the mark off.' }),
      finding({ since: '2023-01-11' }),
      finding({
        rule: 'story-without-epic',
        severity: 'info',
        epic: null,
        story: 'scs/issues#5',
        message: 'scs/issues#5 belongs to no epic',
        fix: 'Add it.',
      }),
    ],
    new Map([['scs/issues#1', 'Flavor\u001b[31m manager']]),
  )
  expect(table).toBe(`scs/issues#1 Flavor [31m manager (iaas)
  ! epic-without-owner  It is in progress and has no owner (since 2023-01-11)
                        -> Assign somebody.
  · nested-epic         Its story scs/issues#9 is itself an epic
                        -> Take the mark off.

Stories without an epic (iaas)
  · story-without-epic  scs/issues#5 belongs to no epic
                        -> Add it.

3 findings (1 warning) on 1 epic.
`)
})

test('long lists of one kind are counted, and no findings means all clear', () => {
  const many = Array.from({ length: 40 }, (_, index) => finding({ rule: 'story-without-epic', epic: null, story: `scs/issues#${index}` }))
  expect(hygieneTable(many).split('\n').length).toBeLessThan(12)
  expect(hygieneTable(many)).toContain('… and 35 more')
  expect(hygieneTable([])).toBe('No findings: all clear.\n')
})
