/** One request and its repetitions, against a network played by nock. */
import nock from 'nock'
import { expect, test } from 'vitest'
import { createAttempts, type Received } from '../../../../src/adapters/github/client/attempts.ts'
import { createRetryBudget } from '../../../../src/adapters/github/client/retry-budget.ts'
import { playTheNetwork } from '../../../nock.ts'
import { github } from '../nock-client.ts'

playTheNetwork()

const PATH = 'https://api.github.test/thing'
const GRAPHQL = 'https://api.github.test/graphql'
const get = { method: 'GET' }
const post = { method: 'POST', body: '{}' }

const attempts = (seconds = 60) => createAttempts({ patience: createRetryBudget(seconds), timeoutSeconds: 10, unitMs: 1 })
const json = async (received: Received) => (received instanceof Response ? await received.json() : received.body)

test('a read that fails in passing is repeated', async () => {
  github()
    .get('/thing')
    .reply(502, 'bad gateway')
    .get('/thing')
    .replyWithError('reset')
    .get('/thing')
    .reply(200, '{"cut')
    .get('/thing')
    .reply(200, { n: 1 })
  expect(await json(await attempts().repeated(PATH, get))).toEqual({ n: 1 })
  expect(nock.isDone()).toBe(true)
})

test('after four attempts the last answer counts', async () => {
  github().get('/thing').times(4).reply(503, {})
  expect((await attempts().repeated(PATH, get)).status).toBe(503)
  expect(nock.isDone()).toBe(true)
})

test('a write is sent once, whatever comes back', async () => {
  github().post('/thing').reply(502, {})
  expect((await attempts().once(PATH, post)).status).toBe(502)
  github().post('/thing').replyWithError('reset')
  await expect(attempts().once(PATH, post)).rejects.toThrow()
  expect(nock.isDone()).toBe(true)
})

test.each([401, 403, 404, 422, 429])('%i is an answer and is not repeated', async (status) => {
  github().get('/thing').reply(status, { message: 'no' })
  expect((await attempts().repeated(PATH, get)).status).toBe(status)
})

test('without patience left there is one attempt', async () => {
  github().get('/thing').reply(502, {})
  expect((await attempts(0).repeated(PATH, get)).status).toBe(502)
})

test('a page of a proxy in place of JSON is no success', async () => {
  github().get('/thing').times(4).reply(200, '<html>login</html>')
  await expect(attempts().repeated(PATH, get)).rejects.toThrow()
})

test('a file asked for as it is need not be JSON', async () => {
  github().get('/thing').reply(200, '# Größe')
  const raw = await attempts().repeated(PATH, { ...get, headers: { accept: 'application/vnd.github.raw+json' } })
  expect(raw instanceof Response && (await raw.text())).toBe('# Größe')
})

test('the answer to a request for a token holds one', async () => {
  const path = '/app/installations/1/access_tokens'
  github().post(path).reply(201, {})
  await expect(attempts().once(`https://api.github.test${path}`, post)).rejects.toThrow(
    'the response to the token request contains no token',
  )
})

test('GraphQL comes parsed; a query that GitHub gave up on is repeated', async () => {
  github()
    .post('/graphql')
    .reply(200, { errors: [{ message: 'Something went wrong while executing your query. Please include `X`' }] })
    .post('/graphql')
    .reply(200, { data: { n: 5 } })
  expect(await json(await attempts().repeated(GRAPHQL, post))).toEqual({ data: { n: 5 } })
})

test('both names of the hourly limit become one', async () => {
  const errors = [{ type: 'RATE_LIMIT', code: 'graphql_rate_limit', message: 'API rate limit already exceeded for installation ID 1.' }]
  github().post('/graphql').reply(200, { errors })
  expect(await json(await attempts().once(GRAPHQL, post))).toMatchObject({ errors: [{ type: 'RATE_LIMITED' }] })
})
