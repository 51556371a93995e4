/** The interface of a pad server, and what all of them share. */
import { isSameText } from '../../../domain/text/same-text.ts'
import { type UserError, userError } from '../../../errors.ts'
import { PAD_LIMIT } from '../decode-pad.ts'
import type { Fetched, PadFetch, PostOptions } from '../fetching/safe-fetch.ts'
import { shown } from '../fetching/shown-address.ts'

export type PadRead = {
  /** As sent, or already text. */
  readonly content: Uint8Array | string
  /** `etherpad-html`: `content` is text made from it. Absent: recognized by the content. */
  readonly format?: 'etherpad-html'
  readonly editedAt: Date | null
  /** How many people have it open; absent or null: the server does not say. */
  readonly editors?: number | null
  /** The address people open; for messages and the minutes. */
  readonly source: string
  readonly warnings: readonly string[]
}

export type PadProvider = {
  readonly id: string
  /** As people call it, for messages. */
  readonly name: string
  /** How people give the app access, where not all pads are public. `setting`: of the pad, behind "In HedgeDoc, ". `token`: which pads need one. */
  readonly access: { readonly setting?: string; readonly token?: string }
  readonly claims: (url: URL, token: string | null) => boolean
  /** null: no such pad here; another kind that claims the address may know it. */
  readonly read: (url: URL, tools: ReadTools) => Promise<PadRead | null>
  /** When it was edited last, without reading it; null: the server does not say. Absent: only reading it tells. */
  readonly lastEdit?: (url: URL, tools: ReadTools) => Promise<Date | null>
  /**
   * Puts the text of `target` there, only where no person has typed; done twice it is done once. Throws UserError that says
   * what to copy where. Absent: this kind cannot be written.
   */
  readonly write?: (target: PadTarget) => Promise<void>
}

export type ReadTools = {
  /** Both ask allowed hosts alone. */
  readonly fetch: PadFetch
  readonly post: (url: URL, post: PostOptions) => Promise<Fetched>
  readonly token: string | null
}

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

/** true for 200, false for 404, else a message. Throws NotPublic for a pad that nobody may read without logging in, UserError for the rest. */
export function isThere({ status }: Fetched, pad: URL): boolean {
  if (status === 200) return true
  if (status === 404 || status === 410) return false
  if (status === 401 || status === 403) throw new NotPublic(pad, `${status}`)
  throw userError({
    where: shown(pad),
    expected: 'the text of the pad (200)',
    found: `${status}`,
    fix: 'Open the URL in a browser, or save the pad as a file and pass the file.',
    problem: 'pad-refused',
  })
}

/** The server shows the pad to nobody without a login; `withAccessHelp` makes it a message that says what to do. `found`: what came instead. */
export class NotPublic extends Error {
  override name = 'NotPublic'
  readonly pad: URL
  readonly found: string

  constructor(pad: URL, found: string) {
    super(`${shown(pad)} is not public: ${found}`)
    this.pad = pad
    this.found = found
  }
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
    fix: 'Nothing was written. Copy the text into the pad yourself (without `--apply` and `--out`, the command prints it).',
  })
}
