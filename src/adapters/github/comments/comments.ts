/**
 * The app’s comments on issues. They are listed through GraphQL (only it returns minimized state and editors), written through REST,
 * and hidden and shown through GraphQL. Error messages say what to grant, and where.
 */
import type { z } from 'zod'
import { type IssueRef, parseRef } from '../../../domain/reference.ts'
import { isSameText } from '../../../domain/text/same-text.ts'
import { httpStatus, UserError } from '../../../errors.ts'
import type { AppComment, Clock, CommentRevision, Comments, People } from '../../../ports.ts'
import { checked, written, writtenOrFound } from '../client/answers.ts'
import type { GitHubAccess, GitHubClient } from '../client/client.ts'
import { NotThere, translateError } from '../client/errors.ts'
import { allNodes, PAGE_SIZE } from '../client/paginate.ts'
import { conversationMeanings } from './access-errors.ts'
import { deletedByPerson } from './deleted-comments.ts'
import { hasLabel, labelHistory, wasLabeled } from './issue-labels.ts'
import { commentsOfOthers } from './others-comments.ts'
import {
  ASSIGNEES,
  Assigned,
  CommentNumber,
  Created,
  Edited,
  Labels,
  LIST,
  Listed,
  MINIMIZE,
  Minimized,
  type Node,
  NUMBER_OF_COMMENT,
  Permission,
  REVISIONS,
  Reacted,
  Revisions,
  UNMINIMIZE,
  Unminimized,
} from './queries.ts'

/** Pages of a hundred; a conversation longer than this is not one the app should take part in. */
const MAX_PAGES = 30

const MAY_TRIAGE = new Set(['triage', 'write', 'maintain', 'admin'])

/** The app's comments, and what people may do; both of whatever repository a reference names. */
export function createComments(access: GitHubAccess, clock: Clock): Comments & People {
  const context: Context = { access, clock, numbers: new Map() }
  const reading = <Result>(ref: string, task: Task<Result>) => at(context, ref, { permissions: { issues: 'read' }, task })
  const writing = <Result>(ref: string, task: Task<Result>) => at(context, ref, { permissions: { issues: 'write' }, task })
  return {
    byApp: (ref) => reading(ref, (client, place) => byApp(context, client, place)),
    byOthers: (ref) => reading(ref, (client, place) => commentsOfOthers(client, place, boundsOf(place))),
    revisions: (ref, id) => reading(ref, (client) => revisionsOf(client, id)),
    wasLabeled: (ref, label, since) => reading(ref, (client, place) => wasLabeled(client, place, label, since)),
    labelHistory: (ref, label) => reading(ref, (client, place) => labelHistory(client, place, label)),
    deletedByPerson: (ref) => reading(ref, deletedByPerson),
    create: (ref, body, isPull = false) =>
      at(context, ref, { permissions: toWrite(isPull), task: (client, place) => create(context, client, place, body) }),
    update: (ref, id, body) =>
      writing(ref, async (client, place) => update(client, place, { id, number: await numberOf(context, client, id), body })),
    minimize: (ref, id, reason) => writing(ref, (client, place) => minimize(client, place, id, reason)),
    unminimize: (ref, id) => writing(ref, (client, place) => unminimize(client, place, id)),
    react: (ref, id, reaction) =>
      // A command may stand on a pull request.
      at(context, ref, {
        permissions: toWrite(true),
        task: async (client, place) => react(client, place, await numberOf(context, client, id), reaction),
      }),
    addLabel: (ref, label, isPull = false) =>
      at(context, ref, { permissions: toWrite(isPull), task: (client, place) => addLabel(client, place, label) }),
    removeLabel: (ref, label, isPull = false) =>
      at(context, ref, { permissions: toWrite(isPull), task: (client, place) => removeLabel(client, place, label) }),
    mayTriage: (ref, login) =>
      at(context, ref, { permissions: { metadata: 'read' }, task: (client, place) => mayTriage(client, place, login) }),
    isAssigned: (ref, login) => reading(ref, (client, place) => isAssigned(client, place, login)),
  }
}

