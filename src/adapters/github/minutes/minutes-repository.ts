/**
 * The repository of the minutes: files and branches are read, commits made through GraphQL (signed by GitHub, so they
 * count as verified), pull requests through REST. Each step has a token for this repository and no more than it needs.
 */
import { z } from 'zod'
import { isSameText } from '../../../domain/text/same-text.ts'
import { httpStatus, UserError } from '../../../errors.ts'
import type { Clock, MinutesRepository, OwnComment, PullRequest } from '../../../ports.ts'
import { checked, written, writtenOrSeen } from '../client/answers.ts'
import type { GitHubAccess, GitHubClient, Step } from '../client/client.ts'
import { isLimit, translateError } from '../client/errors.ts'
import { meaningsFor } from './access-errors.ts'
import { neverAssigned } from './pull-assignees.ts'
import { openPulls, Pull, toPull } from './pull-requests.ts'
import { createFileReader, listFolder, type Place, placeOf } from './repository-files.ts'

const HEAD = `query MinutesHead($owner: String!, $repo: String!, $branch: String!) {
  repository(owner: $owner, name: $repo) { ref(qualifiedName: $branch) { target { oid } } }
}`
const COMMIT = `mutation MinutesCommit($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`
const OWN_COMMENTS = `query MinutesOwnComments($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      comments(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { fullDatabaseId body viewerDidAuthor } }
    }
  }
}`

const Head = z.object({ repository: z.object({ ref: z.object({ target: z.object({ oid: z.string() }) }).nullable() }).nullable() })
const Committed = z.object({ createCommitOnBranch: z.object({ commit: z.object({ oid: z.string() }) }) })
const OwnComments = z.object({
  repository: z.object({
    pullRequest: z.object({
      comments: z.object({
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
        nodes: z.array(
          z
            .object({ fullDatabaseId: z.union([z.string(), z.number()]).transform(Number), body: z.string(), viewerDidAuthor: z.boolean() })
            .nullable(),
        ),
      }),
    }),
  }),
})
const Commits = z.array(
  z.object({ sha: z.string(), commit: z.object({ message: z.string() }), author: z.object({ login: z.string() }).nullable() }),
)
const Compared = z.object({ total_commits: z.number(), commits: z.array(z.object({ sha: z.string() })) })
const Branch = z.object({ ref: z.string() })
const WithId = z.object({ id: z.number() })
const Assigned = z.object({ number: z.number() })
const Account = z.object({ type: z.string() })

type Permissions = Step['permissions']
const READ: Permissions = { contents: 'read' }
const WRITE: Permissions = { contents: 'write' }
const READ_PULLS: Permissions = { pull_requests: 'read' }
const WRITE_PULLS: Permissions = { contents: 'read', pull_requests: 'write' }

/** Pages of a hundred commits or comments; a branch of minutes that is longer is none. */
const MAX_PAGES = 10

