/** The home page: every state of a team and of the board, and its size. */
import { expect, test } from 'vitest'
import { compareSnapshots } from '../../../../src/domain/board/board-changes.ts'
import type { TeamFacts } from '../../../../src/site/facts/facts.ts'
import { weekPage } from '../../../../src/site/pages/week/week-page.ts'
import { aBoardItem, anEpic, aSnapshot } from '../../../builders.ts'
import { boardFacts, meetingFacts, plannedOn, siteFacts, teamFacts } from '../../facts.ts'
import { filesOf, linksOf, wordsOf } from '../../rendered.ts'

const page = (facts: Parameters<typeof siteFacts>[0]) => filesOf(siteFacts(facts), [weekPage]).get('index.html')
const said = (text: string, line: number) => ({ text, line, topic: null })
const pad = 'https://input.scs.community/iaas'
const scheduled: Partial<TeamFacts> = {
  pad,
  schedule: { weekday: 'wednesday', time: '10:05', minutes: 60, everyWeeks: 1 },
  lastPlanned: plannedOn('2023-01-18'),
  coming: [plannedOn('2023-01-25')],
}
const lines = 'https://github.com/SovereignCloudStack/minutes/blob/main/iaas/20230118.md'

test('merged minutes with their headlines, each linked to its line', () => {
  const meeting = meetingFacts({
    lifted: [said('All is well', 3)],
    decisions: [1, 2, 3, 4].map((number) => said(`Decision ${number}`, 10 + number)),
    helpWanted: [said('Test it', 20)],
  })
  const html = page({ teams: [teamFacts({ ...scheduled, meetings: [meeting] })] })
  expect(wordsOf(html)).toBe(
    `This week Team iaas Last meeting Wed 18 Jan 2023: minutes Next meeting Wed 25 Jan 2023, 10:05 Pad ${pad} ` +
      'TL;DR All is well Decisions Decision 1 Decision 2 Decision 3 1 more in the minutes Help wanted Test it ' +
      'Board No board is configured. Add board to sprint.yml.',
  )
  expect(linksOf(html)).toEqual([
    ['./teams/iaas/', 'Team iaas'],
    [lines, 'minutes of Team iaas'],
    [pad, pad],
    [`${lines}?plain=1#L3`, 'All is well'],
    [`${lines}?plain=1#L11`, 'Decision 1'],
    [`${lines}?plain=1#L12`, 'Decision 2'],
    [`${lines}?plain=1#L13`, 'Decision 3'],
    [`${lines}?plain=1#L20`, 'Test it'],
  ])
})

test.each<[string, Partial<TeamFacts>, string]>([
  [
    'minutes that wait',
    {
      ...scheduled,
      waiting: [{ date: '2023-01-18', path: 'iaas/20230118.md', url: 'https://github.com/scs/minutes/pull/7', openQuestions: 1 }],
    },
    'Last meeting Wed 18 Jan 2023: minutes waiting, 1 open question Next meeting',
  ],
  [
    'no minutes yet, and who writes them',
    { ...scheduled, rota: { history: [], counts: [], proposal: { reporter: 'a', scribe: 'fkr', why: '' } } },
    'Last meeting Wed 18 Jan 2023: no minutes yet, next to write: @fkr Next meeting',
  ],
  ['no minutes yet, and nobody to propose', scheduled, 'Last meeting Wed 18 Jan 2023: no minutes yet Next meeting'],
  ['no meeting configured', {}, 'Team iaas No minutes yet. Add meeting to the team in sprint.yml.'],
])('%s', (_, team, words) => {
  expect(wordsOf(page({ teams: [teamFacts(team)] }))).toContain(words)
})

test('no team at all', () => {
  expect(wordsOf(page({ teams: [] }))).toContain('No team is configured. Add one to teams in sprint.yml.')
})

test('the next call', () => {
  const call = {
    name: 'Community call',
    next: { date: '2023-01-19', time: '15:05' },
    days: [{ date: '2023-01-19', time: '15:05', teams: [] }],
  }
  expect(wordsOf(page({ call }))).toContain('Next community call: Thu 19 Jan 2023, 15:05')
})

const story = (number: number, status: string) => aBoardItem({ number, status })

