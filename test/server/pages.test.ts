/** How pages are served: from memory, with strict headers, by their exact names. */
import { readFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { packFile } from '../../src/adapters/files/packed-files.ts'
import { createSitePages, type SitePages } from '../../src/server/pages.ts'

let pages: SitePages
let server: Server

beforeAll(async () => {
  server = createServer((asked, response) => pages.answer(asked, response, (asked.url ?? '/').split('?', 1)[0] ?? '/'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
beforeEach(() => {
  pages = createSitePages()
})
afterAll(() => void server.close())

type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: Buffer }

/** The path goes out as it is: `fetch` would tidy it up. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', path, headers, method }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }))
    })
    asked.on('error', reject).end()
  })
}

const long = `<!doctype html><title>week</title>${'<p>a line of the week</p>'.repeat(200)}`
const files = [
  { path: 'index.html', text: long },
  { path: 'teams/iaas/index.html', text: '<!doctype html><title>iaas</title>' },
  { path: 'site.css', text: 'main { color: red }' },
  { path: 'feeds/all.atom', text: '<feed/>' },
  { path: 'meetings.ics', text: 'BEGIN:VCALENDAR' },
]
const made = () => pages.replace(files.map(packFile))

test('until they are built, a small page says so, which is not cached', async () => {
  const { status, headers, body } = await get('/')
  expect([status, headers['retry-after'], headers['cache-control']]).toEqual([503, '30', 'no-store'])
  expect(body.toString()).toContain('The pages are being built')
})

test.each([
  ['failed', 503, '300', /could not be built.*The server log has the reason/s],
  ['off', 404, undefined, /There are no pages.*turned off in sprint\.yml/s],
] as const)('if there are none because they are %s, a page says so, and earlier ones stay', async (why, status, retryAfter, words) => {
  pages.without(why)
  const told = await get('/teams/iaas/')
  expect([told.status, told.headers['retry-after']]).toEqual([status, retryAfter])
  expect(told.body.toString()).toMatch(words)
  expect(told.body.toString()).not.toMatch(/30 seconds|href/)
  made()
  pages.without(why)
  expect((await get('/teams/iaas/')).status).toBe(200)
})

test('the header has the policy of each page’s meta element, and forbids frames', async () => {
  const meta = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(readFileSync('templates/site/layout.hbs', 'utf8'))?.[1]
  expect((await get('/')).headers['content-security-policy']).toBe(`${meta}; frame-ancestors 'none'`)
})

test.each([
  ['/', 'text/html; charset=utf-8', long],
  ['/?from=mail', 'text/html; charset=utf-8', long],
  ['/index.html', 'text/html; charset=utf-8', long],
  ['/teams/iaas/', 'text/html; charset=utf-8', files[1]?.text],
  ['/site.css', 'text/css; charset=utf-8', files[2]?.text],
  ['/feeds/all.atom', 'application/atom+xml; charset=utf-8', files[3]?.text],
  ['/meetings.ics', 'text/calendar; charset=utf-8', files[4]?.text],
])('%s is served as %s', async (path, type, text) => {
  made()
  const { status, headers, body } = await get(path)
  expect([status, headers['content-type'], body.toString()]).toEqual([200, type, text])
})

test('every response has the strict headers, and no cookie', async () => {
  const before = await get('/')
  made()
  const answers = [
    before,
    ...(await Promise.all(['/', '/teams/iaas/', '/nothing', '/teams/iaas', `/${'a'.repeat(5000)}`].map((path) => get(path)))),
  ]
  expect(answers.map(({ status }) => status)).toEqual([503, 200, 200, 404, 308, 414])
  for (const { headers } of answers) {
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'self'; script-src 'self';.* frame-ancestors 'none'$/,
    )
    expect(headers['cache-control']).toMatch(/^no-(?:cache|store)$|^$/)
    expect(headers).not.toHaveProperty('set-cookie')
  }
})

test('a file that the browser has cached is not sent again until it changes', async () => {
  made()
  const first = await get('/')
  const etag = first.headers.etag ?? ''
  expect(etag).toMatch(/^".+"$/)
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const { status, body, headers } = await get('/', { 'if-none-match': known })
    expect([status, body.length, headers.etag]).toEqual([304, 0, etag])
  }
  pages.replace([packFile({ path: 'index.html', text: 'another week' })])
  const again = await get('/', { 'if-none-match': etag })
  expect([again.status, again.body.toString()]).toEqual([200, 'another week'])
  expect((await get('/teams/iaas/')).status).toBe(404)
})

test('files are sent compressed to clients that accept it, with their own ETag', async () => {
  made()
  const plain = await get('/')
  const zipped = await get('/', { 'accept-encoding': 'br, gzip;q=0.8' })
  expect(zipped.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' })
  expect(gunzipSync(zipped.body).toString()).toBe(long)
  expect(zipped.body.length).toBeLessThan(plain.body.length / 5)
  expect(zipped.headers.etag).not.toBe(plain.headers.etag)
  const refused = await get('/', { 'accept-encoding': 'gzip;q=0, identity' })
  expect([refused.headers['content-encoding'], refused.body.toString()]).toEqual([undefined, long])
})

test('HEAD responds like GET, without the body', async () => {
  made()
  for (const path of ['/', '/nothing']) {
    const [got, head] = [await get(path), await get(path, {}, 'HEAD')]
    const without = ({ date: _, ...rest }: IncomingHttpHeaders) => rest
    expect([head.status, without(head.headers), head.body.length]).toEqual([got.status, without(got.headers), 0])
  }
})

test.each([
  '/teams/../index.html',
  '/teams/iaas/../../',
  '/teams/./iaas/',
  '/teams%2Fiaas/',
  '/teams/iaas%2f',
  '/%2e%2e/index.html',
  '/..%5cindex.html',
  '//teams/iaas/',
  '//evil.example/',
  '/teams//iaas/',
  '/index.html/',
  '/index.html%00',
  '/constructor',
  '/__proto__/',
  '/teams/<script>alert(1)</script>/',
])('%s is not a page, and is not repeated in the response', async (path) => {
  made()
  const { status, body, headers } = await get(path)
  expect([status, headers.location]).toEqual([404, undefined])
  expect(body.toString()).not.toMatch(/script|evil|constructor|%/)
})

test('the page for a missing path links to the home page', async () => {
  made()
  const linkOn = async (path: string) => /<a href="([^"]*)"/.exec((await get(path)).body.toString())?.[1] ?? ''
  for (const path of ['/nothing', '/teams/nobody/', '/epics/a/b/7/', '/epics/a/b'])
    expect(new URL(await linkOn(path), `http://site${path}`).pathname, path).toBe('/')
})

test('a URL without its trailing slash redirects to the page, also behind a proxy', async () => {
  made()
  const { status, headers } = await get('/teams/iaas')
  expect([status, headers.location]).toEqual([308, 'iaas/'])
  expect((await get('/teams/iaas?q=%22&from=a?b')).headers.location).toBe('iaas/?q=%22&from=a?b')
  expect((await get('/teams/nobody?q=1')).status).toBe(404)
})
