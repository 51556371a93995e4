/** GraphQL queries that look at an organization, and the answers as far as they are used. */
import { z } from 'zod'

const Page = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() })

export const OWNER = `
query AccountKind($login: String!) {
  repositoryOwner(login: $login) { __typename login }
}`
export const OwnerAnswer = z.object({ repositoryOwner: z.object({ __typename: z.string(), login: z.string() }).nullable() })

export const BOARDS = `
query OrganizationBoards($login: String!, $after: String) {
  organization(login: $login) {
    projectsV2(first: 50, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes {
        number title closed updatedAt
        items(first: 1) { totalCount }
        fields(first: 50) {
          nodes {
            ... on ProjectV2FieldCommon { name dataType }
            ... on ProjectV2SingleSelectField { options { name } }
            ... on ProjectV2IterationField { configuration { iterations { title } completedIterations { title } } }
          }
        }
      }
    }
  }
}`

const Titles = z.array(z.object({ title: z.string() }))
const Field = z.object({
  name: z.string().optional(),
  dataType: z.string().optional(),
  options: z.array(z.object({ name: z.string() })).optional(),
  configuration: z.object({ iterations: Titles, completedIterations: Titles }).optional(),
})
export type FieldAnswer = z.infer<typeof Field>
const Board = z.object({
  number: z.number(),
  title: z.string(),
  closed: z.boolean(),
  updatedAt: z.string(),
  items: z.object({ totalCount: z.number() }),
  fields: z.object({ nodes: z.array(Field.nullable()).nullable() }),
})
export const BoardsAnswer = z.object({
  organization: z.object({ projectsV2: z.object({ pageInfo: Page, nodes: z.array(Board.nullable()).nullable() }).nullable() }).nullable(),
})

export const CARDS = (hasTypes: boolean) => `
query OrganizationCards($login: String!, $number: Int!) {
  organization(login: $login) {
    projectV2(number: $number) {
      items(last: 100) {
        nodes {
          content {
            ... on Issue { title repository { nameWithOwner } labels(first: 20) { nodes { name } } ${hasTypes ? 'issueType { name }' : ''} }
          }
        }
      }
    }
  }
}`
const Issue = z.object({
  title: z.string().optional(),
  repository: z.object({ nameWithOwner: z.string() }).optional(),
  labels: z.object({ nodes: z.array(z.object({ name: z.string() }).nullable()).nullable() }).nullish(),
  issueType: z.object({ name: z.string() }).nullish(),
})
export const CardsAnswer = z.object({
  organization: z
    .object({
      projectV2: z
        .object({ items: z.object({ nodes: z.array(z.object({ content: Issue.nullable() }).nullable()).nullable() }) })
        .nullable(),
    })
    .nullable(),
})

export const REPOSITORIES = `
query OrganizationRepositories($login: String!, $after: String) {
  organization(login: $login) {
    repositories(first: 100, after: $after, orderBy: { field: PUSHED_AT, direction: DESC }) {
      pageInfo { hasNextPage endCursor }
      nodes { nameWithOwner description isArchived isFork hasIssuesEnabled pushedAt defaultBranchRef { name } }
    }
  }
}`
const Repository = z.object({
  nameWithOwner: z.string(),
  description: z.string().nullable(),
  isArchived: z.boolean(),
  isFork: z.boolean(),
  hasIssuesEnabled: z.boolean(),
  pushedAt: z.string().nullable(),
  defaultBranchRef: z.object({ name: z.string() }).nullable(),
})
export const RepositoriesAnswer = z.object({
  organization: z.object({ repositories: z.object({ pageInfo: Page, nodes: z.array(Repository.nullable()).nullable() }) }).nullable(),
})

export const LABELS = `
query RepositoryLabels($owner: String!, $name: String!, $after: String) {
  repository(owner: $owner, name: $name) {
    labels(first: 100, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes { name description }
    }
  }
}`
export const LabelsAnswer = z.object({
  repository: z
    .object({
      labels: z
        .object({
          pageInfo: Page,
          nodes: z.array(z.object({ name: z.string(), description: z.string().nullable() }).nullable()).nullable(),
        })
        .nullable(),
    })
    .nullable(),
})

export const ISSUE_TYPES = `
query OrganizationIssueTypes($login: String!) {
  organization(login: $login) { issueTypes(first: 50) { nodes { name isEnabled } } }
}`
export const IssueTypesAnswer = z.object({
  organization: z
    .object({
      issueTypes: z.object({ nodes: z.array(z.object({ name: z.string(), isEnabled: z.boolean() }).nullable()).nullable() }).nullable(),
    })
    .nullable(),
})
