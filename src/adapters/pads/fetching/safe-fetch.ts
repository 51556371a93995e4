/**
 * GET requests, and the POST that writes a pad, for URLs that people paste: allowed hosts only, no private networks, few redirects,
 * and limits on size and time.
 */
import { lookup as dnsLookup } from 'node:dns/promises'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { TryAgainError, userError } from '../../../errors.ts'
import { addressKind, isLoopbackName } from './addresses.ts'
import { broken, cutOff, outcomeUnknown, secondsOf, tooLarge, wrongAnswer } from './fetch-errors.ts'
import { type FetchWords, PAD_WORDS } from './fetch-words.ts'

const MAX_REDIRECTS = 3
const REDIRECTS = new Set([301, 302, 303, 307, 308])

type Resolved = { readonly address: string; readonly family: number }
export type Resolve = (hostname: string) => Promise<readonly Resolved[]>

export type FetchRules = {
  /** `host` (any port) or `host:port`, as `pads.hosts` lists them. */
  readonly hosts: readonly string[]
  /** A listed localhost may be asked: demos and tests only. */
  readonly allowLoopback: boolean
  readonly resolve?: Resolve
  readonly timeoutMs: number
  /** Ends every request made with these rules; it is fired after `timeoutMs`. */
  readonly signal: AbortSignal
  /** What messages say of what was asked for; absent: a pad. */
  readonly words?: FetchWords
}

export type Fetched = {
  readonly status: number
  /** Lower case, without parameters; empty when the server names none. */
  readonly contentType: string
  /** Of the last place, after redirects. */
  readonly url: URL
  readonly bytes: Uint8Array
  /** Names this version of the answer; null: it has no name. */
  readonly etag: string | null
}

export type FetchOptions = {
  /** Sent as bearer token, to the first origin only. */
  readonly token?: string | null
  /** Bytes; more is a `UserError`. */
  readonly limit: number
  /** What the limit is for, in its message ("a pad"). */
  readonly what?: string
  /** Half of it can be told from the whole by whoever reads it, as JSON can: it may come without its length. */
  readonly showsItsEnd?: boolean
  /** Sent as well, to the first origin only (`if-none-match`). */
  readonly headers?: Readonly<Record<string, string>>
}

export type PostOptions = {
  readonly body: string
  readonly contentType: string
  /** Bytes of the answer; null: only its status is wanted, and nothing else of it is read. */
  readonly limit: number | null
  readonly method?: 'POST' | 'PUT'
  /** Sent as bearer token. */
  readonly token?: string | null
}

export type PadFetch = (url: URL, options: FetchOptions) => Promise<Fetched>

/** Follows redirects, each again on an allowed host. 429 and 5xx are a `TryAgainError`; other answers are the caller's to judge. */
export async function safeFetch(start: URL, rules: FetchRules, options: FetchOptions): Promise<Fetched> {
  let url = start
  for (let redirects = 0; ; redirects++) {
    checkAddress(url, rules)
    const token = url.origin === start.origin ? (options.token ?? null) : null
    const headers = url.origin === start.origin ? (options.headers ?? {}) : {}
    const response = await send(url, rules, { token, headers })
    const status = response.statusCode ?? 0
    if (!REDIRECTS.has(status)) return await receive(response, url, rules, options)
    response.destroy()
    const target = response.headers.location
    if (target === undefined || !URL.canParse(target, url.href)) {
      throw wrongAnswer(url, rules, 'a redirect with a URL', `${status} without one`)
    }
    if (redirects === MAX_REDIRECTS) throw wrongAnswer(url, rules, `at most ${MAX_REDIRECTS} redirects`, 'more')
    url = new URL(target, url)
  }
}

/**
 * One POST, with the same rules. A redirect is an answer, never followed: what was sent must not be sent elsewhere.
 * 429 and 5xx are the caller's to judge as well: after a write nobody may simply try again. UnknownOutcomeError where the server may have
 * got it and did not answer.
 */
export async function safePost(url: URL, rules: FetchRules, post: PostOptions): Promise<Fetched> {
  checkAddress(url, rules)
  const response = await send(url, rules, { post, token: post.token ?? null })
  if (post.limit === null) {
    response.destroy()
    return { status: response.statusCode ?? 0, contentType: '', url, bytes: new Uint8Array(), etag: null }
  }
  return await receive(response, url, rules, { limit: post.limit, what: 'an answer', anyStatus: true })
}

/** Throws `UserError` for what is never asked: another scheme, a host that is not listed, an address of a private network. */
export function checkAddress(url: URL, { hosts, allowLoopback, words = PAD_WORDS }: FetchRules): void {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw userError({
      where: words.shown(url),
      expected: 'an HTTP or HTTPS URL',
      found: url.protocol,
      fix: words.schemeFix,
    })
  }
  if (url.username !== '' || url.password !== '') {
    throw userError({
      where: words.shown(url),
      expected: 'a URL without user name and password',
      found: 'a URL with both',
      fix: words.loginFix,
    })
  }
  const listed = hosts.map((host) => host.toLowerCase())
  if (!listed.includes(url.host) && !listed.includes(url.hostname)) {
    throw userError({
      where: words.shown(url),
      expected: words.expectedHost(hosts.join(', ')),
      found: url.host,
      fix: words.hostFix,
    })
  }
  const bare = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(bare) !== 0) checkKind(url.hostname, bare, { allowLoopback, words })
}

