/** The sprint and milestones of a team: by epic and state, with later additions; gaps lead to no findings. */
import { describe, expect, test } from 'vitest'
import type { BoardItem, Snapshot } from '../../../../src/domain/board/board.ts'
import type { SiteFacts, TeamFacts } from '../../../../src/site/facts/facts.ts'
import { sprintPart } from '../../../../src/site/pages/team/sprint-part.ts'
import { aBoardItem, aSnapshot } from '../../../builders.ts'
import { boardFacts, siteFacts } from '../../facts.ts'
import { elements, parseHtml, render, rowsOf, wordsOf } from '../../html.ts'
import { child, epicOf, iaas, ops } from '../epics/board.ts'

const JENA = 'Sprint Jena'
const closed = { state: 'closed', stateReason: 'completed', status: 'Done' } as const
const r4 = { title: 'R4 (v5.0.0)', dueOn: '2023-03-22T00:00:00Z', state: 'open' } as const

/** What is the same on all days, by number. */
const cards: Readonly<Record<number, Partial<BoardItem>>> = {
  1: { title: 'Flavors', labels: ['epic', 'IaaS'], milestone: r4 },
  2: { title: 'Backup', labels: ['epic', 'Ops'] },
  13: { title: 'Check flavors', status: 'Doing', assignees: ['fkr'], milestone: r4 },
  14: { status: 'Doing', milestone: { title: 'R3 (v4.0.0)', dueOn: '2022-09-21', state: 'closed' } },
  15: { status: 'Doing', milestone: r4 },
  16: { labels: ['IaaS'] },
  17: { labels: ['IaaS'], status: 'Parked', milestone: { title: 'R5', dueOn: null } },
  18: { labels: ['IaaS'], createdAt: '2023-01-13T09:00:00Z' },
  19: { labels: ['IaaS'], sprint: 'Sprint Ilmenau' },
  20: { labels: ['IaaS'], sprint: JENA, private: true, title: 'Secret' },
  22: { labels: ['IaaS'], sprint: JENA, archived: true, title: 'Put away' },
  23: { labels: ['IaaS'], kind: 'pull', state: 'closed', stateReason: 'merged' },
}

/** Further cards are on the board, in no sprint. */
function boardOn(takenAt: string, changes: Readonly<Record<number, Partial<BoardItem>>>): Snapshot {
  return aSnapshot({
    takenAt,
    items: Object.entries(cards).map(([number, rest]) => aBoardItem({ number: Number(number), ...rest, ...changes[Number(number)] })),
    epics: [epicOf(1, [child(13), child(14), child(15)], 0), epicOf(2, [child(16)], 0)],
    sprints: [
      { name: 'Sprint Ilmenau', startsOn: '2022-12-26', endsOn: '2023-01-08' },
      { name: JENA, startsOn: '2023-01-09', endsOn: '2023-01-22' },
      { name: 'Sprint Kahla', startsOn: '2023-01-30', endsOn: '2023-02-12' },
    ],
  })
}

const inJena = { sprint: JENA }
/** Its own milestone goes before that of its epic. */
const without15 = { milestone: { title: 'R3 (v4.0.0)', dueOn: '2022-09-21', state: 'closed' } } as const
const history = [
  boardOn('2023-01-06T11:00:00Z', { 13: { sprint: 'Sprint Ilmenau' }, 15: without15 }),
  boardOn('2023-01-09T11:00:00Z', { 13: inJena, 14: inJena, 15: inJena }),
  boardOn('2023-01-12T11:00:00Z', { 13: inJena, 14: inJena, 15: { ...inJena, ...closed }, 17: inJena }),
]
const nowChanges = {
  13: inJena,
  14: { ...inJena, status: 'Backlog' },
  15: { ...inJena, ...closed, closedAt: '2023-01-11T09:00:00Z' },
  16: inJena,
  17: inJena,
  18: { ...inJena, ...closed, stateReason: 'not_planned', closedAt: '2023-01-17T09:00:00Z' },
  23: { ...inJena, closedAt: '2023-01-17T09:00:00Z' },
}
const snapshot = boardOn('2023-01-18T11:00:00Z', nowChanges)

