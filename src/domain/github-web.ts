/** The GitHub whose pages people open in a browser: github.com, or a GitHub Enterprise server. Links are written to it and known by it. */

/** `origin`: `https://github.com`, `https://github.example.org`; no slash at its end. */
export type GithubWeb = { readonly origin: string }

export const GITHUB_COM: GithubWeb = { origin: 'https://github.com' }

/** Whatever GitHub the app works with, people link to github.com as well. */
const HOSTS_OF_GITHUB_COM: readonly string[] = ['github.com', 'www.github.com', 'redirect.github.com', 'm.github.com']

/** A host in an address, with its port: for patterns, to be checked with `isGithubHost`. Bounded, so that the cost grows with the text. */
export const ANY_HOST = /[a-z\d](?:[a-z\d.-]{0,252}[a-z\d])?(?::\d{1,5})?/

/** All hosts of GitHub in what people type: github.com under all of its names, and the server's own. */
export function hostsOf(github: GithubWeb): readonly string[] {
  return [...new Set([...HOSTS_OF_GITHUB_COM, hostOf(github)])]
}

/** true for github.com under all of its names, and for the server's own host; `host` with its port, in any case. */
export function isGithubHost(host: string, github: GithubWeb): boolean {
  return hostsOf(github).includes(host.toLowerCase())
}

/** The GitHub on which a page lies, by its address; github.com where that is unknown. */
export function webOf(url: string | null): GithubWeb {
  const origin = /^https?:\/\/[^/\s]{1,300}/i.exec(url ?? '')?.[0]
  return origin === undefined ? GITHUB_COM : { origin }
}

/** `github.example.org`, `localhost:4000`. */
export function hostOf({ origin }: GithubWeb): string {
  return origin.slice(origin.indexOf('://') + 3).toLowerCase()
}

/**
 * Where links go that leave no trace on the issue: through this host of github.com no cross-reference event is made. A server has no
 * such host, so its links are plain ones.
 */
export function quietWeb(github: GithubWeb): GithubWeb {
  return hostOf(github) === hostOf(GITHUB_COM) ? { origin: 'https://redirect.github.com' } : github
}

/** The address in commits of somebody who does not publish their own: `<id>+<login>@users.noreply.github.com`, or of the server. */
export function noreplyAddress({ login, id }: { readonly login: string; readonly id: number }, github: GithubWeb): string {
  return `${id}+${login}@${noreplyHost(github)}`
}

/** Without a port. */
function noreplyHost(github: GithubWeb): string {
  return `users.noreply.${hostOf(github).replace(/:\d+$/, '')}`
}

/** The page of an organization's board. */
export function boardUrl({ owner, number }: { readonly owner: string; readonly number: number }, { origin }: GithubWeb): string {
  return `${origin}/orgs/${owner}/projects/${number}`
}
