/** Pull requests as GitHub tells of them, and those that are open. */
import { z } from 'zod'
import type { PullRequest } from '../../../ports.ts'
import { checked } from '../client/answers.ts'
import type { GitHubClient } from '../client/client.ts'
import type { Place } from './repository-files.ts'

export const Pull = z.object({
  number: z.number(),
  title: z.string(),
  body: z.string().nullable(),
  state: z.enum(['open', 'closed']),
  merged_at: z.string().nullable(),
  html_url: z.string(),
  // Of a fork's branch the repository is another one; null when that is gone.
  head: z.object({ ref: z.string(), repo: z.object({ full_name: z.string() }).nullish() }),
})

/** Of a hundred each. */
const MAX_PAGES = 10

/** From branches of the repository itself: a fork may have one of the same name. */
export async function openPulls(client: GitHubClient, place: Place): Promise<readonly PullRequest[]> {
  const repository = `${place.owner}/${place.repo}`.toLowerCase()
  const all: z.infer<typeof Pull>[] = []
  for (let page = 1; page <= MAX_PAGES; page++) {
    const { data } = await client.request<unknown>('GET /repos/{owner}/{repo}/pulls', { ...place, state: 'open', per_page: 100, page })
    const some = checked(z.array(Pull), data)
    all.push(...some)
    if (some.length < 100) break
  }
  return all.filter(({ head }) => head.repo?.full_name.toLowerCase() === repository).map(toPull)
}

export function toPull({ number, title, body, state, merged_at, html_url, head }: z.infer<typeof Pull>): PullRequest {
  return { number, title, body: body ?? '', state: merged_at === null ? state : 'merged', branch: head.ref, url: html_url }
}
