/** Pull requests with minutes: found, opened once, changed, and whose comments are the app's. */
import { expect, test } from 'vitest'
import {
  commentPull,
  openPull,
  openPulls,
  ownComments,
  pullByNumber,
  pullOf,
  updatePull,
} from '../../../../src/adapters/github/minutes/pull-requests.ts'
import { TryAgainError, UserError } from '../../../../src/errors.ts'
import { playTheNetwork } from '../../../nock.ts'
import { aClient, answerGraphql, github } from '../nock-client.ts'

playTheNetwork()

const PLACE = { owner: 'scs', repo: 'minutes' }
const PULLS = '/repos/scs/minutes/pulls'
const BRANCH = 'minutes/iaas-2023-01-18'
const WANTED = { branch: BRANCH, base: 'main', title: 'Title', body: 'Body', assignees: [] }

const aPull = (number: number, rest: object = {}) => ({
  ...{ number, title: `Pull ${number}`, body: 'Body', state: 'open', merged_at: null },
  ...{ html_url: `https://github.com/scs/minutes/pull/${number}`, head: { ref: BRANCH, repo: { full_name: 'SCS/minutes' } } },
  base: { repo: { full_name: 'scs/minutes' } },
  ...rest,
})
const list = (...found: object[]) =>
  github()
    .get(PULLS)
    .query({ head: `scs:${BRANCH}`, state: 'all', per_page: 100 })
    .reply(200, found as never)

test('open pull requests of the repository’s own branches, not of a fork that calls one the same', async () => {
  const of = (repo: object | null) => ({ head: { ref: BRANCH, repo } })
  github()
    .get(PULLS)
    .query({ state: 'open', per_page: 100, page: 1 })
    .reply(200, [aPull(1), aPull(2, of({ full_name: 'fkr/minutes' })), aPull(3, of(null)), aPull(4, { body: null })] as never)
  const found = await openPulls(aClient(), PLACE)
  expect(found.map(({ number, body, state, branch }) => ({ number, body, state, branch }))).toEqual([
    { number: 1, body: 'Body', state: 'open', branch: BRANCH },
    { number: 4, body: '', state: 'open', branch: BRANCH },
  ])
})

test('of several pull requests of a branch the open one counts, else the newest', async () => {
  const closed = { state: 'closed' }
  list(aPull(3, closed), aPull(2), aPull(1, closed))
  expect(await pullOf(aClient(), PLACE, BRANCH)).toMatchObject({ number: 2, state: 'open' })
  list(aPull(3, { ...closed, merged_at: '2023-01-18T08:00:00Z' }), aPull(1, closed))
  expect(await pullOf(aClient(), PLACE, BRANCH)).toMatchObject({ number: 3, state: 'merged' })
  list()
  expect(await pullOf(aClient(), PLACE, BRANCH)).toBeNull()
})

test('a number that is none is no pull request; a failure is not taken for one', async () => {
  github().get(`${PULLS}/9`).reply(404, {})
  expect(await pullByNumber(aClient(), PLACE, 9)).toBeNull()
  github().get(`${PULLS}/9`).reply(502, {})
  await expect(pullByNumber(aClient(), PLACE, 9)).rejects.toThrow()
  github().get(`${PULLS}/9`).reply(200, { number: '9' })
  await expect(pullByNumber(aClient(), PLACE, 9)).rejects.toThrow(TryAgainError)
})

test('where another run was faster, its pull request is the one', async () => {
  github()
    .post(PULLS)
    .reply(422, { message: 'Validation Failed', errors: [{ message: `A pull request already exists for scs:${BRANCH}.` }] })
  list(aPull(7))
  expect(await openPull(aClient(), PLACE, WANTED)).toMatchObject({ number: 7 })
})

test('another refusal is told, and nothing is looked for', async () => {
  github().post(PULLS).reply(422, { message: 'No commits between main and minutes' })
  await expect(openPull(aClient(), PLACE, WANTED)).rejects.toThrow(/No commits between/)
})

test('after a lost answer an open pull request is the one; a closed one of earlier is not', async () => {
  github().post(PULLS, { head: BRANCH, base: 'main', title: 'Title', body: 'Body' }).reply(502, {})
  list(aPull(8))
  expect(await openPull(aClient(), PLACE, WANTED)).toMatchObject({ number: 8 })
  github().post(PULLS).reply(502, {})
  list(aPull(8, { state: 'closed' }))
  await expect(openPull(aClient(), PLACE, WANTED)).rejects.toThrow()
})

test('people are assigned to what was opened; if they cannot be, the message says that it is open', async () => {
  const asked: unknown[] = []
  const assign = (status: number) =>
    github()
      .post('/repos/scs/minutes/issues/8/assignees', (body) => asked.push(body) > 0)
      .reply(status, { number: 8 })
  github()
    .post(PULLS)
    .times(2)
    .reply(201, aPull(8) as never)
  assign(201)
  expect(await openPull(aClient(), PLACE, { ...WANTED, assignees: ['fkr'] })).toMatchObject({ number: 8 })
  expect(asked).toEqual([{ assignees: ['fkr'] }])
  assign(403)
  const failure = await openPull(aClient(), PLACE, { ...WANTED, assignees: ['fkr'] }).catch((error: Error) => error)
  expect(failure).toBeInstanceOf(UserError)
  expect(String(failure)).toContain('https://github.com/scs/minutes/pull/8 is open, but nobody could be assigned (fkr)')
})

test('a change whose answer was lost is looked up: other line ends are no difference, another title is', async () => {
  const there = (title: string) => {
    github().patch(`${PULLS}/8`).reply(500, {})
    github()
      .get(`${PULLS}/8`)
      .reply(200, aPull(8, { title, body: 'a\r\nb' }) as never)
    return updatePull(aClient(), PLACE, 8, { title: 'Title', body: 'a\nb\n' })
  }
  await there('Title')
  await expect(there('Former title')).rejects.toThrow()
})

const comments = (nodes: (object | null)[], endCursor: string | null = null) =>
  answerGraphql({ repository: { pullRequest: { comments: { pageInfo: { hasNextPage: endCursor !== null, endCursor }, nodes } } } })
const aComment = (fullDatabaseId: number | string, body: string, viewerDidAuthor = true) => ({ fullDatabaseId, body, viewerDidAuthor })

test('comments of the app alone, over all pages; large IDs come as text', async () => {
  const first = comments([aComment('4294967297', 'a'), aComment(2, 'of a person', false), null], 'next')
  const second = comments([aComment(3, 'c')])
  expect(await ownComments(aClient(), PLACE, 8)).toEqual([
    { id: 4_294_967_297, body: 'a' },
    { id: 3, body: 'c' },
  ])
  expect([first, second].flat().map(({ after }) => after)).toEqual([null, 'next'])
})

test('a comment whose answer was lost is written only once', async () => {
  github().post('/repos/scs/minutes/issues/8/comments', { body: 'said' }).reply(502, {})
  comments([aComment(1, 'said\r\n')])
  await commentPull(aClient(), PLACE, 8, 'said')
  github().post('/repos/scs/minutes/issues/8/comments').reply(502, {})
  comments([aComment(1, 'said', false)])
  await expect(commentPull(aClient(), PLACE, 8, 'said')).rejects.toThrow()
})
