/**
 * The pages at `/`: kept in memory as they were made last, never made in a request. What is asked for is looked up by its
 * exact name among them; nothing of an address reaches a file system.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PackedFile } from '../ports.ts'

export type SitePages = {
  /** In place of all that was there. `path` of each is below the site (`teams/iaas/index.html`). */
  readonly replace: (files: readonly PackedFile[]) => void
  /** `path`: of the request, without what follows a `?`. */
  readonly answer: (request: IncomingMessage, response: ServerResponse, path: string) => void
}

const SECONDS_UNTIL_MADE = 30
/** Of the pages themselves. */
const STYLESHEET = 'assets/site.css'
/** Longer than any page's address can be. */
const MOST_CHARACTERS = 2000

/** The policy of the pages' own meta element; that nobody frames them can be said in a header alone. */
const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

const always = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  // They change at any minute; a browser asks, and is mostly told that nothing did.
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

  return {
    replace: (made) => {
      files = new Map(made.map((file) => [file.path, file]))
    },
    answer: (request, response, path) => {
      if (path.length > MOST_CHARACTERS) return tell(response, 414, 'This address is too long', path)
      if (files === null) {
        response.setHeader('retry-after', SECONDS_UNTIL_MADE)
        // Not 200: no cache and no search engine shall take it for the page.
        return tell(response, 503, 'The pages are being made', path)
      }
      const name = path.slice(1)
      const file = files.get(name === '' || name.endsWith('/') ? `${name}index.html` : name)
      if (file) return send(request, response, file)
      if (files.has(`${name}/index.html`)) return redirect(response, `${name.split('/').at(-1)}/`)
      tell(response, 404, 'There is no such page', path)
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

/** Relative, so that it holds behind a proxy that serves this server below a path. */
function redirect(response: ServerResponse, location: string): void {
  response.writeHead(308, { ...always, location, 'content-length': 0 }).end()
}

/** A page of one sentence, with the way to the first page. Nothing of the address is repeated on it. */
function tell(response: ServerResponse, status: number, sentence: string, path: string): void {
  const depth = Math.min(path.split('/').length - 2, 20)
  const first = depth < 1 ? './' : '../'.repeat(depth)
  const body = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${sentence}</title>
${status === 404 ? `<link rel="stylesheet" href="${first}${STYLESHEET}">\n` : ''}</head>
<body>
<main>
<h1>${sentence}</h1>
<p>${status === 503 ? `Come back in ${SECONDS_UNTIL_MADE} seconds.` : `<a href="${first}">To the first page</a>`}</p>
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
