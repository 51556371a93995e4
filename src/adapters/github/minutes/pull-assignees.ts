/** Finds possible assignees for a pull request that was opened without one. */
import { z } from 'zod'
import { httpStatus, UserError } from '../../../errors.ts'
import type { PullRequest } from '../../../ports.ts'
import { checked, writtenOrFound } from '../client/answers.ts'
import type { GitHubClient } from '../client/client.ts'
import { isLimit } from '../client/errors.ts'
import type { Place } from './repository-files.ts'

const Assigned = z.object({ number: z.number() })
const Users = z.object({ nodes: z.array(z.object({ login: z.string() }).nullable()).nullable() })
const Unassigned = z.object({
  repository: z
    .object({
      pullRequest: z.object({
        assignees: z.object({ totalCount: z.number() }),
        timelineItems: z.object({ totalCount: z.number() }),
      }),
    })
    .catchall(Users),
})

/** Those of `logins` whom GitHub lets assign; none once anybody was assigned, be it that they were taken off again. */
export async function neverAssigned(
  client: GitHubClient,
  place: Place,
  number: number,
  logins: readonly string[],
): Promise<readonly string[]> {
  const variables = Object.fromEntries(logins.map((login, index) => [`login${index}`, login]))
  const declared = logins.map((_, index) => `, $login${index}: String!`).join('')
  const users = logins.map((_, index) => `u${index}: assignableUsers(query: $login${index}, first: 20) { nodes { login } }`)
  const query = `query NeverAssigned($owner: String!, $repo: String!, $number: Int!${declared}) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      assignees(first: 1) { totalCount }
      timelineItems(first: 1, itemTypes: [ASSIGNED_EVENT]) { totalCount }
    }
    ${users.join('\n    ')}
  }
}`
  const { repository } = checked(Unassigned, await client.graphql<unknown>(query, { ...place, number, ...variables }))
  const { assignees, timelineItems } = repository.pullRequest
  if (assignees.totalCount > 0 || timelineItems.totalCount > 0) return []
  return logins.filter((login, index) => {
    const found = repository[`u${index}`] as z.infer<typeof Users> | undefined
    return (found?.nodes ?? []).some((user) => user?.login.toLowerCase() === login.toLowerCase())
  })
}

export async function unassign(client: GitHubClient, place: Place, number: number, assignees: readonly string[]): Promise<void> {
  const route = 'DELETE /repos/{owner}/{repo}/issues/{issue_number}/assignees'
  const write = async () => checked(Assigned, (await client.request<unknown>(route, { ...place, issue_number: number, assignees })).data)
  // Whoever is off the list stays off it: to write again is to look.
  await writtenOrFound(write, write)
}

export async function assign(
  client: GitHubClient,
  place: Place,
  pull: Pick<PullRequest, 'number' | 'url'>,
  assignees: readonly string[],
): Promise<void> {
  // GitHub leaves out whom it cannot assign, and whoever is assigned stays so: to write again is to look.
  const route = 'POST /repos/{owner}/{repo}/issues/{issue_number}/assignees'
  const write = async () =>
    checked(Assigned, (await client.request<unknown>(route, { ...place, issue_number: pull.number, assignees })).data)
  try {
    await writtenOrFound(write, write)
  } catch (error) {
    const status = httpStatus(error)
    if (status !== 403 && status !== 404 && status !== 422) throw error
    if (isLimit(error)) throw error
    throw new UserError(`${pull.url} is open, but nobody could be assigned (${assignees.join(', ')}). Assign them manually.`, {
      cause: error,
    })
  }
}
