/** Reads issues and pull requests by name, and those with a label. */
import { z } from 'zod'
import { type IssueRef, parseRef, refKey } from '../../../domain/reference.ts'
import type { IssueReader, IssueState, LabelledIssue } from '../../../ports/issues.ts'
import type { Clock } from '../../../ports.ts'
import type { GitHubAccess } from '../client/client.ts'
import { translateError } from '../client/errors.ts'
import { createReader, type Reader } from '../client/graphql-reader.ts'

/** Names in one request. */
const AT_ONCE = 50

const State = z.object({
  __typename: z.enum(['Issue', 'PullRequest']),
  number: z.number(),
  state: z.enum(['OPEN', 'CLOSED', 'MERGED']),
  stateReason: z.string().nullish(),
  closedAt: z.string().nullable(),
  repository: z.object({ nameWithOwner: z.string(), isPrivate: z.boolean() }),
})
const States = z.record(z.string(), z.unknown())
const StateAnswer = z.object({ issueOrPullRequest: State.nullish() }).nullish()

const nodes = <Schema extends z.ZodType>(node: Schema) =>
  z
    .object({ nodes: z.array(node.nullable()).nullable() })
    .transform(({ nodes: found }) => (found ?? []).flatMap((one) => (one === null ? [] : [one])))
const account = z.object({ login: z.string() })
const Listed = z.object({
  __typename: z.enum(['Issue', 'PullRequest']),
  number: z.number(),
  title: z.string(),
  labels: nodes(z.object({ name: z.string() })).nullable(),
  assignees: nodes(account),
  comments: nodes(z.object({ author: account.nullable(), authorAssociation: z.string(), body: z.string(), createdAt: z.string() })),
})
type Listed = z.infer<typeof Listed>
const Labelled = z.object({
  repository: z
    .object({ nameWithOwner: z.string(), isPrivate: z.boolean(), issues: nodes(Listed), pullRequests: nodes(Listed) })
    .nullable(),
})

const FIELDS = `__typename number title labels(first: 50) { nodes { name } } assignees(first: 20) { nodes { login } }
      comments(last: 30) { nodes { author { login } authorAssociation body createdAt } }`
const LABELLED = `query LabelledIssues($owner: String!, $name: String!, $labels: [String!]!) {
  repository(owner: $owner, name: $name) {
    nameWithOwner isPrivate
    issues(first: 50, states: [OPEN], labels: $labels) { nodes { ${FIELDS} } }
    pullRequests(first: 50, states: [OPEN], labels: $labels) { nodes { ${FIELDS} } }
  }
}`

export function createIssueReader(access: GitHubAccess, clock: Clock): IssueReader {
  const readerOf = async (owner: string): Promise<Reader> => {
    try {
      return createReader(await access.clientFor({ owner, permissions: { issues: 'read', pull_requests: 'read' } }), { clock })
    } catch (error) {
      throw translateError(error, { now: clock.now(), meanings: {} })
    }
  }
  return {
    states: async (refs) => {
      const found = new Map<string, IssueState>()
      const places = [...new Set(refs.map(refKey))].flatMap((ref) => parseRef(ref) ?? [])
      for (const owner of new Set(places.map((place) => place.owner))) {
        const own = places.filter((place) => place.owner === owner)
        const reader = await readerOf(owner)
        for (let at = 0; at < own.length; at += AT_ONCE) await readStates(reader, own.slice(at, at + AT_ONCE), found)
      }
      return found
    },
    labelled: async (repository, labels) => {
      const [owner = '', name = ''] = repository.split('/')
      const { data } = await (await readerOf(owner)).read(LABELLED, { owner, name, labels }, Labelled)
      const of = data.repository
      return of === null ? [] : [...of.issues, ...of.pullRequests].map((one) => labelledOf(one, of))
    },
  }
}

/** What the app may not see is left out by GitHub, with an error beside the answer. */
async function readStates(reader: Reader, places: readonly IssueRef[], found: Map<string, IssueState>): Promise<void> {
  const declared = places.map((_, at) => `$owner${at}: String!, $name${at}: String!, $number${at}: Int!`).join(', ')
  const asked = places.map(
    (_, at) => `ref${at}: repository(owner: $owner${at}, name: $name${at}) { issueOrPullRequest(number: $number${at}) {
    __typename
    ... on Issue { number issueState: state stateReason closedAt repository { nameWithOwner isPrivate } }
    ... on PullRequest { number pullState: state closedAt repository { nameWithOwner isPrivate } }
  } }`,
  )
  const variables = Object.fromEntries(
    places.flatMap(({ owner, repo, number }, at) => [
      [`owner${at}`, owner],
      [`name${at}`, repo],
      [`number${at}`, number],
    ]),
  )
  const { data } = await reader.read(`query IssueStates(${declared}) {\n${asked.join('\n')}\n}`, variables, States)
  for (const [at, place] of places.entries()) {
    const node = StateAnswer.parse(withState(data[`ref${at}`]))?.issueOrPullRequest
    if (node) found.set(refKey(`${place.owner}/${place.repo}#${place.number}`), stateOf(node))
  }
}

/** Issues and pull requests have states of different types, which GraphQL wants under different names. */
function withState(answer: unknown): unknown {
  const node = (answer as { issueOrPullRequest?: Record<string, unknown> | null } | null | undefined)?.issueOrPullRequest
  return node ? { issueOrPullRequest: { ...node, state: node.issueState ?? node.pullState } } : null
}

function stateOf({ __typename: type, number, state, stateReason, closedAt, repository }: z.infer<typeof State>): IssueState {
  return {
    ref: `${repository.nameWithOwner}#${number}`,
    kind: type === 'PullRequest' ? 'pull' : 'issue',
    state: state === 'OPEN' ? 'open' : 'closed',
    stateReason: state === 'MERGED' ? 'merged' : (stateReason?.toLowerCase() ?? null),
    closedAt,
    private: repository.isPrivate,
  }
}

const TRUSTED = new Set(['OWNER', 'MEMBER', 'COLLABORATOR'])

function labelledOf(
  node: Listed,
  { nameWithOwner, isPrivate }: { readonly nameWithOwner: string; readonly isPrivate: boolean },
): LabelledIssue {
  const assigned = new Set(node.assignees.map(({ login }) => login.toLowerCase()))
  return {
    ref: `${nameWithOwner}#${node.number}`,
    kind: node.__typename === 'PullRequest' ? 'pull' : 'issue',
    title: node.title,
    labels: (node.labels ?? []).map(({ name }) => name),
    private: isPrivate,
    comments: node.comments.map(({ author, authorAssociation, body, createdAt }) => ({
      author: author?.login ?? 'ghost',
      body,
      createdAt,
      isTrusted: TRUSTED.has(authorAssociation) || (author !== null && assigned.has(author.login.toLowerCase())),
    })),
  }
}
