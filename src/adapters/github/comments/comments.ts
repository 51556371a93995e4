/**
 * The app's own comments on issues: listed through GraphQL (only there stands what is minimized, and who edited),
 * written through REST, hidden and shown again through GraphQL. Every refusal says what to grant, and where.
 */
import type { z } from 'zod'
import { type IssueRef, parseRef } from '../../../domain/reference.ts'
import { isSameText } from '../../../domain/text/same-text.ts'
import { httpStatus, UserError } from '../../../errors.ts'
import type { AppComment, Clock, CommentRevision, Comments, People } from '../../../ports.ts'
import { checked, written, writtenOrSeen } from '../client/answers.ts'
import type { GitHubAccess, GitHubClient } from '../client/client.ts'
import { NotThere, translateError } from '../client/errors.ts'
import { meaningsFor } from './access-errors.ts'
import { deletedByPerson } from './deleted-comments.ts'
import { hasLabel, labelHistory, wasLabelled } from './issue-labels.ts'
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
  Unminimised,
} from './queries.ts'

/** Pages of a hundred; a conversation longer than this is not one the app should take part in. */
const MAX_PAGES = 30

const MAY_TRIAGE = new Set(['triage', 'write', 'maintain', 'admin'])

/** The app's comments, and what people may do; both of whatever repository a reference names. */
export function createComments(access: GitHubAccess, clock: Clock): Comments & People {
  /** Numbers that REST wants, by the ids that everything else uses; filled by listing. */
  const numbers = new Map<string, number>()

  const at = async <Result>(
    ref: string,
    permissions: { issues: 'read' | 'write'; pull_requests?: 'write' } | { metadata: 'read' },
    task: (client: GitHubClient, place: IssueRef) => Promise<Result>,
  ): Promise<Result> => {
    const place = parseRef(ref)
    if (!place) throw new Error(`${ref} is no reference`)
    try {
      const client = await access.clientFor({ owner: place.owner, repositories: [place.repo], permissions })
      return await task(client, place)
    } catch (error) {
      throw translateError(error, { now: clock.now(), meanings: meaningsFor(ref, place) })
    }
  }

  const numberOf = async (client: GitHubClient, id: string): Promise<number> => {
    const known = numbers.get(id)
    if (known !== undefined) return known
    const { node } = checked(CommentNumber, await client.graphql<unknown>(NUMBER_OF_COMMENT, { id }))
    if (node === null) throw new NotThere('the comment')
    numbers.set(id, node.fullDatabaseId)
    return node.fullDatabaseId
  }

  return {
    byApp: (ref) =>
      at(ref, { issues: 'read' }, async (client, place) => {
        const nodes = await listOwn(client, place)
        for (const node of nodes) numbers.set(node.id, node.fullDatabaseId)
        return Promise.all(
          nodes.map(async (node) => {
            const comment = toComment(node)
            return comment.editedByPerson ? { ...comment, revisions: await revisionsOf(client, node.id) } : comment
          }),
        )
      }),
    revisions: (ref, id) => at(ref, { issues: 'read' }, (client) => revisionsOf(client, id)),
    wasLabelled: (ref, label, since) => at(ref, { issues: 'read' }, (client, place) => wasLabelled(client, place, label, since)),
    labelHistory: (ref, label) => at(ref, { issues: 'read' }, (client, place) => labelHistory(client, place, label)),
    deletedByPerson: (ref) => at(ref, { issues: 'read' }, deletedByPerson),
    create: (ref, body) =>
      at(ref, { issues: 'write' }, (client, place) => {
        const { owner, repo, number } = place
        const write = async () => {
          const route = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments'
          const { status, data } = await client.request<unknown>(route, { owner, repo, issue_number: number, body })
          // After a transfer GitHub sends on to another address, and a client follows it by reading there.
          if (status === 200 && Array.isArray(data)) throw new NotThere('the issue')
          const made = checked(Created, data)
          return { id: made.node_id, number: made.id, url: made.html_url }
        }
        return writtenOrSeen(write, async () => {
          const made = (await listOwn(client, place)).findLast((node) => isSameText(node.body, body))
          return made ? { id: made.id, number: made.fullDatabaseId, url: made.url } : null
        }).then(({ id, number: made, url }) => {
          numbers.set(id, made)
          return { id, url }
        })
      }),
    update: (ref, id, body) =>
      at(ref, { issues: 'write' }, async (client, place) => {
        const { owner, repo } = place
        const comment_id = await numberOf(client, id)
        const route = 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}'
        await written(
          async () => checked(Edited, (await client.request<unknown>(route, { owner, repo, comment_id, body })).data),
          async () => (await listOwn(client, place)).some((node) => node.id === id && isSameText(node.body, body)),
        )
      }),
    minimize: (ref, id, reason) =>
      at(ref, { issues: 'write' }, async (client, place) => {
        await written(
          async () => checked(Minimized, await client.graphql<unknown>(MINIMIZE, { id, reason })),
          async () => (await listOwn(client, place)).some((node) => node.id === id && node.isMinimized),
        )
      }),
    unminimize: (ref, id) =>
      at(ref, { issues: 'write' }, async (client, place) => {
        await written(
          async () => checked(Unminimised, await client.graphql<unknown>(UNMINIMIZE, { id })),
          async () => (await listOwn(client, place)).some((node) => node.id === id && !node.isMinimized),
        )
      }),
    react: (ref, id, reaction) =>
      // A command may stand on a pull request: its conversation asks for the right to that.
      at(ref, { issues: 'write', pull_requests: 'write' }, async (client, { owner, repo }) => {
        const comment_id = await numberOf(client, id)
        const route = 'POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions'
        const write = async () =>
          checked(Reacted, (await client.request<unknown>(route, { owner, repo, comment_id, content: reaction })).data)
        // GitHub answers with the reaction that is there already: to write again is to look.
        await writtenOrSeen(write, write)
      }),
    addLabel: (ref, label) =>
      at(ref, { issues: 'write' }, async (client, place) => {
        const { owner, repo, number } = place
        const route = 'POST /repos/{owner}/{repo}/issues/{issue_number}/labels'
        await written(
          async () => checked(Labels, (await client.request<unknown>(route, { owner, repo, issue_number: number, labels: [label] })).data),
          () => hasLabel(client, place, label),
        )
      }),
    removeLabel: (ref, label) =>
      at(ref, { issues: 'write' }, async (client, place) => {
        const { owner, repo, number } = place
        try {
          const route = 'DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}'
          await written(
            async () => checked(Labels, (await client.request<unknown>(route, { owner, repo, issue_number: number, name: label })).data),
            async () => !(await hasLabel(client, place, label)),
          )
        } catch (error) {
          // Somebody was faster: it is as it should be.
          if (!/Label does not exist/i.test(String((error as Error).message))) throw error
        }
      }),
    mayTriage: (ref, login) =>
      at(ref, { metadata: 'read' }, async (client, { owner, repo }) => {
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
      }),
    isAssigned: (ref, login) =>
      at(ref, { issues: 'read' }, async (client, { owner, repo, number }) => {
        const { repository } = checked(Assigned, await client.graphql<unknown>(ASSIGNEES, { owner, repo, number }))
        const people = repository?.issueOrPullRequest?.assignees.nodes ?? []
        return people.some((person) => person?.login.toLowerCase() === login.toLowerCase())
      }),
  }
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

async function listOwn(client: GitHubClient, { owner, repo, number }: IssueRef): Promise<readonly z.infer<typeof Node>[]> {
  const own: z.infer<typeof Node>[] = []
  let after: string | null = null
  for (let page = 0; page < MAX_PAGES; page++) {
    const data: z.infer<typeof Listed> = checked(Listed, await client.graphql<unknown>(LIST, { owner, repo, number, after }))
    const thing = data.repository?.issueOrPullRequest
    if (!thing) throw new NotThere('the issue')
    own.push(...thing.comments.nodes.flatMap((node) => (node?.viewerDidAuthor ? [node] : [])))
    if (!thing.comments.pageInfo.hasNextPage) return own
    after = thing.comments.pageInfo.endCursor
  }
  throw new UserError(`${owner}/${repo}#${number}: it has more than ${MAX_PAGES * 100} comments; the app does not take part in it.`)
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
