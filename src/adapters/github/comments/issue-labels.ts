/** The labels of one issue, and when a label was added. */
import { z } from 'zod'
import type { IssueRef } from '../../../domain/reference.ts'
import type { LabelChange } from '../../../ports.ts'
import { checked } from '../client/answers.ts'
import type { GitHubClient } from '../client/client.ts'

const both = (fields: string) => `
  repository(owner: $owner, name: $repo) {
    issueOrPullRequest(number: $number) {
      ... on Issue { ${fields} }
      ... on PullRequest { ${fields} }
    }
  }`

const LABELS = `query Labels($owner: String!, $repo: String!, $number: Int!) {${both('labels(first: 100) { nodes { name } }')}
}`

const EVENTS = `query LabelEvents($owner: String!, $repo: String!, $number: Int!, $since: DateTime!) {${both(
  'timelineItems(last: 100, since: $since, itemTypes: [LABELED_EVENT]) { nodes { ... on LabeledEvent { createdAt label { name } } } }',
)}
}`

const HISTORY = `query LabelHistory($owner: String!, $repo: String!, $number: Int!) { viewer { login }${both(
  'timelineItems(last: 100, itemTypes: [LABELED_EVENT, UNLABELED_EVENT]) { nodes { __typename ... on LabeledEvent { createdAt actor { login } label { name } } ... on UnlabeledEvent { createdAt actor { login } label { name } } } }',
)}
}`

const of = <Schema extends z.ZodType>(thing: Schema) =>
  z.object({ repository: z.object({ issueOrPullRequest: thing.nullable() }).nullable() })

const Labelled = of(z.object({ labels: z.object({ nodes: z.array(z.object({ name: z.string() }).nullable()).nullable() }).nullable() }))
const Events = of(
  z.object({
    timelineItems: z.object({
      nodes: z.array(z.object({ createdAt: z.string(), label: z.object({ name: z.string() }) }).nullable()).nullable(),
    }),
  }),
)

const account = z.object({ login: z.string() }).nullable()
const History = of(
  z.object({
    timelineItems: z.object({
      nodes: z
        .array(
          z.object({ __typename: z.string(), createdAt: z.string(), actor: account, label: z.object({ name: z.string() }) }).nullable(),
        )
        .nullable(),
    }),
  }),
).extend({ viewer: z.object({ login: z.string() }) })

/** When a label was set and taken off, oldest first. */
export async function labelHistory(
  client: GitHubClient,
  { owner, repo, number }: IssueRef,
  label: string,
): Promise<readonly LabelChange[]> {
  const { repository, viewer } = checked(History, await client.graphql<unknown>(HISTORY, { owner, repo, number }))
  return (repository?.issueOrPullRequest?.timelineItems.nodes ?? []).flatMap((node) =>
    node === null || !isSame(node.label.name, label)
      ? []
      : [
          {
            at: node.createdAt,
            isSet: node.__typename === 'LabeledEvent',
            byApp: node.actor !== null && isSameAccount(node.actor.login, viewer.login),
          },
        ],
  )
}

export async function hasLabel(client: GitHubClient, { owner, repo, number }: IssueRef, label: string): Promise<boolean> {
  const { repository } = checked(Labelled, await client.graphql<unknown>(LABELS, { owner, repo, number }))
  const nodes = repository?.issueOrPullRequest?.labels?.nodes ?? []
  return nodes.some((node) => node !== null && isSame(node.name, label))
}

/** It may have been taken off again. `since`: ISO 8601. */
export async function wasLabeled(client: GitHubClient, { owner, repo, number }: IssueRef, label: string, since: string): Promise<boolean> {
  const { repository } = checked(Events, await client.graphql<unknown>(EVENTS, { owner, repo, number, since }))
  const nodes = repository?.issueOrPullRequest?.timelineItems.nodes ?? []
  return nodes.some((node) => node !== null && isSame(node.label.name, label) && new Date(node.createdAt) >= new Date(since))
}

/** GraphQL names a bot with its suffix as viewer, and without it elsewhere. */
export const isSameAccount = (a: string, b: string): boolean => isSame(a.replace(/\[bot\]$/i, ''), b.replace(/\[bot\]$/i, ''))

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()
