/** The two calls to GitHub that the adapters need. */
import type { GithubWeb } from '../../../domain/github-web.ts'
import type { Identity, Installation } from '../../../ports/app-ports.ts'

export type GitHubClient = {
  /** For links; all errors of the client are of this GitHub. */
  readonly github: GithubWeb
  /** Throws GraphqlResponseError (with `data` and `errors`) on GraphQL errors, RequestError on HTTP ones. */
  readonly graphql: <Data>(query: string, variables?: Record<string, unknown>) => Promise<Data>
  /** `GET /repos/{owner}/{repo}`; throws RequestError (`status`, `response.headers`). */
  readonly request: <Data>(
    route: string,
    parameters?: Record<string, unknown>,
  ) => Promise<{ status: number; data: Data; headers: Record<string, string | number | undefined> }>
}

export type Access = 'read' | 'write'

/** What the step at hand needs; tokens of an app are asked for with no more than this. */
export type Step = {
  /** Organization or user whose installation is used. */
  readonly owner: string
  /** Names without owner; absent: all of the installation (reading a board that spans repositories). */
  readonly repositories?: readonly string[]
  readonly permissions: Readonly<
    Partial<
      Record<'organization_projects' | 'issues' | 'contents' | 'pull_requests' | 'metadata' | 'members' | 'actions' | 'checks', Access>
    >
  >
}

export type GitHubAccess = {
  readonly clientFor: (step: Step) => Promise<GitHubClient>
  readonly identity: () => Promise<Identity>
}

/** Access of which it is known where it reaches. */
export type InstalledAccess = GitHubAccess & {
  /** With the app's own signature; null for a token. */
  readonly asApp: GitHubClient | null
  /** Where the app is installed, and what it may do there; empty for a token, which cannot tell. */
  readonly installations: () => Promise<readonly Installation[]>
}
