/** GraphQL queries for comments on issues, and the shapes of the responses. */
import { z } from 'zod'

const COMMENT = `id fullDatabaseId body createdAt url isMinimized viewerDidAuthor lastEditedAt author { login } editor { login }
  userContentEdits(first: 1) { nodes { editor { login } } }`

export const LIST = `
query OwnComments($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) {
    issueOrPullRequest(number: $number) {
      ... on Issue { comments(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { ${COMMENT} } } }
      ... on PullRequest { comments(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { ${COMMENT} } } }
    }
  }
}`

export const ASSIGNEES = `
query Assignees($owner: String!, $repo: String!, $number: Int!) {
  repository(owner: $owner, name: $repo) {
    issueOrPullRequest(number: $number) {
      ... on Issue { assignees(first: 20) { nodes { login } } }
      ... on PullRequest { assignees(first: 20) { nodes { login } } }
    }
  }
}`

export const NUMBER_OF_COMMENT = 'query CommentNumber($id: ID!) { node(id: $id) { ... on IssueComment { fullDatabaseId } } }'

export const MINIMIZE = `
mutation Minimize($id: ID!, $reason: ReportedContentClassifiers!) {
  minimizeComment(input: { subjectId: $id, classifier: $reason }) { minimizedComment { isMinimized } }
}`
export const UNMINIMIZE = `
mutation Unminimize($id: ID!) { unminimizeComment(input: { subjectId: $id }) { unminimizedComment { isMinimized } } }`

export const REVISIONS = `
query Revisions($id: ID!) {
  node(id: $id) {
    ... on IssueComment { author { login } userContentEdits(first: 20) { nodes { editor { login } diff } } }
  }
}`

const account = z.object({ login: z.string() }).nullable()
const databaseId = z.union([z.string(), z.number()]).transform(Number)

export const Node = z.object({
  id: z.string(),
  fullDatabaseId: databaseId,
  body: z.string(),
  createdAt: z.string(),
  url: z.string(),
  isMinimized: z.boolean(),
  viewerDidAuthor: z.boolean(),
  lastEditedAt: z.string().nullable(),
  author: account,
  editor: account,
  userContentEdits: z.object({ nodes: z.array(z.object({ editor: account }).nullable()).nullable() }).nullable(),
})

/** One page of the comments of an issue or pull request, each as `node` says. */
export const pageOf = <Shape extends z.ZodType>(node: Shape) =>
  z.object({
    repository: z
      .object({
        issueOrPullRequest: z
          .object({
            comments: z.object({
              pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
              nodes: z.array(node.nullable()),
            }),
          })
          .nullable(),
      })
      .nullable(),
  })

export const Listed = pageOf(Node)

export const Assigned = z.object({
  repository: z
    .object({ issueOrPullRequest: z.object({ assignees: z.object({ nodes: z.array(account).nullable() }) }).nullable() })
    .nullable(),
})

export const Revisions = z.object({
  node: z
    .object({
      author: account,
      userContentEdits: z
        .object({ nodes: z.array(z.object({ editor: account, diff: z.string().nullable() }).nullable()).nullable() })
        .nullish(),
    })
    .nullable(),
})

export const Edited = z.object({ id: z.number(), node_id: z.string() })
export const Minimized = z.object({ minimizeComment: z.object({ minimizedComment: z.object({ isMinimized: z.literal(true) }) }) })
export const Unminimized = z.object({ unminimizeComment: z.object({ unminimizedComment: z.object({ isMinimized: z.literal(false) }) }) })
export const Reacted = z.object({ id: z.number(), content: z.string() })
export const Labels = z.array(z.object({ name: z.string() }))
export const Created = z.object({ id: z.number(), node_id: z.string(), html_url: z.string() })
export const CommentNumber = z.object({ node: z.object({ fullDatabaseId: databaseId }).nullable() })
export const Permission = z.object({ role_name: z.string().optional(), permission: z.string() })
