/** Failures of GitHub or a board, each with the message that people see. */
import nock from 'nock'
import { expect, test } from 'vitest'
import { gateOf } from '../../../gate.ts'
import { playTheNetwork } from '../../../nock.ts'
import { aCard, anIssueNode, aPage, boardFields, byId, github, liveBoard, place, type Reply } from './board-answers.ts'

playTheNetwork()

const rateLimit = { cost: 1, remaining: 4000, resetAt: '2023-01-18T13:00:00Z' }
const noBoard = (type: string, message: string): Reply => ({
  data: { organization: { projectV2: null }, rateLimit },
  errors: [{ type, path: ['organization', 'projectV2'], message }],
})
const noOrganization: Reply = {
  data: { organization: null, rateLimit },
  errors: [{ type: 'NOT_FOUND', path: ['organization'], message: "Could not resolve to an Organization with the login of 'scs'." }],
}
const owner = (kind: string | null) => () => ({
  data: { repositoryOwner: kind === null ? null : { __typename: kind, login: 'scs' }, rateLimit },
})
const onePage = () => aPage([aCard(1, anIssueNode(1))])

const unreadable: [string, Reply, string | null, string, RegExp][] = [
  [
    'a board that is not there',
    noBoard('NOT_FOUND', 'Could not resolve to a ProjectV2'),
    'Organization',
    'UserError',
    /Check `board\.number`.*"Projects: read".*organizations\/scs\/settings\/installations/,
  ],
  [
    'a board without access',
    noBoard('FORBIDDEN', 'Resource not accessible by integration'),
    'Organization',
    'UserError',
    /found no such board, or no access to it/,
  ],
  [
    'a token without the scope',
    noBoard('INSUFFICIENT_SCOPES', 'Your token has not been granted'),
    'Organization',
    'UserError',
    /without the scope `read:project`/,
  ],
  ["a person's board", noOrganization, 'User', 'UserError', /expected a board of an organization, found scs is a person's account/],
  ['an owner nobody knows', noOrganization, null, 'UserError', /GitHub knows no account "scs".*`board\.owner`/],
]
test.each(unreadable)('%s', async (_name, reply, kind, name, message) => {
  github({ BoardPage: () => reply, Owner: owner(kind) })
  await expect(liveBoard().readBoard()).rejects.toMatchObject({ name, message: expect.stringMatching(message) })
})

test('a renamed or deleted field is reported with the existing names', async () => {
  const fields = boardFields.map((field) => (field.name === 'Status' ? { ...field, name: 'State' } : field))
  github({ BoardPage: () => aPage([aCard(1, anIssueNode(1))], { fields }) })
  await expect(liveBoard().readBoard()).rejects.toMatchObject({
    name: 'UserError',
    message: expect.stringMatching(
      /expected a field "Status", found no field of that name.*"Title", "State", "Sprint", "Priority".*`board\.fields\.status`/,
    ),
  })
})

test('data with errors is kept, and marked as incomplete', async () => {
  github({
    BoardPage: () => ({
      ...aPage([aCard(1, anIssueNode(1)), null]),
      errors: [{ type: 'SERVICE_UNAVAILABLE', path: ['organization', 'projectV2', 'items', 'nodes', 1], message: 'Something went wrong' }],
    }),
  })
  const { items, complete, problems } = await liveBoard().readBoard()
  expect(items).toHaveLength(1)
  expect(complete).toBe(false)
  expect(problems).toEqual([
    'The board could not be read in full: Something went wrong',
    'GitHub returned empty cards of the board, without a reason.',
    'GitHub did not return 1 of the 2 cards on the board.',
  ])
})

test('errors with the children make the snapshot incomplete, unless they only report hidden items', async () => {
  const epic = anIssueNode(1, { labels: { nodes: [{ name: 'epic' }] }, body: '- [ ] a/b#1' })
  const refs = (type: string) => () => ({ data: { ref0: null }, errors: [{ type, path: ['ref0'], message: 'No' }] })
  github({ BoardPage: () => aPage([aCard(1, epic)]), Refs: refs('FORBIDDEN') })
  expect((await liveBoard().readBoard()).complete).toBe(true)
  nock.cleanAll()
  github({ BoardPage: () => aPage([aCard(1, epic)]), Refs: refs('INTERNAL') })
  expect((await liveBoard().readBoard()).complete).toBe(false)
})

test('an epic deleted while its children are read makes the snapshot incomplete', async () => {
  github({
    BoardPage: () => aPage([aCard(1, anIssueNode(1, { labels: { nodes: [{ name: 'epic' }] } }))]),
    EpicLinks: ({ ids = [] }) => ({ ...byId(ids, () => null), errors: [{ type: 'NOT_FOUND', path: ['nodes', 0], message: 'Gone' }] }),
  })
  expect(await liveBoard().readBoard()).toMatchObject({
    complete: false,
    problems: [expect.stringContaining('Children of scs/issues#1 could not be read')],
  })
})

const html = { status: 502, text: '<html><body>Bad gateway</body></html>', headers: { 'content-type': 'text/html' } }

test('a persistent 502 with HTML says to try again later, without markup in the message', async () => {
  github({ BoardPage: () => html })
  await expect(liveBoard().readBoard()).rejects.toMatchObject({ name: 'TryAgainError', message: expect.not.stringContaining('<') })
})

test('a temporary 502 with HTML goes unnoticed', async () => {
  github({ BoardPage: (_variables, call) => (call === 1 ? html : onePage()) })
  expect((await liveBoard().readBoard()).complete).toBe(true)
})

test('a page that is too expensive for the server is requested in smaller parts', async () => {
  const sizes: unknown[] = []
  github({
    BoardPage: ({ size }) => {
      sizes.push(size)
      const error = { message: 'Something went wrong while executing your query. This may be the result of a timeout.' }
      return (size as number) > 25 ? { data: null, errors: [error] } : onePage()
    },
  })
  expect((await liveBoard().readBoard()).items).toHaveLength(1)
  expect([...new Set(sizes)]).toEqual([100, 50, 25])
})

const secondary = { status: 403, text: JSON.stringify({ message: 'You have exceeded a secondary rate limit.' }) }

test('a secondary limit with a long retry-after says when to try again', async () => {
  github({ BoardPage: () => ({ ...secondary, headers: { 'retry-after': '90', 'content-type': 'application/json' } }) })
  await expect(liveBoard().readBoard()).rejects.toMatchObject({
    name: 'TryAgainError',
    retryAfter: 90,
    message: expect.stringContaining("GitHub's secondary limit"),
  })
})

test('a secondary limit without retry-after says to try again in a minute', async () => {
  github({ BoardPage: () => ({ ...secondary, headers: { 'content-type': 'application/json' } }) })
  await expect(liveBoard().readBoard()).rejects.toMatchObject({ name: 'TryAgainError', retryAfter: 60 })
})

test('the hourly limit says when it ends', async () => {
  const reset = Math.floor(new Date('2023-01-18T12:30:00Z').getTime() / 1000)
  const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset + 100_000_000_000) }
  github({
    BoardPage: () => ({
      status: 200,
      text: JSON.stringify({ data: null, errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] }),
      headers: { ...headers, 'content-type': 'application/json' },
    }),
  })
  await expect(liveBoard().readBoard()).rejects.toMatchObject({
    name: 'TryAgainError',
    message: expect.stringContaining("GitHub's hourly limit is reached"),
  })
})

