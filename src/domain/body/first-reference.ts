/** Finds the first issue named in a text. Pure. */

import { formatRef } from '../reference.ts'
import { phrases } from '../text/phrases.ts'
export type RefContext = {
  /** `owner/repo` that a bare `#1` belongs to. */
  readonly repository: string
  /** The card of a board link (`?pane=issue&itemId=…`); null when it is not on the board. */
  readonly byItemId?: (databaseId: number) => string | null
}

const URL_REF = phrases(['issues, pull'], {
  before: /https?:\/\/(?:www\.|redirect\.)?github\.com\/([A-Za-z\d][A-Za-z\d-]{0,38})\/([\w.-]{1,100})\//i,
  after: /\/(\d{1,9})(?!\d)/i,
  flags: 'i',
})
const BOARD_LINK = phrases(['itemId, issue'], {
  before: /https?:\/\/(?:www\.)?github\.com\/(?:orgs|users)\/[\w-]{1,39}\/projects\/\d{1,6}[^\s)]{0,200}?[?&]/i,
  after: /=[^\s)]{1,300}/i,
  flags: 'i',
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
    return URL_REF.test(target) || BOARD_LINK.test(target) ? ` ${target} ` : all
  })
  const found = [refOfUrl(plain), refOfBoardLink(plain, context), refOfShort(plain, context), refOfGh(plain, context)]
  const first = found.filter((hit) => hit !== null).sort((a, b) => a.at - b.at)[0]
  return first?.ref ?? null
}

type Hit = { readonly at: number; readonly ref: string }

function refOfUrl(text: string): Hit | null {
  const match = URL_REF.exec(text)
  if (!match?.[1] || !match[2] || !match[3]) return null
  return { at: match.index, ref: formatRef({ owner: match[1], repo: match[2], number: Number(match[3]) }) }
}

function refOfBoardLink(text: string, { byItemId }: RefContext): Hit | null {
  const match = BOARD_LINK.exec(text)
  if (!match) return null
  const id = ITEM_ID.exec(match[0])?.[1]
  const ref = (id === undefined ? undefined : byItemId?.(Number(id))) ?? namedIssue(match[0])
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
