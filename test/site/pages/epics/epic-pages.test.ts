/** The page of an epic: stories, history, findings, blockers, and every meeting that discussed it. */
import { describe, expect, test } from 'vitest'
import type { BoardItem } from '../../../../src/domain/board/board.ts'
import type { Mention, SiteFacts } from '../../../../src/site/facts/facts.ts'
import { epicPages } from '../../../../src/site/pages/epics/epic-pages.ts'
import { epicsPage } from '../../../../src/site/pages/epics/epics-page.ts'
import { aBoardItem, aSnapshot } from '../../../builders.ts'
import { meetingFacts } from '../../facts.ts'
import { elements, pagesOf, parseHtml, rowsOf, sectionOf, wordsOf } from '../../html.ts'
import { child, epicFacts, epicOf, finding, iaas, items, look, ops, ref, snapshot } from './board.ts'

const PATH = 'epics/scs/issues/1/'
const page = (facts: SiteFacts, path = PATH) => pagesOf(facts, epicPages).get(path) ?? ''
const replaced = (number: number, rest: Partial<BoardItem>) => items.map((item) => (item.ref === ref(number) ? { ...item, ...rest } : item))

test('one page per epic, including archived and closed ones', () => {
  expect([...pagesOf(epicFacts(), epicPages).keys()].sort()).toEqual([1, 2, 3, 4, 5, 6].map((number) => `epics/scs/issues/${number}/`))
  expect([...pagesOf(epicFacts({}, { board: null }), epicPages).keys()]).toEqual([])
  expect(page(epicFacts(), 'epics/scs/issues/6/')).toContain('archived on the board')
})

test('a duplicate epic in a damaged file, or one with an odd URL, gets no second page and breaks no other', () => {
  const odd = aBoardItem({ number: 99, ref: 'scs/...#99', labels: ['epic'] })
  const broken = {
    ...snapshot,
    items: [...items, odd],
    epics: [...snapshot.epics, epicOf(1, [], 0), { ...epicOf(1, [], 0), ref: 'SCS/Issues#1' }, { ...epicOf(99, [], 0), ref: 'scs/...#99' }],
  }
  const pages = pagesOf(epicFacts({ snapshot: broken }), epicsPage, epicPages)
  expect(pages.size).toBe(7)
  expect(rowsOf(pages.get('epics/') ?? '', 'Epics of the board').filter(([title]) => title === 'Flavors')).toHaveLength(1)
})

