/**
 * The minutes repository: reads files and branches, commits through GraphQL (signed by GitHub, so the commits are verified), and
 * opens pull requests through REST. Each step uses a token limited to this repository and to the permissions it needs.
 */
import { z } from 'zod'
import { httpStatus } from '../../../errors.ts'
import type { Clock, MinutesRepository } from '../../../ports.ts'
import { checked, written } from '../client/answers.ts'
import type { GitHubAccess, GitHubClient, Step } from '../client/client.ts'
import { translateError } from '../client/errors.ts'
import { allEntries, PAGE_SIZE } from '../client/paginate.ts'
import { commentsOfOthers } from '../comments/others-comments.ts'
import { minutesMeanings } from './access-errors.ts'
import { boundsOf } from './bounds.ts'
import { closedPulls } from './closed-pulls.ts'
import { commitFile } from './commit-file.ts'
import { assign, neverAssigned, unassign } from './pull-assignees.ts'
import { commentPull, editComment, openPull, openPulls, ownComments, pullByNumber, pullOf, updatePull } from './pull-requests.ts'
import { createFileReader, listFolder, type Place, placeOf } from './repository-files.ts'

const HEAD = `query MinutesHead($owner: String!, $repo: String!, $branch: String!) {
  repository(owner: $owner, name: $repo) { ref(qualifiedName: $branch) { target { oid } } }
}`
const Head = z.object({ repository: z.object({ ref: z.object({ target: z.object({ oid: z.string() }) }).nullable() }).nullable() })
const Commit = z.object({
  sha: z.string(),
  commit: z.object({ message: z.string() }),
  author: z.object({ login: z.string() }).nullable(),
  parents: z.array(z.object({ sha: z.string() })),
})
const Compared = z.object({ total_commits: z.number(), commits: z.array(z.object({ sha: z.string() })) })
const Branch = z.object({ ref: z.string() })
const Repository = z.object({ private: z.boolean() })
const Account = z.object({ type: z.string() })

type Permissions = Step['permissions']
const READ: Permissions = { contents: 'read' }
const WRITE: Permissions = { contents: 'write' }
const READ_PULLS: Permissions = { pull_requests: 'read' }
const WRITE_PULLS: Permissions = { contents: 'read', pull_requests: 'write' }

type Context = {
  readonly access: GitHubAccess
  readonly clock: Clock
  /** `owner/repo` */
  readonly repository: string
  readonly place: Place
  readonly readFile: (path: string, ref: string) => Promise<string | null>
}

/** `repository`: `owner/repo`. */
export function createMinutesRepository(access: GitHubAccess, repository: string, clock: Clock): MinutesRepository {
  const place = placeOf(repository)
  const readFile = createFileReader(() => clientFor({ access, place }, READ), place)
  const context: Context = { access, clock, repository, place, readFile }
  const files = <Result>(what: string, task: Task<Result>) => at(context, what, { permissions: READ, task })
  const pulls = <Result>(task: Task<Result>) => at(context, 'the pull request', { permissions: READ_PULLS, task })
  const writing = <Result>(what: string, task: Task<Result>) => at(context, what, { permissions: WRITE, task })
  const writingPull = <Result>(task: Task<Result>) => at(context, 'the pull request', { permissions: WRITE_PULLS, task })
  return {
    isPrivate: () =>
      at(context, 'its settings', {
        permissions: { metadata: 'read' },
        task: async (client) => {
          const { data } = await client.request<unknown>('GET /repos/{owner}/{repo}', place)
          return checked(Repository, data).private
        },
      }),
    head: (branch) => files(`the branch ${branch}`, (client) => headOf(client, place, branch)),
    readFile: (path, ref) => files(path, () => readFile(path, ref)),
    listFiles: (folder, ref) => files(folder || 'its files', async (client) => (await listFolder(client, place, folder, ref)) ?? []),
    commits: (branch, base, path) => files(`the branch ${branch}`, (client) => commits(context, client, { branch, base, path })),
    pullOf: (branch) => pulls((client) => pullOf(client, place, branch)),
    openPulls: () => at(context, 'the pull requests', { permissions: READ_PULLS, task: (client) => openPulls(client, place) }),
    closedPulls: (asked) =>
      at(context, 'the pull requests', { permissions: READ_PULLS, task: (client) => closedPulls(client, place, asked) }),
    pull: (number) => pulls((client) => pullByNumber(client, place, number)),
    neverAssigned: (number, logins) => pulls(async (client) => (logins.length === 0 ? [] : neverAssigned(client, place, number, logins))),
    assignPull: (number, assignees) =>
      writingPull((client) => assign(client, place, { number, url: `${repository}#${number}` }, assignees)),
    unassignPull: (number, assignees) => writingPull((client) => unassign(client, place, number, assignees)),
    isPerson: (login) => files(`the account ${login}`, (client) => isPerson(client, login)),
    createBranch: (branch, sha) => writing(`the branch ${branch}`, (client) => createBranch(client, place, branch, sha)),
    commitFile: (commit) =>
      writing(commit.path, (client) => commitFile({ client, place, readFile, head: () => headOf(client, place, commit.branch) }, commit)),
    removeEmptyBranch: (branch, head) =>
      writing(`the branch ${branch}`, (client) => removeEmptyBranch(client, place, branch, head)).catch(() => {}),
    openPull: (wanted) => writingPull((client) => openPull(client, place, wanted)),
    updatePull: (number, wanted) => writingPull((client) => updatePull(client, place, number, wanted)),
    commentPull: (number, body) => writingPull((client) => commentPull(client, place, number, body)),
    editComment: (id, body) =>
      at(context, 'a comment on the pull request', { permissions: WRITE_PULLS, task: (client) => editComment(client, place, id, body) }),
    commentsByApp: (number) => pulls((client) => ownComments(client, place, number)),
    commentsByOthers: (number) =>
      pulls((client) => commentsOfOthers(client, { ...place, number }, boundsOf(place, `pull request ${number}`))),
  }
}

