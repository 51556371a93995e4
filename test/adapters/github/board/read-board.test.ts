/** The board, read with the production octokit from a mocked api.github.com. */
import nock from 'nock'
import { expect, test } from 'vitest'
import { playTheNetwork } from '../../../nock.ts'
import {
  aCard,
  anIssueNode,
  aPage,
  boardFields,
  bot,
  byId,
  comment,
  events,
  github,
  liveBoard,
  person,
  place,
  select,
  settings,
} from './board-answers.ts'

playTheNetwork()

const activityOf = async (issue: Record<string, unknown>, handlers = {}) => {
  github({ BoardPage: () => aPage([aCard(1, anIssueNode(1, issue))]), ...handlers })
  return (await liveBoard().readBoard()).items[0]?.lastHumanActivity
}

test('a card is mapped to the domain, with every configured field', async () => {
  const issue = anIssueNode(1, {
    title: 'Flavor manager',
    state: 'CLOSED',
    stateReason: 'NOT_PLANNED',
    closedAt: '2023-01-12T08:00:00Z',
    labels: { nodes: [{ name: 'IaaS', description: null }] },
    assignees: { nodes: [{ login: 'o-otte' }] },
    milestone: { title: 'R4', dueOn: '2023-03-22T00:00:00Z', state: 'CLOSED' },
    parent: place(9, 'osism/issues'),
    repository: { nameWithOwner: 'scs/secret', isPrivate: true },
    body: 'Part of #7',
  })
  const values = {
    value_status: select('Doing'),
    value_sprint: { __typename: 'ProjectV2ItemFieldIterationValue', title: 'Sprint 3' },
    value_priority: { __typename: 'ProjectV2ItemFieldNumberValue', number: 2 },
  }
  github({ BoardPage: () => aPage([aCard(1, issue, values)]) })
  const snapshot = await liveBoard().readBoard()
  expect(snapshot).toMatchObject({
    schema: 'scs-sprint/board',
    version: 1,
    takenAt: '2023-01-18T12:00:00.000Z',
    complete: true,
    problems: [],
    board: { owner: 'scs', number: 6, title: 'Sprint Board' },
    counts: { items: 1, drafts: 0, unreadable: 0, requests: 2 },
    sprints: [
      { name: 'Sprint 2', startsOn: '2023-01-02', endsOn: '2023-01-15' },
      { name: 'Sprint 3', startsOn: '2023-01-16', endsOn: '2023-01-29' },
    ],
    items: [
      {
        itemId: 'PVTI_1',
        databaseId: 1001,
        ref: 'scs/secret#1',
        kind: 'issue',
        title: 'Flavor manager',
        state: 'closed',
        stateReason: 'not_planned',
        private: true,
        labels: ['IaaS'],
        milestone: { title: 'R4', dueOn: '2023-03-22T00:00:00Z', state: 'closed' },
        assignees: ['o-otte'],
        author: 'fkr',
        status: 'Doing',
        sprint: 'Sprint 3',
        fields: { priority: 2 },
        parent: 'osism/issues#9',
        namedParents: ['scs/secret#7'],
        lastHumanActivity: '2023-01-02T08:00:00Z',
      },
    ],
  })
})

test('drafts and cards that the app cannot read are counted and shown', async () => {
  const draft = {
    __typename: 'DraftIssue',
    id: 'DI_1',
    title: 'Think of a name',
    createdAt: '2023-01-02T08:00:00Z',
    creator: person('fkr'),
  }
  github({
    BoardPage: () => aPage([aCard(1, draft), aCard(2, null)]),
    OtherCards: ({ ids = [] }) => byId(ids, (id) => ({ __typename: 'DraftIssue', id, assignees: { nodes: [{ login: 'fkr' }] } })),
  })
  const { items, counts, complete } = await liveBoard().readBoard()
  expect(counts).toMatchObject({ items: 2, drafts: 1, unreadable: 1 })
  expect(items.map(({ kind, ref, title, assignees }) => [kind, ref, title, assignees])).toEqual([
    ['draft', null, 'Think of a name', ['fkr']],
    ['unreadable', null, '', []],
  ])
  expect(complete).toBe(true)
})