describe('stories', () => {
  test('each with its state; an unknown status as typed; hidden ones counted without a name', () => {
    const html = page(epicFacts())
    expect(rowsOf(html, 'Stories of this epic')).toEqual([
      ['Story 11 #11', 'done', '', ''],
      ['Story 12 #12', 'closed as not planned', '', ''],
      ['Check flavors #13', 'Doing', 'nobody', 'Sprint Jena'],
      ['Story 14 #14', 'Parked', '@tibeer', ''],
    ])
    expect(wordsOf(sectionOf(html, 'Stories'))).toContain('And 1 story that cannot be shown.')
    expect(html).not.toContain('hidden-p5')
  })

  test('carried over from the previous sprint, according to earlier snapshots', () => {
    const observed = {
      firstSeen: '2023-01-04T11:15:00Z',
      statusSince: null,
      activeSince: null,
      sprints: ['Sprint Ilmenau', 'Sprint Jena'],
      stay: { sprint: { name: 'Sprint Jena' }, from: '2023-01-11T11:15:00Z', after: '2023-01-04T11:15:00Z', counted: true },
      labelsSince: {},
    }
    const carried = (rest: Partial<BoardItem>, complete = true) =>
      rowsOf(page(epicFacts({ snapshot: { ...snapshot, complete, items: replaced(13, rest) } })), 'Stories of this epic')[2]?.[3]
    expect(carried({ observed })).toBe('Sprint Jena, carried over from Sprint Ilmenau')
    // Planned ahead for a later one, and put back: that is no carrying over.
    expect(carried({ observed: { ...observed, sprints: ['Sprint Jena'] }, sprint: 'Sprint Ilmenau' })).toBe('Sprint Ilmenau')
    expect(carried({ observed: { ...observed, sprints: ['Sprint Jena'] } })).toBe('Sprint Jena')
    expect(carried({ observed }, false)).toBe('Sprint Jena')
  })

  test('an archived story is done, whatever its last status', () => {
    const stands = (rest: Partial<BoardItem>) =>
      rowsOf(page(epicFacts({ snapshot: { ...snapshot, items: replaced(11, rest) } })), 'Stories of this epic')[0]?.[1]
    expect(stands({ archived: true })).toBe('done')
    expect(stands({ archived: true, status: 'Parked' })).toBe('done')
    expect(stands({ status: 'Doing' })).toBe('done, but Doing on the board')
    expect(stands({ status: 'Parked' })).toBe('done (Parked on the board)')
    expect(stands({ state: 'open' })).toBe('open, but Done on the board')
  })

  test('a story that is an epic links to its own page', () => {
    const nested = { ...snapshot, epics: snapshot.epics.map((epic) => (epic.ref === ref(1) ? epicOf(1, [child(2)], 0) : epic)) }
    const link = elements(sectionOf(page(epicFacts({ snapshot: nested })), 'Stories'), 'a')[0]
    expect(link?.properties.href).toBe('../../../../epics/scs/issues/2/')
  })

  test('an epic without stories says how to add them', () => {
    expect(page(epicFacts(), 'epics/scs/issues/4/')).toContain('No stories yet.')
  })
})

describe('progress over time', () => {
  const caption = 'Stories and how many are done'

  test('from the dates of the stories if there is one snapshot', () => {
    // The issues are of 2 January; two were closed on the 16th, one of them as not planned.
    expect(rowsOf(page(epicFacts()), caption)).toEqual([
      ['Mon 2 Jan 2023', '5', '0', '0'],
      ['Mon 16 Jan 2023', '5', '1', '1'],
      ['Wed 18 Jan 2023', '5', '1', '1'],
    ])
    expect(page(epicFacts())).toContain('the board was read only once')
  })

  test('from saved snapshots, the last of each day; later additions are shown', () => {
    const earlier = (takenAt: string, children: readonly ReturnType<typeof child>[], open: readonly number[]) =>
      aSnapshot({
        ...snapshot,
        takenAt,
        items: items.map((item) => (open.some((number) => item.ref === ref(number)) ? { ...item, state: 'open' } : item)),
        epics: [epicOf(1, children, 0)],
      })
    const history = [
      earlier('2023-01-04T08:00:00Z', [child(11)], [11, 12]),
      earlier('2023-01-04T18:00:00Z', [child(11), child(12), child(13)], [11, 12]),
      earlier('2023-01-11T08:00:00Z', [child(11), child(12), child(13), child(14)], [12]),
      { ...earlier('2023-01-13T08:00:00Z', [], []), complete: false },
    ]
    const html = page(epicFacts({ history }))
    expect(rowsOf(html, caption)).toEqual([
      ['Wed 4 Jan 2023', '3', '0', '0', '0'],
      ['Wed 11 Jan 2023', '4', '1', '1', '0'],
      // The one that cannot be read may have been there under another name: nobody calls it added.
      ['Wed 18 Jan 2023', '5', '1', '1', '1'],
    ])
    expect(html).not.toContain('Only one snapshot')
  })

  test('a single incomplete snapshot gives no history', () => {
    expect(page(epicFacts({ snapshot: { ...snapshot, complete: false } }))).not.toContain(caption)
  })
})

