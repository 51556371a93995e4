/**
 * Serves the registration page of GitHub's manifest flow, on 127.0.0.1 alone, to one browser. Other pages in the browser cannot use it: the
 * Host header, the origin, a token in the form and the state are checked. Nothing secret is on its pages; the key in its first address is
 * good once.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { GITHUB_COM } from '../../domain/github-web.ts'
import { errorFacts } from '../../errors.ts'
import type { Progress, RegisteredApp } from '../../registration/registered-app.ts'
import { boundConnections } from '../connections.ts'
import { createDesk, plain, type RegistrationOptions, type Reply } from './registration-desk.ts'
import { createVisitor } from './visitor.ts'

export type RegistrationServer = {
  /** With the key that admits one browser. */
  readonly url: string
  /** Rejects where what GitHub gave could not be kept: the app is on GitHub then, and a person must act. */
  readonly registered: Promise<RegisteredApp>
  /** What the page shows from now on. */
  readonly show: (progress: Progress) => void
  /** `look` is made each time before the page shows how far it is. */
  readonly beforeProgress: (look: () => Promise<void>) => void
  readonly close: () => Promise<void>
}

const HOST = '127.0.0.1'
const MOST_CONNECTIONS = 50

export async function startRegistrationServer(options: RegistrationOptions): Promise<RegistrationServer> {
  const { log, pages } = options
  let own: readonly string[] = []
  let answer: (request: IncomingMessage) => Promise<Reply> = async () => ({ status: 503, body: '' })
  const server: Server = createServer({ headersTimeout: 5000, requestTimeout: 15_000 }, (request, response) => {
    const host = request.headers.host ?? ''
    const reply = own.includes(host) ? answer(request) : Promise.resolve(plain(421, 'Open the address that the terminal shows.'))
    reply.then(
      (made) => send(response, made, options.site),
      (error: unknown) => {
        log.warn('A request failed.', { error: errorFacts(error) })
        const body = pages.message('Something went wrong', 'The terminal has the reason.')
        send(response, { status: 500, body }, options.site)
      },
    )
  })
  boundConnections(server, MOST_CONNECTIONS)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, HOST, resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : options.port
  own = [`${HOST}:${port}`, `localhost:${port}`, ...(port === 80 ? [HOST, 'localhost'] : [])]
  const url = `http://${HOST}:${port}`
  const visitor = createVisitor()
  const desk = createDesk(options, url, visitor)
  answer = desk.answer
  return {
    url: `${url}/?key=${visitor.key}`,
    registered: desk.registered,
    show: desk.show,
    beforeProgress: desk.beforeProgress,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeIdleConnections()
      // A page that is being sent ends first; a browser that keeps its line open does not hold up the start.
      setTimeout(() => server.closeAllConnections(), 500).unref()
      await closed
    },
  }
}

/** A GitHub server may lead to where people sign in before it shows its page; browsers hold the policy against that, too. */
function policy(target: string): string {
  return `default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action ${target}; frame-ancestors 'none'`
}

function send(
  response: ServerResponse,
  { status, type = 'text/html; charset=utf-8', body, location, cookie, leadsOut = false }: Reply,
  site: string,
) {
  const target = !leadsOut ? "'self'" : site === GITHUB_COM.origin ? site : `${site} https:`
  response.writeHead(status, {
    'content-security-policy': policy(target),
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'x-content-type-options': 'nosniff',
    // GitHub is told the origin, as for every form from elsewhere, and never the address with the code.
    'referrer-policy': 'strict-origin',
    'cache-control': 'no-store',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(location === undefined ? {} : { location }),
    ...(cookie === undefined ? {} : { 'set-cookie': cookie }),
    ...(status === 413 ? { connection: 'close' } : {}),
  })
  response.end(body)
}
