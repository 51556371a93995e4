import { CommanderError } from 'commander'
import { expect, test } from 'vitest'
import { endingOf } from '../../src/cli/exit.ts'
import { TryAgainError, UserError } from '../../src/errors.ts'

const httpError = (status: number, message = 'x') =>
  Object.assign(new Error(message), {
    status,
    request: { method: 'GET', url: 'https://api.github.com/repos/a/b?token=secret', headers: { authorization: 'token secret' } },
  })

test.each([
  ['what a person must fix', new UserError('sprint.yml: expected a, found b.'), 1],
  ['what will pass', new TryAgainError('GitHub is slow.', { retryAfter: 30 }), 3],
  ['wrong usage', new CommanderError(2, 'commander.unknownOption', 'x'), 2],
  ['help', new CommanderError(0, 'commander.help', 'x'), 0],
  ['a server error of GitHub', httpError(502), 3],
  ['a rate limit', httpError(403, 'API rate limit exceeded'), 3],
  ['too many requests', httpError(429), 3],
  ['wrong credentials', httpError(401), 1],
  ['a missing permission', httpError(403, 'Resource not accessible by integration'), 1],
  ['a wrong name', httpError(404), 1],
  ['no network', new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } }), 3],
  ['no answer', new DOMException('The operation timed out.', 'TimeoutError'), 3],
  ['a bug', new Error('undefined is not a function'), 1],
])('%s', (_name, error, code) => {
  const ending = endingOf(error)
  expect(ending.code).toBe(code)
  expect(ending.message ?? '').not.toContain('secret')
  expect(ending.message ?? '').not.toContain('    at ')
})

test('the time to try again is given once', () => {
  expect(endingOf(new TryAgainError('GitHub is slow.', { advice: 'Come back tomorrow.' })).message).toBe(
    'GitHub is slow. Come back tomorrow.',
  )
  expect(endingOf(new TryAgainError('GitHub said "try again".')).message).toBe('GitHub said "try again". Try again later.')
  expect(endingOf(new TryAgainError('GitHub is slow.')).message).toBe('GitHub is slow. Try again later.')
  expect(endingOf(new TryAgainError('GitHub is slow.', { retryAfter: 30 })).message).toBe('GitHub is slow. Try again in 30 s.')
})

test('a bug shows its stack only on request', () => {
  expect(endingOf(new Error('broken'), true).message).toContain('    at ')
})