test('all pages are read, and a card that moves between them counts once', async () => {
  github({
    BoardPage: ({ cursor }) =>
      cursor === null
        ? aPage([aCard(1, anIssueNode(1)), aCard(2, anIssueNode(2))], { total: 3, next: 'c1' })
        : aPage([aCard(2, anIssueNode(2)), aCard(3, anIssueNode(3))], { total: 3 }),
  })
  const { items, complete } = await liveBoard().readBoard()
  expect(items.map(({ ref }) => ref)).toEqual(['scs/issues#1', 'scs/issues#2', 'scs/issues#3'])
  expect(complete).toBe(true)
})

test('a missing page makes the snapshot incomplete', async () => {
  github({ BoardPage: () => aPage([aCard(1, anIssueNode(1))], { total: 120 }) })
  const { complete, problems } = await liveBoard().readBoard()
  expect(complete).toBe(false)
  expect(problems).toEqual(['GitHub did not return 119 of the 120 cards on the board.'])
})

test('an item deleted while pages are read is not a gap', async () => {
  github({
    BoardPage: ({ cursor }) =>
      cursor === null ? aPage([aCard(1, anIssueNode(1))], { total: 3, next: 'c1' }) : aPage([aCard(3, anIssueNode(3))], { total: 2 }),
  })
  expect((await liveBoard().readBoard()).complete).toBe(true)
})

test('archived cards are only read on request', async () => {
  github({ BoardPage: () => aPage([aCard(1, anIssueNode(1), { isArchived: true }), aCard(2, anIssueNode(2))]) })
  expect((await liveBoard().readBoard()).items.map(({ ref }) => ref)).toEqual(['scs/issues#2'])
  expect((await liveBoard().readBoard({ archived: true })).items.map(({ archived }) => archived)).toEqual([true, false])
})

test('children of epics: more than one page, off the board, by name, unreadable, moved', async () => {
  const body = '- [ ] else/secret#5\n- [x] old/place#6\n- [ ] a word'
  const epic = anIssueNode(1, { labels: { nodes: [{ name: 'epic' }] }, body })
  const asked = github({
    BoardPage: () => aPage([aCard(1, epic), aCard(2, anIssueNode(2, { parent: place(1) }))]),
    EpicLinks: ({ ids = [] }) =>
      byId(ids, (id) => ({
        id,
        subIssuesSummary: { total: 3 },
        subIssues: { totalCount: 3, pageInfo: { hasNextPage: true, endCursor: 's1' }, nodes: [place(2), place(3, 'osism/issues')] },
        trackedIssues: { pageInfo: { hasNextPage: true, endCursor: 't1' }, nodes: [place(2)] },
      })),
    MoreSubIssues: () => ({ data: { node: { subIssues: { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [place(4)] } } } }),
    MoreTracked: () => ({ data: { node: { trackedIssues: { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [place(4)] } } } }),
    Issues: ({ ids = [] }) =>
      byId(ids, (id) =>
        id === place(4).id
          ? anIssueNode(4, { state: 'CLOSED', stateReason: 'COMPLETED' })
          : { ...anIssueNode(3), ...place(3, 'osism/issues') },
      ),
    Refs: () => ({
      data: { ref0: null, ref1: { issueOrPullRequest: { ...anIssueNode(6), ...place(6, 'new/place') } } },
      errors: [{ type: 'NOT_FOUND', message: 'Could not resolve to a Repository', path: ['ref0'] }],
    }),
  })
  const { epics, items, complete, problems } = await liveBoard().readBoard()
  expect(epics).toEqual([
    {
      ref: 'scs/issues#1',
      children: [
        { ref: 'scs/issues#2', sources: ['sub-issue', 'tracked-in'], readable: true },
        { ref: 'osism/issues#3', sources: ['sub-issue'], readable: true },
        { ref: 'scs/issues#4', sources: ['sub-issue', 'tracked-in'], readable: true },
        { ref: 'else/secret#5', sources: ['task-list'], readable: false },
        { ref: 'new/place#6', sources: ['task-list'], readable: true },
      ],
      progress: { done: 1, all: 5 },
      taskLines: [
        { text: 'else/secret#5', ref: 'else/secret#5', checked: false },
        { text: 'old/place#6', ref: 'new/place#6', checked: true },
        { text: 'a word', ref: null, checked: false },
      ],
    },
  ])
  expect(
    items
      .filter(({ itemId }) => itemId === null)
      .map(({ ref }) => ref)
      .sort(),
  ).toEqual(['new/place#6', 'osism/issues#3', 'scs/issues#4'])
  expect([complete, problems]).toEqual([true, []])
  expect(asked.sort()).toEqual(['BoardPage', 'EpicLinks', 'Features', 'Issues', 'MoreSubIssues', 'MoreTracked', 'Refs'])
})

