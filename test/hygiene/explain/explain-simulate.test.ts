/** Why each rule fired or not, and what another sprint.yml would change. */
import { expect, test } from 'vitest'
import { describeExplanation, explainEpic } from '../../../src/hygiene/explain/explain-epic.ts'
import { describeSimulation, simulateSettings } from '../../../src/hygiene/explain/simulate-settings.ts'
import { ruleIds, rules } from '../../../src/hygiene/registry.ts'
import { parseSettings } from '../../../src/settings/parse.ts'
import { aBoardItem, anEpic, aSnapshot } from '../../builders.ts'

const settingsOf = (rest = '', label = '') =>
  parseSettings(
    `organization: scs\nminutes: { repository: scs/minutes }\nboard: { owner: scs, number: 6 }\nteams: { core: { name: Core${label} } }\n${rest}`,
    'sprint.yml',
    rules,
  )

const snapshot = aSnapshot({
  items: [
    aBoardItem({ number: 1, title: 'Flavors', labels: ['epic'], status: 'Doing', createdAt: '2023-01-10T08:00:00Z' }),
    aBoardItem({
      number: 2,
      status: 'Doing',
      lastHumanActivity: '2022-12-01T08:00:00Z',
      body: 'As a user, I want flavors so that I can choose.',
    }),
    aBoardItem({ number: 3, status: 'Done' }),
  ],
  epics: [anEpic({ number: 1, children: [{ ref: 'scs/issues#2', sources: ['sub-issue'], readable: true }] })],
})
const clock = new Date('2023-01-18T12:00:00Z')

test('every rule shows what it found, and why it fired or not', () => {
  const explained = explainEpic(settingsOf('hygiene: { rules: { milestone-overdue: off } }'), { snapshot }, 'SCS/issues#1', clock)
  const outcome = Object.fromEntries(explained.rules.map(({ rule, looks }) => [rule, looks.map((look) => look.outcome)]))
  expect(explained.rules.map(({ rule }) => rule)).toEqual(ruleIds)
  expect(outcome).toMatchObject({
    'epic-stories-quiet': ['fired'],
    'epic-without-owner': ['grace'],
    'milestone-overdue': ['off'],
    'epic-closed-with-open-stories': ['not-for-open'],
    'story-unowned': ['fired'],
    'story-without-epic': ['quiet'],
    'status-contradicts-state': ['quiet', 'quiet'],
  })
  const text = describeExplanation(explained, 'Europe/Berlin')
  expect(text).toContain(
    '! epic-stories-quiet (maxQuietDays 30)\n    scs/issues#1: last activity on a story: 2022-12-01 (48 days ago, allowed: 30)\n      -> Its stories have been quiet since 2022-12-01',
  )
  expect(text).toMatch(/, board as of \d{4}-\d{2}-\d{2} \d{2}:\d{2}, /)
  expect(text).toContain('opened on 2023-01-10, less than 14 days ago — not checked')
  expect(text).toContain('- milestone-overdue (off)')
})

test('an issue that is not an epic, or not of a team, is reported with what to do', () => {
  expect(() => explainEpic(settingsOf(), { snapshot }, 'scs/issues#2', clock)).toThrow('scs/issues#2: expected an epic on the board')
  expect(() => explainEpic(settingsOf(), { snapshot }, 'scs/issues#77', clock)).toThrow('found no such epic on the board')
  expect(() => explainEpic(settingsOf('', ', label: IaaS'), { snapshot }, 'scs/issues#1', clock)).toThrow(
    'expected the label of a team (IaaS), found epic',
  )
})

test('an epic may be named by its URL', () => {
  expect(explainEpic(settingsOf(), { snapshot }, 'https://github.com/scs/issues/issues/1', clock)).toMatchObject({
    epic: 'scs/issues#1',
    title: 'Flavors',
  })
})

test('if hygiene is off for the team, it says so', () => {
  expect(() => explainEpic(settingsOf('hygiene: { mode: off }'), { snapshot }, 'scs/issues#1', clock)).toThrow(
    'expected an epic of a team with hygiene, found hygiene turned off for Core',
  )
})

test('a changed configuration: findings added and removed', () => {
  const after = settingsOf(
    'hygiene: { mode: digest, graceDays: 3, rules: { story-without-epic: off, epic-stories-quiet: { maxQuietDays: 60 } } }',
  )
  const simulation = simulateSettings(settingsOf(), after, { snapshot }, clock)
  expect(simulation.added.map(({ rule }) => rule)).toEqual(['epic-without-owner'])
  expect(simulation.removed.map(({ rule }) => rule)).toEqual(['epic-stories-quiet', 'story-without-epic'])
  expect(describeSimulation(simulation)).toBe(`  core: mode comment -> digest
+ scs/issues#1 epic-without-owner (core): It is in progress and has no owner
- scs/issues#1 epic-stories-quiet (core): Its stories have been quiet since 2022-12-01
- no epic story-without-epic scs/issues#3 (core): scs/issues#3 does not belong to an epic
1 added, 2 removed, 2 unchanged. Nothing was written.
`)
})

test('the same configuration changes nothing', () => {
  const simulation = simulateSettings(settingsOf(), settingsOf(), { snapshot }, clock)
  expect([simulation.added, simulation.removed, simulation.modes]).toEqual([[], [], []])
})

test('an old saved board is checked as of its own date', () => {
  const late = simulateSettings(settingsOf(), settingsOf('hygiene: { graceDays: 3 }'), { snapshot }, new Date('2026-01-01T00:00:00Z'))
  expect(late.added.map(({ rule }) => rule)).toEqual(['epic-without-owner'])
})

test('other criteria for epics work on a saved board too: new epics, with the children named in bodies', () => {
  const items = [
    aBoardItem({ number: 1, labels: ['epic'], status: 'Doing', assignees: ['fkr'], type: null, createdAt: '2022-01-10T08:00:00Z' }),
    aBoardItem({ number: 5, labels: ['umbrella'], status: 'Doing', type: null, createdAt: '2022-01-10T08:00:00Z' }),
    aBoardItem({ number: 6, namedParents: ['scs/issues#5'], type: null }),
  ]
  const saved = aSnapshot({ items, epics: [anEpic({ number: 1 })] })
  const { added, removed } = simulateSettings(settingsOf(), settingsOf('epics: { labels: [umbrella] }'), { snapshot: saved }, clock)
  const named = (findings: typeof added) => findings.map(({ rule, epic, story }) => [rule, epic, story])
  expect(named(added)).toEqual([
    ['epic-without-owner', 'scs/issues#5', null],
    ['story-without-epic', null, 'scs/issues#1'],
  ])
  expect(named(removed)).toEqual([
    ['epic-without-stories', 'scs/issues#1', null],
    ['story-unowned', null, 'scs/issues#5'],
    ['story-without-epic', null, 'scs/issues#5'],
  ])
})

test('a board from another tool, without types, keeps its own epics', () => {
  const { added, removed } = simulateSettings(settingsOf(), settingsOf('epics: { labels: [umbrella] }'), { snapshot }, clock)
  expect([added, removed]).toEqual([[], []])
})
