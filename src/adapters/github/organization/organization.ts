/** Looks at an organization on GitHub before there is a configuration: boards, repositories, labels, issue types. Reads only. */
import type { FieldKind, FoundBoard, FoundCard, FoundField, FoundLabel, FoundRepository } from '../../../domain/organization.ts'
import type { OrganizationReader } from '../../../ports/organization.ts'
import type { Clock } from '../../../ports.ts'
import { checked } from '../client/answers.ts'
import type { GitHubAccess, GitHubClient, Step } from '../client/client.ts'
import { type Meanings, NotThere, problemsOf, translateError } from '../client/errors.ts'
import { createReader } from '../client/graphql-reader.ts'
import { allNodes } from '../client/paginate.ts'
import { createRepositoryArchive } from '../minutes/repository-archive.ts'
import { boardsMeanings, noOrganization, readingMeanings } from './access-errors.ts'
import {
  BOARDS,
  BoardsAnswer,
  CARDS,
  CardsAnswer,
  type FieldAnswer,
  ISSUE_TYPES,
  IssueTypesAnswer,
  LABELS,
  LabelsAnswer,
  OWNER,
  OwnerAnswer,
  REPOSITORIES,
  RepositoriesAnswer,
} from './queries.ts'

/** A look is no inventory: what lies behind these pages is not in use. */
const MAX_PAGES = 5

type Context = { readonly access: GitHubAccess; readonly login: string; readonly clock: Clock }

export function createOrganizationReader(access: GitHubAccess, login: string, clock: Clock): OrganizationReader {
  const context = { access, login, clock }
  return {
    name: () => nameOf(context),
    boards: () => boardsOf(context),
    cards: (board) => cardsOf(context, board),
    repositories: () => repositoriesOf(context),
    labels: (repository) => labelsOf(context, repository),
    issueTypes: () => issueTypesOf(context),
    files: (repository) => createRepositoryArchive(access, repository, 'HEAD'),
  }
}

/** A read with a client of just these permissions; refusals in the words of what was read. */
async function reading<Result>(
  { access, login, clock }: Context,
  permissions: Step['permissions'],
  meanings: Meanings,
  read: (client: GitHubClient) => Promise<Result>,
): Promise<Result> {
  try {
    return await read(await access.clientFor({ owner: login, permissions }))
  } catch (error) {
    throw translateError(error, { now: clock.now(), meanings })
  }
}

async function nameOf(context: Context): Promise<string> {
  const meanings = { missing: () => noOrganization(context.login, null) }
  const found = await reading(context, { metadata: 'read' }, meanings, async (client) =>
    checked(OwnerAnswer, await client.graphql<unknown>(OWNER, { login: context.login })),
  )
  const owner = found.repositoryOwner
  if (owner?.__typename !== 'Organization') throw noOrganization(context.login, owner?.__typename ?? null)
  return owner.login
}

const KINDS: Readonly<Record<string, FieldKind>> = {
  SINGLE_SELECT: 'single-select',
  ITERATION: 'iteration',
  DATE: 'date',
  TEXT: 'text',
  NUMBER: 'number',
}

function fieldOf({ name, dataType, options, configuration }: FieldAnswer): readonly FoundField[] {
  if (name === undefined) return []
  const titles = configuration ? [...configuration.iterations, ...configuration.completedIterations].map(({ title }) => title) : []
  return [{ name, kind: KINDS[dataType ?? ''] ?? 'other', options: options?.map((option) => option.name) ?? titles }]
}

/** A board that the credentials may not see is null among the others: it is passed over. */
function boardsOf(context: Context): Promise<readonly FoundBoard[]> {
  const { login, clock } = context
  const meanings = boardsMeanings(login)
  return reading(context, { organization_projects: 'read' }, meanings, async (client) => {
    const reader = createReader(client, { clock, meanings })
    const nodes = await allNodes(
      async (after) => {
        const boards = (await reader.read(BOARDS, { login, after }, BoardsAnswer)).data.organization?.projectsV2
        if (!boards) throw new NotThere('the list of boards', client)
        return { nodes: boards.nodes ?? [], pageInfo: boards.pageInfo }
      },
      { maxPages: MAX_PAGES },
    )
    return nodes.flatMap((node) =>
      node === null || node.closed
        ? []
        : [
            {
              owner: login,
              number: node.number,
              title: node.title,
              items: node.items.totalCount,
              updatedAt: node.updatedAt,
              fields: (node.fields.nodes ?? []).flatMap((field) => (field === null ? [] : fieldOf(field))),
            },
          ],
    )
  })
}