test('a nested epic that is off the board has its own children read', async () => {
  github({
    BoardPage: () => aPage([aCard(1, anIssueNode(1, { labels: { nodes: [{ name: 'epic' }] } }))]),
    EpicLinks: ({ ids = [] }) =>
      byId(ids, (id) => {
        const child = id === place(1).id ? place(2) : id === place(2).id ? place(1) : null
        return { id, subIssues: { totalCount: 1, pageInfo: { hasNextPage: false }, nodes: [child] }, trackedIssues: null }
      }),
    Issues: ({ ids = [] }) => byId(ids, () => anIssueNode(2, { labels: { nodes: [{ name: 'epic' }] } })),
  })
  const { epics } = await liveBoard().readBoard()
  expect(epics.map(({ ref, children }) => [ref, children.map((child) => child.ref)])).toEqual([
    ['scs/issues#1', ['scs/issues#2']],
    ['scs/issues#2', ['scs/issues#1']],
  ])
})

test('activity: the last comment, rename, closing or edit by a person', async () => {
  expect(await activityOf({ timelineItems: events([comment(person('fkr'), '2023-01-09T08:00:00Z')]) })).toBe('2023-01-09T08:00:00Z')
  nock.cleanAll()
  expect(
    await activityOf({
      timelineItems: events([{ __typename: 'RenamedTitleEvent', actor: person('fkr'), createdAt: '2023-01-08T08:00:00Z' }]),
    }),
  ).toBe('2023-01-08T08:00:00Z')
  nock.cleanAll()
  expect(await activityOf({ timelineItems: events([{ __typename: 'ClosedEvent', actor: null, createdAt: '2023-01-07T08:00:00Z' }]) })).toBe(
    '2023-01-07T08:00:00Z',
  )
  nock.cleanAll()
  expect(await activityOf({ lastEditedAt: '2023-01-06T08:00:00Z', editor: person('fkr') })).toBe('2023-01-06T08:00:00Z')
})

test('activity: nothing by a bot, nor the app’s own comment with a person’s token; an issue by a bot without people has none', async () => {
  const own = comment(person('fkr'), '2023-01-17T08:00:00Z', { viewerDidAuthor: true, body: '<!-- scs-sprint:hygiene v1 sha256=0 -->' })
  const noise = [
    comment(bot('renovate'), '2023-01-15T08:00:00Z'),
    comment({ __typename: 'User', login: 'zuul[bot]' }, '2023-01-16T08:00:00Z'),
    own,
  ]
  expect(await activityOf({ timelineItems: events([comment(person('fkr'), '2023-01-09T08:00:00Z'), ...noise]) })).toBe(
    '2023-01-09T08:00:00Z',
  )
  nock.cleanAll()
  expect(await activityOf({ timelineItems: events(noise), author: bot('renovate') })).toBeNull()
})

