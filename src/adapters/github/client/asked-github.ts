/** Which GitHub an error comes from: its message names pages there, and people may open it at another address than its API. */
import { GITHUB_COM, type GithubWeb } from '../../../domain/github-web.ts'

const asked = new WeakMap<object, GithubWeb>()

/** The same error; `githubOf` knows where it comes from. */
export function askedAt<Thrown>(error: Thrown, github: GithubWeb): Thrown {
  if (typeof error === 'object' && error !== null) asked.set(error, github)
  return error
}

/** Every error of a `GitHubClient` is known; github.com for what no client threw. */
export function githubOf(cause: unknown): GithubWeb {
  return (typeof cause === 'object' && cause !== null ? asked.get(cause) : undefined) ?? GITHUB_COM
}

/** Where the owners of an organization grant permissions to its apps, and install them. */
export function installationsPage(owner: string, { origin }: GithubWeb): string {
  return `${origin}/organizations/${owner}/settings/installations`
}
