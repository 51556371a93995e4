/** Findings that need several snapshots, and which epics and stories belong to a team. */
import { expect, test } from 'vitest'
import type { BoardItem, Snapshot } from '../../src/domain/board/board.ts'
import { evaluateHygiene, type HygieneInput } from '../../src/hygiene/evaluate.ts'
import { aBoardItem, anEpic, aSnapshot } from '../builders.ts'

const EPIC = 'scs/issues#1'
const child = (number: number) => ({ ref: `scs/issues#${number}`, sources: ['sub-issue' as const], readable: true })

function look(snapshot: Snapshot, change: Partial<HygieneInput> = {}): HygieneInput {
  return {
    snapshot,
    now: new Date(snapshot.takenAt),
    timezone: 'Europe/Berlin',
    team: { id: 'core', label: null },
    marks: { labels: ['epic'], types: [], titlePrefix: null },
    status: { active: ['Doing'], done: ['Done'] },
    rules: { 'story-without-user-story': 'off', 'epic-stories-quiet': 'off' },
    graceDays: 14,
    exempt: { labels: [], milestones: [], epics: [] },
    ...change,
  }
}

const named = (input: HygieneInput) => evaluateHygiene(input).map(({ rule, story, since }) => [rule, story, since])

function on(day: string, story: Partial<BoardItem>, epic: Partial<BoardItem> = {}, children = [child(2)]): Snapshot {
  return aSnapshot({
    takenAt: `${day}T08:00:00Z`,
    items: [
      aBoardItem({ number: 1, labels: ['epic'], status: 'Doing', assignees: ['fkr'], createdAt: '2022-06-01T08:00:00Z', ...epic }),
      aBoardItem({ number: 2, assignees: ['fkr'], ...story }),
    ],
    epics: [anEpic({ number: 1, children })],
  })
}

test('the sprints of an item are those in earlier snapshots', () => {
  const history = [on('2023-01-02', { sprint: 'Sprint 1' }), on('2023-01-16', { sprint: 'Sprint 2' })]
  const now = on('2023-01-30', { sprint: 'Sprint 3' })
  expect(named(look(now, { history }))).toEqual([['story-carried-over', 'scs/issues#2', null]])
  expect(named(look(now, { history: history.slice(1) }))).toEqual([])
  expect(named(look(now))).toEqual([])
})

test('time in progress counts from the first snapshot in it, without a break', () => {
  const days = ['2023-01-02', '2023-01-09', '2023-01-16']
  const doing = days.map((day) => on(day, { status: 'doing' }))
  expect(named(look(on('2023-01-17', { status: 'Doing' }), { history: doing }))).toEqual([
    ['story-too-large', 'scs/issues#2', '2023-01-17'],
  ])
  const broken = [doing[0], on('2023-01-09', { status: 'Backlog' }), doing[2]].filter((one) => one !== undefined)
  expect(named(look(on('2023-01-17', { status: 'Doing' }), { history: broken }))).toEqual([])
})

test('a finding dates from the first snapshot of an unbroken series', () => {
  const without = { assignees: [] }
  const history = [
    on('2023-01-02', {}, without),
    on('2023-01-03', {}),
    on('2023-01-05', {}, without),
    on('2023-01-04', {}, without),
    { ...on('2023-01-06', {}), complete: false },
  ]
  expect(named(look(on('2023-01-07', {}, without), { history }))).toEqual([['epic-without-owner', null, '2023-01-04']])
  expect(named(look(on('2023-01-07', {}, without)))).toEqual([['epic-without-owner', null, null]])
})

test('a story that existed before and was linked since answers a request in minutes', () => {
  const asked = [{ epic: 'SCS/issues#1', text: 'Story missing?', date: '2023-01-11' }]
  const old = { createdAt: '2022-01-01T08:00:00Z' }
  const before = on('2023-01-11', old, {}, [])
  expect(named(look(on('2023-01-18', old), { asked, history: [before], rules: {} })).map(([rule]) => rule)).not.toContain(
    'story-asked-for-in-notes',
  )
  expect(named(look(on('2023-01-18', old), { asked }))).toEqual([['story-asked-for-in-notes', null, '2023-01-11']])
})

