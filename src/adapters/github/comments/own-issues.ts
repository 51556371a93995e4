/** Issues that the app opens in one repository, for messages that have no pull request to go to. */
import { z } from 'zod'
import type { OthersComments } from '../../../domain/others-comments.ts'
import { isSameText } from '../../../domain/text/same-text.ts'
import { type UserError, userError } from '../../../errors.ts'
import type { Clock, OwnIssue, OwnIssues } from '../../../ports.ts'
import { checked, written, writtenOrFound } from '../client/answers.ts'
import type { GitHubAccess, GitHubClient, Step } from '../client/client.ts'
import { type Meanings, translateError } from '../client/errors.ts'
import { permissionMissing } from '../client/missing-permission.ts'
import { allEntries, PAGE_SIZE } from '../client/paginate.ts'
import { placeOf } from '../minutes/repository-files.ts'
import { MARK, MEMBERS } from './others-comments.ts'

const Issue = z.object({
  number: z.number(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.enum(['open', 'closed']),
  html_url: z.string(),
  user: z.object({ login: z.string(), type: z.string().optional() }).nullish(),
  author_association: z.string().optional(),
  pull_request: z.unknown().optional(),
})

type Permissions = Step['permissions']
const READ: Permissions = { issues: 'read' }
const WRITE: Permissions = { issues: 'write' }

/** GitHub lists the app's pull requests with its issues: these pages hold the ones of some years. */
const MAX_PAGES = 10

/** `repository`: `owner/repo`. Every step has a token for this repository and for issues alone. */
export function createOwnIssues(access: GitHubAccess, repository: string, clock: Clock): OwnIssues {
  const { owner, repo } = placeOf(repository)
  const at = async <Result>(permissions: Permissions, task: (client: GitHubClient) => Promise<Result>): Promise<Result> => {
    try {
      return await task(await access.clientFor({ owner, repositories: [repo], permissions }))
    } catch (error) {
      throw translateError(error, { now: clock.now(), meanings: ownIssueMeanings(repository) })
    }
  }
  const list = async (client: GitHubClient): Promise<readonly OwnIssue[]> => {
    const { login } = await access.identity()
    const read = async (page: number) => {
      const asked = { owner, repo, creator: login, state: 'all', per_page: PAGE_SIZE, page }
      return checked(z.array(Issue), (await client.request<unknown>('GET /repos/{owner}/{repo}/issues', asked)).data)
    }
    const issues = await allEntries(read, { maxPages: MAX_PAGES })
    return issues.filter((issue) => issue.pull_request === undefined && isBy(issue, login)).map(toIssue)
  }
  const byOthers = async (client: GitHubClient): Promise<OthersComments> => {
    const { login } = await access.identity()
    const self = { login, isApp: login.endsWith('[bot]') }
    if (self.isApp) return { self, comments: [] }
    const read = async (page: number) => {
      const asked = { owner, repo, state: 'open', per_page: PAGE_SIZE, page }
      return checked(z.array(Issue), (await client.request<unknown>('GET /repos/{owner}/{repo}/issues', asked)).data)
    }
    const issues = await allEntries(read, { maxPages: MAX_PAGES })
    const others = issues.filter((issue) => issue.pull_request === undefined && !isBy(issue, login))
    return { self, comments: others.reverse().flatMap(toMarked) }
  }
  return {
    list: () => at(READ, list),
    byOthers: () => at(READ, byOthers),
    open: ({ title, body }) =>
      at(WRITE, (client) =>
        writtenOrFound(
          async () => {
            const { data } = await client.request<unknown>('POST /repos/{owner}/{repo}/issues', { owner, repo, title, body })
            return toIssue(checked(Issue, data)).url
          },
          async () => (await list(client)).find((issue) => issue.state === 'open' && isSameText(issue.body, body))?.url ?? null,
        ),
      ),
    update: (number, { title, body, state }) =>
      at(WRITE, async (client) => {
        const route = 'PATCH /repos/{owner}/{repo}/issues/{issue_number}'
        const asked = { owner, repo, issue_number: number, title, body, state }
        await written(
          async () => checked(Issue, (await client.request<unknown>(route, asked)).data),
          async () =>
            (await list(client)).some((issue) => issue.number === number && issue.state === state && isSameText(issue.body, body)),
        )
      }),
    demand: () =>
      at(WRITE, async (client) => {
        const { data } = await client.request<unknown>('GET /repos/{owner}/{repo}', { owner, repo })
        if (checked(z.object({ has_issues: z.boolean() }), data).has_issues) return
        throw withoutIssues(repository)
      }),
  }
}

/** The filter of the list is GitHub's; what is edited must be ours whatever it does with it. */
function isBy({ user }: z.infer<typeof Issue>, login: string): boolean {
  return user?.login.toLowerCase() === login.toLowerCase()
}

/** Empty for an issue without a mark, or of an account that is gone. */
function toMarked({ body, html_url: url, user, author_association: association = '' }: z.infer<typeof Issue>): OthersComments['comments'] {
  if (!user || !body?.includes(MARK)) return []
  return [{ body, url, minimized: false, by: { login: user.login, isApp: user.type === 'Bot', isMember: MEMBERS.has(association) } }]
}

function toIssue({ number, title, body, state, html_url }: z.infer<typeof Issue>): OwnIssue {
  return { number, title, body: body ?? '', state, url: html_url }
}

function ownIssueMeanings(repository: string): Meanings {
  const denied = permissionMissing({ where: repository, repository, permission: '"Issues: read and write"' })
  // A token with more than the installation has granted is refused with 422.
  return { denied, missing: denied, invalid: denied, gone: (_reason, cause) => withoutIssues(repository, cause) }
}

function withoutIssues(repository: string, cause?: unknown): UserError {
  return userError(
    {
      where: repository,
      expected: 'a repository with issues',
      found: 'issues disabled',
      fix: 'Enable them in its settings ("Features").',
    },
    cause,
  )
}