function factsWith(board: Partial<NonNullable<SiteFacts['board']>> = {}, rest: Partial<SiteFacts> = {}): SiteFacts {
  return siteFacts({ today: '2023-01-18', teams: [iaas, ops], board: boardFacts({ snapshot, history, ...board }), ...rest })
}

const readOn = (day: string, today = day) => factsWith({ snapshot: { ...snapshot, takenAt: `${day}T11:00:00Z` } }, { today })

const htmlOf = (facts: SiteFacts, team: TeamFacts = iaas) => render('site/team-sprint', { ...sprintPart(facts, team), root: '../../' })
const sprintRows = (facts: SiteFacts) => rowsOf(htmlOf(facts), 'Stories of the sprint and how many are done')

describe('the sprint', () => {
  test('its stories by epic and state, with owners and origin', () => {
    const html = htmlOf(factsWith())
    const lists = elements(parseHtml(html), 'dl').map((list) =>
      list.children.flatMap((node) =>
        node.type !== 'element' ? [] : node.tagName === 'dt' ? [wordsOf(node)] : elements(node, 'li').map(wordsOf),
      ),
    )
    expect(lists).toEqual([
      [
        'In progress',
        'Check flavors #13 Doing · @fkr · carried over from Sprint Ilmenau',
        'Open',
        'Story 14 #14 Backlog',
        'Done',
        'Story 15 #15 done',
      ],
      [
        'Other',
        'Story 17 scs/issues#17 Parked',
        'Done',
        'Story 23 scs/issues#23 merged',
        'Closed without being done',
        'Story 18 scs/issues#18 closed as not planned',
      ],
    ])
    const titles = elements(parseHtml(html), 'h3').map(wordsOf)
    expect(titles.slice(0, 2)).toEqual(['Flavors', 'Without an epic'])
    expect(html).toContain('· 1 In progress · 1 Open · 1 Other · 2 Done · 1 Closed without being done')
    expect(html).toContain('neither backlog, in progress nor done: “Parked”')
    expect(html).not.toMatch(/Secret|Put away/)
  })

  test('a story goes with its epic, whatever its own label', () => {
    const html = htmlOf(factsWith(), ops)
    expect(elements(parseHtml(html), 'li').map(wordsOf)).toContain('Story 16 #16 open')
    expect(htmlOf(factsWith())).not.toContain('Story 16')
  })

  test('scope and done by day; later additions have their own number and list', () => {
    expect(sprintRows(factsWith())).toEqual([
      ['Mon 9 Jan 2023', '3', '0', '0', '0'],
      ['Thu 12 Jan 2023', '4', '1', '1', '0'],
      ['Wed 18 Jan 2023', '6', '3', '2', '1'],
    ])
    const { burnUp } = sprintPart(factsWith(), iaas)
    expect(burnUp?.added.map(({ title, day }) => [title, day.iso])).toEqual([
      ['Story 17', '2023-01-12'],
      ['Story 18', '2023-01-18'],
      ['Story 23', '2023-01-18'],
    ])
    expect(burnUp?.note).toBe('')
    expect(htmlOf(factsWith())).toContain('class="chart-added"')
  })

  test('with one snapshot, dates show what they can, and the page says so', () => {
    const facts = factsWith({ history: [] })
    expect(sprintRows(facts)).toEqual([
      ['Mon 9 Jan 2023', '5', '0', '0', '0'],
      ['Wed 11 Jan 2023', '5', '0', '1', '0'],
      ['Fri 13 Jan 2023', '6', '1', '1', '0'],
      ['Tue 17 Jan 2023', '6', '1', '2', '1'],
      ['Wed 18 Jan 2023', '6', '1', '2', '1'],
    ])
    expect(htmlOf(facts)).toContain('The board was read once in this sprint')
  })

  test('the history in the snapshot shows when a story was added', () => {
    const memory = { firstSeen: '2023-01-04T09:00:00Z', statusSince: null, activeSince: null, sprints: [JENA], labelsSince: {} }
    const stay = (after: string | null, from: string) => ({
      observed: { ...memory, stay: { sprint: { name: JENA }, from, after, counted: true } },
    })
    const added = (observed: Partial<BoardItem>) => {
      const one = boardOn('2023-01-18T11:00:00Z', { ...nowChanges, 14: { ...inJena, ...observed } })
      return sprintPart(factsWith({ snapshot: one, history: [] }), iaas).burnUp?.added.map(({ title, day }) => `${title} ${day.iso}`)
    }
    expect(added(stay('2023-01-10T09:00:00Z', '2023-01-11T09:00:00Z'))).toEqual(['Story 14 2023-01-11', 'Story 18 2023-01-13'])
    // Between the last look before the start and the first after it nobody saw when: that is no accusation.
    expect(added(stay('2023-01-06T09:00:00Z', '2023-01-11T09:00:00Z'))).toEqual(['Story 18 2023-01-13'])
    expect(added(stay(null, '2023-01-11T09:00:00Z'))).toEqual(['Story 18 2023-01-13'])
  })

  test('a first snapshot in the middle of the sprint is mentioned', () => {
    const { burnUp } = sprintPart(factsWith({ history: history.slice(2) }), iaas)
    expect(burnUp?.note).toBe('The first snapshot of this sprint is from Thu 12 Jan 2023. Stories added before that count as planned.')
    expect(burnUp?.added.map(({ title }) => title)).toEqual(['Story 18', 'Story 23'])
  })

  test('a renamed sprint keeps its dates', () => {
    const renamed = {
      ...snapshot,
      items: snapshot.items.map((item) => (item.sprint === JENA ? { ...item, sprint: 'Sprint J' } : item)),
      sprints: snapshot.sprints?.map((sprint) => (sprint.name === JENA ? { ...sprint, name: 'Sprint J' } : sprint)) ?? [],
    }
    expect(sprintRows(factsWith({ snapshot: renamed }))).toEqual(sprintRows(factsWith()))
  })

  test('a day on which most cards had lost their sprint is omitted', () => {
    const lost = boardOn('2023-01-13T11:00:00Z', {})
    expect(sprintRows(factsWith({ history: [...history, lost] }))).toEqual(sprintRows(factsWith()))
  })

  test('an older board shows the sprint of its own date, and says so', () => {
    const facts = factsWith({}, { today: '2026-11-26' })
    expect(sprintRows(facts)).toEqual(sprintRows(factsWith()))
    expect(htmlOf(facts)).toContain('Board as of <time datetime="2023-01-18">Wed 18 Jan 2023</time>.')
    expect(htmlOf(factsWith())).not.toContain('Board as of')
  })

  test('a board from the future is treated as current', () => {
    const future = factsWith({ snapshot: { ...snapshot, takenAt: '2023-02-01T11:00:00Z' } })
    expect(sprintPart(future, iaas).sprint?.name).toBe(JENA)
  })
})

