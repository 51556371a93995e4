/** Comments of the app that someone else deleted, according to the timeline of the issue. */
import { z } from 'zod'
import type { IssueRef } from '../../../domain/reference.ts'
import { checked } from '../client/answers.ts'
import type { GitHubClient } from '../client/client.ts'
import { isSameAccount } from './issue-labels.ts'

const DELETED = `
query DeletedComments($owner: String!, $repo: String!, $number: Int!) {
  viewer { login }
  repository(owner: $owner, name: $repo) {
    issueOrPullRequest(number: $number) {
      ... on Issue {
        timelineItems(last: 50, itemTypes: [COMMENT_DELETED_EVENT]) {
          nodes { ... on CommentDeletedEvent { createdAt actor { login } deletedCommentAuthor { login } } }
        }
      }
    }
  }
}`

const account = z.object({ login: z.string() }).nullable()

const Deleted = z.object({
  viewer: z.object({ login: z.string() }),
  repository: z
    .object({
      issueOrPullRequest: z
        .object({
          timelineItems: z
            .object({
              nodes: z.array(z.object({ createdAt: z.string(), actor: account, deletedCommentAuthor: account }).nullable()).nullable(),
            })
            .nullish(),
        })
        .nullable(),
    })
    .nullable(),
})

/** When the last of them was deleted; null: none. */
export async function deletedByPerson(client: GitHubClient, { owner, repo, number }: IssueRef): Promise<string | null> {
  const { repository, viewer } = checked(Deleted, await client.graphql<unknown>(DELETED, { owner, repo, number }))
  const nodes = repository?.issueOrPullRequest?.timelineItems?.nodes ?? []
  const isApp = (one: z.infer<typeof account>) => one !== null && isSameAccount(one.login, viewer.login)
  return nodes.findLast((node) => node !== null && isApp(node.deletedCommentAuthor) && !isApp(node.actor))?.createdAt ?? null
}
