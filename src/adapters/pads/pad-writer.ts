/** Seeds a pad with a text, only where no person has typed: a new note of HedgeDoc 1, a new or untouched pad of Etherpad. */
import { z } from 'zod'
import { padTokenVariable } from '../../domain/pads/pad-token-variable.ts'
import { isSameText } from '../../domain/text/same-text.ts'
import { TryAgainError, type UserError, userError } from '../../errors.ts'
import { PAD_LIMIT, padTooLarge } from './decode-pad.ts'
import { notePath } from './hedgedoc1.ts'
import { type DoorOptions, resolveEndpoint } from './pad-endpoint.ts'
import { at, isThere, notPublic, segmentsOf } from './pad-provider.ts'
import { type Fetched, type FetchRules, safeFetch, safePost, shown } from './safe-fetch.ts'

export type PadWriterOptions = DoorOptions & {
  /** true for a text of ours that nobody has changed since: it may be replaced. */
  readonly isUntouched?: (text: string) => boolean
}

export type PadWriter = { readonly write: (url: string, text: string) => Promise<void> }

/** Answers to a write are short. */
const ANSWER_LIMIT = 2 * PAD_LIMIT

type Target = {
  readonly url: URL
  readonly text: string
  readonly rules: FetchRules
  readonly key: string | null
  readonly isUntouched: (text: string) => boolean
}

/** `write` is idempotent. Throws UserError with what to copy where, when the pad holds anything a person may have typed. */
export function createPadWriter(options: PadWriterOptions): PadWriter {
  return {
    async write(address, text) {
      const { url, rules, token: key } = resolveEndpoint(address, options, 'Copy it from the browser into `pad` of the team.')
      if (Buffer.byteLength(text) > PAD_LIMIT) throw padTooLarge(shown(url))
      const target: Target = { url, text, rules, key, isUntouched: options.isUntouched ?? (() => false) }
      const pad = etherpadOf(url)
      if (pad !== null) await seedEtherpad(target, pad)
      else await seedHedgeDoc(target)
    },
  }
}

/** HedgeDoc 1 makes notes by POST and can change none: a note that is there stays as it is. */
async function seedHedgeDoc(target: Target): Promise<void> {
  const { url, text, rules } = target
  const path = notePath(url)
  if (path === null) throw copyByHand(url, 'an address without a name of a pad')
  const download = at(url, ...path, 'download')
  const found = await readNote(download, url, rules)
  if (found !== null) {
    // Ours from a try whose answer was lost: it says the same of an earlier hour, and HedgeDoc lets nobody replace it.
    if (isOurs(found, target)) return
    if (target.isUntouched(found)) throw copyByHand(url, 'an agenda of another meeting, which HedgeDoc lets nobody replace but people')
    throw copyByHand(
      url,
      found.trim() === '' ? 'an empty pad, which HedgeDoc lets nobody fill but people' : 'a pad in which somebody has typed',
    )
  }
  const answer = await safePost(at(url, ...path.slice(0, -1), 'new', path.at(-1) ?? ''), rules, {
    body: text,
    contentType: 'text/markdown; charset=utf-8',
    limit: ANSWER_LIMIT,
  })
  if (answer.status === 401 || answer.status === 403 || answer.status === 404) {
    throw copyByHand(url, `that the server lets nobody make pads of this name without logging in (${answer.status})`)
  }
  // Whatever it answered: the pad tells whether it was made, and by whom.
  const made = await readNote(download, url, rules)
  if (made !== null && isOurs(made, target)) return
  if (made !== null) throw copyByHand(url, 'a pad that somebody made at the same moment')
  throw new TryAgainError(`${shown(url)} answered ${answer.status} and made no pad. Try again later, or copy the text into it.`)
}

/** null: there is no such note. */
async function readNote(download: URL, pad: URL, rules: FetchRules): Promise<string | null> {
  const answer = await safeFetch(download, rules, { limit: PAD_LIMIT })
  if (!isThere(answer, pad)) return null
  // A private note leads to the start page.
  if (answer.contentType === 'text/html') throw notPublic(pad, 'a web page (of the login)')
  return new TextDecoder().decode(answer.bytes)
}

/** `/p/<pad>`: what stands before it, and the pad's name. */
function etherpadOf(url: URL): { readonly base: readonly string[]; readonly name: string } | null {
  const path = segmentsOf(url)
  const mark = path.indexOf('p')
  const name = path[mark + 1]
  if (mark < 0 || name === undefined) return null
  return { base: path.slice(0, mark), name: decoded(name) }
}

