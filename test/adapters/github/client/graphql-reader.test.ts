/** Reads of GraphQL within the hourly limit; answers are played, the clock and the pauses are the test's. */

import { expect, test } from 'vitest'
import { z } from 'zod'
import type { GitHubClient } from '../../../../src/adapters/github/client/client.ts'
import { createReader, DEFAULT_BUDGET } from '../../../../src/adapters/github/client/graphql-reader.ts'
import { GITHUB_COM } from '../../../../src/domain/github-web.ts'
import { TryAgainError } from '../../../../src/errors.ts'
import { playTheNetwork } from '../../../nock.ts'
import { aClient, github } from '../nock-client.ts'

playTheNetwork()

const Any = z.object({ n: z.number().nullish() })
const NOW = '2023-01-18T08:00:00Z'

function aReader(client: Pick<GitHubClient, 'graphql' | 'github'> = aClient()) {
  const pauses: number[] = []
  const wait = async (ms: number) => void pauses.push(ms)
  const reader = createReader(client, { clock: { now: () => new Date(NOW) }, wait, budget: { ...DEFAULT_BUDGET, atOnce: 2 } })
  return { ...reader, pauses, ask: (query = 'query { n }') => reader.read(query, {}, Any) }
}
const answer = (n: number, remaining?: number, resetAt = '2023-01-18T09:00:00Z') =>
  github()
    .post('/graphql')
    .reply(200, { data: { n, ...(remaining === undefined ? {} : { rateLimit: { cost: 3, remaining, resetAt } }) } })
const problem = (type: string, data: object | null = { n: null }) =>
  github()
    .post('/graphql')
    .reply(200, { data, errors: [{ type, message: 'said', path: ['n'] }] } as never)

test('requests and points are counted', async () => {
  const reader = aReader()
  answer(1, 4000)
  answer(2)
  expect([(await reader.ask()).data, (await reader.ask()).data]).toEqual([{ n: 1 }, { n: 2 }])
  expect(reader.spent()).toEqual({ requests: 2, points: 3 })
  expect(reader.pauses).toEqual([])
})

test('below 500 points there is a pause before each read, below 100 no read begins', async () => {
  const reader = aReader()
  answer(1, 499)
  answer(2, 99)
  await reader.ask()
  await reader.ask()
  expect(reader.pauses).toEqual([1000])
  await expect(reader.ask()).rejects.toThrow(/99 points are left.*2023-01-18T09:00:00\.000Z/)
  expect(await reader.ask().catch((error: TryAgainError) => error.retryAfter)).toBe(3600)
  expect(reader.spent().requests).toBe(2)
})

test('once the hour is over the limit is forgotten', async () => {
  const reader = aReader()
  answer(1, 5, '2023-01-18T07:59:59Z')
  answer(2)
  await reader.ask()
  expect((await reader.ask()).data).toEqual({ n: 2 })
})

test('half an answer is data with its problems', async () => {
  const reader = aReader()
  problem('NOT_FOUND')
  expect(await reader.ask()).toMatchObject({ data: { n: null }, problems: [{ type: 'NOT_FOUND', message: 'said' }] })
  expect(reader.spent().requests).toBe(1)
})

test('half an answer in passing is asked for once more', async () => {
  const reader = aReader()
  problem('SERVICE_UNAVAILABLE')
  answer(5)
  const { data, problems } = await reader.ask()
  expect([data, problems, reader.spent().requests]).toEqual([{ n: 5 }, [], 2])
})

test.each([
  ['the hourly limit', () => problem('RATE_LIMITED')],
  [
    'an answer of another shape',
    () =>
      github()
        .post('/graphql')
        .reply(200, { data: { n: 'one' } }),
  ],
  ['a broken gateway', () => github().post('/graphql').reply(502, 'bad')],
])('%s is to be tried again', async (_name, play) => {
  play()
  await expect(aReader().ask()).rejects.toThrow(TryAgainError)
})

test('no more reads are under way than allowed', async () => {
  let open = 0
  let most = 0
  const graphql = async <Data>() => {
    open += 1
    most = Math.max(most, open)
    await Promise.resolve()
    open -= 1
    return { n: 1 } as Data
  }
  const reader = aReader({ graphql, github: GITHUB_COM })
  await Promise.all(Array.from({ length: 9 }, () => reader.ask()))
  expect(most).toBe(2)
})
