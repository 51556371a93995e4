/** The production octokit against a mocked api.github.com (its plugins recognize GraphQL by that path). */
import nock from 'nock'
import { beforeEach, expect, test } from 'vitest'
import type { RequestSent } from '../../../../src/adapters/github/client/attempts.ts'
import { asClient, createOctokit } from '../../../../src/adapters/github/client/octokit.ts'
import { GITHUB_COM } from '../../../../src/domain/github-web.ts'
import { gateOf } from '../../../gate.ts'
import { playTheNetwork } from '../../../nock.ts'

const warnings: string[] = []
const log = { info: () => {}, warn: (message: string) => void warnings.push(message) }
const client = (maxWaitSeconds = 2) =>
  asClient(
    createOctokit({
      baseUrl: 'https://api.github.com',
      userAgent: 'test',
      auth: 'ghs_secret',
      log,
      maxWaitSeconds,
      timeoutSeconds: 5,
      retryUnitMs: 1,
    }),
    GITHUB_COM,
  )
const github = () => nock('https://api.github.com')
const read = 'query { viewer { login } }'
const viewer = { data: { viewer: { login: 'fkr' } } }

beforeEach(() => {
  warnings.length = 0
})
playTheNetwork()

const secondary = { message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.' }

test('the client waits for a secondary limit with retry-after', async () => {
  github().get('/user').reply(403, secondary, { 'retry-after': '1' }).get('/user').reply(200, { login: 'fkr' })
  expect((await client().request<{ login: string }>('GET /user')).data.login).toBe('fkr')
  expect(warnings).toEqual(["GitHub's secondary limit is reached: waiting 1 s."])
})

test('a secondary limit without retry-after would take a minute, so the caller is told', async () => {
  github().get('/user').reply(403, secondary)
  await expect(client().request('GET /user')).rejects.toMatchObject({ status: 403 })
  expect(warnings).toEqual(["GitHub's secondary limit is reached: it resets in 60 s."])
})

test('the primary limit is reported with the time it ends', async () => {
  const reset = Math.floor(Date.now() / 1000) + 600
  github()
    .get('/user')
    .reply(403, { message: 'API rate limit exceeded' }, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) })
  await expect(client().request('GET /user')).rejects.toMatchObject({ status: 403 })
  expect(warnings[0]).toMatch(/hourly limit is reached: it resets in (?:599|60\d) s/)
})

const limited = { data: null, errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] }
const soon = () => ({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.floor(Date.now() / 1000)) })

test('the client waits for RATE_LIMITED on a query', async () => {
  github().post('/graphql').reply(200, limited, soon()).post('/graphql').reply(200, viewer)
  expect(await client().graphql(read)).toEqual(viewer.data)
})

test('a RATE_LIMITED mutation was not applied, so the client waits for it too', async () => {
  github()
    .post('/graphql')
    .reply(200, limited, soon())
    .post('/graphql')
    .reply(200, { data: { minimizeComment: { clientMutationId: null } } })
  expect(
    await client().graphql('mutation { minimizeComment(input: { subjectId: "x", classifier: OUTDATED }) { clientMutationId } }'),
  ).toMatchObject({ minimizeComment: {} })
})

test('a read that failed with 502 and HTML is retried', async () => {
  github().post('/graphql').reply(502, '<html>Bad gateway</html>', { 'content-type': 'text/html' }).post('/graphql').reply(200, viewer)
  expect(await client().graphql(read)).toEqual(viewer.data)
})

test('a write that failed with 502 is not repeated: it may have been applied', async () => {
  const scope = github()
    .post('/repos/a/b/issues/1/comments')
    .reply(502, '<html></html>')
    .post('/repos/a/b/issues/1/comments')
    .reply(201, { id: 1 })
  await expect(client().request('POST /repos/a/b/issues/1/comments', { body: 'x' })).rejects.toMatchObject({ status: 502 })
  expect(scope.isDone()).toBe(false)
})

test('twenty independent reads are not delayed by a second each', async () => {
  // Spaced by the plugin's default, each waits for the one before: they never come together, and nothing would be answered.
  const answerTogether = gateOf(5)
  github()
    .post('/graphql')
    .times(20)
    .reply((_uri, _body, done) => answerTogether(() => done(null, [200, viewer])))
  const octokit = client()
  const answers = await Promise.all(Array.from({ length: 20 }, () => octokit.graphql<object>(read)))
  expect(answers).toEqual(Array(20).fill(viewer.data))
})

test('a request without a response ends after the time limit', async () => {
  github().get('/user').delay(3000).times(4).reply(200, {})
  const options = { baseUrl: 'https://api.github.com', userAgent: 'test', log, maxWaitSeconds: 0, timeoutSeconds: 0.1, retryUnitMs: 1 }
  await expect(asClient(createOctokit(options), GITHUB_COM).request('GET /user')).rejects.toThrow()
})

test('each attempt is told with its status, its time, and what is left of the limit', async () => {
  const sent: RequestSent[] = []
  const limit = { 'x-ratelimit-resource': 'core', 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': '4999' }
  github().get('/user').reply(502).get('/user').reply(200, { login: 'fkr' }, limit).post('/graphql').replyWithError('reset')
  const told = asClient(
    createOctokit({
      ...{ baseUrl: 'https://api.github.com', userAgent: 'test', auth: 'ghs_secret', log, maxWaitSeconds: 2, retryUnitMs: 1 },
      sent: (request) => void sent.push(request),
    }),
    GITHUB_COM,
  )
  await told.request('GET /user')
  await expect(told.graphql('mutation { react }')).rejects.toThrow()
  github()
    .post('/graphql')
    .reply(200, { data: { rateLimit: { cost: 7 } } })
  await told.graphql('query { rateLimit { cost } }')
  expect(sent.map(({ seconds, ...request }) => ({ ...request, isTimed: seconds >= 0 }))).toEqual([
    { isGraphql: false, status: 502, limit: null, points: 0, isTimed: true },
    { isGraphql: false, status: 200, limit: { resource: 'core', most: 5000, left: 4999 }, points: 0, isTimed: true },
    { isGraphql: true, status: null, limit: null, points: 0, isTimed: true },
    { isGraphql: true, status: 200, limit: null, points: 7, isTimed: true },
  ])
})