/** The conversation of a pull request asks for the right to that as well. */
function toWrite(isPull: boolean): { readonly issues: 'write'; readonly pull_requests?: 'write' } {
  return isPull ? { issues: 'write', pull_requests: 'write' } : { issues: 'write' }
}

type Context = {
  readonly access: GitHubAccess
  readonly clock: Clock
  /** Numbers that REST wants, by the ids that everything else uses; filled by listing. */
  readonly numbers: Map<string, number>
}

type Task<Result> = (client: GitHubClient, place: IssueRef) => Promise<Result>

type Step<Result> = {
  readonly permissions: { issues: 'read' | 'write'; pull_requests?: 'write' } | { metadata: 'read' }
  readonly task: Task<Result>
}

async function at<Result>({ access, clock }: Context, ref: string, { permissions, task }: Step<Result>): Promise<Result> {
  const place = parseRef(ref)
  if (!place) throw new Error(`${ref} is not a reference`)
  try {
    const client = await access.clientFor({ owner: place.owner, repositories: [place.repo], permissions })
    return await task(client, place)
  } catch (error) {
    throw translateError(error, { now: clock.now(), meanings: conversationMeanings(ref, place) })
  }
}

async function numberOf({ numbers }: Context, client: GitHubClient, id: string): Promise<number> {
  const known = numbers.get(id)
  if (known !== undefined) return known
  const { node } = checked(CommentNumber, await client.graphql<unknown>(NUMBER_OF_COMMENT, { id }))
  if (node === null) throw new NotThere('the comment', client)
  numbers.set(id, node.fullDatabaseId)
  return node.fullDatabaseId
}

async function byApp({ numbers }: Context, client: GitHubClient, place: IssueRef): Promise<readonly AppComment[]> {
  const nodes = await listOwn(client, place)
  for (const node of nodes) numbers.set(node.id, node.fullDatabaseId)
  return Promise.all(
    nodes.map(async (node) => {
      const comment = toComment(node)
      return comment.editedByPerson ? { ...comment, revisions: await revisionsOf(client, node.id) } : comment
    }),
  )
}

async function create({ numbers }: Context, client: GitHubClient, place: IssueRef, body: string): Promise<{ id: string; url: string }> {
  const { owner, repo, number } = place
  const write = async () => {
    const route = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments'
    const { status, data } = await client.request<unknown>(route, { owner, repo, issue_number: number, body })
    // After a transfer GitHub sends on to another address, and a client follows it by reading there.
    if (status === 200 && Array.isArray(data)) throw new NotThere('the issue', client)
    const made = checked(Created, data)
    return { id: made.node_id, number: made.id, url: made.html_url }
  }
  const written = await writtenOrFound(write, async () => {
    const made = (await listOwn(client, place)).findLast((node) => isSameText(node.body, body))
    return made ? { id: made.id, number: made.fullDatabaseId, url: made.url } : null
  })
  numbers.set(written.id, written.number)
  return { id: written.id, url: written.url }
}

type Edit = { readonly id: string; readonly number: number; readonly body: string }

async function update(client: GitHubClient, place: IssueRef, { id, number: comment_id, body }: Edit): Promise<void> {
  const { owner, repo } = place
  const route = 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}'
  await written(
    async () => checked(Edited, (await client.request<unknown>(route, { owner, repo, comment_id, body })).data),
    () => hasOwn(client, place, (node) => node.id === id && isSameText(node.body, body)),
  )
}

async function minimize(client: GitHubClient, place: IssueRef, id: string, reason: string): Promise<void> {
  await written(
    async () => checked(Minimized, await client.graphql<unknown>(MINIMIZE, { id, reason })),
    () => hasOwn(client, place, (node) => node.id === id && node.isMinimized),
  )
}

async function unminimize(client: GitHubClient, place: IssueRef, id: string): Promise<void> {
  await written(
    async () => checked(Unminimized, await client.graphql<unknown>(UNMINIMIZE, { id })),
    () => hasOwn(client, place, (node) => node.id === id && !node.isMinimized),
  )
}

async function react(client: GitHubClient, { owner, repo }: IssueRef, comment_id: number, content: string): Promise<void> {
  const route = 'POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions'
  const write = async () => checked(Reacted, (await client.request<unknown>(route, { owner, repo, comment_id, content })).data)
  // GitHub answers with the reaction that is there already: to write again is to look.
  await writtenOrFound(write, write)
}

