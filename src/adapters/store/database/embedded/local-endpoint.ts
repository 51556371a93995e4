/**
 * Serves `log` and `backup` from a server with an embedded database, since no other process can open its files: a local port, with a
 * token in a file that only the server’s user can read. What changes something is asked for with a body.
 */
import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isSameSecret } from '../../../../domain/text/same-secret.ts'
import { errorFacts } from '../../../../errors.ts'
import type { Log } from '../../../../ports.ts'
import type { Holder } from './folder-lock.ts'

export type Endpoint = NonNullable<Holder['endpoint']>

/** By path; what each returns is sent as JSON. */
export type Answers = {
  /** Asked without a body. */
  readonly reads: Readonly<Record<string, (query: URLSearchParams) => Promise<unknown>>>
  /** Asked with a body, which is JSON. */
  readonly writes: Readonly<Record<string, (body: unknown) => Promise<unknown>>>
}

const ADDRESS = '127.0.0.1'
/** Enough to gather a large memory; a process that is stopped keeps silent for ever. */
const SILENCE_MS = 15_000
/** IDs of some ten thousand jobs. */
const MOST_BODY_BYTES = 1024 * 1024

export async function openEndpoint(
  answers: Answers,
  log: Log,
): Promise<{ readonly endpoint: Endpoint; readonly close: () => Promise<void> }> {
  const token = randomBytes(32).toString('hex')
  const server = createServer(async (asked, response) => {
    const answer = isRight(asked, token) ? answerTo(asked, answers) : undefined
    if (!answer) return void response.writeHead(404).end()
    try {
      const text = JSON.stringify(await answer())
      response.writeHead(200, { 'content-type': 'application/json' }).end(text)
    } catch (error) {
      log.warn('A command requested the stored data and got no answer.', { error: errorFacts(error) })
      response.writeHead(500).end()
    }
  })
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(0, ADDRESS, listening)
  })
  server.unref()
  const { port } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>((closed) => {
      server.close(() => closed())
      server.closeAllConnections()
    })
  return { endpoint: { port, token }, close }
}

function answerTo(asked: IncomingMessage, { reads, writes }: Answers): (() => Promise<unknown>) | undefined {
  const { pathname, searchParams } = new URL(asked.url ?? '/', 'http://endpoint.invalid')
  const [read, write] = [reads[pathname], writes[pathname]]
  if (asked.method === 'POST') return write && (async () => write(JSON.parse(await bodyOf(asked))))
  return read && (() => read(searchParams))
}

async function bodyOf(asked: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of asked) {
    size += (chunk as Buffer).length
    if (size > MOST_BODY_BYTES) throw new Error(`A command sent more than ${MOST_BODY_BYTES} bytes.`)
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** `closed`: nobody answers there (any more), or another one than who wrote the token; `silent`: somebody is there. */
export type EndpointAnswer = { readonly kind: 'told'; readonly value: unknown } | { readonly kind: 'closed' | 'silent' }

/** `body`: for what changes something. */
export function askEndpoint({ port, token }: Endpoint, path: string, body?: unknown): Promise<EndpointAnswer> {
  return new Promise((resolve) => {
    const none = () => resolve({ kind: 'closed' })
    const headers = { authorization: `Bearer ${token}` }
    const method = body === undefined ? 'GET' : 'POST'
    const asked = request({ host: ADDRESS, port, path, method, headers, timeout: SILENCE_MS }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', none)
      response.on('end', () => {
        if (response.statusCode !== 200 || !response.complete) return none()
        resolve({ kind: 'told', value: JSON.parse(Buffer.concat(chunks).toString('utf8')) })
      })
    })
    asked.on('timeout', () => {
      resolve({ kind: 'silent' })
      asked.destroy()
    })
    asked.on('error', none)
    asked.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

function isRight({ headers }: IncomingMessage, token: string): boolean {
  return isSameSecret(headers.authorization ?? '', `Bearer ${token}`)
}
