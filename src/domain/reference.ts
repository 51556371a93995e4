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
export function refUrl(ref: IssueRef | string, kind: ReferenceKind = 'issue', host = 'github.com'): string {
  const place = kind === 'pull' ? 'pull' : kind === 'discussion' ? 'discussions' : 'issues'
  return `https://${host}/${(typeof ref === 'string' ? ref : formatRef(ref)).replace('#', `/${place}/`)}`
}

/** A link for comments and pull requests: through this host GitHub makes no cross-reference event. */
export function quietUrl(ref: IssueRef, kind: ReferenceKind = 'issue'): string {
  return refUrl(ref, kind, 'redirect.github.com')
}

/** A line (from 1) of a file on GitHub: the source view, where lines have anchors. */
export function lineUrl(place: { readonly repository: string; readonly branch: string }, path: string, line: number): string {
  return `${fileUrl(place, path)}?plain=1#L${line}`
}

/** A file on GitHub, rendered. `path` as it is, without escapes. */
export function fileUrl({ repository, branch }: { readonly repository: string; readonly branch: string }, path: string): string {
  return `https://github.com/${repository}/blob/${encodeURI(branch)}/${encodeURI(path)}`
}