function clientFor({ access, place }: Pick<Context, 'access' | 'place'>, permissions: Permissions): Promise<GitHubClient> {
  return access.clientFor({ owner: place.owner, repositories: [place.repo], permissions })
}

type Task<Result> = (client: GitHubClient) => Promise<Result>

type Asked<Result> = { readonly permissions: Permissions; readonly task: Task<Result> }

/** `what` names in a message what was asked for. */
async function at<Result>(context: Context, what: string, { permissions, task }: Asked<Result>): Promise<Result> {
  try {
    return await task(await clientFor(context, permissions))
  } catch (error) {
    const { repository, clock } = context
    throw translateError(error, { now: clock.now(), meanings: minutesMeanings({ repository, what, permissions }) })
  }
}

type CommitsAsked = { readonly branch: string; readonly base: string; readonly path: string }

async function commits({ access, place }: Context, client: GitHubClient, { branch, base, path }: CommitsAsked) {
  const [ahead, touching, { login }] = await Promise.all([
    commitsAhead(client, place, base, branch),
    commitsOf(client, place, branch, path),
    access.identity(),
  ])
  return touching
    .filter(({ sha }) => ahead.has(sha))
    .map(({ sha, commit: { message }, author, parents }) => ({
      sha,
      message,
      by: author?.login ?? null,
      byApp: author?.login.toLowerCase() === login.toLowerCase(),
      isMerge: parents.length > 1,
    }))
}

async function isPerson(client: GitHubClient, login: string): Promise<boolean> {
  try {
    const { data } = await client.request<unknown>('GET /users/{username}', { username: login })
    return checked(Account, data).type === 'User'
  } catch (error) {
    if (httpStatus(error) === 404) return false
    throw error
  }
}

async function createBranch(client: GitHubClient, place: Place, branch: string, sha: string): Promise<void> {
  const route = 'POST /repos/{owner}/{repo}/git/refs'
  await written(
    async () => checked(Branch, (await client.request<unknown>(route, { ...place, ref: `refs/heads/${branch}`, sha })).data),
    async () => (await headOf(client, place, branch)) === sha,
  )
}

async function removeEmptyBranch(client: GitHubClient, place: Place, branch: string, head: string): Promise<void> {
  if ((await headOf(client, place, branch)) !== head) return
  await client.request<unknown>('DELETE /repos/{owner}/{repo}/git/refs/{ref}', { ...place, ref: `heads/${branch}` })
}

async function headOf(client: GitHubClient, place: Place, branch: string): Promise<string | null> {
  const answer = await client.graphql<unknown>(HEAD, { ...place, branch: `refs/heads/${branch}` })
  return checked(Head, answer).repository?.ref?.target.oid ?? null
}

async function commitsAhead(client: GitHubClient, place: Place, base: string, branch: string): Promise<ReadonlySet<string>> {
  const basehead = `${base}...${branch}`
  const shas = new Set<string>()
  let all = 0
  const read = async (page: number) => {
    const route = 'GET /repos/{owner}/{repo}/compare/{basehead}'
    const { data } = await client.request<unknown>(route, { ...place, basehead, per_page: PAGE_SIZE, page })
    const compared = checked(Compared, data)
    all = compared.total_commits
    for (const { sha } of compared.commits) shas.add(sha)
    return compared.commits
  }
  const isLast = (commits: readonly unknown[]) => shas.size >= all || commits.length === 0
  await allEntries(read, { ...boundsOf(place, `the branch ${branch}`), isLast })
  return shas
}

async function commitsOf(client: GitHubClient, place: Place, branch: string, path: string): Promise<readonly z.infer<typeof Commit>[]> {
  return allEntries(
    async (page) => {
      const asked = { ...place, sha: branch, path, per_page: PAGE_SIZE, page }
      return checked(z.array(Commit), (await client.request<unknown>('GET /repos/{owner}/{repo}/commits', asked)).data)
    },
    boundsOf(place, `the branch ${branch}`),
  )
}
