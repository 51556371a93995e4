/** GitHub's answers checked at the door, and writes whose answer got lost. */
import { expect, test } from 'vitest'
import { z } from 'zod'
import { checked, written, writtenOrFound } from '../../../../src/adapters/github/client/answers.ts'
import { TryAgainError } from '../../../../src/errors.ts'

const Shape = z.object({ repository: z.object({ number: z.number() }) })
const http = (status: number) => Object.assign(new Error('refused'), { status })
const graphql = (type: string) =>
  Object.assign(new Error('refused'), { name: 'GraphqlResponseError', errors: [{ type, message: 'no', path: [] }] })

test('an answer of the right shape comes through, without fields nobody asked for', () => {
  expect(checked(Shape, { repository: { number: 1, more: true } })).toEqual({ repository: { number: 1 } })
})

test.each([null, undefined, '<html>', [], {}, { repository: null }, { repository: { number: '1' } }])('%j is to be tried again', (data) => {
  expect(() => checked(Shape, data)).toThrow(TryAgainError)
})

test('the message names the place and what GitHub says beside it', () => {
  const problems = [{ type: 'SERVICE', message: 'Timeout', path: [] }]
  expect(() => checked(Shape, { repository: {} }, problems)).toThrow(/at `repository\.number`.*GitHub says: Timeout\./)
})

const UNKNOWN: readonly [string, () => Error][] = [
  ['a lost connection', () => new TypeError('fetch failed')],
  ['a connection cut in the middle', () => new TypeError('terminated')],
  ['502', () => http(502)],
  ['a problem inside of GitHub', () => graphql('INTERNAL')],
  ['an answer that says nothing', () => unusable()],
]
const REFUSED: readonly [string, () => Error][] = [
  ['403', () => http(403)],
  ['422', () => http(422)],
  ['a missing permission', () => graphql('FORBIDDEN')],
  ['the hourly limit', () => graphql('RATE_LIMITED')],
  ['a branch that moved', () => graphql('STALE_DATA')],
  ['a mistake in our code', () => new TypeError('x is not a function')],
]

function unusable(): Error {
  try {
    checked(Shape, null)
  } catch (error) {
    return error as Error
  }
  throw new Error('It was accepted.')
}

test.each(UNKNOWN)('after %s a look tells what was written, and nothing is written twice', async (_name, make) => {
  const error = make()
  const writes: string[] = []
  const write = async () => {
    writes.push('write')
    throw error
  }
  expect(await writtenOrFound(write, async () => 7)).toBe(7)
  await expect(writtenOrFound(write, async () => null)).rejects.toBe(error)
  await written(write, async () => true)
  await expect(written(write, async () => false)).rejects.toBe(error)
  expect(writes).toHaveLength(4)
})

test.each(REFUSED)('after %s nobody looks: it was not written', async (_name, make) => {
  const error = make()
  await expect(
    writtenOrFound(
      () => Promise.reject(error),
      async () => 7,
    ),
  ).rejects.toBe(error)
})

test('where the look fails as well, the first failure is told', async () => {
  const error = http(500)
  await expect(
    writtenOrFound(
      () => Promise.reject(error),
      () => Promise.reject(new Error('again')),
    ),
  ).rejects.toBe(error)
})
