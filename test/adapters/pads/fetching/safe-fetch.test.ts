/** URLs that people paste lead only to allowed hosts on the public internet. */
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import nock from 'nock'
import { afterEach, expect, test } from 'vitest'
import { addressKind } from '../../../../src/adapters/pads/fetching/addresses.ts'
import { type FetchOptions, type FetchRules, safeFetch } from '../../../../src/adapters/pads/fetching/safe-fetch.ts'
import { TryAgainError, UserError } from '../../../../src/errors.ts'
import { startNock, stopNock } from '../../../nock.ts'

let server: Server | null = null

async function serve(listener: RequestListener): Promise<string> {
  const made = createServer(listener)
  server = made
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(made.address() as AddressInfo).port}`
}

afterEach(() => {
  server?.close()
  server?.closeAllConnections()
  server = null
  nock.cleanAll()
  stopNock()
})

function get(address: string, rules: Partial<FetchRules> = {}, options: Partial<FetchOptions> = {}) {
  const timeoutMs = rules.timeoutMs ?? 2000
  const whole = { hosts: ['127.0.0.1'], allowLoopback: true, timeoutMs, signal: AbortSignal.timeout(timeoutMs), ...rules }
  return safeFetch(new URL(address), whole, { limit: 1024, ...options })
}

test('an allowed host is read, and the response has its type and URL', async () => {
  const base = await serve((_request, response) => response.writeHead(200, { 'content-type': 'Text/Plain; charset=utf-8' }).end('hello'))
  const answer = await get(`${base}/pad?token=x`)
  expect({ ...answer, bytes: Buffer.from(answer.bytes).toString(), url: answer.url.pathname }).toEqual({
    status: 200,
    contentType: 'text/plain',
    etag: null,
    url: '/pad',
    bytes: 'hello',
  })
})

test('a host that is not allowed is never contacted, and the message names the list but no secrets from the URL', async () => {
  const refused = get('http://pads.example/x?key=hunter2#hunter3', { hosts: ['input.scs.community'] })
  await expect(refused).rejects.toThrow(UserError)
  await expect(refused).rejects.toThrow(/`pads\.hosts` \(input\.scs\.community\), found pads\.example/)
  await expect(refused).rejects.not.toThrow(/hunter/)
  await expect(get('http://127.0.0.1:81/', { hosts: ['127.0.0.1:80'] })).rejects.toThrow(/pads\.hosts/)
  await expect(get('http://x.example/', { hosts: [] })).rejects.toThrow(/none is listed/)
  await expect(get('http://input.scs.community.evil.example/', { hosts: ['input.scs.community'] })).rejects.toThrow(/pads\.hosts/)
})

test('only http and https, without user name and password', async () => {
  await expect(get('ftp://127.0.0.1/x')).rejects.toThrow(/HTTP or HTTPS/)
  await expect(get('file:///etc/passwd')).rejects.toThrow(/HTTP or HTTPS/)
  const refused = get('http://me:hunter2@127.0.0.1/x')
  await expect(refused).rejects.toThrow(/without user name and password/)
  await expect(refused).rejects.not.toThrow(/hunter2/)
})

const literals = ['127.0.0.1', '0x7f.1', '2130706433', '0177.0.0.1', '127.1', '[::1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '0.0.0.0']
const networks = [
  '10.0.0.1',
  '172.16.3.4',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '[fd00::1]',
  '[fe80::1]',
  '[64:ff9b::a00:1]',
  '[::]',
]

test.each([...literals, ...networks])('%s is not contacted, even if allowed', async (host) => {
  const hostname = new URL(`http://${host}/`).hostname
  await expect(get(`http://${host}/`, { hosts: [hostname], allowLoopback: false })).rejects.toThrow(/expected a pad on the public internet/)
})

test.each(networks)('%s is not contacted even if loopback is enabled', async (host) => {
  await expect(get(`http://${host}/`, { hosts: [new URL(`http://${host}/`).hostname] })).rejects.toThrow(/private network/)
})

test.each(['127.0.0.1', '10.1.2.3', '::1', '::ffff:10.0.0.1', 'fd12::1', '169.254.169.254'])(
  'an allowed host that resolves to %s is not contacted',
  async (address) => {
    const resolve = async () => [
      { address: '93.184.216.34', family: 4 },
      { address, family: address.includes(':') ? 6 : 4 },
    ]
    await expect(get('http://pads.example/', { hosts: ['pads.example'], resolve })).rejects.toThrow(
      /pads\.example: expected a pad on the public/,
    )
  },
)