test('an unreadable child does not answer a request, a new one does', () => {
  const asked = [{ epic: EPIC, text: 'Story missing?', date: '2023-01-11' }]
  const hidden = { ...child(2), readable: false }
  expect(named(look(on('2023-01-18', {}, {}, [hidden]), { asked })).map(([rule]) => rule)).toContain('story-asked-for-in-notes')
  expect(named(look(on('2023-01-18', { createdAt: '2023-01-11T15:00:00Z' }), { asked }))).toEqual([])
})

test('the label’s age comes from earlier snapshots, in sprints of the actual length, or two weeks if unknown', () => {
  const rules = { 'needs-refinement': { maxSprints: 1 }, 'story-without-user-story': 'off', 'epic-stories-quiet': 'off' } as const
  const labelled = { labels: ['Needs Refinement'] }
  const history = [on('2023-01-02', labelled)]
  expect(named(look(on('2023-01-16', labelled), { history, rules }))).toEqual([])
  expect(named(look(on('2023-01-17', labelled), { history, rules }))).toEqual([['needs-refinement', 'scs/issues#2', null]])
  const sprints = [
    { name: 'Sprint 1', startsOn: '2023-01-02', endsOn: '2023-01-08' },
    { name: 'Sprint 2', startsOn: '2023-01-09', endsOn: '2023-01-15' },
  ]
  expect(named(look({ ...on('2023-01-09', labelled), sprints }, { history, rules }))).toEqual([])
  expect(named(look({ ...on('2023-01-10', labelled), sprints }, { history, rules }))).toEqual([['needs-refinement', 'scs/issues#2', null]])
})

test('a team has the epics with its label and their stories; stories without an epic go by their own label', () => {
  const items = [
    aBoardItem({ number: 1, labels: ['epic', 'iaas'], status: 'Doing', assignees: [] }),
    aBoardItem({ number: 2, status: 'Doing', assignees: [], labels: ['Container'] }),
    aBoardItem({ number: 3, labels: ['epic', 'Container'], status: 'Doing', assignees: [] }),
    aBoardItem({ number: 4, labels: ['IaaS'], assignees: [] }),
    aBoardItem({ number: 5, labels: [], assignees: [] }),
    aBoardItem({ number: 6, labels: ['epic'], status: 'Doing', assignees: ['fkr'] }),
    aBoardItem({ number: 7, labels: ['IaaS'], status: 'Doing', assignees: [] }),
  ]
  const epics = [anEpic({ number: 1, children: [child(2)] }), anEpic({ number: 3 }), anEpic({ number: 6, children: [child(7)] })]
  const snapshot = aSnapshot({ items, epics, takenAt: '2023-03-01T08:00:00Z' })
  const rules = { 'story-without-user-story': 'off', 'epic-stories-quiet': 'off', 'epic-without-stories': 'off' } as const
  const of = (id: string, label: string | null) =>
    evaluateHygiene(look(snapshot, { team: { id, label }, teamLabels: ['IaaS', 'Container'], rules })).map(
      ({ rule, epic, story }) => `${rule} ${epic} ${story}`,
    )
  expect(of('iaas', 'IaaS')).toEqual([
    'epic-without-owner scs/issues#1 null',
    'story-unowned scs/issues#1 scs/issues#2',
    'story-unowned scs/issues#6 scs/issues#7',
    'story-without-epic null scs/issues#4',
  ])
  expect(of('container', 'Container')).toEqual(['epic-without-owner scs/issues#3 null'])
  expect(of('all', null)).toHaveLength(6)
})

