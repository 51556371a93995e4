/** The app's own pull requests that were closed or merged lately and still have a label. */
import { z } from 'zod'
import type { PullRequest } from '../../../ports.ts'
import { checked } from '../client/answers.ts'
import type { GitHubClient } from '../client/client.ts'
import type { Place } from './repository-files.ts'

/** Closing is a change: those closed lately are among the ones that changed last, whatever else has the label. */
const CLOSED = `query MinutesClosedPulls($owner: String!, $repo: String!, $label: String!) {
  repository(owner: $owner, name: $repo) {
    pullRequests(first: 50, states: [CLOSED, MERGED], labels: [$label], orderBy: { field: UPDATED_AT, direction: DESC }) {
      nodes { number title body state url headRefName isCrossRepository viewerDidAuthor closedAt }
    }
  }
}`

const Pull = z.object({
  number: z.number(),
  title: z.string(),
  body: z.string(),
  state: z.enum(['CLOSED', 'MERGED']),
  url: z.string(),
  headRefName: z.string(),
  isCrossRepository: z.boolean(),
  viewerDidAuthor: z.boolean(),
  closedAt: z.string(),
})
const Answer = z.object({ repository: z.object({ pullRequests: z.object({ nodes: z.array(Pull.nullable()).nullable() }) }).nullable() })

/** From branches of the repository itself. */
export async function closedPulls(
  client: GitHubClient,
  place: Place,
  { label, since }: { readonly label: string; readonly since: Date },
): Promise<readonly PullRequest[]> {
  const { repository } = checked(Answer, await client.graphql<unknown>(CLOSED, { ...place, label }))
  return (repository?.pullRequests.nodes ?? []).flatMap((pull) => {
    if (pull === null || pull.isCrossRepository || !pull.viewerDidAuthor || new Date(pull.closedAt) < since) return []
    const { number, title, body, url, headRefName: branch } = pull
    return [{ number, title, body, url, branch, state: pull.state === 'MERGED' ? 'merged' : 'closed', labels: [label] }]
  })
}
