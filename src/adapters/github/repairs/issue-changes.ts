/** Text, milestone and sub-issues of an issue. */
import { z } from 'zod'
import { formatRef, type IssueRef, parseRef } from '../../../domain/reference.ts'
import { isSameText } from '../../../domain/text/same-text.ts'
import { userError } from '../../../errors.ts'
import type { EpicRepairs, IssueNow } from '../../../ports/epic-repairs.ts'
import type { Clock } from '../../../ports.ts'
import { checked, written, writtenOrFound } from '../client/answers.ts'
import type { GitHubAccess, GitHubClient } from '../client/client.ts'
import { NotThere, translateError } from '../client/errors.ts'
import { permissionMissing } from '../client/missing-permission.ts'

const ISSUE = `
query IssueNow($owner: String!, $repo: String!, $number: Int!) {
  repository(owner: $owner, name: $repo) {
    id
    issue(number: $number) { id title body state milestone { title } comments(first: 1) { totalCount } }
  }
}`

const IssueAnswer = z.object({
  repository: z
    .object({
      id: z.string(),
      issue: z
        .object({
          id: z.string(),
          title: z.string(),
          body: z.string(),
          state: z.enum(['OPEN', 'CLOSED']),
          milestone: z.object({ title: z.string() }).nullable(),
          comments: z.object({ totalCount: z.number() }),
        })
        .nullable(),
    })
    .nullable(),
})

const SUB_ISSUES = `
query SubIssues($owner: String!, $repo: String!, $number: Int!) {
  repository(owner: $owner, name: $repo) {
    issue(number: $number) {
      subIssues(first: 100) { nodes { number title state viewerDidAuthor repository { nameWithOwner } } }
    }
  }
}`

const SubIssues = z.object({
  repository: z
    .object({
      issue: z
        .object({
          subIssues: z.object({
            nodes: z
              .array(
                z
                  .object({
                    number: z.number(),
                    title: z.string(),
                    state: z.enum(['OPEN', 'CLOSED']),
                    viewerDidAuthor: z.boolean(),
                    repository: z.object({ nameWithOwner: z.string() }),
                  })
                  .nullable(),
              )
              .nullable(),
          }),
        })
        .nullable(),
    })
    .nullable(),
})

const MILESTONES = `
query Milestones($owner: String!, $repo: String!) {
  repository(owner: $owner, name: $repo) { milestones(first: 100, states: [OPEN, CLOSED]) { nodes { id title state } } }
}`

const Milestones = z.object({
  repository: z
    .object({
      milestones: z.object({ nodes: z.array(z.object({ id: z.string(), title: z.string(), state: z.string() }).nullable()).nullable() }),
    })
    .nullable(),
})

const UPDATE = `mutation UpdateIssue($input: UpdateIssueInput!) { updateIssue(input: $input) { issue { id } } }`
const CLOSE = `mutation CloseIssue($input: CloseIssueInput!) { closeIssue(input: $input) { issue { id } } }`
const CREATE = `
mutation CreateIssue($input: CreateIssueInput!) {
  createIssue(input: $input) { issue { number repository { nameWithOwner } } }
}`
const REMOVE = `mutation RemoveSubIssue($input: RemoveSubIssueInput!) { removeSubIssue(input: $input) { issue { id } } }`

const Created = z.object({
  createIssue: z.object({ issue: z.object({ number: z.number(), repository: z.object({ nameWithOwner: z.string() }) }) }),
})
/** The answer of every other mutation, by its name. */
const Changed = z.record(z.string(), z.object({ issue: z.object({ id: z.string() }) }))

type IssueChanges = Pick<EpicRepairs, 'read' | 'writeBody' | 'setMilestone' | 'makeStory' | 'dropStory'>

export function createIssueChanges(access: GitHubAccess, clock: Clock): IssueChanges {
  const at = async <Result>(
    ref: string,
    issues: 'read' | 'write',
    task: (client: GitHubClient, place: IssueRef) => Promise<Result>,
  ): Promise<Result> => {
    const place = parseRef(ref)
    if (!place) throw new Error(`${ref} is not a reference`)
    try {
      return await task(await access.clientFor({ owner: place.owner, repositories: [place.repo], permissions: { issues } }), place)
    } catch (error) {
      const denied = permissionMissing({
        where: ref,
        repository: `${place.owner}/${place.repo}`,
        permission: '"Issues: read and write"',
      })
      throw translateError(error, { now: clock.now(), meanings: { denied, invalid: denied } })
    }
  }
  return {
    read: (ref) => at(ref, 'read', async (client, place) => (await readIssue(client, place))?.now ?? null),
    writeBody: (ref, before, after) => at(ref, 'write', (client, place) => writeBody(client, place, before, after)),
    setMilestone: (ref, title) => at(ref, 'write', (client, place) => setMilestone(client, place, title)),
    makeStory: (epic, story) => at(epic, 'write', (client, place) => makeStory(client, place, story)),
    dropStory: (epic, story) =>
      at(epic, 'write', async (client, place) => {
        const dropped = parseRef(story)
        if (!dropped) throw new Error(`${story} is not a reference`)
        await dropStory(client, place, dropped)
      }),
  }
}

