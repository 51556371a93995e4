/** Labels of one issue: those it has, and whether one was set since a moment. */
import { z } from 'zod'
import type { IssueRef } from '../../domain/reference.ts'
import { checked } from './answers.ts'
import type { GitHubClient } from './client.ts'

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

export async function hasLabel(client: GitHubClient, { owner, repo, number }: IssueRef, label: string): Promise<boolean> {
  const { repository } = checked(Labelled, await client.graphql<unknown>(LABELS, { owner, repo, number }))
  const nodes = repository?.issueOrPullRequest?.labels?.nodes ?? []
  return nodes.some((node) => node !== null && isSame(node.name, label))
}

/** It may have been taken off again. `since`: ISO 8601. */
export async function wasLabelled(client: GitHubClient, { owner, repo, number }: IssueRef, label: string, since: string): Promise<boolean> {
  const { repository } = checked(Events, await client.graphql<unknown>(EVENTS, { owner, repo, number, since }))
  const nodes = repository?.issueOrPullRequest?.timelineItems.nodes ?? []
  return nodes.some((node) => node !== null && isSame(node.label.name, label) && new Date(node.createdAt) >= new Date(since))
}

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()
