/** Finds the first issue named in a text. Pure. */

import { ANY_HOST, GITHUB_COM, type GithubWeb, isGithubHost, webOf } from '../github-web.ts'
import { formatRef } from '../reference.ts'
import { phrases, sequence } from '../text/phrases.ts'

export type RefContext = {
  /** `owner/repo` that a bare `#1` belongs to. */
  readonly repository: string
  /** Whose links are understood beside those to github.com; absent: no other. */
  readonly github?: GithubWeb
  /** The card of a board link (`?pane=issue&itemId=…`); null when it is not on the board. */
  readonly byItemId?: (databaseId: number) => string | null
}

/** What the body of an issue is read with: its own URL tells where it lies. */
export function bodyContext({ ref, url }: { readonly ref: string | null; readonly url: string | null }): RefContext {
  return { repository: ref?.split('#')[0] ?? '', github: webOf(url) }
}

const URL_REF = phrases(['issues, pull'], {
  before: sequence([/https?:\/\//, `(?<host>${ANY_HOST.source})`, /\/(?<owner>[A-Za-z\d][A-Za-z\d-]{0,38})\/(?<repo>[\w.-]{1,100})\//]),
  after: /\/(?<number>\d{1,9})(?!\d)/i,
  flags: 'gi',
})
const BOARD_LINK = phrases(['itemId, issue'], {
  before: sequence([/https?:\/\//, `(?<host>${ANY_HOST.source})`, /\/(?:orgs|users)\/[\w-]{1,39}\/projects\/\d{1,6}[^\s)]{0,200}?[?&]/]),
  after: /=[^\s)]{1,300}/i,
  flags: 'gi',
})
const ITEM_ID = /[?&]itemId=(\d{1,15})/i
/** Beside the card's id the address of the board names the issue (`issue=owner|repo|1`): a card that is gone does not hide it. */
const NAMED_ISSUE = /[?&]issue=([A-Za-z\d][A-Za-z\d-]{0,38})(?:\||%7C)([\w.-]{1,100})(?:\||%7C)(\d{1,9})(?!\d)/i
/** GitHub links these too, in the repository of the text. */
const GH_REF = /(?<![\w/-])GH-(\d{1,9})(?!\w)/i
const SHORT_REF = /(?<![\w./&#-])(?:([A-Za-z\d][A-Za-z\d-]{0,38})\/([\w.-]{1,100}))?#(\d{1,9})(?![\w])/

/** The first issue a line names, as `owner/repo#1`; inline code names none, and a link's target goes before its label. */
export function firstRef(text: string, context: RefContext): string | null {
  const plain = text.replace(/`[^`\n]*`/g, ' ').replace(/\[([^[\]\n]*)\]\(([^()\s]*)\)/g, (all, _label: string, target: string) => {
    return urlIn(URL_REF, target, context) || urlIn(BOARD_LINK, target, context) ? ` ${target} ` : all
  })
  const found = [refOfUrl(plain, context), refOfBoardLink(plain, context), refOfShort(plain, context), refOfGh(plain, context)]
  const first = found.filter((hit) => hit !== null).sort((a, b) => a.at - b.at)[0]
  return first?.ref ?? null
}

type Hit = { readonly at: number; readonly ref: string }

/** The first match on a host of GitHub. */
function urlIn(pattern: RegExp, text: string, { github = GITHUB_COM }: RefContext): RegExpExecArray | null {
  for (const match of text.matchAll(pattern)) if (isGithubHost(match.groups?.host ?? '', github)) return match
  return null
}

function refOfUrl(text: string, context: RefContext): Hit | null {
  const match = urlIn(URL_REF, text, context)
  const { owner, repo, number } = match?.groups ?? {}
  if (!match || !owner || !repo) return null
  return { at: match.index, ref: formatRef({ owner, repo, number: Number(number) }) }
}

function refOfBoardLink(text: string, context: RefContext): Hit | null {
  const match = urlIn(BOARD_LINK, text, context)
  if (!match) return null
  const id = ITEM_ID.exec(match[0])?.[1]
  const ref = (id === undefined ? undefined : context.byItemId?.(Number(id))) ?? namedIssue(match[0])
  return ref === null ? null : { at: match.index, ref }
}

function namedIssue(address: string): string | null {
  const [, owner, repo, number] = NAMED_ISSUE.exec(address) ?? []
  return owner && repo && Number(number) > 0 ? formatRef({ owner, repo, number: Number(number) }) : null
}

function refOfGh(text: string, { repository }: RefContext): Hit | null {
  const match = GH_REF.exec(text)
  return match?.[1] && Number(match[1]) > 0 ? { at: match.index, ref: `${repository}#${Number(match[1])}` } : null
}

function refOfShort(text: string, { repository }: RefContext): Hit | null {
  const match = SHORT_REF.exec(text)
  if (!match?.[3]) return null
  const number = Number(match[3])
  if (number === 0) return null
  return { at: match.index, ref: match[1] && match[2] ? `${match[1]}/${match[2]}#${number}` : `${repository}#${number}` }
}
