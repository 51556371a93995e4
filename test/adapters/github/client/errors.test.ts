/** Messages for failed requests to GitHub: the same everywhere, except for what a denied request means. */
import nock from 'nock'
import { expect, test } from 'vitest'
import { boardMeanings } from '../../../../src/adapters/github/board/access-errors.ts'
import { createAccess } from '../../../../src/adapters/github/client/access.ts'
import { isLimit, type Meanings, NotThere, requestErrorInWords, translateError } from '../../../../src/adapters/github/client/errors.ts'
import { conversationMeanings as conversation } from '../../../../src/adapters/github/comments/access-errors.ts'
import { createComments } from '../../../../src/adapters/github/comments/comments.ts'
import { minutesMeanings as minutes } from '../../../../src/adapters/github/minutes/access-errors.ts'
import { GITHUB_COM } from '../../../../src/domain/github-web.ts'
import { TryAgainError, UserError } from '../../../../src/errors.ts'
import { playTheNetwork } from '../../../nock.ts'

const now = new Date('2023-01-18T10:00:00Z')
const http = (status: number, message = 'x', headers: Record<string, string> = {}) =>
  Object.assign(new Error(message), {
    status,
    request: { method: 'GET', url: 'https://api.github.com/repos/scs/issues?token=secret' },
    response: { headers: { 'x-secret': 'secret', ...headers }, data: { message } },
  })
const graphql = (...errors: readonly { type?: string; message: string }[]) => Object.assign(new Error('Request failed'), { errors })
const fetchFailed = (code: string) => new TypeError('fetch failed', { cause: Object.assign(new Error('connect'), { code }) })

const everywhere: readonly [string, Meanings][] = [
  ['nowhere in particular', {}],
  ['a board', boardMeanings],
  ['a conversation', conversation('scs/issues#1', { owner: 'scs', repo: 'issues', number: 1 })],
  ['the minutes', minutes({ repository: 'scs/minutes', what: 'its files', permissions: { contents: 'read' } })],
]

/** People open it at another address than the app. */
const INTERNAL = { github: { origin: 'https://ghe.example' }, baseUrl: 'https://api.internal:8443/api/v3' }
playTheNetwork()

test.each<[string, number, object]>([
  ['a refusal', 403, { message: 'Resource not accessible by integration' }],
  ['a refusal in GraphQL', 200, { data: null, errors: [{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }] }],
  ['nothing there in GraphQL', 200, { data: { repository: null, viewer: { login: 'x' } } }],
])('links lead where people open GitHub, not where its API is asked: %s', async (_what, status, answer) => {
  nock('https://api.internal:8443').post('/api/graphql').reply(status, answer)
  const log = { info: () => {}, warn: () => {} }
  const access = createAccess({ kind: 'token', token: 't' }, { ...INTERNAL, userAgent: 'test', log, maxWaitSeconds: 0 })
  const asked = createComments(access, { now: () => now }).byOthers('scs/issues#1')
  await expect(asked).rejects.toThrow('https://ghe.example/organizations/scs/settings/installations')
})