async function cardsOf(context: Context, number: number): Promise<readonly FoundCard[]> {
  const { login } = context
  const permissions = { organization_projects: 'read', issues: 'read' } as const
  const read = (hasTypes: boolean) =>
    reading(context, permissions, boardsMeanings(login), async (client) =>
      checked(CardsAnswer, await optional(() => client.graphql<unknown>(CARDS(hasTypes), { login, number }), { organization: null })),
    )
  const first = await read(true)
  const { organization } = first.organization === null ? await read(false) : first
  return (organization?.projectV2?.items.nodes ?? []).flatMap((node): FoundCard[] => {
    const { title, repository, labels, issueType } = node?.content ?? {}
    if (title === undefined || repository === undefined) return []
    const names = (labels?.nodes ?? []).flatMap((label) => (label === null ? [] : [label.name]))
    return [{ title, repository: repository.nameWithOwner, labels: names, type: issueType?.name ?? null }]
  })
}

function repositoriesOf(context: Context): Promise<readonly FoundRepository[]> {
  const { login } = context
  return reading(context, { metadata: 'read' }, readingMeanings(login, 'its repositories'), async (client) => {
    const nodes = await allNodes(
      async (after) => {
        const { organization } = checked(RepositoriesAnswer, await client.graphql<unknown>(REPOSITORIES, { login, after }))
        if (organization === null) throw new NotThere('the organization', client)
        return { nodes: organization.repositories.nodes ?? [], pageInfo: organization.repositories.pageInfo }
      },
      { maxPages: MAX_PAGES },
    )
    return nodes.flatMap((node) =>
      node === null || node.isArchived || node.isFork
        ? []
        : [
            {
              name: node.nameWithOwner,
              description: node.description,
              branch: node.defaultBranchRef?.name ?? '',
              hasIssues: node.hasIssuesEnabled,
              pushedAt: node.pushedAt ?? '',
            },
          ],
    )
  })
}

function labelsOf(context: Context, repository: string): Promise<readonly FoundLabel[]> {
  const [owner = '', name = ''] = repository.split('/')
  return reading({ ...context, login: owner }, { issues: 'read' }, readingMeanings(owner, `labels of ${repository}`), async (client) => {
    const nodes = await allNodes(
      async (after) => {
        const found = checked(LabelsAnswer, await client.graphql<unknown>(LABELS, { owner, name, after }))
        const labels = found.repository?.labels
        if (!labels) throw new NotThere('the repository', client)
        return { nodes: labels.nodes ?? [], pageInfo: labels.pageInfo }
      },
      { maxPages: MAX_PAGES },
    )
    return nodes.flatMap((node) => (node === null ? [] : [{ ...node, repository }]))
  })
}

async function issueTypesOf(context: Context): Promise<readonly string[]> {
  const { login } = context
  const { organization } = await reading(context, { issues: 'read' }, readingMeanings(login, 'its issue types'), async (client) =>
    checked(IssueTypesAnswer, await optional(() => client.graphql<unknown>(ISSUE_TYPES, { login }), { organization: null })),
  )
  return (organization?.issueTypes?.nodes ?? []).flatMap((node) => (node?.isEnabled ? [node.name] : []))
}

/** What is asked of a server that does not know the field is not there. Any other error stays one. */
async function optional(ask: () => Promise<unknown>, otherwise: unknown): Promise<unknown> {
  try {
    return await ask()
  } catch (error) {
    const problems = problemsOf(error)
    if (problems.length > 0 && problems.every(({ message }) => /doesn't exist on type|No such type/.test(message))) return otherwise
    throw error
  }
}
