/** Whatever sprint.yml, pads and folders say: a secret only goes where whoever runs the app sends it. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aFolder, scsSprint } from '../terminal.ts'

const SECRETS = {
  PRIVATE_KEY: '-----BEGIN SECRET-OF-THE-APP',
  APP_ID: '1',
  WEBHOOK_SECRET: 'secret-of-webhooks',
  DATABASE_URL: 'postgres://app:secret-of-database@localhost:9/none',
  AWS_SECRET_ACCESS_KEY: 'secret-of-clouds',
}
/** Pads of this machine are read where GitHub is on this machine; nothing listens there. */
const LOCAL = { GHE_HOST: 'localhost:9', GHE_PROTOCOL: 'http' }
const NOTES = '# 2023-01-18\n\n## Agenda\n\n* the storage talk\n'

type Seen = { readonly host: string; readonly path: string; readonly authorization: string | undefined; readonly body: string }
const seen: Seen[] = []
let pads: Server
let port: number

beforeAll(async () => {
  pads = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      const { host = '', authorization } = request.headers
      seen.push({ host, path: request.url ?? '', authorization, body })
      if (request.url?.includes('/moved/') && host.startsWith('127.')) {
        response.writeHead(302, { location: `http://localhost:${port}${request.url}` }).end()
        return
      }
      if (request.url === '/api/openapi.json') {
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"info":{"title":"Etherpad API"}}')
        return
      }
      response.writeHead(200, { 'content-type': 'text/markdown' }).end(request.url?.endsWith('/metadata') ? '{}' : NOTES)
    })
  })
  await new Promise<void>((resolve) => pads.listen(0, resolve))
  port = (pads.address() as AddressInfo).port
})

beforeEach(() => {
  seen.length = 0
})

afterAll(() => void pads.close())

function config(pad: string, hosts: string, more = ''): string {
  const path = join(aFolder(), 'sprint.yml')
  writeFileSync(
    path,
    `organization: acme\nminutes: { repository: acme/minutes }\npads: { hosts: [${hosts}]${more} }\nteams: { core: { name: Core, pad: "${pad}" } }\n`,
  )
  return path
}

const COMMANDS: readonly (readonly [string, ...string[]])[] = [
  ['minutes', '--team', 'core', '--date', '2023-01-18'],
  ['agenda', '--team', 'core', '--date', '2023-01-18'],
  ['agenda', '--team', 'core', '--date', '2023-01-18', '--apply'],
  ['doctor'],
  ['config', 'check'],
]

test.each(COMMANDS)('%s: a file that assigns secrets to hosts is rejected, and nothing is sent', async (...argv) => {
  for (const name of Object.keys(SECRETS)) {
    const file = config(`http://127.0.0.1:${port}/n/abc`, '127.0.0.1', `, tokens: { 127.0.0.1: ${name}, hackmd.io: ${name} }`)
    const ran = await scsSprint([...argv, '--config', file], { ...LOCAL, ...SECRETS })
    expect(ran.code).toBe(1)
    expect(ran.err).toContain('line 3, `pads.tokens`: expected no tokens in this file')
    expect(ran.err).toContain('set PAD_TOKEN_127_0_0_1, PAD_TOKEN_HACKMD_IO in the environment')
    expect(ran.out + ran.err).not.toMatch(/secret-of/i)
  }
  expect(seen).toEqual([])
})

test('a token written into the file itself is not repeated', async () => {
  const file = config(`http://127.0.0.1:${port}/n/abc`, '127.0.0.1', ', tokens: { 127.0.0.1: the-token-itself }')
  expect((await scsSprint(['config', 'check', file])).err).not.toContain('the-token-itself')
})

test('the environment assigns a token to a host: it gets the token, other allowed hosts and redirect targets do not', async () => {
  const minutes = ['minutes', '--team', 'core', '--date', '2023-01-18', '--config']
  const env = { ...LOCAL, PAD_TOKEN_127_0_0_1: 's3cret-token' }
  const own = await scsSprint([...minutes, config(`http://127.0.0.1:${port}/n/abc`, '127.0.0.1, localhost')], env)
  expect(own).toMatchObject({ code: 0, out: expect.stringContaining('the storage talk') })
  expect(seen.map(({ authorization }) => authorization)).toEqual(['Bearer s3cret-token', 'Bearer s3cret-token'])
  seen.length = 0
  await scsSprint([...minutes, config(`http://localhost:${port}/n/abc`, '127.0.0.1, localhost')], env)
  expect(seen.length).toBeGreaterThan(0)
  expect(seen.filter(({ authorization }) => authorization !== undefined)).toEqual([])
  seen.length = 0
  // Its API answers with a redirect to another listed host.
  await scsSprint([...minutes, config(`http://127.0.0.1:${port}/n/moved`, '127.0.0.1, localhost')], env)
  expect(seen[0]?.authorization).toBe('Bearer s3cret-token')
  const led = seen.filter(({ host }) => host.startsWith('localhost'))
  expect(led.length).toBeGreaterThan(0)
  expect(led.filter(({ authorization }) => authorization !== undefined)).toEqual([])
})