const onlyBots = events([comment(bot('renovate'), '2023-01-16T08:00:00Z')], 't1')

test('activity: if the newest events are all by bots, older ones are read', async () => {
  const older = (nodes: object[], before: string | null) => ({
    data: { older0: { timelineItems: events(nodes, before), userContentEdits: { nodes: [] } } },
  })
  const OlderEvents = ({ before0 }: Record<string, unknown>) =>
    before0 === 't1'
      ? older([comment(bot('renovate'), '2023-01-15T08:00:00Z')], 't2')
      : older([comment(person('fkr'), '2023-01-05T08:00:00Z')], 't3')
  expect(await activityOf({ timelineItems: onlyBots }, { OlderEvents })).toBe('2023-01-05T08:00:00Z')
})

test('activity: if it is too far back, it is reported as unknown, and leads to no finding', async () => {
  const OlderEvents = () => ({ data: { older0: { timelineItems: onlyBots, userContentEdits: { nodes: [] } } } })
  github({ BoardPage: () => aPage([aCard(1, anIssueNode(1, { timelineItems: onlyBots }))]), OlderEvents })
  const { items, problems, complete } = await liveBoard().readBoard()
  expect(items[0]?.lastHumanActivity).toBeNull()
  expect(problems).toEqual([expect.stringContaining('scs/issues#1: only bots among its last')])
  expect(complete).toBe(true)
})

test('activity: a bot’s edit of the body does not hide an earlier edit by a person', async () => {
  const OlderEvents = () => ({
    data: {
      older0: {
        timelineItems: events([]),
        userContentEdits: {
          nodes: [
            { editedAt: '2023-01-16T08:00:00Z', editor: bot('x') },
            { editedAt: '2023-01-11T08:00:00Z', editor: person('fkr') },
          ],
        },
      },
    },
  })
  expect(await activityOf({ lastEditedAt: '2023-01-16T08:00:00Z', editor: bot('x') }, { OlderEvents })).toBe('2023-01-11T08:00:00Z')
})

test('activity: work by people in linked pull requests counts, work by bots does not', async () => {
  const commit = (committedDate: string, name: string, login: string | null) => ({
    __typename: 'PullRequestCommit',
    commit: { committedDate, authoredDate: committedDate, author: { name, user: login ? { login } : null }, committer: { name: 'GitHub' } },
  })
  const pull = { ...place(183), state: 'MERGED' }
  github({
    BoardPage: () => aPage([aCard(1, anIssueNode(1, { closedByPullRequestsReferences: { nodes: [pull] } }))]),
    Pulls: ({ ids = [] }) =>
      byId(ids, () => ({
        __typename: 'PullRequest',
        ...pull,
        timelineItems: events([
          commit('2023-01-10T08:00:00Z', 'Olaf', 'o-otte'),
          {
            __typename: 'PullRequestReview',
            author: person('fkr'),
            createdAt: '2023-01-11T07:00:00Z',
            submittedAt: '2023-01-11T08:00:00Z',
          },
          commit('2023-01-12T08:00:00Z', 'renovate[bot]', null),
          { __typename: 'MergedEvent', actor: person('fkr'), createdAt: '2023-01-13T08:00:00Z' },
          { __typename: 'ClosedEvent', actor: bot('merge-queue'), createdAt: '2023-01-14T08:00:00Z' },
        ]),
      })),
  })
  const { items } = await liveBoard().readBoard()
  expect(items[0]).toMatchObject({
    lastHumanActivity: '2023-01-13T08:00:00Z',
    pulls: [{ ref: 'scs/issues#183', state: 'merged', lastHumanActivity: '2023-01-13T08:00:00Z' }],
  })
})