test('malformed JSON says to try again later', async () => {
  github({ BoardPage: () => ({ status: 200, text: '{"data": {"organ', headers: { 'content-type': 'application/json' } }) })
  await expect(liveBoard().readBoard()).rejects.toMatchObject({ name: 'TryAgainError' })
})

test('a response with an unexpected shape says where, and to try again later', async () => {
  github({ BoardPage: () => ({ data: { organization: { projectV2: { id: 1 } } } }) })
  await expect(liveBoard().readBoard()).rejects.toMatchObject({
    name: 'TryAgainError',
    message: expect.stringContaining('organization.projectV2'),
  })
})

test('wrong credentials are a user error', async () => {
  github({ BoardPage: () => ({ status: 401, text: '{"message":"Bad credentials"}', headers: { 'content-type': 'application/json' } }) })
  await expect(liveBoard().readBoard()).rejects.toMatchObject({ name: 'UserError', message: expect.stringMatching(/GITHUB_TOKEN/) })
})

test('a timeout says to try again later', async () => {
  nock('https://api.github.com').persist().post('/graphql').delay(10_000).reply(200, {})
  await expect(liveBoard({}, {}, 0.2).readBoard()).rejects.toMatchObject({
    name: 'TryAgainError',
    message: expect.stringContaining('Try again later'),
  })
})

