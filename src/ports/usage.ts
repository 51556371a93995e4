/** What work cost at GitHub. */

/** Of one server, for at most a week. */
export type GithubUsage = {
  /** From when on requests were counted: the server's start, or a week ago. */
  readonly since: Date
  readonly requests: number
  /** Of these, those without an answer or with a 5xx status. */
  readonly failed: number
  /** The smallest part of GitHub's rate limit that was left, from 0 to 1; null: no answer told. */
  readonly leastLeft: number | null
}

export type UsageMeter = { readonly github: () => GithubUsage }
