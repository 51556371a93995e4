/** Addresses of issues, pull requests, discussions and board cards on GitHub. */
import type { IssueRef, ReferenceKind } from '../../domain/reference.ts'

type GithubTarget =
  | { readonly what: 'reference'; readonly ref: IssueRef; readonly kind: ReferenceKind }
  /** A card of a project board: only the board knows which issue it shows. */
  | { readonly what: 'card'; readonly itemId: number }

const HOST = /^(?:https?:\/\/)?(?:www\.|redirect\.|m\.)?github\.com\//i
const ISSUE = /^([A-Za-z\d][A-Za-z\d-]{0,38})\/([\w.-]{1,100})\/(issues?|pulls?|discussions?)\/(\d{1,9})(?![A-Za-z\d])/i
const CARD = /^(?:orgs|users)\/[\w-]{1,39}\/projects\/\d{1,6}(?![\d])/i

/** What a URL of GitHub names; null for anything else (files, releases, other hosts, discussions of an organization). */
export function githubTarget(url: string): GithubTarget | null {
  const host = HOST.exec(url)
  if (!host) return null
  const path = url.slice(host[0].length, host[0].length + 2048)
  const match = ISSUE.exec(path)
  if (match?.[1] && match[2] && match[3] && match[4]) {
    const number = Number(match[4])
    // An organization's discussion does not say which repository keeps it.
    if (number === 0 || match[1].toLowerCase() === 'orgs' || match[1].toLowerCase() === 'users') return null
    return { what: 'reference', ref: { owner: match[1], repo: match[2], number }, kind: kindOf(match[3]) }
  }
  return CARD.test(path) ? cardTarget(path) : null
}

function kindOf(place: string): ReferenceKind {
  const first = place[0]?.toLowerCase()
  return first === 'p' ? 'pull' : first === 'd' ? 'discussion' : 'issue'
}

function cardTarget(path: string): GithubTarget | null {
  // Newer links say it themselves: `&issue=owner%7Crepo%7C12`.
  const named = /[?&]issue=([A-Za-z\d][A-Za-z\d-]{0,38})(?:%7C|\|)([\w.-]{1,100})(?:%7C|\|)(\d{1,9})(?!\d)/i.exec(path)
  if (named?.[1] && named[2] && named[3]) {
    return { what: 'reference', ref: { owner: named[1], repo: named[2], number: Number(named[3]) }, kind: 'unknown' }
  }
  const item = /[?&]itemId=(\d{1,15})(?!\d)/i.exec(path)?.[1]
  return item ? { what: 'card', itemId: Number(item) } : null
}