test('exemptions apply by label, milestone and name, for an epic with all its stories', () => {
  const messy = on('2023-01-18', { status: 'Doing', assignees: [] }, { assignees: [], milestone: { title: 'Someday', dueOn: null } })
  const none = { labels: [], milestones: [], epics: [] }
  expect(named(look(messy))).toHaveLength(2)
  expect(named(look(messy, { exempt: { ...none, milestones: ['someday'] } }))).toEqual([])
  expect(named(look(messy, { exempt: { ...none, labels: ['EPIC'] } }))).toEqual([])
  expect(named(look(messy, { exempt: { ...none, epics: ['SCS/Issues#1'] } }))).toEqual([])
  expect(
    named(look(on('2023-01-18', { status: 'Doing', assignees: [], labels: ['on hold'] }), { exempt: { ...none, labels: ['on hold'] } })),
  ).toEqual([])
})

test('archived cards, drafts and cards of unknown kind are not checked', () => {
  const items = [
    aBoardItem({ number: 1, labels: ['epic'], status: 'Doing', assignees: [], archived: true }),
    aBoardItem({ number: 2, status: 'Doing', assignees: [], archived: true }),
    aBoardItem({ number: 3, kind: 'draft', ref: null, status: 'Done' }),
    aBoardItem({ number: 4, kind: 'unreadable', ref: null, status: 'Doing' }),
    aBoardItem({ number: 5, kind: 'pull', status: 'Done', assignees: [] }),
  ]
  expect(named(look(aSnapshot({ items, epics: [anEpic({ number: 1 })] })))).toEqual([])
})

test('a damaged snapshot does no harm: epics without items, duplicate children, cycles, one issue on two cards', () => {
  const items = [
    aBoardItem({ number: 1, labels: ['epic'], status: 'Doing' }),
    aBoardItem({ number: 1, labels: ['epic'], status: 'Doing', itemId: 'PVTI_other' }),
    aBoardItem({ number: 2, labels: ['epic'], assignees: ['fkr'] }),
  ]
  const epics = [
    anEpic({ number: 1, children: [child(2), child(2), child(1)] }),
    anEpic({ number: 2, children: [child(1)] }),
    anEpic({ number: 99, children: [child(98)] }),
  ]
  const found = evaluateHygiene(look(aSnapshot({ items, epics, takenAt: '2023-03-01T08:00:00Z' })))
  expect(new Set(found.map(({ rule }) => rule))).toEqual(new Set(['epic-without-owner', 'nested-epic']))
})

test('the date since when board and issue differ comes from several snapshots, not from the closing date', () => {
  const closed = { state: 'closed', closedAt: '2023-01-03T08:00:00Z', status: 'Doing' } as const
  const line = (since: string | null) => [['status-contradicts-state', 'scs/issues#2', since]]
  expect(named(look(on('2023-01-18', closed)))).toEqual([['epic-all-stories-done', null, '2023-01-03'], ...line(null)])
  const done = on('2023-01-04', { ...closed, status: 'Done' })
  const moved = on('2023-01-10', closed)
  expect(named(look(on('2023-01-18', closed), { history: [done, moved] })).slice(1)).toEqual(line('2023-01-10'))
  const open = on('2023-01-02', { status: 'Doing' })
  expect(named(look(on('2023-01-18', closed), { history: [open, moved] })).slice(1)).toEqual(line('2023-01-10'))
})

test('a closed epic has had open stories since it was closed, if one of them existed then', () => {
  const epic = { state: 'closed', closedAt: '2023-01-10T08:00:00Z', status: 'Done' } as const
  expect(named(look(on('2023-01-18', { createdAt: '2023-01-02T08:00:00Z' }, epic)))).toEqual([
    ['epic-closed-with-open-stories', null, '2023-01-10'],
  ])
  for (const story of [{ createdAt: '2023-01-12T08:00:00Z' }, { createdAt: '2023-01-02T08:00:00Z', stateReason: 'reopened' }]) {
    expect(named(look(on('2023-01-18', story, epic)))).toEqual([['epic-closed-with-open-stories', null, null]])
  }
})
