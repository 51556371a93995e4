/** GitHub's answers about a board, written down, and played by nock to the production octokit. */
import nock from 'nock'
import { type BoardSourceOptions, createBoardSource } from '../../../../src/adapters/github/board/read-board.ts'
import { asClient, createOctokit } from '../../../../src/adapters/github/client/octokit.ts'
import { GITHUB_COM } from '../../../../src/domain/github-web.ts'

export const settings = {
  board: {
    owner: 'scs',
    number: 6,
    fields: { status: 'Status', sprint: 'Sprint', priority: 'Priority' },
    status: { backlog: ['Backlog'], active: ['Doing'], done: ['Done'] },
  },
  epics: { labels: ['epic'], types: [], titlePrefix: null },
  sprints: { labelPrefix: null as string | null },
}

export const now = new Date('2023-01-18T12:00:00Z')
export const person = (login: string) => ({ __typename: 'User', login })
export const bot = (login: string) => ({ __typename: 'Bot', login })
const noEvents = { pageInfo: { hasPreviousPage: false, startCursor: null }, nodes: [] }

export function events(nodes: object[], before: string | null = null) {
  return { pageInfo: { hasPreviousPage: before !== null, startCursor: before }, nodes }
}

export function comment(by: object, createdAt: string, rest: object = {}) {
  return { __typename: 'IssueComment', author: by, createdAt, viewerDidAuthor: false, body: 'Fine', ...rest }
}

export function place(number: number, nameWithOwner = 'scs/issues') {
  return { id: `I_${nameWithOwner}_${number}`, number, repository: { nameWithOwner } }
}

export function anIssueNode(number: number, rest: Record<string, unknown> = {}) {
  return {
    __typename: 'Issue',
    ...place(number),
    title: `Story ${number}`,
    url: `https://github.com/scs/issues/issues/${number}`,
    state: 'OPEN',
    stateReason: null,
    body: '',
    locked: false,
    createdAt: '2023-01-02T08:00:00Z',
    closedAt: null,
    lastEditedAt: null,
    author: person('fkr'),
    editor: null,
    repository: { nameWithOwner: 'scs/issues', isPrivate: false },
    milestone: null,
    parent: null,
    labels: { nodes: [] },
    assignees: { nodes: [] },
    closedByPullRequestsReferences: { nodes: [] },
    timelineItems: noEvents,
    ...rest,
  }
}

export function aCard(number: number, content: object | null, rest: Record<string, unknown> = {}) {
  return {
    __typename: 'ProjectV2Item',
    id: `PVTI_${number}`,
    fullDatabaseId: String(1000 + number),
    type: content === null ? 'REDACTED' : 'ISSUE',
    isArchived: false,
    content,
    ...rest,
  }
}

export const select = (name: string) => ({ __typename: 'ProjectV2ItemFieldSingleSelectValue', name })

export const boardFields = [
  { name: 'Title', dataType: 'TITLE' },
  { name: 'Status', dataType: 'SINGLE_SELECT', options: [{ name: 'Backlog' }, { name: 'Doing' }, { name: 'Done' }] },
  {
    name: 'Sprint',
    dataType: 'ITERATION',
    configuration: {
      iterations: [{ title: 'Sprint 3', startDate: '2023-01-16', duration: 14 }],
      completedIterations: [{ title: 'Sprint 2', startDate: '2023-01-02', duration: 14 }],
    },
  },
  { name: 'Priority', dataType: 'NUMBER' },
]

const rateLimit = { cost: 1, remaining: 4000, resetAt: '2023-01-18T13:00:00Z' }

export function aPage(
  cards: (object | null)[],
  { total = cards.length, next = null as string | null, fields = boardFields as object[] } = {},
) {
  const items = { totalCount: total, pageInfo: { hasNextPage: next !== null, endCursor: next }, nodes: cards }
  return {
    data: { organization: { projectV2: { id: 'PVT_1', title: 'Sprint Board', url: null, fields: { nodes: fields }, items } }, rateLimit },
  }
}

type Variables = { cursor?: string | null; ids?: string[]; [name: string]: unknown }
export type Reply = object | { status: number; text: string; headers?: Record<string, string> } | 'cut'
type Handler = (variables: Variables, call: number) => Reply

/** What GitHub answers to each operation, by its name; returns the names in the order they were asked. */
export function github(handlers: Record<string, Handler>): string[] {
  const asked: string[] = []
  const defaults: Record<string, Handler> = {
    Features: () => ({ data: { issue: { fields: [] }, project: { fields: [] }, dependencies: null } }),
    EpicLinks: ({ ids = [] }) => byId(ids, (id) => ({ id, subIssuesSummary: { total: 0 }, subIssues: null, trackedIssues: { nodes: [] } })),
    Pulls: ({ ids = [] }) => byId(ids, () => null),
  }
  nock('https://api.github.com')
    .persist()
    .post('/graphql')
    .reply(function answer(_uri, body) {
      const { query, variables } = body as { query: string; variables: Variables }
      const name = /query (\w+)/.exec(query)?.[1] ?? ''
      asked.push(name)
      const handler = handlers[name] ?? defaults[name]
      if (!handler) return [500, `no answer for ${name}`]
      const reply = handler(variables, asked.filter((one) => one === name).length)
      if (typeof reply === 'object' && 'status' in reply) return [reply.status, reply.text, reply.headers ?? {}]
      return [200, reply]
    })
  return asked
}

export function byId(ids: readonly string[], node: (id: string) => object | null) {
  return { data: { nodes: ids.map(node), rateLimit } }
}

/** The production octokit, with short waits. */
export function liveBoard(changed: Partial<typeof settings> = {}, options: BoardSourceOptions = {}, timeoutSeconds = 10) {
  const octokit = createOctokit({
    baseUrl: 'https://api.github.com',
    userAgent: 'test',
    auth: 'ghs_secret',
    log: { info: () => {}, warn: () => {} },
    maxWaitSeconds: 1,
    timeoutSeconds,
    retryUnitMs: 1,
  })
  return createBoardSource(asClient(octokit, GITHUB_COM), { ...settings, ...changed }, { now: () => now }, options)
}