test('types and blockers are read if the server has them', async () => {
  const has = (...names: string[]) => ({ fields: names.map((name) => ({ name })) })
  const handlers = {
    Features: () => ({
      data: { issue: has('issueType', 'blockedBy', 'issueDependenciesSummary'), project: has(), dependencies: has('blockedBy') },
    }),
    BoardPage: () => aPage([aCard(1, anIssueNode(1))]),
    Extras: ({ ids = [] as string[] }) =>
      byId(ids, (id) => ({
        id,
        issueType: { name: 'Epic' },
        blockedBy: {
          nodes: [
            { ...place(8), state: 'OPEN' },
            { ...place(9), state: 'CLOSED' },
          ],
        },
      })),
  }
  github(handlers)
  const { items, epics } = await liveBoard({ epics: { labels: [], types: ['epic'] as never[], titlePrefix: null } }).readBoard()
  expect(items[0]).toMatchObject({ type: 'Epic', blockedBy: ['scs/issues#8'] })
  expect(epics.map(({ ref }) => ref)).toEqual(['scs/issues#1'])
})

test('a label without weeks and an iteration are one sprint by their names; the name of the iteration is shown', async () => {
  const label = { labels: { nodes: [{ name: 'Sprint Jena', description: null }] } }
  const iteration = { title: 'Jena', startDate: '2023-08-22', duration: 14 }
  const field = { name: 'Iteration', dataType: 'ITERATION', configuration: { iterations: [iteration], completedIterations: [] } }
  github({
    BoardPage: () =>
      aPage(
        [
          aCard(1, anIssueNode(1, label)),
          aCard(2, anIssueNode(2), { value_sprint: { __typename: 'ProjectV2ItemFieldIterationValue', title: 'Jena' } }),
        ],
        {
          fields: [...boardFields.filter(({ name }) => name !== 'Sprint'), field],
        },
      ),
  })
  const { items, sprints, problems } = await liveBoard({
    board: { ...settings.board, fields: { ...settings.board.fields, sprint: 'Iteration' } },
    sprints: { labelPrefix: 'Sprint ' },
  }).readBoard()
  expect(items.map(({ sprint }) => sprint)).toEqual(['Jena', 'Jena'])
  expect(sprints).toEqual([expect.objectContaining({ name: 'Jena', startsOn: '2023-08-22', endsOn: '2023-09-04' })])
  expect(problems).toEqual([])
})

test('sprints by label have their weeks; a sprint without weeks and an unknown status are reported', async () => {
  const label = (name: string, description: string | null) => ({ labels: { nodes: [{ name, description }] } })
  github({
    BoardPage: () =>
      aPage(
        [
          aCard(1, anIssueNode(1, label('Sprint Jena', '2023, cwk 52 + 2024, cwk 01')), { value_status: select('Waiting') }),
          aCard(2, anIssueNode(2, label('Sprint Lost', null))),
        ],
        { fields: boardFields.filter(({ name }) => name !== 'Sprint') },
      ),
  })
  const { items, sprints, problems, complete } = await liveBoard({ sprints: { labelPrefix: 'Sprint ' } }).readBoard()
  expect(items.map(({ sprint }) => sprint)).toEqual(['Sprint Jena', 'Sprint Lost'])
  expect(sprints).toEqual([{ name: 'Sprint Jena', startsOn: '2023-12-25', endsOn: '2024-01-07' }])
  expect(problems).toEqual([
    expect.stringContaining('Label "Sprint Lost": expected calendar weeks'),
    expect.stringContaining('Status "Waiting" (1 card)'),
  ])
  expect(complete).toBe(true)
})

test('the history comes from the previous snapshot', async () => {
  github({ BoardPage: () => aPage([aCard(1, anIssueNode(1), { value_status: select('Doing') })]) })
  const first = { ...(await liveBoard().readBoard()), takenAt: '2023-01-11T12:00:00Z' }
  const second = await liveBoard().readBoard({ previous: { ...first, items: first.items.map(({ observed: _, ...item }) => item) } })
  expect(second.items[0]?.observed).toMatchObject({ firstSeen: '2023-01-11T12:00:00Z', activeSince: '2023-01-11T12:00:00Z' })
  expect(settings.board.status.active).toEqual(['Doing'])
})
