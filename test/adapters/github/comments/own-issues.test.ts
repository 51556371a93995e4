/** Issues that the app opens: listed, opened once, changed, and what a refusal says. */
import { expect, test } from 'vitest'
import type { Step } from '../../../../src/adapters/github/client/client.ts'
import { createOwnIssues } from '../../../../src/adapters/github/comments/own-issues.ts'
import { UserError } from '../../../../src/errors.ts'
import { playTheNetwork } from '../../../nock.ts'
import { aClient, github } from '../nock-client.ts'

playTheNetwork()

const ISSUES = '/repos/scs/minutes/issues'
const steps: Step[] = []

function issues(login = 'scs-sprint[bot]') {
  const clientFor = async (step: Step) => {
    steps.push(step)
    return aClient()
  }
  const identity = async () => ({ login, name: 'scs-sprint', email: 'bot@example.org' })
  return createOwnIssues({ clientFor, identity: identity as never }, 'scs/minutes', { now: () => new Date('2023-01-18T08:00:00Z') })
}
const anIssue = (number: number, rest: object = {}) => ({
  ...{ number, title: `Issue ${number}`, body: 'body', state: 'open', html_url: `https://github.com/scs/minutes/issues/${number}` },
  user: { login: 'scs-sprint[bot]' },
  ...rest,
})
const list = (page: number, found: object[]) =>
  github()
    .get(ISSUES)
    .query({ creator: 'scs-sprint[bot]', state: 'all', per_page: 100, page })
    .reply(200, found as never)
const numbers = async () => (await issues().list()).map(({ number }) => number)

test('only issues of the app, no pull requests, and a body that is null is empty', async () => {
  list(1, [
    anIssue(1, { body: null }),
    anIssue(2, { user: { login: 'fkr' } }),
    anIssue(3, { user: null }),
    anIssue(4, { pull_request: {} }),
  ])
  expect(await issues().list()).toEqual([
    { number: 1, title: 'Issue 1', body: '', state: 'open', url: 'https://github.com/scs/minutes/issues/1' },
  ])
  expect(steps.at(-1)).toEqual({ owner: 'scs', repositories: ['minutes'], permissions: { issues: 'read' } })
})

test('a full page is followed by the next one', async () => {
  list(
    1,
    Array.from({ length: 100 }, (_, index) => anIssue(index + 1)),
  )
  list(2, [anIssue(101)])
  expect(await numbers()).toHaveLength(101)
})

test('issues of others are those with a mark, asked for with a person’s token alone', async () => {
  const body = '<!-- scs-sprint:trouble v1 -->'
  github()
    .get(ISSUES)
    .query({ state: 'open', per_page: 100, page: 1 })
    .reply(200, [
      anIssue(2, { body, user: { login: 'o-otte', type: 'User' }, author_association: 'MEMBER' }),
      anIssue(1, { body, user: { login: 'scs-sprint[bot]', type: 'Bot' } }),
      anIssue(3, { body, user: { login: 'fkr', type: 'User' } }),
      anIssue(4, { body: 'no mark', user: { login: 'o-otte', type: 'User' } }),
      anIssue(5, { body, pull_request: {} }),
    ] as never)
  const { self, comments } = await issues('fkr').byOthers()
  expect(self).toEqual({ login: 'fkr', isApp: false })
  expect(comments.map(({ by }) => by)).toEqual([
    { login: 'scs-sprint[bot]', isApp: true, isMember: false },
    { login: 'o-otte', isApp: false, isMember: true },
  ])
  expect((await issues().byOthers()).comments).toEqual([])
})

test('an issue whose answer was lost is found by its text, and not opened twice', async () => {
  github().post(ISSUES, { title: 'Title', body: 'line\nline' }).reply(502, {})
  list(1, [anIssue(5, { body: 'line\r\nline\n', state: 'closed' }), anIssue(6, { body: 'line\r\nline\n' })])
  expect(await issues().open({ title: 'Title', body: 'line\nline' })).toBe('https://github.com/scs/minutes/issues/6')
  expect(steps.at(-1)?.permissions).toEqual({ issues: 'write' })
})

test('a lost answer without the issue is a failure', async () => {
  github().post(ISSUES).reply(502, {})
  list(1, [])
  await expect(issues().open({ title: 'Title', body: 'text' })).rejects.toThrow()
})

test('a change whose answer was lost counts where text and state are there', async () => {
  const wanted = { title: 'Title', body: 'new', state: 'closed' as const }
  github().patch(`${ISSUES}/5`, wanted).reply(500, {})
  list(1, [anIssue(5, { body: 'new', state: 'closed' })])
  await issues().update(5, wanted)
  github().patch(`${ISSUES}/5`, wanted).reply(500, {})
  list(1, [anIssue(5, { body: 'new', state: 'open' })])
  await expect(issues().update(5, wanted)).rejects.toThrow()
})

test('a repository without issues is told with where to enable them', async () => {
  github().get('/repos/scs/minutes').reply(200, { has_issues: true })
  await issues().demand()
  github().get('/repos/scs/minutes').reply(200, { has_issues: false })
  await expect(issues().demand()).rejects.toThrow(/^scs\/minutes: expected a repository with issues, found issues disabled\. Enable them/)
  github().post(ISSUES).reply(410, { message: 'Issues are disabled for this repo' })
  await expect(issues().open({ title: 'Title', body: 'text' })).rejects.toThrow(/found issues disabled/)
})

test.each([403, 404, 422])('%i names the permission, and who grants it', async (status) => {
  github().get(ISSUES).query(true).reply(status, { message: 'Resource not accessible by integration' })
  const failure = await issues()
    .list()
    .catch((error: Error) => error)
  expect(failure).toBeInstanceOf(UserError)
  expect(String(failure)).toMatch(/Issues: read and write.*https:\/\/api\.github\.test\/organizations\/scs\/settings\/installations/)
})