test('findings with message, evidence and fix, and the result of each rule', () => {
  const findings = [
    finding(1, { since: '2023-01-11' }),
    finding(1, {
      rule: 'story-unowned',
      story: ref(13),
      message: 'Story scs/issues#13 has nobody',
      evidence: ['a', 'b'],
      severity: 'info',
    }),
    finding(2),
  ]
  const explained = new Map([
    [
      ref(1),
      [
        look(1, { outcome: 'fired', messages: ['Nobody is assigned'] }),
        look(13, { rule: 'story-unowned', outcome: 'withheld', saw: 'status "Parked" is not listed in sprint.yml' }),
        look(1, { rule: 'epic-quiet', outcome: 'off' }),
        look(13, { rule: 'epic-quiet', outcome: 'off' }),
      ],
    ],
  ])
  const html = page(epicFacts({ findings, explained }))
  const [list] = elements(sectionOf(html, 'Needs attention'), 'ul')
  const entries = list?.children.flatMap((entry) => (entry.type === 'element' ? [wordsOf(entry)] : []))
  expect(entries).toEqual([
    'Nobody is assigned warning: epic-without-owner, since Wed 11 Jan 2023 assignees: none Assign somebody.',
    'Story scs/issues#13 has nobody hint: story-unowned a b Assign somebody.',
  ])
  expect(rowsOf(html, 'All checks')).toEqual([
    ['epic-without-owner', '#1', 'found', '1 assigneeNobody is assigned'],
    ['story-unowned', '#13', 'not known', 'status "Parked" is not listed in sprint.yml'],
  ])
  expect(html).toContain('Turned off: epic-quiet.')
})

test('blocked issues as a chart and as a list; private blockers are not named', () => {
  const html = page(epicFacts())
  const section = sectionOf(html, 'Blocked')
  expect(elements(section, 'text').map(wordsOf)).toEqual(['#14 Story 14', 'osism/testbed#7', '#13 Check flavors'])
  expect(elements(section, 'li').map(wordsOf)).toEqual(['#13 Check flavors is waiting for #14 Story 14, osism/testbed#7'])
  const secret = [...items, aBoardItem({ number: 7, ref: 'osism/testbed#7', private: true, title: 'Secret' })]
  const hidden = page(epicFacts({ snapshot: { ...snapshot, items: secret } }))
  expect(hidden).not.toMatch(/testbed|Secret/)
  expect(page(epicFacts(), 'epics/scs/issues/2/')).not.toContain('<h2>Blocked</h2>')
})