test('an Etherpad key is sent to its own host only', async () => {
  const agenda = ['agenda', '--team', 'core', '--date', '2023-01-18', '--apply', '--config']
  const env = { ...LOCAL, PAD_TOKEN_127_0_0_1: 's3cret-token' }
  await scsSprint([...agenda, config(`http://127.0.0.1:${port}/p/core`, '127.0.0.1, localhost')], env)
  expect(seen.map(({ body }) => body).join()).toContain('apikey=s3cret-token')
  seen.length = 0
  const other = await scsSprint([...agenda, config(`http://localhost:${port}/p/core`, '127.0.0.1, localhost')], env)
  expect(other).toMatchObject({ code: 1, err: expect.stringContaining('set PAD_TOKEN_LOCALHOST where the app runs') })
  expect(seen).toEqual([])
})

test('user name and password in a pad URL are rejected and not shown', async () => {
  const file = config('https://scs:hunter2@pads.example/n/abc', 'pads.example')
  const ran = await scsSprint(['minutes', '--team', 'core', '--date', '2023-01-18', '--config', file])
  expect(ran).toMatchObject({ code: 1, err: expect.stringContaining('`teams.core.pad`: expected a URL without user name and password') })
  const given = [
    'minutes',
    '--team',
    'core',
    '--date',
    '2023-01-18',
    '--config',
    config('https://pads.example/n/abc', 'pads.example'),
    '--pad',
  ]
  const named = await Promise.all(
    ['https://scs:hunter2@pads.example/n/abc', 'x https://scs:hunter2@pads.example'].map((pad) => scsSprint([...given, pad])),
  )
  expect(named.map(({ code }) => code)).toEqual([1, 1])
  expect([ran, ...named].map(({ out, err }) => out + err).join()).not.toContain('hunter2')
})

test.each(['me:q7Rt9xLm2@pads.example', 'pads.example?apikey=q7Rt9xLm2', 'https://pads.example/p/x?token=q7Rt9xLm2'])(
  'a host with a secret in it (%s) is rejected and the secret is not shown',
  async (host) => {
    const ran = await scsSprint(['config', 'check', config('https://pads.example/x', `"${host}"`)])
    expect(ran).toMatchObject({ code: 1, err: expect.stringContaining('`pads.hosts.0`: expected a host like "pads.example.org"') })
    expect(ran.err).not.toContain('q7Rt9xLm2')
  },
)

test('user name and password in GHE_HOST are rejected and not shown', async () => {
  const ran = await scsSprint(['sync', '--config', 'minutes/sprint.yml'], {
    GHE_HOST: 'app:hunter2@ghe.example',
    GITHUB_TOKEN: 'ghp_secret',
  })
  expect(ran).toMatchObject({ code: 1, err: expect.stringContaining('GHE_HOST: expected a host') })
  expect(ran.err).not.toMatch(/hunter2|ghp_secret/)
})

test('a link from a folder of minutes to the outside is not followed', async () => {
  const [folder, outside] = [aFolder(), aFolder()]
  writeFileSync(join(outside, '20230111.md'), '# 2023-01-11\n\n## Action items\n\n* @fkr: read /etc/passwd aloud\n')
  symlinkSync(outside, join(folder, 'core'))
  const argv = ['actions', '--team', 'core', '--minutes', folder, '--config', config('https://pads.example/x', 'pads.example')]
  expect(await scsSprint(argv)).toMatchObject({ code: 1, out: '', err: expect.stringContaining('a link that points outside it') })
})

test('a template that links outside the folder is not read', async () => {
  const [folder, outside] = [aFolder(), aFolder()]
  writeFileSync(join(outside, 'topics.hbs'), 'what lies elsewhere')
  mkdirSync(join(folder, 'templates'))
  symlinkSync(outside, join(folder, 'templates', 'agenda'))
  const argv = [
    'agenda',
    '--team',
    'core',
    '--date',
    '2023-01-18',
    '--minutes',
    folder,
    '--config',
    config('https://pads.example/x', 'pads.example'),
  ]
  const { out } = await scsSprint(argv)
  expect(out).not.toContain('what lies elsewhere')
  expect(out).toContain('## Participants')
})