test('each open milestone has its own burn-up, the next due first', () => {
  const html = htmlOf(factsWith())
  const { milestones } = sprintPart(factsWith(), iaas)
  expect(milestones.map(({ title, due }) => [title, due?.words ?? null])).toEqual([
    ['R4 (v5.0.0)', 'Wed 22 Mar 2023'],
    ['R5', null],
  ])
  expect(rowsOf(html, 'Stories of R4 (v5.0.0) and how many are done')).toEqual([
    ['Fri 6 Jan 2023', '1', '0', '0'],
    ['Mon 9 Jan 2023', '2', '1', '0'],
    ['Thu 12 Jan 2023', '2', '1', '1'],
    ['Wed 18 Jan 2023', '2', '1', '1'],
  ])
  expect(html).not.toContain('R3 (v4.0.0)')
})

test('a story without a milestone counts for that of its epic', () => {
  const own = { ...snapshot, items: snapshot.items.map((item) => (item.ref === 'scs/issues#14' ? { ...item, milestone: null } : item)) }
  expect(rowsOf(htmlOf(factsWith({ snapshot: own })), 'Stories of R4 (v5.0.0) and how many are done').at(-1)?.[1]).toBe('3')
})

describe('unknown data', () => {
  test('an incomplete board counts nothing and leads to no findings', () => {
    const gaps = { ...snapshot, complete: false, items: snapshot.items.map((item) => ({ ...item, assignees: [] })) }
    const html = htmlOf(factsWith({ snapshot: gaps }))
    expect(html).toContain('The board could not be read completely. Stories may be missing, so nothing is counted.')
    expect(html).toContain('Check flavors')
    expect(html).not.toMatch(/<svg|nobody assigned|carried over|\d+ (?:Done|Open)/)
  })

  test('a rebuilt sprint field counts nothing', () => {
    const lost = boardOn('2023-01-18T11:00:00Z', {})
    const part = sprintPart(factsWith({ snapshot: { ...lost, items: lost.items.map((item) => ({ ...item, sprint: null })) } }), iaas)
    expect(part.remarks[0]).toBe('Most cards lost their sprint when its field was rebuilt, so nothing is counted.')
    expect(part).toMatchObject({ empty: '', counts: [], burnUp: null })
  })

  test('a rebuilt status field leaves it open what is in progress', () => {
    const lost = { ...snapshot, items: snapshot.items.map((item) => ({ ...item, status: null })) }
    const part = sprintPart(factsWith({ snapshot: lost }), iaas)
    expect(part.remarks).toEqual(['Most cards lost their status when its field was rebuilt, so it is unknown what is in progress.'])
    expect(part.counts).toEqual([])
    expect(part.burnUp?.chart?.rows.at(-1)).toMatchObject({ scope: 6, added: 3, done: 2, ended: 1 })
  })

  test('another team’s status leads to no remark here', () => {
    const others = { ...snapshot, items: snapshot.items.map((item) => (item.ref === 'scs/issues#16' ? { ...item, status: 'Odd' } : item)) }
    expect(sprintPart(factsWith({ snapshot: others }), iaas).remarks).toEqual([
      'Not listed in sprint.yml, so neither backlog, in progress nor done: “Parked”.',
    ])
  })

  test.each<[string, SiteFacts, TeamFacts, string]>([
    ['no board', factsWith({}, { board: null }), iaas, 'No board was read, so nothing is known about the sprint.'],
    ['a team off the board', factsWith(), { ...iaas, hasBoard: false }, 'This team does not use a board.'],
    ['no days of sprints', factsWith({ snapshot: { ...snapshot, sprints: [] } }), iaas, 'The board has no sprint dates.'],
    ['between two sprints', readOn('2023-01-25'), iaas, 'There is no sprint today; Sprint Kahla begins on Mon 30 Jan 2023.'],
    ['after the last', readOn('2023-03-01'), iaas, 'There is no sprint today.'],
    [
      'an older board between two',
      readOn('2023-01-25', '2023-01-31'),
      iaas,
      'There was no sprint on Wed 25 Jan 2023; Sprint Kahla begins on Mon 30 Jan 2023.',
    ],
    ['no story', factsWith(), { ...iaas, id: 'x', label: 'Other' }, 'No story of this team is in Sprint Jena.'],
  ])('%s is one sentence', (_, facts, team, sentence) => {
    const part = sprintPart(facts, team)
    expect(part.empty).toBe(sentence)
    expect(part.epics).toEqual([])
    expect(elements(parseHtml(htmlOf(facts, team)), 'p').map(wordsOf)).toContain(sentence)
  })
})

test('whatever people type stays text', () => {
  const hostile = '<script>alert(1)</script>{{constructor}}\u202E"'
  const odd = boardOn('2023-01-18T11:00:00Z', {
    ...nowChanges,
    1: { title: hostile },
    13: { ...inJena, title: hostile, status: hostile, assignees: [hostile], milestone: { title: hostile, dueOn: null } },
  })
  const html = htmlOf(factsWith({ snapshot: odd }))
  expect(html).not.toMatch(/<script|\u202E/)
  expect(html.match(/&lt;script&gt;alert\(1\)&lt;\/script&gt;\{\{constructor\}\}/g)?.length).toBeGreaterThanOrEqual(5)
})
