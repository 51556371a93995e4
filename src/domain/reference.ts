import { type GithubWeb, quietWeb } from './github-web.ts'

/** A reference to an issue, pull request or discussion on GitHub. */
export type IssueRef = { readonly owner: string; readonly repo: string; readonly number: number }

/** What stands behind a reference; `unknown` where only GitHub could tell. */
export type ReferenceKind = 'issue' | 'pull' | 'discussion' | 'unknown'

/** `owner/repo#1`, the form used in snapshots, findings and messages. */
export function formatRef({ owner, repo, number }: IssueRef): string {
  return `${owner}/${repo}#${number}`
}

/** Reads `owner/repo#1`; null when the text is anything else. */
export function parseRef(text: string): IssueRef | null {
  // No repository is called . or .., and an address made of them would lead elsewhere.
  const match = /^([A-Za-z\d][A-Za-z\d-]*)\/(?!\.{1,2}#)([\w.-]+)#(\d{1,9})$/.exec(text)
  if (!match?.[1] || !match[2] || !match[3]) return null
  return { owner: match[1], repo: match[2], number: Number(match[3]) }
}

/** The same for all spellings of one place: GitHub ignores case in owners and repositories. */
export function refKey(ref: IssueRef | string): string {
  return (typeof ref === 'string' ? ref : formatRef(ref)).toLowerCase()
}

/** The page of a reference, or of one as `formatRef` writes it, on GitHub. GitHub itself leads `/issues/` to a pull request of that number. */
export function refUrl(ref: IssueRef | string, { origin }: GithubWeb, kind: ReferenceKind = 'issue'): string {
  const place = kind === 'pull' ? 'pull' : kind === 'discussion' ? 'discussions' : 'issues'
  return `${origin}/${(typeof ref === 'string' ? ref : formatRef(ref)).replace('#', `/${place}/`)}`
}

/** A link for comments and pull requests: where GitHub lets it, without a cross-reference event. */
export function quietUrl(ref: IssueRef, github: GithubWeb): string {
  return refUrl(ref, quietWeb(github))
}

/** A branch of a repository, and the GitHub that has it. */
export type RepositoryBranch = { readonly github: GithubWeb; readonly repository: string; readonly branch: string }

/** A line (from 1) of a file on GitHub: the source view, where lines have anchors. */
export function lineUrl(place: RepositoryBranch, path: string, line: number): string {
  return `${fileUrl(place, path)}?plain=1#L${line}`
}

/** A file on GitHub, rendered. `path` as it is, without escapes. */
export function fileUrl({ github, repository, branch }: RepositoryBranch, path: string): string {
  return `${github.origin}/${repository}/blob/${encodeURI(branch)}/${encodeURI(path)}`
}
