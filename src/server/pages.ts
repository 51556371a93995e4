/**
 * Serves the pages at `/` from memory; requests never build them. A path is only looked up by its exact name, and never reaches a
 * file system.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { NoPages, ShownPages } from '../ports/answering.ts'
import type { PackedFile } from '../ports.ts'

export type SitePages = ShownPages & {
  /** `path`: of the request, without what follows a `?`. */
  readonly answer: (request: IncomingMessage, response: ServerResponse, path: string) => void
}

const SECONDS_UNTIL_MADE = 30
/** A failure is tried again after minutes. */
const SECONDS_UNTIL_TRIED = 300

const noPages: Readonly<Record<NoPages, { readonly sentence: string; readonly more: string; readonly retryAfter: number | null }>> = {
  'being-made': {
    sentence: 'The pages are being built',
    more: `Come back in ${SECONDS_UNTIL_MADE} seconds.`,
    retryAfter: SECONDS_UNTIL_MADE,
  },
  failed: {
    sentence: 'The pages could not be built',
    more: 'The server log has the reason. The server tries again in a few minutes.',
    retryAfter: SECONDS_UNTIL_TRIED,
  },
  off: { sentence: 'There are no pages', more: 'The app is turned off in sprint.yml.', retryAfter: null },
}
/** Of the pages themselves. */
const STYLESHEET = 'assets/site.css'
/** Longer than any page's address can be. */
const MOST_CHARACTERS = 2000

/** The policy of the pages' own meta element (a test compares them); that nobody frames them can be said in a header alone. */
const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

const always = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  // They can change at any minute. Browsers revalidate them, and mostly get 304.
  'cache-control': 'no-cache',
}

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  atom: 'application/atom+xml; charset=utf-8',
  xml: 'application/atom+xml; charset=utf-8',
  ics: 'text/calendar; charset=utf-8',
}

export function createSitePages(): SitePages {
  let files: ReadonlyMap<string, PackedFile> | null = null
  let why: NoPages = 'being-made'

  return {
    without: (reason) => {
      why = reason
    },
    replace: (made) => {
      files = new Map(made.map((file) => [file.path, file]))
    },
    answer: (request, response, path) => {
      if (path.length > MOST_CHARACTERS) return tell(response, { status: 414, sentence: 'This URL is too long', path })
      if (files === null) {
        const { retryAfter, ...told } = noPages[why]
        if (retryAfter !== null) response.setHeader('retry-after', retryAfter)
        // Not 200: no cache and no search engine shall take it for the page.
        return tell(response, { status: retryAfter === null ? 404 : 503, ...told, path })
      }
      const name = path.slice(1)
      const file = files.get(name === '' || name.endsWith('/') ? `${name}index.html` : name)
      if (file) return send(request, response, file)
      if (files.has(`${name}/index.html`)) return redirect(response, `${name.split('/').at(-1)}/${queryOf(request)}`)
      tell(response, { status: 404, sentence: 'Page not found', path })
    },
  }
}

function send({ headers }: IncomingMessage, response: ServerResponse, { path, body, gzip, digest }: PackedFile): void {
  const isZipped = gzip !== null && accepts(headers['accept-encoding'], 'gzip')
  const etag = `"${digest}${isZipped ? '-gzip' : ''}"`
  const told = { ...always, etag, vary: 'accept-encoding' }
  if (isKnown(headers['if-none-match'], etag)) return void response.writeHead(304, told).end()
  const bytes = isZipped ? gzip : body
  const type = types[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
  response.writeHead(200, {
    ...told,
    'content-type': type,
    'content-length': bytes.byteLength,
    ...(isZipped ? { 'content-encoding': 'gzip' } : {}),
  })
  response.end(bytes)
}

/** A `q=0` refuses it. */
function accepts(header: string | string[] | undefined, coding: string): boolean {
  return String(header ?? '')
    .toLowerCase()
    .split(',')
    .map((one) => one.split(';').map((part) => part.trim()))
    .some(([name, ...parameters]) => name === coding && !parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter)))
}

function isKnown(header: string | undefined, etag: string): boolean {
  return (header ?? '').split(',').some((one) => ['*', etag].includes(one.trim().replace(/^W\//, '')))
}

/** With its `?`, in signs that a header may hold; empty: none. */
function queryOf({ url = '' }: IncomingMessage): string {
  const at = url.indexOf('?')
  return at === -1 ? '' : url.slice(at, at + MOST_CHARACTERS).replace(/[^\x21-\x7e]/g, '')
}

/** Relative, so that it holds behind a proxy that serves this server below a path. */
function redirect(response: ServerResponse, location: string): void {
  response.writeHead(308, { ...always, location, 'content-length': 0 }).end()
}

/** `more`: in place of the way to the first page. */
type Explanation = { readonly status: number; readonly sentence: string; readonly path: string; readonly more?: string }

/** A page of one sentence. Nothing of the address is repeated on it. */
function tell(response: ServerResponse, { status, sentence, path, more }: Explanation): void {
  const depth = Math.min(path.split('/').length - 2, 20)
  const first = depth < 1 ? './' : '../'.repeat(depth)
  const body = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${sentence}</title>
${status === 404 && more === undefined ? `<link rel="stylesheet" href="${first}${STYLESHEET}">\n` : ''}</head>
<body>
<main>
<h1>${sentence}</h1>
<p>${more ?? `<a href="${first}">Go to the home page</a>`}</p>
</main>
</body>
</html>
`
  response.writeHead(status, {
    ...always,
    'cache-control': 'no-store',
    'content-type': types.html,
    'content-length': Buffer.byteLength(body),
  })
  response.end(body)
}