/** As it is where it is no encoding at all. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch (error) {
    if (error instanceof URIError) return part
    throw error
  }
}

const Answer = z.object({ code: z.number(), message: z.string().nullish(), data: z.unknown() })

async function seedEtherpad(target: Target, { base, name }: { readonly base: readonly string[]; readonly name: string }): Promise<void> {
  const { url, text, key } = target
  if (key === null) {
    throw copyByHand(url, `no API key for this Etherpad (set ${padTokenVariable(url.hostname)} where the app runs)`)
  }
  const call = (verb: string, parameters: Readonly<Record<string, string>>) =>
    callEtherpad(target, [...base, 'api', '1.2.1', verb], { padID: name, ...parameters })
  const current = await call('getText', {})
  if (current.code === 1) {
    const made = await call('createPad', { text })
    if (made.code === 0) return
    throw copyByHand(url, `that it could not be made (${(made.message ?? '').slice(0, 80)})`)
  }
  const found = textIn(current.data, url)
  if (isSameText(found, text)) return
  const revisions = await call('getRevisionsCount', {})
  const isNew = numberIn(revisions.data, 'revisions', url) === 0 && /^\s*$|^Welcome to Etherpad/.test(found)
  if (!isNew && !target.isUntouched(found)) throw copyByHand(url, 'a pad in which somebody has typed')
  const users = await call('padUsersCount', {})
  if (numberIn(users.data, 'padUsersCount', url) > 0) throw copyByHand(url, 'somebody who has the pad open and may be typing')
  const set = await call('setText', { text })
  if (set.code !== 0) throw copyByHand(url, `that it could not be written (${(set.message ?? '').slice(0, 80)})`)
}

/** The key goes in the body, never in an address that servers log. */
async function callEtherpad({ url, rules, key }: Target, path: readonly string[], parameters: Readonly<Record<string, string>>) {
  const answer = await safePost(at(url, ...path), rules, {
    body: new URLSearchParams({ apikey: key ?? '', ...parameters }).toString(),
    contentType: 'application/x-www-form-urlencoded; charset=utf-8',
    limit: ANSWER_LIMIT,
  })
  const parsed = parseAnswer(answer)
  if (parsed?.code === 4 || answer.status === 401 || answer.status === 403) {
    throw userError({
      where: shown(url),
      expected: 'an API key that this Etherpad takes',
      found: 'that it refused ours',
      fix: `Check ${padTokenVariable(url.hostname)}, and that the server has \`authenticationMethod\` set to \`apikey\`; or copy the text into the pad.`,
    })
  }
  if (parsed === null || parsed.code === 2) {
    throw new TryAgainError(
      `${shown(url)}: its API answered ${answer.status} and nothing that can be read. Try again later, or copy the text into the pad.`,
    )
  }
  if (parsed.code === 3) throw copyByHand(url, 'an Etherpad without the functions needed (older than 1.8)')
  return parsed
}

function parseAnswer({ bytes }: Fetched): z.output<typeof Answer> | null {
  try {
    return Answer.parse(JSON.parse(new TextDecoder().decode(bytes)))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null
    throw error
  }
}

function textIn(data: unknown, url: URL): string {
  const parsed = z.object({ text: z.string() }).safeParse(data)
  if (parsed.success) return parsed.data.text
  throw unexpected(url)
}

function numberIn(data: unknown, key: string, url: URL): number {
  const parsed = z.record(z.string(), z.unknown()).safeParse(data)
  const value = parsed.success ? parsed.data[key] : null
  if (typeof value === 'number') return value
  throw unexpected(url)
}

function unexpected(url: URL): UserError {
  return copyByHand(url, 'an answer of its API that is not as documented')
}

/** The text itself, or one of ours for the same day that nobody has touched. */
function isOurs(found: string, { text, isUntouched }: Target): boolean {
  return isSameText(found, text) || (isUntouched(found) && isSameText(firstWords(found), firstWords(text)))
}

/** The title of an agenda: it names the day. */
function firstWords(text: string): string {
  return text.trimStart().split('\n', 1)[0] ?? ''
}

function copyByHand(url: URL, found: string): UserError {
  return userError({
    where: shown(url),
    expected: 'a pad in which nobody has typed, and that may be written',
    found,
    fix: 'Nothing was written: copy the text into the pad yourself (the command prints it without `--apply`).',
  })
}