describe('meetings that discussed it', () => {
  const mention = (line: number, number: number, rest: Partial<Mention> = {}): Mention => ({
    text: `Line ${line} says it`,
    line,
    topic: 'Flavors',
    ref: ref(number),
    ...rest,
  })
  const withMeetings = (facts: SiteFacts = epicFacts()): SiteFacts => ({
    ...facts,
    teams: [
      {
        ...iaas,
        meetings: [
          meetingFacts({ date: '2023-01-11', mentions: [mention(40, 13), mention(9, 1), mention(9, 11), mention(20, 2)] }),
          meetingFacts({ date: '2023-01-18', mentions: [mention(12, 14, { ref: 'SCS/issues#14', topic: null })] }),
        ],
      },
      { ...ops, meetings: [meetingFacts({ team: 'ops', date: '2023-01-18', mentions: [mention(5, 1)] })] },
    ],
  })

  test('newest meeting first, each line once, with sentence and topic', () => {
    const section = sectionOf(page(withMeetings()), 'Discussed')
    const meetings = elements(section, 'li').filter((item) => elements(item, 'ul').length > 0)
    expect(meetings.map(wordsOf)).toEqual([
      'Wed 18 Jan 2023 · Team IaaS Line 12 says it',
      'Wed 18 Jan 2023 · Team Ops Line 5 says it Flavors',
      'Wed 11 Jan 2023 · Team IaaS Line 9 says it Flavors Line 40 says it Flavors',
    ])
    const links = elements(section, 'a').map(({ properties }) => properties.href)
    expect(links.slice(0, 2)).toEqual([
      '../../../../teams/iaas/',
      'https://github.com/SovereignCloudStack/minutes/blob/main/iaas/20230118.md?plain=1#L12',
    ])
  })

  test('a line with only a reference shows its topic; files of one day are one meeting, each sentence once', () => {
    const mentions = [mention(3, 1, { text: 'scs/issues#1' }), mention(4, 1, { text: 'Again scs/issues#1' })]
    const meetings = [
      meetingFacts({ date: '2023-01-18', mentions }),
      meetingFacts({
        date: '2023-01-18',
        path: 'iaas/20230118-2.md',
        mentions: [mention(7, 1, { text: 'https://github.com/scs/issues/issues/1, #13' })],
      }),
    ]
    const section = sectionOf(page({ ...epicFacts(), teams: [{ ...iaas, meetings }] }), 'Discussed')
    expect(
      elements(section, 'li')
        .filter((item) => elements(item, 'ul').length > 0)
        .map(wordsOf),
    ).toEqual(['Wed 18 Jan 2023 · Team IaaS Flavors Again scs/issues#1 Flavors'])
  })

  test('an epic that was never discussed says how to mention it', () => {
    expect(page(withMeetings(), 'epics/scs/issues/5/')).toContain('Not mentioned in any minutes yet.')
  })

  test('the meetings are read once, however many epics there are', () => {
    let reads = 0
    const meeting = meetingFacts({ date: '2023-01-18' })
    const counted = Object.defineProperty({ ...meeting }, 'mentions', {
      get: () => {
        reads += 1
        return Array.from({ length: 3000 }, (_, index) => mention(index + 1, 1 + (index % 2)))
      },
      enumerable: true,
    })
    const facts = { ...epicFacts(), teams: [{ ...iaas, meetings: [counted] }] }
    const pages = pagesOf(facts, epicPages)
    expect(elements(sectionOf(pages.get(PATH) ?? '', 'Discussed'), 'li')).toHaveLength(1 + 1500)
    expect(pages.size).toBe(6)
    expect(reads).toBe(1)
  })
})

test('whatever people type stays text', () => {
  const hostile = '<script>alert(1)</script>{{constructor}} " onclick="x" \u202Egnp.exe'
  const facts = epicFacts({
    snapshot: { ...snapshot, items: replaced(13, { title: hostile, status: hostile, sprint: hostile, assignees: [hostile] }) },
    findings: [finding(1, { message: hostile, evidence: [hostile], fix: hostile })],
    explained: new Map([[ref(1), [look(1, { saw: hostile, messages: [hostile], outcome: 'constructor' })]]]),
  })
  const teams = [{ ...iaas, meetings: [meetingFacts({ mentions: [{ ref: ref(1), line: 1, topic: hostile, text: hostile }] })] }]
  const html = page({ ...facts, teams })
  expect(html.match(/<script(?! src="[./]*assets\/)/g)).toBeNull()
  expect(elements(parseHtml(html), 'script').every(({ children }) => children.length === 0)).toBe(true)
  expect(html).not.toMatch(/\u202E|<[^>]*\sonclick=|<[^>]*\sstyle=/)
  expect(html.match(/&lt;script&gt;alert\(1\)&lt;\/script&gt;\{\{constructor\}\}/g)?.length).toBeGreaterThanOrEqual(8)
})

test('a title of ten thousand characters stays a title', () => {
  const long = page(epicFacts({ snapshot: { ...snapshot, items: replaced(1, { title: 'x'.repeat(10_000) }) } }))
  expect(long.length).toBeLessThan(page(epicFacts()).length + 2000)
  const empty = page(epicFacts({ snapshot: { ...snapshot, items: replaced(1, { title: '\u202E\u200B' }) } }))
  expect(elements(parseHtml(empty), 'h1').map(wordsOf)).toEqual(['scs/issues#1'])
})
