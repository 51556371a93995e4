/** Reads how a pull request stands: its talks, its people, and whether it can be merged. */
import { z } from 'zod'
import type { PullLife } from '../../../../ports/pulls.ts'
import { checked } from '../../client/answers.ts'
import type { GitHubClient } from '../../client/client.ts'
import { NotThere } from '../../client/errors.ts'
import type { Place } from '../repository-files.ts'
import { readBase } from './read-base.ts'

/** Threads and reviews: of more than a hundred the newest. The app asks ten questions at most. */
const LIFE = `query MinutesPullLife($owner: String!, $repo: String!, $number: Int!) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      id isDraft createdAt headRefName headRefOid mergeStateStatus
      commits(last: 1) { nodes { commit { committedDate } } }
      labels(first: 100) { nodes { name } }
      assignees(first: 20) { nodes { login } }
      reviewRequests(first: 20) { nodes { requestedReviewer { __typename ... on User { login } } } }
      labeled: timelineItems(first: 1, itemTypes: [LABELED_EVENT]) { totalCount }
      requested: timelineItems(first: 1, itemTypes: [REVIEW_REQUESTED_EVENT]) { totalCount }
      latestOpinionatedReviews(last: 100) { nodes { state } }
      reviews(last: 100) { nodes { body viewerDidAuthor } }
      reviewThreads(last: 100) {
        nodes { id isResolved resolvedBy { login } comments(first: 1) { nodes { body viewerDidAuthor } } }
      }
    }
  }
}`

const Logins = z.object({ nodes: z.array(z.object({ login: z.string() }).nullable()) })
const Counted = z.object({ totalCount: z.number() })
const Own = z.object({ body: z.string(), viewerDidAuthor: z.boolean() }).nullable()
const Life = z.object({
  repository: z
    .object({
      pullRequest: z
        .object({
          id: z.string(),
          isDraft: z.boolean(),
          createdAt: z.string(),
          headRefName: z.string(),
          headRefOid: z.string(),
          mergeStateStatus: z.string(),
          latestOpinionatedReviews: z.object({ nodes: z.array(z.object({ state: z.string() }).nullable()) }).nullable(),
          commits: z.object({ nodes: z.array(z.object({ commit: z.object({ committedDate: z.string() }) }).nullable()) }),
          labels: z.object({ nodes: z.array(z.object({ name: z.string() }).nullable()) }).nullable(),
          assignees: Logins,
          reviewRequests: z.object({
            nodes: z.array(z.object({ requestedReviewer: z.object({ login: z.string().optional() }).nullable() }).nullable()),
          }),
          labeled: Counted,
          requested: Counted,
          reviews: z.object({ nodes: z.array(Own) }),
          reviewThreads: z.object({
            nodes: z.array(
              z
                .object({
                  id: z.string(),
                  isResolved: z.boolean(),
                  resolvedBy: z.object({ login: z.string() }).nullable(),
                  comments: z.object({ nodes: z.array(Own) }),
                })
                .nullable(),
            ),
          }),
        })
        .nullable(),
    })
    .nullable(),
})

const MERGE_STATES: Readonly<Record<string, PullLife['mergeState']>> = {
  BEHIND: 'behind',
  BLOCKED: 'blocked',
  CLEAN: 'clean',
  HAS_HOOKS: 'clean',
}

export async function readLife(client: GitHubClient, place: Place, number: number): Promise<PullLife> {
  const { repository } = checked(Life, await client.graphql<unknown>(LIFE, { ...place, number }))
  const pull = repository?.pullRequest
  if (!pull) throw new NotThere(`no pull request ${number}`, client)
  const mergeState = MERGE_STATES[pull.mergeStateStatus] ?? 'other'
  const opinions = there(pull.latestOpinionatedReviews?.nodes ?? []).map(({ state }) => state)
  return {
    id: pull.id,
    head: pull.headRefOid,
    headAt: there(pull.commits.nodes)[0]?.commit.committedDate ?? pull.createdAt,
    openedAt: pull.createdAt,
    isDraft: pull.isDraft,
    mergeState,
    base: mergeState === 'blocked' ? await readBase(client, place, number, pull.headRefName) : null,
    isApproved: opinions.includes('APPROVED'),
    // Not `reviewDecision`: that is null wherever the repository demands no review.
    changesRequested: opinions.includes('CHANGES_REQUESTED'),
    labels: there(pull.labels?.nodes ?? []).map(({ name }) => name),
    assignees: there(pull.assignees.nodes).map(({ login }) => login),
    waitsFor: there(pull.reviewRequests.nodes).flatMap(({ requestedReviewer }) => requestedReviewer?.login ?? []),
    wasLabeled: pull.labeled.totalCount > 0,
    wasReviewRequested: pull.requested.totalCount > 0,
    reviewsByApp: there(pull.reviews.nodes).flatMap(({ body, viewerDidAuthor }) => (viewerDidAuthor ? [body] : [])),
    // GitHub names no app as the one who resolved a talk.
    threads: there(pull.reviewThreads.nodes).map(({ id, isResolved, resolvedBy, comments }) => ({
      id,
      byApp: comments.nodes[0]?.viewerDidAuthor ?? false,
      body: comments.nodes[0]?.body ?? '',
      isResolved,
      isResolvedByPerson: isResolved && resolvedBy !== null && !resolvedBy.login.endsWith('[bot]'),
    })),
  }
}

function there<Node>(nodes: readonly (Node | null)[]): readonly Node[] {
  return nodes.flatMap((node) => (node === null ? [] : [node]))
}
