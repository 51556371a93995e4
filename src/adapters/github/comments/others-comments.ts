/** Comments of other accounts with a mark of this project: it was run with other credentials before. */
import { z } from 'zod'
import type { OthersComments } from '../../../domain/others-comments.ts'
import type { IssueRef } from '../../../domain/reference.ts'
import { checked } from '../client/answers.ts'
import type { GitHubClient } from '../client/client.ts'
import { NotThere } from '../client/errors.ts'
import { allNodes, type Bounds } from '../client/paginate.ts'
import { pageOf } from './queries.ts'

/** Where every hidden mark of this project begins. */
export const MARK = '<!-- scs-sprint:'

const OTHERS = `
query OthersComments($owner: String!, $repo: String!, $number: Int!, $after: String) {
  viewer { login }
  repository(owner: $owner, name: $repo) {
    issueOrPullRequest(number: $number) {
      ... on Issue { comments(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...One } } }
      ... on PullRequest { comments(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...One } } }
    }
  }
}
fragment One on IssueComment { body url isMinimized viewerDidAuthor authorAssociation author { __typename login } }`

const One = z.object({
  body: z.string(),
  url: z.string(),
  isMinimized: z.boolean(),
  viewerDidAuthor: z.boolean(),
  authorAssociation: z.string(),
  author: z.object({ __typename: z.string(), login: z.string() }).nullable(),
})

const Listed = pageOf(One).extend({ viewer: z.object({ login: z.string() }) })

/** Associations of people whom the organization or the repository trusts. */
export const MEMBERS = new Set(['OWNER', 'MEMBER', 'COLLABORATOR'])

export async function commentsOfOthers(client: GitHubClient, { owner, repo, number }: IssueRef, most: Bounds): Promise<OthersComments> {
  let self = ''
  const nodes = await allNodes(async (after) => {
    const { viewer, repository } = checked(Listed, await client.graphql<unknown>(OTHERS, { owner, repo, number, after }))
    self = viewer.login
    if (!repository?.issueOrPullRequest) throw new NotThere('the issue', client)
    return repository.issueOrPullRequest.comments
  }, most)
  const comments = nodes.flatMap((node) => {
    if (node === null || node.viewerDidAuthor || node.author === null || !node.body.includes(MARK)) return []
    const { body, url, isMinimized: minimized, author, authorAssociation } = node
    const isApp = author.__typename === 'Bot'
    const login = isApp ? `${author.login.replace(/\[bot\]$/, '')}[bot]` : author.login
    return [{ body, url, minimized, by: { login, isApp, isMember: MEMBERS.has(authorAssociation) } }]
  })
  return { self: { login: self, isApp: self.endsWith('[bot]') }, comments }
}
