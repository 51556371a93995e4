import { expect, test } from 'vitest'
import { rules } from '../../src/hygiene/registry.ts'
import type { AuditEntry } from '../../src/ports.ts'
import { parseSettings } from '../../src/settings/parse.ts'
import { summarizeWeek, type WeekInput, writeWeekReport } from '../../src/usecases/report-week.ts'
import { aBoardItem } from '../builders.ts'

const settings = parseSettings(
  'organization: scs\nminutes: { repository: scs/minutes }\nteams: { iaas: { name: IaaS, label: IaaS }, kaas: { name: KaaS, label: KaaS }, all: { name: All } }\n',
  'sprint.yml',
  rules,
)
const entry = (kind: string, where: string, at = '2023-01-18T10:00:00.000Z'): AuditEntry => ({ at, kind, where, why: 'a test', url: null })
const input: WeekInput = {
  settings,
  since: new Date('2023-01-16T07:00:00Z'),
  until: new Date('2023-01-23T07:00:00Z'),
  entries: [],
  dead: [],
  usage: [],
  snapshot: null,
}

test('writes of the week are counted by kind, the most frequent first; others are left out', () => {
  const entries = [
    entry('react', 'scs/issues#1'),
    entry('create-comment', 'scs/issues#1'),
    entry('create-comment', 'scs/issues#2'),
    entry('create-comment', 'scs/issues#2', '2023-01-16T07:00:00.000Z'),
    entry('create-comment', 'scs/issues#2', '2023-01-23T07:00:00.001Z'),
    entry('react', 'scs/issues#2', '2023-01-23T07:00:00.000Z'),
  ]
  expect(summarizeWeek({ ...input, entries }).writes).toEqual([
    { kind: 'create-comment', count: 2 },
    { kind: 'react', count: 2 },
  ])
})

test('comments count for the team whose label the epic has, minutes for the team of their branch, each meeting once', () => {
  const items = [
    aBoardItem({ ref: 'scs/issues#1', labels: ['iaas'] }),
    aBoardItem({ ref: 'scs/issues#2', labels: ['KaaS'] }),
    aBoardItem({ ref: 'scs/issues#3', labels: [] }),
  ]
  const entries = [
    entry('create-comment', 'scs/issues#1'),
    entry('update-comment', 'SCS/issues#1'),
    entry('create-comment', 'scs/issues#3'),
    entry('minimize-comment', 'scs/issues#2'),
    entry('commit-file', 'scs/minutes:minutes/kaas-2023-01-18:kaas/20230118.md'),
    entry('commit-file', 'scs/minutes:minutes/kaas-2023-01-18:kaas/20230118.md'),
    entry('commit-file', 'scs/minutes:minutes/kaas-2023-01-18-2:kaas/20230118-2.md'),
    entry('commit-file', 'scs/minutes:community-call-2023-01-19:community-call/20230119.md'),
  ]
  expect(summarizeWeek({ ...input, entries, snapshot: { items } }).teams).toEqual([
    { team: 'iaas', comments: 2, minutes: 0 },
    { team: 'kaas', comments: 0, minutes: 2 },
  ])
})

test('only what became a dead letter in the week is reported', () => {
  const dead = [
    { kind: 'delivery', count: 2, message: 'HttpError: away', at: '2023-01-20T10:00:00.000Z' },
    { kind: 'look-again', count: 1, message: 'Error: old', at: '2023-01-10T10:00:00.000Z' },
  ]
  const report = summarizeWeek({ ...input, dead })
  expect(report.failures.map(({ kind }) => kind)).toEqual(['delivery'])
  expect(writeWeekReport(report)).toContain('- delivery: 2, last at 2023-01-20T10:00:00.000Z: HttpError: away')
})

test('the report says what the week cost, and says so where nothing happened', () => {
  const usage = [
    { day: '2023-01-15', requests: 5000, failed: 50, points: 500, leastLeft: 0 },
    { day: '2023-01-17', requests: 1200, failed: 1, points: 90, leastLeft: null },
    { day: '2023-01-18', requests: 34, failed: 2, points: 1, leastLeft: 0.8249 },
  ]
  expect(writeWeekReport(summarizeWeek({ ...input, usage }))).toBe(
    `**scs-sprint from 2023-01-16 to 2023-01-23**

### Written

Nothing was written.

### By team

No comments or minutes were written.

### Failed for good

Nothing failed for good.

### Cost

- 1234 requests to GitHub since 2023-01-17, 3 of them failed
- 91 points of GitHub's GraphQL rate limit for reading boards
- At least 82 % of GitHub's rate limit was left`,
  )
  expect(writeWeekReport(summarizeWeek(input))).toMatch(/Requests were not counted\.$/)
})
