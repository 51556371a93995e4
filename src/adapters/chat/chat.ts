/**
 * Sends one line to a chat: an incoming webhook (Mattermost, Slack and others with the same form), or a Matrix room. Where to is in the
 * environment alone, for these addresses are secrets; like pads, none of a private network is asked.
 */
import { sha256Of } from '../../domain/text/sha256.ts'
import { TryAgainError, UnknownOutcomeError, UserError, userError } from '../../errors.ts'
import type { Chat } from '../../ports/chat.ts'
import { type FetchWords, PAD_WORDS } from '../pads/fetching/fetch-words.ts'
import { type FetchRules, type Resolve, safePost } from '../pads/fetching/safe-fetch.ts'

export type ChatOptions = {
  readonly variables: Readonly<Record<string, string | undefined>>
  /** A chat on this machine may be asked: demos and tests only. */
  readonly allowLoopback: boolean
  readonly resolve?: Resolve
  readonly timeoutMs?: number
}

const TIMEOUT_MS = 10_000
/** Answers of a server that did nothing with the request. After any other of 500 or more, nobody knows. */
const DID_NOTHING: ReadonlySet<number> = new Set([408, 425, 429, 503])

/** The path of a webhook is its password. */
const CHAT_WORDS: FetchWords = {
  ...PAD_WORDS,
  shown: (url) => `the chat at ${url.host}`,
  schemeFix: 'Set NOTIFY_WEBHOOK_URL or NOTIFY_MATRIX_URL to an address that begins with https://.',
  loginFix: 'Set NOTIFY_WEBHOOK_URL or NOTIFY_MATRIX_URL to an address without user name and password.',
  publicThing: 'a chat',
  privateFix: 'The app never contacts such addresses. Use a chat on the internet.',
  later: 'It is told later by itself.',
  silent: 'It is told later by itself.',
}

/** null where the environment names none. Throws UserError where it names half of one. */
export function createChat(options: ChatOptions): Chat | null {
  const { variables } = options
  const webhook = variables.NOTIFY_WEBHOOK_URL
  if (webhook) {
    const url = addressOf(webhook, 'NOTIFY_WEBHOOK_URL', options)
    return { name: `the chat at ${url.host}`, send: ({ text }) => post(url, { text }, options) }
  }
  const { NOTIFY_MATRIX_URL: server, NOTIFY_MATRIX_ROOM: room, NOTIFY_MATRIX_TOKEN: token } = variables
  if (!server && !room && !token) return null
  if (!server || !room || !token) {
    throw new UserError(
      'Expected NOTIFY_MATRIX_URL, NOTIFY_MATRIX_ROOM and NOTIFY_MATRIX_TOKEN in the environment, found only some of them. Set all three.',
    )
  }
  if (!/^![^\s/?#]{1,250}$/.test(room)) {
    throw new UserError(
      'NOTIFY_MATRIX_ROOM: expected the ID of a room, such as !abc:example.org, found something else. It is in the settings of the room.',
    )
  }
  const base = addressOf(server, 'NOTIFY_MATRIX_URL', options)
  return {
    name: `the Matrix room ${room}`,
    send: async ({ id, text }) => {
      // The transaction ID: the server takes a second request with it for the same message.
      const name = `scs-sprint-${sha256Of(id).slice(0, 32)}`
      const url = new URL(`/_matrix/client/v3/rooms/${encodeURIComponent(room)}/send/m.room.message/${name}`, base)
      try {
        await post(url, { msgtype: 'm.notice', body: text }, { ...options, token, method: 'PUT' })
      } catch (error) {
        if (!(error instanceof UnknownOutcomeError)) throw error
        throw new TryAgainError(error.problem, { cause: error, advice: CHAT_WORDS.later })
      }
    },
  }
}

function addressOf(text: string, variable: string, { allowLoopback }: ChatOptions): URL {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url !== null && (url.protocol === 'https:' || (allowLoopback && url.protocol === 'http:'))) return url
  throw new UserError(
    `${variable}: expected an address that begins with https://, found something else. Set it in the environment of the app.`,
  )
}

type Sending = ChatOptions & { readonly token?: string; readonly method?: 'POST' | 'PUT' }

async function post(url: URL, message: object, { allowLoopback, resolve, timeoutMs = TIMEOUT_MS, token, method }: Sending): Promise<void> {
  const rules: FetchRules = {
    hosts: [url.host],
    allowLoopback,
    timeoutMs,
    signal: AbortSignal.timeout(timeoutMs),
    words: CHAT_WORDS,
    ...(resolve ? { resolve } : {}),
  }
  // The status says it all. An answer that is too long, or broken, would else be taken for a failure.
  const sent = { body: JSON.stringify(message), contentType: 'application/json', limit: null }
  const { status } = await safePost(url, rules, { ...sent, ...(token ? { token } : {}), ...(method ? { method } : {}) })
  if (status >= 200 && status < 300) return
  const told = `${CHAT_WORDS.shown(url)} answered ${status}.`
  if (DID_NOTHING.has(status)) throw new TryAgainError(told, { advice: CHAT_WORDS.later })
  if (status >= 500) throw new UnknownOutcomeError(told)
  throw userError({
    where: CHAT_WORDS.shown(url),
    expected: 'a chat that takes the message',
    found: `a refusal (${status})`,
    fix: 'Check the variables NOTIFY_… in the environment of the app.',
  })
}