test('kinds of IP addresses', () => {
  expect(['93.184.216.34', '2a00:1450::1', '64:ff9b::5db8:d822'].map(addressKind)).toEqual(['public', 'public', 'public'])
  expect(['2002:7f00:1::', 'fec0::1', '224.0.0.1', 'ff02::1', '240.0.0.1', 'pads', ''].map(addressKind)).toEqual(Array(7).fill('private'))
})

test('up to three redirects are followed, each to an allowed host', async () => {
  const base = await serve((request, response) => {
    const left = Number(request.url?.slice(1))
    if (left === 0) response.end('there')
    else response.writeHead(302, { location: `/${left - 1}` }).end()
  })
  expect((await get(`${base}/3`)).url.pathname).toBe('/0')
  await expect(get(`${base}/4`)).rejects.toThrow(/at most 3 redirects/)
})

test.each([
  ['http://evil.example/', /pads\.hosts/],
  ['http://169.254.169.254/latest', /pads\.hosts/],
  ['file:///etc/passwd', /HTTP or HTTPS/],
  ['http://[', /a redirect with a URL/],
])('a redirect to %s is not followed', async (location, message) => {
  const base = await serve((_request, response) => response.writeHead(302, { location }).end())
  await expect(get(base)).rejects.toThrow(message)
})

test('a redirect to an allowed host in a private network is not followed', async () => {
  const base = await serve((_request, response) => response.writeHead(302, { location: 'http://inner.example/' }).end())
  const resolve = async () => [{ address: '10.0.0.7', family: 4 }]
  await expect(get(base, { hosts: ['127.0.0.1', 'inner.example'], resolve })).rejects.toThrow(/private network/)
})

test('a token is only sent to the first origin', async () => {
  startNock()
  nock('https://api.example', { reqheaders: { authorization: 'Bearer s3cret' } })
    .get('/a')
    .reply(302, '', { location: 'https://other.example/b' })
  nock('https://other.example', { badheaders: ['authorization'] })
    .get('/b')
    .reply(200, 'fine', { 'content-length': '4' })
  const answer = await get('https://api.example/a', { hosts: ['api.example', 'other.example'] }, { token: 's3cret' })
  expect(Buffer.from(answer.bytes).toString()).toBe('fine')
})

test('a response beyond the limit is rejected, whether announced or not', async () => {
  const base = await serve((request, response) => {
    if (request.url === '/said') response.writeHead(200, { 'content-length': '99999999' }).flushHeaders()
    else for (let chunk = 0; chunk < 100; chunk++) response.write('x'.repeat(1000))
  })
  await expect(get(`${base}/said`)).rejects.toThrow(UserError)
  await expect(get(`${base}/streamed`)).rejects.toThrow(/expected a pad of at most/)
})

test('a server that is silent, stalls or disconnects: try again later', async () => {
  const base = await serve((request, response) => {
    if (request.url === '/half') response.writeHead(200).write('half')
    if (request.url === '/cut') response.writeHead(200, { 'content-length': '10' }).write('half', () => response.destroy())
  })
  for (const path of ['/silent', '/half']) {
    const late = get(`${base}${path}`, { timeoutMs: 150 })
    await expect(late).rejects.toThrow(TryAgainError)
    await expect(late).rejects.toThrow(/did not answer within 0.15 s/)
  }
  await expect(get(`${base}/cut`)).rejects.toThrow(TryAgainError)
  server?.close()
  server?.closeAllConnections()
  await expect(get(`${base}/gone`)).rejects.toThrow(/could not be reached \(ECONNREFUSED\)/)
})

test('a host name without an address: try again later', async () => {
  const resolve = async () => []
  await expect(get('http://pads.example/', { hosts: ['pads.example'], resolve })).rejects.toThrow(/its host name is unknown/)
})

test('429 and 5xx: try again at the time given by the server', async () => {
  const base = await serve((request, response) => response.writeHead(Number(request.url?.slice(1)), { 'retry-after': '30' }).end('<html>'))
  await expect(get(`${base}/429`)).rejects.toMatchObject({ name: 'TryAgainError', retryAfter: 30 })
  await expect(get(`${base}/503`)).rejects.toThrow(/answered 503/)
  expect((await get(`${base}/404`)).status).toBe(404)
})

test('compressed responses, which were not requested, are rejected', async () => {
  const base = await serve((_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('x'))
  await expect(get(base)).rejects.toThrow(/content-encoding gzip/)
})