test('no network says to try again later', async () => {
  nock('https://api.github.com').persist().post('/graphql').replyWithError({ code: 'ECONNRESET', message: 'read ECONNRESET' })
  await expect(liveBoard().readBoard()).rejects.toMatchObject({ name: 'TryAgainError' })
})

test('a low budget slows reads down; a nearly empty one stops them and says when they continue', async () => {
  const rest = (remaining: number) => ({ cost: 4, remaining, resetAt: '2023-01-18T12:40:00Z' })
  const withRest =
    (remaining: number) =>
    ({ cursor }: { cursor?: string | null }) => {
      const page =
        cursor === null ? aPage([aCard(1, anIssueNode(1))], { total: 2, next: 'c1' }) : aPage([aCard(2, anIssueNode(2))], { total: 2 })
      return { data: { ...page.data, rateLimit: rest(remaining) } }
    }
  const waits: number[] = []
  const wait = async (ms: number) => void waits.push(ms)
  github({ BoardPage: withRest(400) })
  expect((await liveBoard({}, { wait }).readBoard()).complete).toBe(true)
  expect(waits).toEqual([1000])
  nock.cleanAll()
  github({ BoardPage: withRest(80) })
  await expect(liveBoard({}, { wait }).readBoard()).rejects.toMatchObject({
    name: 'TryAgainError',
    retryAfter: 2400,
    message: expect.stringMatching(
      /80 points are left, and 100 are reserved for other requests\. Reading the board continues at 2023-01-18T12:40:00/,
    ),
  })
})

test('a server without introspection can still be read', async () => {
  github({ Features: () => ({ data: null, errors: [{ message: 'Introspection is off' }] }), BoardPage: onePage })
  expect((await liveBoard().readBoard()).complete).toBe(true)
})

test('20 independent reads are not delayed by a second each', async () => {
  // Reads that are spaced, or wait for one another, never come together: nothing would be answered.
  const answerTogether = gateOf(5)
  nock('https://api.github.com')
    .persist()
    .post('/graphql')
    .reply((_uri, body, done) => {
      const { query, variables } = body as { query: string; variables: { ids: string[] } }
      if (!query.includes('query Issues(')) {
        const epic = anIssueNode(1, { labels: { nodes: [{ name: 'epic' }] } })
        const places = Array.from({ length: 2000 }, (_, index) => place(index + 2))
        const links = byId([''], () => ({
          id: epic.id,
          subIssues: { pageInfo: { hasNextPage: false }, nodes: places },
          trackedIssues: null,
        }))
        done(null, [
          200,
          query.includes('query BoardPage') ? aPage([aCard(1, epic)]) : query.includes('query EpicLinks') ? links : { data: {} },
        ])
        return
      }
      answerTogether(() => done(null, [200, byId(variables.ids, () => null)]))
    })
  const { epics, counts } = await liveBoard().readBoard()
  expect(epics[0]?.children).toHaveLength(2000)
  expect(counts.requests).toBe(3 + 20)
})