/** `repository`: `owner/repo`. */
export function createMinutesRepository(access: GitHubAccess, repository: string, clock: Clock): MinutesRepository {
  const place = placeOf(repository)
  const clientFor = (permissions: Permissions) => access.clientFor({ owner: place.owner, repositories: [place.repo], permissions })
  const readFile = createFileReader(() => clientFor(READ), place)

  const at = async <Result>(what: string, permissions: Permissions, task: (client: GitHubClient) => Promise<Result>): Promise<Result> => {
    try {
      return await task(await clientFor(permissions))
    } catch (error) {
      throw translateError(error, { now: clock.now(), meanings: meaningsFor({ repository, what, permissions }) })
    }
  }

  const pullOf = (branch: string) =>
    at('the pull request', READ_PULLS, async (client) => {
      const { data } = await client.request<unknown>('GET /repos/{owner}/{repo}/pulls', {
        ...place,
        head: `${place.owner}:${branch}`,
        state: 'all',
        per_page: 100,
      })
      const pulls = checked(z.array(Pull), data).map(toPull)
      return pulls.find(({ state }) => state === 'open') ?? pulls[0] ?? null
    })

  return {
    head: (branch) => at(`the branch ${branch}`, READ, (client) => headOf(client, place, branch)),
    readFile: (path, ref) => at(path, READ, () => readFile(path, ref)),
    listFiles: (folder, ref) => at(folder || 'its files', READ, async (client) => (await listFolder(client, place, folder, ref)) ?? []),
    commits: (branch, base, path) =>
      at(`the branch ${branch}`, READ, async (client) => {
        const [ahead, touching, { login }] = await Promise.all([
          commitsAhead(client, place, base, branch),
          commitsOf(client, place, branch, path),
          access.identity(),
        ])
        return touching
          .filter(({ sha }) => ahead.has(sha))
          .map(({ sha, commit: { message }, author }) => ({ sha, message, byApp: author?.login.toLowerCase() === login.toLowerCase() }))
      }),
    pullOf,
    openPulls: () => at('the pull requests', READ_PULLS, (client) => openPulls(client, place)),
    pull: (number) =>
      at('the pull request', READ_PULLS, async (client) => {
        try {
          const { data } = await client.request<unknown>('GET /repos/{owner}/{repo}/pulls/{pull_number}', { ...place, pull_number: number })
          return toPull(checked(Pull, data))
        } catch (error) {
          if (httpStatus(error) === 404) return null
          throw error
        }
      }),
    neverAssigned: (number, logins) =>
      at('the pull request', READ_PULLS, async (client) => (logins.length === 0 ? [] : neverAssigned(client, place, number, logins))),
    assignPull: (number, assignees) =>
      at('the pull request', WRITE_PULLS, (client) => assign(client, place, { number, url: `${repository}#${number}` }, assignees)),
    unassignPull: (number, assignees) =>
      at('the pull request', WRITE_PULLS, async (client) => {
        const route = 'DELETE /repos/{owner}/{repo}/issues/{issue_number}/assignees'
        const write = async () =>
          checked(Assigned, (await client.request<unknown>(route, { ...place, issue_number: number, assignees })).data)
        // Whoever is off the list stays off it: to write again is to look.
        await writtenOrSeen(write, write)
      }),
    isPerson: (login) =>
      at(`the account ${login}`, READ, async (client) => {
        try {
          const { data } = await client.request<unknown>('GET /users/{username}', { username: login })
          return checked(Account, data).type === 'User'
        } catch (error) {
          if (httpStatus(error) === 404) return false
          throw error
        }
      }),
    createBranch: (branch, sha) =>
      at(`the branch ${branch}`, WRITE, async (client) => {
        const route = 'POST /repos/{owner}/{repo}/git/refs'
        await written(
          async () => checked(Branch, (await client.request<unknown>(route, { ...place, ref: `refs/heads/${branch}`, sha })).data),
          async () => (await headOf(client, place, branch)) === sha,
        )
      }),
    commitFile: ({ branch, expectedHead, path, text, message }) =>
      at(path, WRITE, async (client) => {
        const [headline = '', ...body] = message.split('\n')
        const input = {
          branch: { repositoryNameWithOwner: repository, branchName: branch },
          expectedHeadOid: expectedHead,
          message: { headline, body: body.join('\n').trim() },
          fileChanges: { additions: [{ path, contents: Buffer.from(text, 'utf8').toString('base64') }] },
        }
        return writtenOrSeen(
          async () => checked(Committed, await client.graphql<unknown>(COMMIT, { input })).createCommitOnBranch.commit.oid,
          async () => {
            const head = await headOf(client, place, branch)
            return head !== null && head !== expectedHead && (await readFile(path, head)) === text ? head : null
          },
        )
      }),
    openPull: ({ branch, base, title, body, assignees }) =>
      at('the pull request', WRITE_PULLS, async (client) => {
        const wanted = { head: branch, base, title, body }
        const pull = await writtenOrSeen(
          () => openOrFind(client, place, wanted, () => pullOf(branch)),
          async () => {
            const found = await pullOf(branch)
            return found?.state === 'open' ? found : null
          },
        )
        if (assignees.length > 0) await assign(client, place, pull, assignees)
        return pull
      }),
    updatePull: (number, { title, body }) =>
      at('the pull request', WRITE_PULLS, async (client) => {
        const there = { ...place, pull_number: number }
        await written(
          async () =>
            checked(
              Pull,
              (await client.request<unknown>('PATCH /repos/{owner}/{repo}/pulls/{pull_number}', { ...there, title, body })).data,
            ),
          async () => {
            const { data } = await client.request<unknown>('GET /repos/{owner}/{repo}/pulls/{pull_number}', there)
            const pull = checked(Pull, data)
            return pull.title === title && isSameText(pull.body ?? '', body)
          },
        )
      }),
    commentPull: (number, body) =>
      at('the pull request', WRITE_PULLS, async (client) => {
        const route = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments'
        await written(
          async () => checked(WithId, (await client.request<unknown>(route, { ...place, issue_number: number, body })).data),
          async () => (await ownComments(client, place, number)).some((comment) => isSameText(comment.body, body)),
        )
      }),
    editComment: (id, body) =>
      at('a comment on the pull request', WRITE_PULLS, async (client) => {
        const route = 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}'
        checked(WithId, (await client.request<unknown>(route, { ...place, comment_id: id, body })).data)
      }),
    commentsByApp: (number) => at('the pull request', READ_PULLS, (client) => ownComments(client, place, number)),
  }
}