/** A public address, or loopback where the host itself says so and it is allowed. */
function checkKind(
  hostname: string,
  address: string,
  { allowLoopback, words = PAD_WORDS }: Pick<FetchRules, 'allowLoopback' | 'words'>,
): void {
  const kind = addressKind(address)
  if (kind === 'public' || (kind === 'loopback' && allowLoopback && isLoopbackName(hostname))) return
  throw userError({
    where: hostname,
    expected: `${words.publicThing} on the public internet`,
    found: `an address in a ${kind === 'loopback' ? 'service on this machine' : 'private network'}`,
    fix: words.privateFix,
  })
}

/** Asked by the connection itself, so that the address looked at is the address connected to. */
function guardedLookup(rules: FetchRules): LookupFunction {
  const { resolve } = rules
  const ask: Resolve = resolve ?? ((hostname) => dnsLookup(hostname, { all: true, verbatim: true }))
  const checked = async (hostname: string) => {
    const found = await ask(hostname)
    for (const { address } of found) checkKind(hostname, address, rules)
    return found.map(({ address, family }) => ({ address, family }))
  }
  return (hostname, options, callback) => {
    checked(hostname).then(
      (found) => {
        const first = found[0]
        if (!first) callback(Object.assign(new Error(`${hostname} has no address`), { code: 'ENOTFOUND' }), [])
        else if (options.all) callback(null, found)
        else callback(null, first.address, first.family)
      },
      (error: NodeJS.ErrnoException) => callback(error, []),
    )
  }
}

/** What went wrong with a request after its answer had begun: more was sent than the answer had announced. */
type Failure = { error: unknown }
const failures = new WeakMap<IncomingMessage, Failure>()

type Sent = {
  readonly token?: string | null
  readonly headers?: Readonly<Record<string, string>>
  readonly post?: PostOptions | null
}

function send(url: URL, rules: FetchRules, { token = null, headers = {}, post = null }: Sent): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest
  const failure: Failure = { error: null }
  let isConnected = false
  return new Promise<IncomingMessage>((resolve, reject) => {
    const sent = request(url, {
      method: post ? (post.method ?? 'POST') : 'GET',
      lookup: guardedLookup(rules),
      signal: rules.signal,
      // A connection of its own: one kept from before would pass the look at its address.
      agent: false,
      headers: {
        'user-agent': 'scs-sprint',
        'accept-encoding': 'identity',
        ...headers,
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(post ? { 'content-type': post.contentType, 'content-length': Buffer.byteLength(post.body) } : {}),
      },
    })
    sent.on('socket', (socket) => {
      socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
        isConnected = true
      })
    })
    sent.on('response', (response) => {
      failures.set(response, failure)
      resolve(response)
    })
    sent.on('error', (error) => {
      failure.error ??= error
      reject(error)
    })
    sent.end(post?.body)
  }).catch((error: unknown) => {
    const told = broken(url, rules, error)
    throw post && isConnected ? outcomeUnknown(told) : told
  })
}

type Receiving = FetchOptions & { readonly anyStatus?: boolean; readonly words: FetchWords }

/** What an answer says of itself is enough to refuse it: nothing of it is read then. */
function refusalOf(response: IncomingMessage, url: URL, receiving: Receiving): Error | null {
  const { limit, showsItsEnd = false, anyStatus = false, words } = receiving
  const status = response.statusCode ?? 0
  if (!anyStatus && (status === 429 || status >= 500)) {
    return new TryAgainError(`${words.shown(url)} answered ${status}.`, {
      advice: 'Nothing is wrong on your side; try again in a few minutes.',
      retryAfter: secondsOf(response.headers['retry-after']),
    })
  }
  const encoding = response.headers['content-encoding']
  if (encoding !== undefined && encoding !== 'identity') {
    return wrongAnswer(url, receiving, 'an uncompressed response, as requested', `content-encoding ${encoding.slice(0, 40)}`)
  }
  if (Number(response.headers['content-length'] ?? 0) > limit) return tooLarge(url, receiving)
  if (!anyStatus && !showsItsEnd && status === 200 && !hasEnd(response)) {
    return new TryAgainError(`${words.shown(url)} does not send the length of its response, so ${words.notWhole}.`, {
      advice: words.later,
    })
  }
  return null
}

async function receive(response: IncomingMessage, url: URL, rules: FetchRules, options: Omit<Receiving, 'words'>): Promise<Fetched> {
  const receiving = { words: rules.words ?? PAD_WORDS, ...options }
  const refusal = refusalOf(response, url, receiving)
  if (refusal !== null) {
    response.destroy()
    throw refusal
  }
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > options.limit) throw tooLarge(url, receiving)
      chunks.push(chunk)
    }
  } catch (error) {
    throw cutOff(url, rules, error)
  }
  const failure = failures.get(response)?.error ?? null
  if (failure !== null || !response.complete) throw cutOff(url, rules, failure)
  const contentType = (response.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  return { status: response.statusCode ?? 0, contentType, url, bytes: Buffer.concat(chunks), etag: response.headers.etag ?? null }
}

/**
 * An answer that is over when the connection is, says nothing of its end: a server that stops in the middle looks the same.
 * A second read would not help, since servers that stop tend to stop at the same place; pad servers name the length.
 */
function hasEnd({ headers }: IncomingMessage): boolean {
  return headers['content-length'] !== undefined || /\bchunked\b/i.test(headers['transfer-encoding'] ?? '')
}
