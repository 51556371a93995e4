/** The interface of a pad server, and the messages that all of them share. */
import { padTokenVariable } from '../../../domain/pads/pad-token-variable.ts'
import { isSameText } from '../../../domain/text/same-text.ts'
import { type UserError, userError } from '../../../errors.ts'
import { PAD_LIMIT } from '../decode-pad.ts'
import { type Fetched, type PadFetch, type PostOptions, shown } from '../fetching/safe-fetch.ts'

export type PadRead = {
  /** As sent, or already text. */
  readonly content: Uint8Array | string
  /** `etherpad-html`: `content` is text made from it. Absent: to be told from the content. */
  readonly format?: 'etherpad-html'
  readonly editedAt: Date | null
  /** The address people open; for messages and the minutes. */
  readonly source: string
  readonly warnings: readonly string[]
}

export type PadProvider = {
  readonly id: string
  readonly claims: (url: URL, token: string | null) => boolean
  /** null: no such pad here; another kind that claims the address may know it. */
  readonly read: (url: URL, tools: ReadTools) => Promise<PadRead | null>
  /**
   * Puts the text of `target` there, only where no person has typed; done twice it is done once. Throws UserError that says
   * what to copy where. Absent: this kind cannot be written.
   */
  readonly write?: (target: PadTarget) => Promise<void>
}

export type ReadTools = { readonly fetch: PadFetch; readonly token: string | null }

export type PadTarget = {
  readonly url: URL
  readonly text: string
  /** Asks and posts on allowed hosts alone. */
  readonly fetch: PadFetch
  readonly post: (url: URL, post: PostOptions) => Promise<Fetched>
  readonly token: string | null
  /** true for a text of ours that nobody has changed since: it may be replaced. */
  readonly isUntouched: (text: string) => boolean
}

/** Bytes of an answer to a write: they are short. */
export const ANSWER_LIMIT = 2 * PAD_LIMIT

/** Path of an address in parts, as sent: nothing is decoded. */
export function segmentsOf(url: URL): readonly string[] {
  return url.pathname.split('/').filter((part) => part !== '')
}

/** The same server, another path; query and fragment go. */
export function at(url: URL, ...segments: readonly string[]): URL {
  return new URL(`/${segments.join('/')}`, url.origin)
}

/** true for 200, false for 404, else a message. A pad nobody may read without logging in is a `UserError`. */
export function isThere({ status }: Fetched, pad: URL): boolean {
  if (status === 200) return true
  if (status === 404 || status === 410) return false
  if (status === 401 || status === 403) throw notPublic(pad, `${status}`)
  throw userError({
    where: shown(pad),
    expected: 'the text of the pad (200)',
    found: `${status}`,
    fix: 'Open the URL in a browser, or save the pad as a file and pass the file.',
    problem: 'pad-refused',
  })
}

export function notPublic(pad: URL, found: string): UserError {
  return userError({
    where: shown(pad),
    expected: 'a public pad',
    found: `${found}`,
    fix: `In HedgeDoc, set its permission to freely, editable or locked. In HackMD or HedgeDoc 2, set ${padTokenVariable(pad.hostname)} where the app runs. Or save the pad as a file and pass the file.`,
    problem: 'pad-not-public',
  })
}

export function missing(pad: URL): UserError {
  return userError({
    where: shown(pad),
    expected: 'a pad',
    found: 'none (404)',
    fix: `Check the URL for typos. HedgeDoc 2 notes and private HackMD notes need a token (${padTokenVariable(pad.hostname)} where the app runs).`,
    problem: 'pad-missing',
  })
}

/** The text itself, or one of ours for the same day that nobody has touched. */
export function isOurs(found: string, { text, isUntouched }: PadTarget): boolean {
  return isSameText(found, text) || (isUntouched(found) && isSameText(firstWords(found), firstWords(text)))
}

/** The title of an agenda: it names the day. */
function firstWords(text: string): string {
  return text.trimStart().split('\n', 1)[0] ?? ''
}

export function copyByHand(url: URL, found: string): UserError {
  return userError({
    where: shown(url),
    expected: 'a writable pad in which nobody has typed',
    found,
    fix: 'Nothing was written. Copy the text into the pad yourself (without `--apply`, the command prints it).',
  })
}
