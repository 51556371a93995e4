/** Who may be assigned to a pull request that nobody has, and what happens where GitHub refuses. */
import { expect, test } from 'vitest'
import { assign, neverAssigned, unassign } from '../../../../src/adapters/github/minutes/pull-assignees.ts'
import { UserError } from '../../../../src/errors.ts'
import { playTheNetwork } from '../../../nock.ts'
import { aClient, answerGraphql, github } from '../nock-client.ts'

playTheNetwork()

const PLACE = { owner: 'scs', repo: 'minutes' }
const ASSIGNEES = '/repos/scs/minutes/issues/8/assignees'
const PULL = { number: 8, url: 'https://github.com/scs/minutes/pull/8' }
const users = (...logins: (string | null)[]) => ({ nodes: logins.map((login) => login && { login }) })
const pull = (now: number, ever: number) => ({ pullRequest: { assignees: { totalCount: now }, timelineItems: { totalCount: ever } } })

test('of those asked for, whom GitHub lists by exactly this login', async () => {
  const asked = answerGraphql({ repository: { ...pull(0, 0), u0: users('FKR', null), u1: users('garloff2'), u2: { nodes: null } } })
  expect(await neverAssigned(aClient(), PLACE, 8, ['fkr', 'garloff', 'gone'])).toEqual(['fkr'])
  expect(asked).toEqual([{ ...PLACE, number: 8, login0: 'fkr', login1: 'garloff', login2: 'gone' }])
})

test.each([
  ['somebody is assigned', 1, 1],
  ['somebody was assigned and taken off again', 0, 1],
])('nobody where %s', async (_name, now, ever) => {
  answerGraphql({ repository: { ...pull(now, ever), u0: users('fkr') } })
  expect(await neverAssigned(aClient(), PLACE, 8, ['fkr'])).toEqual([])
})

test('nobody asked for, nobody found', async () => {
  answerGraphql({ repository: pull(0, 0) })
  expect(await neverAssigned(aClient(), PLACE, 8, [])).toEqual([])
})

test('a lost answer is followed by the same write, which changes nothing twice', async () => {
  github()
    .post(ASSIGNEES, { assignees: ['fkr'] })
    .reply(502, {})
    .post(ASSIGNEES, { assignees: ['fkr'] })
    .reply(201, { number: 8 })
  await assign(aClient(), PLACE, PULL, ['fkr'])
  github()
    .delete(ASSIGNEES)
    .reply(502, {})
    .delete(ASSIGNEES, { assignees: ['fkr'] })
    .reply(200, { number: 8 })
  await unassign(aClient(), PLACE, 8, ['fkr'])
})

test.each([403, 404, 422])('%i: the pull request is there, and a person assigns by hand', async (status) => {
  github().post(ASSIGNEES).reply(status, { message: 'no' })
  const failure = await assign(aClient(), PLACE, PULL, ['fkr', 'garloff']).catch((error: Error) => error)
  expect(failure).toBeInstanceOf(UserError)
  expect(String(failure)).toContain(`${PULL.url} is open, but nobody could be assigned (fkr, garloff)`)
})

test('the hourly limit is no refusal of a person', async () => {
  github().post(ASSIGNEES).reply(403, { message: 'API rate limit exceeded for installation ID 1.' }, { 'x-ratelimit-remaining': '0' })
  const failure = await assign(aClient(), PLACE, PULL, ['fkr']).catch((error: Error) => error)
  expect(failure).not.toBeInstanceOf(UserError)
})
