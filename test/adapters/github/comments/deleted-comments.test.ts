/** Comments of the app that a person deleted. */
import { expect, test } from 'vitest'
import { deletedByPerson } from '../../../../src/adapters/github/comments/deleted-comments.ts'
import { TryAgainError } from '../../../../src/errors.ts'
import { playTheNetwork } from '../../../nock.ts'
import { aClient, answerGraphql } from '../nock-client.ts'

playTheNetwork()

const ISSUE = { owner: 'scs', repo: 'issues', number: 7 }
const who = (login: string | null) => (login === null ? null : { login })
const gone = (author: string | null, actor: string | null, day: number) => ({
  createdAt: `2023-01-0${day}T00:00:00Z`,
  actor: who(actor),
  deletedCommentAuthor: who(author),
})
const last = async (issueOrPullRequest: object | null) => {
  answerGraphql({ viewer: { login: 'scs-sprint[bot]' }, repository: { issueOrPullRequest } })
  return deletedByPerson(aClient(), ISSUE)
}
const after = (...nodes: (object | null)[]) => last({ timelineItems: { nodes } })

test('the newest of those that a person deleted', async () => {
  expect(await after(gone('scs-sprint', 'fkr', 1), gone('scs-sprint', 'garloff', 3), null)).toBe('2023-01-03T00:00:00Z')
})

test.each([
  ['deleted by the app itself', gone('scs-sprint', 'scs-sprint', 1)],
  ['of a person', gone('fkr', 'garloff', 1)],
  ['of an account that is gone', gone(null, 'garloff', 1)],
])('a comment %s does not count', async (_name, event) => {
  expect(await after(event)).toBeNull()
})

test('deleted by an account that is gone: somebody else it was', async () => {
  expect(await after(gone('scs-sprint', null, 2))).toBe('2023-01-02T00:00:00Z')
})

test.each([
  ['no issue', null],
  ['a pull request, which has no such events', {}],
  ['no events', { timelineItems: { nodes: null } }],
])('%s', async (_name, thing) => {
  expect(await last(thing)).toBeNull()
})

test('an answer without the app’s own name is no answer', async () => {
  answerGraphql({ viewer: null, repository: null })
  await expect(deletedByPerson(aClient(), ISSUE)).rejects.toThrow(TryAgainError)
})