async function addLabel(client: GitHubClient, place: IssueRef, label: string): Promise<void> {
  const { owner, repo, number } = place
  const route = 'POST /repos/{owner}/{repo}/issues/{issue_number}/labels'
  await written(
    async () => checked(Labels, (await client.request<unknown>(route, { owner, repo, issue_number: number, labels: [label] })).data),
    () => hasLabel(client, place, label),
  )
}

async function removeLabel(client: GitHubClient, place: IssueRef, label: string): Promise<void> {
  const { owner, repo, number } = place
  const route = 'DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}'
  try {
    await written(
      async () => checked(Labels, (await client.request<unknown>(route, { owner, repo, issue_number: number, name: label })).data),
      async () => !(await hasLabel(client, place, label)),
    )
  } catch (error) {
    // Somebody was faster: it is as it should be.
    if (!/Label does not exist/i.test(String((error as Error).message))) throw error
  }
}

async function mayTriage(client: GitHubClient, { owner, repo }: IssueRef, login: string): Promise<boolean> {
  try {
    const route = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission'
    const { data } = await client.request<unknown>(route, { owner, repo, username: login })
    const { role_name, permission } = checked(Permission, data)
    return MAY_TRIAGE.has(role_name ?? permission) || permission === 'admin' || permission === 'write'
  } catch (error) {
    // "… is not a user": nobody has no rights.
    if (httpStatus(error) === 404 && /is not a user/i.test(String((error as Error).message))) return false
    throw error
  }
}

async function isAssigned(client: GitHubClient, { owner, repo, number }: IssueRef, login: string): Promise<boolean> {
  const { repository } = checked(Assigned, await client.graphql<unknown>(ASSIGNEES, { owner, repo, number }))
  const people = repository?.issueOrPullRequest?.assignees.nodes ?? []
  return people.some((person) => person?.login.toLowerCase() === login.toLowerCase())
}

/** GitHub keeps the whole text of each version, the first one too. */
async function revisionsOf(client: GitHubClient, id: string): Promise<readonly CommentRevision[]> {
  const { node } = checked(Revisions, await client.graphql<unknown>(REVISIONS, { id }))
  return (node?.userContentEdits?.nodes ?? []).flatMap((edit) =>
    edit === null || edit.diff === null
      ? []
      : [{ by: edit.editor?.login ?? null, byApp: edit.editor?.login === node?.author?.login, body: edit.diff }],
  )
}

type OwnNode = z.infer<typeof Node>

async function hasOwn(client: GitHubClient, place: IssueRef, test: (node: OwnNode) => boolean): Promise<boolean> {
  return (await listOwn(client, place)).some(test)
}

async function listOwn(client: GitHubClient, place: IssueRef): Promise<readonly OwnNode[]> {
  const { owner, repo, number } = place
  const nodes = await allNodes(async (after) => {
    const { repository } = checked(Listed, await client.graphql<unknown>(LIST, { owner, repo, number, after }))
    if (!repository?.issueOrPullRequest) throw new NotThere('the issue', client)
    return repository.issueOrPullRequest.comments
  }, boundsOf(place))
  return nodes.flatMap((node) => (node?.viewerDidAuthor ? [node] : []))
}

function boundsOf({ owner, repo, number }: IssueRef) {
  const tooMany = () =>
    new UserError(`${owner}/${repo}#${number}: it has more than ${MAX_PAGES * PAGE_SIZE} comments; the app does not comment on it.`)
  return { maxPages: MAX_PAGES, tooMany }
}

function toComment(node: z.infer<typeof Node>): AppComment {
  // The newest edit comes first; where the list is kept from the app, `editor` says the same.
  const last = node.userContentEdits?.nodes?.[0]?.editor ?? node.editor
  return {
    id: node.id,
    body: node.body,
    minimized: node.isMinimized,
    createdAt: node.createdAt,
    editedByPerson: node.lastEditedAt !== null && last?.login !== node.author?.login,
    url: node.url,
  }
}
