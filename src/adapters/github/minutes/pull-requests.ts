/** Pull requests as GitHub returns them, and the list of open ones. */
import { z } from 'zod'
import { isSameText } from '../../../domain/text/same-text.ts'
import { httpStatus, refusalText } from '../../../errors.ts'
import type { MinutesRepository, OwnComment, PullRequest } from '../../../ports.ts'
import { checked, written, writtenOrFound } from '../client/answers.ts'
import type { GitHubClient } from '../client/client.ts'
import { allEntries, allNodes, PAGE_SIZE } from '../client/paginate.ts'
import { boundsOf, MAX_PAGES } from './bounds.ts'
import { assign } from './pull-assignees.ts'
import type { Place } from './repository-files.ts'

const Pull = z.object({
  number: z.number(),
  title: z.string(),
  body: z.string().nullable(),
  state: z.enum(['open', 'closed']),
  merged_at: z.string().nullable(),
  html_url: z.string(),
  // Of a fork's branch the repository is another one; null when that is gone.
  head: z.object({ ref: z.string(), repo: z.object({ full_name: z.string() }).nullish() }),
  base: z.object({ repo: z.object({ full_name: z.string() }) }),
  labels: z.array(z.object({ name: z.string() })).optional(),
})

const OwnComments = z.object({
  repository: z.object({
    pullRequest: z.object({
      comments: z.object({
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
        nodes: z.array(
          z
            .object({ fullDatabaseId: z.union([z.string(), z.number()]).transform(Number), body: z.string(), viewerDidAuthor: z.boolean() })
            .nullable(),
        ),
      }),
    }),
  }),
})
const WithId = z.object({ id: z.number() })

const OWN_COMMENTS = `query MinutesOwnComments($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      comments(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { fullDatabaseId body viewerDidAuthor } }
    }
  }
}`

/** Those of the app are from branches of the repository itself. Anyone can open one from a fork, with a branch of the same name. */
export async function openPulls(client: GitHubClient, place: Place): Promise<readonly PullRequest[]> {
  const read = async (page: number) => {
    const asked = { ...place, state: 'open', per_page: PAGE_SIZE, page }
    return checked(z.array(Pull), (await client.request<unknown>('GET /repos/{owner}/{repo}/pulls', asked)).data)
  }
  return (await allEntries(read, { maxPages: MAX_PAGES })).filter(isOfRepository).map(toPull)
}

function isOfRepository({ head, base }: z.infer<typeof Pull>): boolean {
  return head.repo?.full_name.toLowerCase() === base.repo.full_name.toLowerCase()
}

function toPull({ number, title, body, state, merged_at, html_url, head, labels = [] }: z.infer<typeof Pull>): PullRequest {
  const named = labels.length === 0 ? {} : { labels: labels.map(({ name }) => name) }
  const merged = merged_at === null ? { state } : { state: 'merged' as const, mergedAt: merged_at }
  return { number, title, body: body ?? '', branch: head.ref, url: html_url, ...merged, ...named }
}

export async function pullOf(client: GitHubClient, place: Place, branch: string): Promise<PullRequest | null> {
  const { data } = await client.request<unknown>('GET /repos/{owner}/{repo}/pulls', {
    ...place,
    head: `${place.owner}:${branch}`,
    state: 'all',
    per_page: PAGE_SIZE,
  })
  const pulls = checked(z.array(Pull), data).filter(isOfRepository).map(toPull)
  return pulls.find(({ state }) => state === 'open') ?? pulls[0] ?? null
}

/** null for one that does not exist, and for one from a fork. */
export async function pullByNumber(client: GitHubClient, place: Place, number: number): Promise<PullRequest | null> {
  try {
    const { data } = await client.request<unknown>('GET /repos/{owner}/{repo}/pulls/{pull_number}', { ...place, pull_number: number })
    const pull = checked(Pull, data)
    return isOfRepository(pull) ? toPull(pull) : null
  } catch (error) {
    if (httpStatus(error) === 404) return null
    throw error
  }
}

type WantedPull = Parameters<MinutesRepository['openPull']>[0]

export async function openPull(
  client: GitHubClient,
  place: Place,
  { branch, base, title, body, assignees, isDraft = false }: WantedPull,
): Promise<PullRequest> {
  const wanted = { head: branch, base, title, body, ...(isDraft ? { draft: true } : {}) }
  const pull = await writtenOrFound(
    () => openOrFind(client, place, wanted),
    async () => {
      const found = await pullOf(client, place, branch)
      return found?.state === 'open' ? found : null
    },
  )
  if (assignees.length > 0) await assign(client, place, pull, assignees)
  return pull
}

/** A run beside this one may have been faster: then its pull request is the one. */
async function openOrFind(
  client: GitHubClient,
  place: Place,
  wanted: { head: string; base: string; title: string; body: string; draft?: boolean },
): Promise<PullRequest> {
  try {
    const { data } = await client.request<unknown>('POST /repos/{owner}/{repo}/pulls', { ...place, ...wanted })
    return toPull(checked(Pull, data))
  } catch (error) {
    if (httpStatus(error) !== 422) throw error
    // Private repositories have drafts only in some plans.
    if (wanted.draft === true && /draft/i.test(refusalText(error))) return openOrFind(client, place, { ...wanted, draft: false })
    if (!/already exists/i.test(String((error as Error).message))) throw error
    const found = await pullOf(client, place, wanted.head)
    if (found === null) throw error
    return found
  }
}

export async function updatePull(
  client: GitHubClient,
  place: Place,
  number: number,
  { title, body }: { readonly title: string; readonly body: string },
): Promise<void> {
  const there = { ...place, pull_number: number }
  await written(
    async () =>
      checked(Pull, (await client.request<unknown>('PATCH /repos/{owner}/{repo}/pulls/{pull_number}', { ...there, title, body })).data),
    async () => {
      const { data } = await client.request<unknown>('GET /repos/{owner}/{repo}/pulls/{pull_number}', there)
      const pull = checked(Pull, data)
      return pull.title === title && isSameText(pull.body ?? '', body)
    },
  )
}

export async function commentPull(client: GitHubClient, place: Place, number: number, body: string): Promise<void> {
  const route = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments'
  await written(
    async () => checked(WithId, (await client.request<unknown>(route, { ...place, issue_number: number, body })).data),
    async () => (await ownComments(client, place, number)).some((comment) => isSameText(comment.body, body)),
  )
}

export async function editComment(client: GitHubClient, place: Place, id: number, body: string): Promise<void> {
  const route = 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}'
  checked(WithId, (await client.request<unknown>(route, { ...place, comment_id: id, body })).data)
}

export async function ownComments(client: GitHubClient, place: Place, number: number): Promise<readonly OwnComment[]> {
  const nodes = await allNodes(
    async (after) => {
      const answer = checked(OwnComments, await client.graphql<unknown>(OWN_COMMENTS, { ...place, number, after }))
      return answer.repository.pullRequest.comments
    },
    boundsOf(place, `pull request ${number}`),
  )
  return nodes.flatMap((node) => (node?.viewerDidAuthor ? [{ id: node.fullDatabaseId, body: node.body }] : []))
}