test('changes on the board, a few lines of each kind, and epics that need attention', () => {
  const before = aSnapshot({ takenAt: '2023-01-11T11:15:00Z', items: [1, 2, 3, 4, 5, 6, 7].map((number) => story(number, 'Backlog')) })
  const after = aSnapshot({
    items: [...[1, 2, 3, 4, 5, 6].map((number) => story(number, 'Doing')), { ...story(7, 'Backlog'), state: 'closed' as const }],
    epics: [anEpic({ number: 1 })],
  })
  const finding = { rule: 'x', severity: 'warning', team: 'iaas', story: null, evidence: [], fix: '', since: null } as const
  const findings = [
    { ...finding, epic: 'scs/issues#2', message: 'It has no stories yet' },
    { ...finding, epic: 'scs/issues#1', message: 'Nobody wrote on it' },
    { ...finding, epic: 'SCS/issues#1', message: 'It has no owner' },
    { ...finding, epic: 'scs/issues#3', message: 'Only told', severity: 'info' as const },
    { ...finding, epic: null, story: 'scs/issues#4', message: 'Without an epic' },
  ]
  const html = page({ board: boardFacts({ snapshot: after, findings, changes: compareSnapshots(before, after) }) })
  expect(wordsOf(html)).toContain(
    'Board Since Wed 11 Jan 2023: Done: 1 Story 7 Another status: 6 Story 1 Backlog → Doing Story 2 Backlog → Doing ' +
      'Story 3 Backlog → Doing Story 4 Backlog → Doing Story 5 Backlog → Doing 1 more ' +
      'Epics that need attention: 2 Story 1: Nobody wrote on it Story 2: It has no stories yet All epics',
  )
  expect(linksOf(html).slice(-3)).toEqual([
    ['./epics/scs/issues/1/', 'Story 1'],
    ['https://github.com/scs/issues/issues/2', 'Story 2'],
    ['./epics/', 'All epics'],
  ])
})

test('a board without changes, one read once, and one read in part', () => {
  const snapshot = aSnapshot({ items: [story(1, 'Doing')] })
  const since = { ...snapshot, takenAt: '2023-01-11T11:15:00Z' }
  const words = (changes: ReturnType<typeof compareSnapshots> | null) => wordsOf(page({ board: boardFacts({ snapshot, changes }) }))
  expect(words(compareSnapshots(since, snapshot))).toContain('Since Wed 11 Jan 2023: no changes.')
  expect(words(compareSnapshots({ ...since, complete: false }, snapshot))).toContain(
    'Since Wed 11 Jan 2023, as far as the board could be read:',
  )
  expect(words(null)).toContain('Changes are shown after the board has been read twice.')
})

test('the reason for a missing board is given once', () => {
  const html = page({ boardRemark: 'The board cannot be read.' })
  expect(html?.match(/The board cannot be read\./g)).toHaveLength(1)
  expect(html).not.toContain('No board is configured')
})

test.each([
  ['sentences', 'We talked about it, and what comes of it is written down elsewhere. '.repeat(150)],
  ['signs that are escaped', '"<&>\''.repeat(2000)],
  ['emoji', '👩‍🚀'.repeat(2000)],
])('20 teams with texts of 10,000 %s take at most 100 KB', (_, text) => {
  const many = Array.from({ length: 20 }, (_, line) => said(text, line + 1))
  const teams = Array.from({ length: 20 }, (_, index) =>
    teamFacts({
      ...scheduled,
      id: `team-${index}`,
      name: text,
      meetings: [meetingFacts({ team: `team-${index}`, lifted: many, decisions: many, helpWanted: many })],
    }),
  )
  const items = Array.from({ length: 100 }, (_, index) => aBoardItem({ number: index + 1, title: text, status: 'Doing' }))
  const snapshot = aSnapshot({ items })
  const changes = compareSnapshots({ ...snapshot, items: items.map((item) => ({ ...item, status: text })) }, snapshot)
  const html = page({ teams, board: boardFacts({ snapshot, changes }) }) ?? ''
  expect(Buffer.byteLength(html)).toBeLessThanOrEqual(100 * 1024)
  expect(html.match(/<section/g)).toHaveLength(21)
})