async function headOf(client: GitHubClient, place: Place, branch: string): Promise<string | null> {
  const answer = await client.graphql<unknown>(HEAD, { ...place, branch: `refs/heads/${branch}` })
  return checked(Head, answer).repository?.ref?.target.oid ?? null
}

/** A run beside this one may have been faster: then its pull request is the one. */
async function openOrFind(
  client: GitHubClient,
  place: Place,
  wanted: { head: string; base: string; title: string; body: string },
  find: () => Promise<PullRequest | null>,
): Promise<PullRequest> {
  try {
    const { data } = await client.request<unknown>('POST /repos/{owner}/{repo}/pulls', { ...place, ...wanted })
    return toPull(checked(Pull, data))
  } catch (error) {
    if (httpStatus(error) !== 422 || !/already exists/i.test(String((error as Error).message))) throw error
    const found = await find()
    if (found === null) throw error
    return found
  }
}

async function assign(
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
    await writtenOrSeen(write, write)
  } catch (error) {
    const status = httpStatus(error)
    if (status !== 403 && status !== 404 && status !== 422) throw error
    if (isLimit(error)) throw error
    throw new UserError(`${pull.url} is open, but nobody could be assigned (${assignees.join(', ')}). Assign them by hand.`, {
      cause: error,
    })
  }
}

async function commitsAhead(client: GitHubClient, place: Place, base: string, branch: string): Promise<ReadonlySet<string>> {
  const shas = new Set<string>()
  for (let page = 1; page <= MAX_PAGES; page++) {
    const { data } = await client.request<unknown>('GET /repos/{owner}/{repo}/compare/{basehead}', {
      ...place,
      basehead: `${base}...${branch}`,
      per_page: 100,
      page,
    })
    const { total_commits: all, commits } = checked(Compared, data)
    for (const { sha } of commits) shas.add(sha)
    if (shas.size >= all || commits.length === 0) return shas
  }
  throw tooLong(`${place.owner}/${place.repo}`, `the branch ${branch}`)
}

async function commitsOf(client: GitHubClient, place: Place, branch: string, path: string): Promise<z.infer<typeof Commits>> {
  const found: z.infer<typeof Commits> = []
  for (let page = 1; page <= MAX_PAGES; page++) {
    const { data } = await client.request<unknown>('GET /repos/{owner}/{repo}/commits', {
      ...place,
      sha: branch,
      path,
      per_page: 100,
      page,
    })
    const commits = checked(Commits, data)
    found.push(...commits)
    if (commits.length < 100) return found
  }
  throw tooLong(`${place.owner}/${place.repo}`, `the branch ${branch}`)
}

async function ownComments(client: GitHubClient, place: Place, number: number): Promise<readonly OwnComment[]> {
  const own: OwnComment[] = []
  let after: string | null = null
  for (let page = 0; page < MAX_PAGES; page++) {
    const answer: z.infer<typeof OwnComments> = checked(
      OwnComments,
      await client.graphql<unknown>(OWN_COMMENTS, { ...place, number, after }),
    )
    const { pageInfo, nodes } = answer.repository.pullRequest.comments
    own.push(...nodes.flatMap((node) => (node?.viewerDidAuthor ? [{ id: node.fullDatabaseId, body: node.body }] : [])))
    if (!pageInfo.hasNextPage) return own
    after = pageInfo.endCursor
  }
  throw tooLong(`${place.owner}/${place.repo}`, `pull request ${number}`)
}

function tooLong(repository: string, what: string): UserError {
  return new UserError(`${repository}, ${what}: expected at most ${MAX_PAGES * 100} commits or comments, found more. Finish it by hand.`)
}