type Read = { readonly id: string; readonly repositoryId: string; readonly now: IssueNow }

async function readIssue(client: GitHubClient, { owner, repo, number }: IssueRef): Promise<Read | null> {
  const { repository } = checked(IssueAnswer, await client.graphql<unknown>(ISSUE, { owner, repo, number }))
  const issue = repository?.issue
  if (!repository || !issue) return null
  const { id, title, body, state, milestone, comments } = issue
  return {
    id,
    repositoryId: repository.id,
    now: {
      title,
      body,
      state: state === 'OPEN' ? 'open' : 'closed',
      milestone: milestone?.title ?? null,
      comments: comments.totalCount,
    },
  }
}

async function demandIssue(client: GitHubClient, place: IssueRef): Promise<Read> {
  const issue = await readIssue(client, place)
  if (issue === null) throw new NotThere('the issue', client)
  return issue
}

/** GitHub has no conditional edits: the text is read once more in the moment before. */
async function writeBody(client: GitHubClient, place: IssueRef, before: string, after: string): Promise<boolean> {
  const { id, now } = await demandIssue(client, place)
  if (now.body !== before) return false
  await written(
    async () => checked(Changed, await client.graphql<unknown>(UPDATE, { input: { id, body: after } })),
    async () => isSameText((await readIssue(client, place))?.now.body ?? '', after),
  )
  return true
}

async function setMilestone(client: GitHubClient, place: IssueRef, title: string | null): Promise<void> {
  const { id } = await demandIssue(client, place)
  const milestoneId = title === null ? null : await milestoneIn(client, place, title)
  await written(
    async () => checked(Changed, await client.graphql<unknown>(UPDATE, { input: { id, milestoneId } })),
    async () => (await readIssue(client, place))?.now.milestone === title,
  )
}

/** An open one before a closed one of the same title: a fix that is taken back may lead to a closed one. */
async function milestoneIn(client: GitHubClient, { owner, repo }: IssueRef, title: string): Promise<string> {
  const { repository } = checked(Milestones, await client.graphql<unknown>(MILESTONES, { owner, repo }))
  const named = (repository?.milestones.nodes ?? []).flatMap((node) => (node?.title === title ? [node] : []))
  const found = named.find(({ state }) => state === 'OPEN') ?? named[0]
  if (found) return found.id
  throw userError({
    where: `${owner}/${repo}`,
    expected: `a milestone "${title}"`,
    found: 'none of that title',
    fix: 'Create it there.',
  })
}

async function makeStory(client: GitHubClient, epic: IssueRef, { title, body }: { title: string; body: string }): Promise<string> {
  const find = async () => {
    const { repository } = checked(SubIssues, await client.graphql<unknown>(SUB_ISSUES, { ...epic }))
    const own = (repository?.issue?.subIssues.nodes ?? []).find(
      (node) => node !== null && node.title === title && node.state === 'OPEN' && node.viewerDidAuthor,
    )
    return own ? `${own.repository.nameWithOwner}#${own.number}` : null
  }
  const known = await find()
  if (known !== null) return known
  const { id: parentIssueId, repositoryId } = await demandIssue(client, epic)
  return writtenOrFound(async () => {
    const input = { repositoryId, parentIssueId, title, body }
    const { issue } = checked(Created, await client.graphql<unknown>(CREATE, { input })).createIssue
    const [owner = '', repo = ''] = issue.repository.nameWithOwner.split('/')
    return formatRef({ owner, repo, number: issue.number })
  }, find)
}

async function dropStory(client: GitHubClient, epic: IssueRef, story: IssueRef): Promise<void> {
  const [parent, child] = [await demandIssue(client, epic), await demandIssue(client, story)]
  const { repository } = checked(SubIssues, await client.graphql<unknown>(SUB_ISSUES, { ...epic }))
  const isLinked = (repository?.issue?.subIssues.nodes ?? []).some(
    (node) => node?.number === story.number && node.repository.nameWithOwner.toLowerCase() === `${story.owner}/${story.repo}`.toLowerCase(),
  )
  if (isLinked) {
    const input = { issueId: parent.id, subIssueId: child.id }
    checked(Changed, await client.graphql<unknown>(REMOVE, { input }))
  }
  if (child.now.state === 'closed') return
  const input = { issueId: child.id, stateReason: 'NOT_PLANNED' }
  await written(
    async () => checked(Changed, await client.graphql<unknown>(CLOSE, { input })),
    async () => (await readIssue(client, story))?.now.state === 'closed',
  )
}
