/**
 * Etherpad's HTTP API, for hosts with a configured key or OAuth client. The key is sent only after the server has said, asked
 * without it, that it is an Etherpad; and never in a URL, which servers log. Functions of version 1, which every Etherpad has.
 */
import { z } from 'zod'
import { padTokenVariable } from '../../../domain/pads/pad-token-variable.ts'
import { TryAgainError, type UserError, userError } from '../../../errors.ts'
import type { Fetched } from '../fetching/safe-fetch.ts'
import { shown } from '../fetching/shown-address.ts'
import { ANSWER_LIMIT, at, copyByHand, type ReadTools } from './pad-provider.ts'

/** `code`: 0 done, 1 wrong parameters (no such pad). */
export type EtherpadAnswer = { readonly code: number; readonly message?: string | null | undefined; readonly data?: unknown }

export type EtherpadApi = {
  /** Throws UserError where the key is rejected, TryAgainError where the server fails. */
  readonly call: (verb: string, parameters: Readonly<Record<string, string>>) => Promise<EtherpadAnswer>
}

type Tools = Pick<ReadTools, 'fetch' | 'post' | 'token'>

const Answer = z.object({ code: z.number(), message: z.string().nullish(), data: z.unknown() })
const Description = z.object({ info: z.object({ title: z.string().regex(/etherpad/i) }) })
const Granted = z.object({ access_token: z.string() })

/** `base`: path of the server. null: no key is configured, or this is no Etherpad with an API. */
export async function openEtherpadApi(url: URL, base: readonly string[], tools: Tools): Promise<EtherpadApi | null> {
  const { token } = tools
  if (token === null || !(await isEtherpad(url, base, tools))) return null
  const sent = await credentialsFor(url, base, { ...tools, token })
  return { call: (verb, parameters) => callEtherpad(url, at(url, ...base, 'api', '1', verb), { ...sent, parameters, post: tools.post }) }
}

/** Its description needs no key; it comes from the server itself, not by a redirect. A bare `/api` would make a note of that name in HedgeDoc. */
async function isEtherpad(url: URL, base: readonly string[], { fetch }: Pick<ReadTools, 'fetch'>): Promise<boolean> {
  const answer = await fetch(at(url, ...base, 'api', 'openapi.json'), { limit: ANSWER_LIMIT, what: 'an answer', showsItsEnd: true })
  return answer.status === 200 && answer.url.origin === url.origin && parsed(Description, answer) !== null
}

type Credentials = { readonly apikey: string | null; readonly bearer: string | null }

/** What administrators have: a key (APIKEY.txt), a token of the server's OAuth provider, or `CLIENT_ID:CLIENT_SECRET` of one of its clients. */
async function credentialsFor(
  url: URL,
  base: readonly string[],
  { post, token }: Tools & { readonly token: string },
): Promise<Credentials> {
  if (/^[\w-]{2,}\.[\w-]{2,}\.[\w-]{2,}$/.test(token)) return { apikey: null, bearer: token }
  const colon = token.indexOf(':')
  if (colon === -1) return { apikey: token, bearer: null }
  const answer = await post(at(url, ...base, 'oidc', 'token'), {
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: token.slice(0, colon),
      client_secret: token.slice(colon + 1),
    }).toString(),
    contentType: FORM,
    limit: ANSWER_LIMIT,
  })
  const granted = answer.status === 200 ? parsed(Granted, answer) : null
  if (granted === null) throw rejected(url)
  return { apikey: null, bearer: granted.access_token }
}

const FORM = 'application/x-www-form-urlencoded; charset=utf-8'

type Call = Credentials & Pick<ReadTools, 'post'> & { readonly parameters: Readonly<Record<string, string>> }

async function callEtherpad(url: URL, address: URL, { apikey, bearer, parameters, post }: Call): Promise<EtherpadAnswer> {
  const answer = await post(address, {
    body: new URLSearchParams({ ...(apikey === null ? {} : { apikey }), ...parameters }).toString(),
    contentType: FORM,
    limit: ANSWER_LIMIT,
    token: bearer,
  })
  const found = parsed(Answer, answer)
  if (found?.code === 4 || answer.status === 401 || answer.status === 403) throw rejected(url)
  if (found === null || found.code === 2) {
    throw new TryAgainError(`${shown(url)}: its API answered ${answer.status} with an unreadable response.`, {
      advice: 'Try again later, or copy the text into the pad.',
    })
  }
  if (found.code === 3) throw copyByHand(url, 'an Etherpad without the required functions (older than 1.8)')
  return found
}

function rejected(url: URL): UserError {
  return userError({
    where: shown(url),
    expected: 'an API key or OAuth client that this Etherpad accepts',
    found: 'that it rejected the key',
    fix: `Check ${padTokenVariable(url.hostname)}: the key if the server has \`authenticationMethod\` set to \`apikey\`, otherwise CLIENT_ID:CLIENT_SECRET of an OAuth client with the grant type client_credentials; or copy the text into the pad.`,
  })
}

function parsed<Shape extends z.ZodType>(shape: Shape, { bytes }: Fetched): z.output<Shape> | null {
  try {
    return shape.parse(JSON.parse(new TextDecoder().decode(bytes)))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null
    throw error
  }
}