test.each(everywhere)('credentials, limits and network problems have the same message everywhere: %s', (_where, meanings) => {
  const told = (error: unknown) => translateError(error, { now, meanings })
  expect(told(http(401, 'Bad credentials'))).toMatchObject({
    name: 'UserError',
    message:
      'GitHub does not accept the credentials (401): expected a valid token, found one that is wrong, expired or revoked. Set a new `GITHUB_TOKEN`, or check `APP_ID` and its private key.',
  })
  expect(told(http(403, 'API rate limit exceeded', { 'x-ratelimit-reset': String(now.getTime() / 1000 + 600) }))).toMatchObject({
    name: 'TryAgainError',
    message: "GitHub's hourly limit is reached. Try again in 600 s, at 2023-01-18T10:10:00.000Z; nothing is wrong on your side.",
    retryAfter: 600,
  })
  const reset = Date.parse('2026-11-27T12:30:00Z') / 1000
  const byGithub = { date: 'Fri, 27 Nov 2026 12:20:00 GMT', 'x-ratelimit-reset': String(reset) }
  expect(told(http(403, 'API rate limit exceeded', byGithub))).toMatchObject({
    message: "GitHub's hourly limit is reached. Try again in 600 s, at 2026-11-27T12:30:00.000Z; nothing is wrong on your side.",
    retryAfter: 600,
  })
  expect(told(http(403, 'API rate limit exceeded', { 'x-ratelimit-reset': String(reset) }))).toMatchObject({
    message: "GitHub's hourly limit is reached. Try again at 2026-11-27T12:30:00.000Z; nothing is wrong on your side.",
    retryAfter: null,
  })
  expect(told(http(429, 'You have exceeded a secondary rate limit'))).toMatchObject({ name: 'TryAgainError', retryAfter: 60 })
  expect(told(graphql({ type: 'RATE_LIMIT', message: 'API rate limit' })).message).toMatch(/^GitHub's hourly limit is reached\./)
  expect(told(http(502)).message).toBe('GitHub returned 502; this is usually temporary. Try again later.')
  expect(told(fetchFailed('ECONNREFUSED')).message).toBe('GitHub could not be reached (ECONNREFUSED). Try again later.')
  expect(told(new DOMException('The operation was aborted due to timeout', 'TimeoutError')).message).toBe(
    'GitHub did not answer in time. Try again later.',
  )
  expect(told(graphql({ message: 'Something went wrong.' }))).toMatchObject({
    name: 'TryAgainError',
    message: 'GitHub failed to process the request: Something went wrong. Try again later.',
  })
})

test.each(everywhere)('every rejected request has a message without headers, query strings and stacks: %s', (_where, meanings) => {
  const refusals = [
    http(403, 'Resource not accessible by integration'),
    http(404, 'Not Found'),
    http(410, 'This issue was deleted'),
    http(403, 'Unable to create comment because issue is locked.'),
    http(422, 'Validation Failed'),
    http(422, 'Reference already exists'),
    graphql({ type: 'STALE_DATA', message: 'Expected branch to point to "a" but it did not.' }),
    graphql({ type: 'BRANCH_PROTECTION_RULE_VIOLATION', message: 'Protected branch update failed' }),
    graphql({ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }),
    graphql({ type: 'INSUFFICIENT_SCOPES', message: 'Your token lacks read:project' }),
    graphql({ type: 'NOT_FOUND', message: 'Could not resolve to a node' }),
    new NotThere('the issue', { github: GITHUB_COM }),
  ]
  for (const error of refusals) {
    const told = translateError(error, { now, meanings })
    expect(told instanceof UserError || told instanceof TryAgainError).toBe(true)
    expect(told.message).toMatch(/[.!]$|installations$/)
    expect(told.message).not.toMatch(/secret|\?token|undefined|\s at /)
    expect(told.cause).toBe(error)
  }
})

test('a specific error without its own message uses that of the general one', () => {
  const meanings: Meanings = {
    denied: (reason, cause) => new UserError(`denied: ${reason}`, { cause }),
    missing: (reason, cause) => new UserError(`missing: ${reason}`, { cause }),
  }
  expect(translateError(http(403, 'Issue is locked.'), { now, meanings }).message).toBe('denied: Issue is locked')
  expect(translateError(http(410, 'This issue was deleted'), { now, meanings }).message).toBe('missing: This issue was deleted')
})

test('the reason is shown as text, and not longer than a line', () => {
  const meanings: Meanings = { invalid: (reason, cause) => new UserError(reason, { cause }) }
  const html = translateError(http(422, `<b>No</b>\n${'x'.repeat(500)}`), { now, meanings }).message
  expect(html).toMatch(/^No x+$/)
  expect(html.length).toBeLessThanOrEqual(200)
})

test('an error that is not from a request stays as it is', () => {
  const bug = new TypeError('undefined is not a function')
  const told = new UserError('sprint.yml: expected a, found b.')
  const later = new TryAgainError('GitHub is slow.', { cause: http(401) })
  expect(translateError(bug, { now })).toBe(bug)
  expect(translateError(told, { now })).toBe(told)
  expect(translateError(later, { now })).toBe(later)
  expect(requestErrorInWords(bug)).toBe(null)
  expect(requestErrorInWords(new SyntaxError('Unexpected token < in JSON'))).toBe(null)
  expect(requestErrorInWords(null)).toBe(null)
  expect(requestErrorInWords(http(404, 'Not Found'))?.message).toContain('GET /repos/scs/issues:')
})

test('only limits are limits', () => {
  expect([http(429), http(403, 'API rate limit exceeded'), graphql({ type: 'RATE_LIMITED', message: '' })].map(isLimit)).toEqual([
    true,
    true,
    true,
  ])
  expect([http(403, 'Forbidden'), http(500, 'rate limit'), graphql({ type: 'FORBIDDEN', message: 'x' })].map(isLimit)).toEqual([
    false,
    false,
    false,
  ])
})
