/** The registration page against other pages of the browser, other names of this machine, and second tries. */
import { request } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readAppDescription } from '../../../src/adapters/files/app-description.ts'
import { createTemplates } from '../../../src/adapters/templates/templates.ts'
import { TryAgainError, UserError } from '../../../src/errors.ts'
import { createRegistrationPages } from '../../../src/registration/pages.ts'
import { NotKeptError, type RegisteredApp } from '../../../src/registration/registered-app.ts'
import { type RegistrationServer, startRegistrationServer } from '../../../src/server/registration/registration-server.ts'

const site = 'https://github.com'
const app: RegisteredApp = {
  id: 7,
  clientId: 'Iv23client',
  name: 'scs-sprint-<scs>',
  owner: 'scs',
  url: `${site}/apps/scs-sprint-scs`,
  installUrl: `${site}/apps/scs-sprint-scs/installations/new`,
  hasWebhook: true,
  envFile: '.env',
  keyFile: 'scs-sprint-scs.private-key.pem',
}
const good = { organization: 'scs', name: '', use: 'server', url: 'https://sprint.example.org' }

let now: Date
let codes: string[]
let warned: string[]
let register: (code: string) => Promise<RegisteredApp>
let server: RegistrationServer
/** Of the browser that opened the address in the terminal. */
let cookie: string

beforeEach(async () => {
  now = new Date('2026-11-26T10:00:00Z')
  codes = []
  warned = []
  register = async () => app
  const pages = createRegistrationPages({ site, description: readAppDescription(), render: createTemplates().render })
  server = await startRegistrationServer({
    port: 0,
    site,
    clock: { now: () => now },
    log: { warn: (message, facts) => void warned.push(`${message} ${JSON.stringify(facts ?? {})}`) },
    pages: { ...pages, assets: new Map([['/assets/site.css', { type: 'text/css', text: 'main {}' }]]) },
    first: { organization: 'scs', name: '', use: 'server', url: '' },
    check: { isEnterprise: false, hostKind: (host) => (host === 'localhost' ? 'loopback' : 'public') },
    register: (code) => {
      codes.push(code)
      return register(code)
    },
  })
  server.registered.catch(() => {})
  cookie = ''
  const { status, headers } = await ask(`/${new URL(server.url).search}`)
  expect([status, headers.location]).toEqual([303, '/'])
  const set = String(headers['set-cookie'])
  expect(set).toMatch(/^scs-sprint-registration=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)
  cookie = set.split(';')[0] ?? ''
})
afterEach(() => server.close())

type Answered = { readonly status: number; readonly headers: Record<string, unknown>; readonly body: string }

/** Headers as somebody chooses to send them: fetch would set its own Host. */
function ask(
  path: string,
  { method = 'GET', headers = {}, body = '' }: { method?: string; headers?: Record<string, string>; body?: string } = {},
) {
  return new Promise<Answered>((resolve, reject) => {
    const all = { ...(cookie === '' ? {} : { cookie }), ...headers }
    const sent = request(new URL(path, server.url), { method, headers: all, agent: false }, (response) => {
      let text = ''
      response.on('data', (chunk) => {
        text += String(chunk)
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

const tokenIn = (html: string) => /name="token" value="([^"]+)"/.exec(html)?.[1] ?? ''
const stateIn = (html: string) => /apps\/new\?state&#x3D;([\w-]+)|apps\/new\?state=([\w-]+)/.exec(html)?.slice(1).find(Boolean) ?? ''
const origin = () => new URL(server.url).origin

async function submit(change: Record<string, string> = {}, headers: Record<string, string> = {}) {
  const token = tokenIn((await ask('/')).body)
  const body = new URLSearchParams({ token, ...good, ...change }).toString()
  return ask('/check', { method: 'POST', headers: { origin: origin(), 'sec-fetch-site': 'same-origin', ...headers }, body })
}

async function started(): Promise<string> {
  const state = stateIn((await submit()).body)
  expect(state).toMatch(/^[\w-]{43}$/)
  return state
}
const back = (state: string, code = 'c0de') => ask(`/registered?code=${code}&state=${state}`)

test('the form leads to GitHub, and what GitHub answers to a registered app without a secret in any page', async () => {
  const check = await submit()
  expect(check.status).toBe(200)
  expect(check.body).toContain('action="https://github.com/organizations/scs/settings/apps/new?state')
  expect(check.headers['content-security-policy']).toContain('form-action https://github.com;')
  const answered = await back(stateIn(check.body))
  expect([answered.status, answered.headers.location]).toEqual([303, '/'])
  expect(await server.registered).toEqual(app)
  const page = (await ask('/')).body
  expect(page).toContain(app.installUrl.replaceAll('=', '&#x3D;'))
  expect(page).toContain('scs-sprint-&lt;scs&gt;')
  expect(page).not.toContain('c0de')
})

test.each(['evil.example', 'evil.example:3000', '127.0.0.1', '127.0.0.1:1', '0.0.0.0', 'localhost.evil.example', '[::1]:3000'])(
  'a request for the host %s is not answered, so that no name can be bound to this machine',
  async (host) => {
    const state = await started()
    for (const path of ['/', '/assets/site.css', `/registered?code=c0de&state=${state}`]) {
      const { status, body } = await ask(path, { headers: { host } })
      expect([status, tokenIn(body)]).toEqual([421, ''])
    }
    expect(codes).toEqual([])
    expect((await back(state)).status).toBe(303)
  },
)

test('another user of this machine gets neither form nor progress, and cannot register', async () => {
  const token = tokenIn((await ask('/')).body)
  const body = new URLSearchParams({ token, ...good }).toString()
  const search = new URL(server.url).search
  for (const theirs of ['', 'scs-sprint-registration=', `scs-sprint-registration=${'x'.repeat(43)}`, `other=${cookie.split('=')[1]}`]) {
    const headers = { cookie: theirs }
    // The key was good once.
    for (const path of ['/', '/check', `/${search}`, `/?key=${'x'.repeat(43)}`, '/other']) {
      const answered = await ask(path, { headers })
      expect([path, answered.status, tokenIn(answered.body), answered.headers['set-cookie']]).toEqual([path, 403, '', undefined])
    }
    expect(await ask('/check', { method: 'POST', headers: { ...headers, origin: origin() }, body })).toMatchObject({ status: 403 })
    expect((await ask('/registered?code=c0de&state=guessed', { headers })).status).toBe(400)
  }
  expect(codes).toEqual([])
  expect((await ask(`/${search}`)).body).toContain('name="token"')
})

test('GitHub leads back by another name of this machine: the state is enough, and the browser may go on', async () => {
  const state = await started()
  const mine = cookie
  cookie = ''
  const answered = await back(state)
  expect([answered.status, String(answered.headers['set-cookie']).split(';')[0]]).toEqual([303, mine])
})

test('it answers to its own names', async () => {
  const { port } = new URL(server.url)
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`]) expect((await ask('/', { headers: { host } })).status).toBe(200)
})

test.each([
  ['from another page', {}, { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
  ['from another port of this machine', {}, { origin: 'http://127.0.0.1:1', 'sec-fetch-site': 'same-site' }],
  ['from a page without an origin', {}, { origin: 'null' }],
  ['with the token of another start', { token: 'x'.repeat(43) }, {}],
  ['without a token', { token: '' }, {}],
])('a form %s is refused', async (_name, change, headers) => {
  const { status, body } = await submit(change, headers)
  expect([status, stateIn(body)]).toEqual([403, ''])
})

test.each([
  ['a state that was never given out', async () => 'x'.repeat(43)],
  ['no state', async () => ''],
  [
    'a state that was used',
    async () => {
      const state = await started()
      register = async () => {
        throw new UserError('GitHub refused it.')
      }
      await back(state)
      codes = []
      return state
    },
  ],
  [
    'a state from more than an hour ago',
    async () => {
      const state = await started()
      now = new Date(now.getTime() + 3_600_001)
      return state
    },
  ],
])('%s is answered with an explanation, and the code goes nowhere', async (_name, stateOf) => {
  const { status, body } = await back(await stateOf())
  expect(status).toBe(400)
  expect(body).toContain('Nothing was written.')
  expect(codes).toEqual([])
})

test.each(['', '../../user', 'a b', 'x'.repeat(201), '<script>'])('the code "%s" is none', async (code) => {
  const answered = await back(await started(), encodeURIComponent(code))
  expect([answered.status, codes]).toEqual([400, []])
  if (code !== '') expect(answered.body).not.toContain(code)
})

test('an answer that is sent again, and one for a second tab, change nothing', async () => {
  const [first, second] = [await started(), await started()]
  expect((await back(first)).status).toBe(303)
  for (const state of [first, second]) {
    const { status, body } = await back(state, 'another')
    expect([status, body.includes('A registration came first')]).toEqual([409, true])
  }
  expect(codes).toEqual(['c0de'])
})

test.each([
  ['Iv23client', 'Iv23client'],
  [null, 'the client ID on the page of the app'],
])('without a server, the page says what the workflow needs: client ID %s', async (clientId, told) => {
  register = async () => ({ ...app, hasWebhook: false, clientId })
  await back(await started())
  expect((await ask('/')).body).toContain(`<code>SPRINT_CLIENT_ID</code> (${told})`)
})

test('while GitHub is being asked for the key, a second answer waits for nothing', async () => {
  const [first, second] = [await started(), await started()]
  let open = (_app: RegisteredApp) => {}
  const asking = new Promise<void>((isAsking) => {
    register = () => {
      isAsking()
      return new Promise((resolve) => {
        open = resolve
      })
    }
  })
  const answered = back(first)
  await asking
  expect(await back(second)).toMatchObject({ status: 409, body: expect.stringContaining('GitHub is being asked') })
  open(app)
  expect((await answered).status).toBe(303)
  expect(codes).toHaveLength(1)
})

test('GitHub did not answer: the same page works again', async () => {
  const state = await started()
  register = async () => {
    throw new TryAgainError('GitHub could not be reached (ECONNRESET).')
  }
  const answered = await back(state)
  expect([answered.status, answered.body.includes('Reload this page to try again.')]).toEqual([503, true])
  register = async () => app
  expect((await back(state)).status).toBe(303)
})

test('a refusal is explained on the page and on the terminal, and the form works again', async () => {
  register = async () => {
    throw new UserError('GitHub: expected a code from the last hour, found <none>.')
  }
  const answered = await back(await started())
  expect([answered.status, answered.body.includes('found &lt;none&gt;.')]).toEqual([502, true])
  expect(warned.join()).toContain('expected a code from the last hour')
  register = async () => app
  expect((await back(await started())).status).toBe(303)
})

test('a key that could not be kept ends the start', async () => {
  register = async () => {
    throw new NotKeptError('The disk is full.')
  }
  expect((await back(await started())).status).toBe(502)
  await expect(server.registered).rejects.toThrow('The disk is full.')
})

test('what nobody expects is logged without the code or a secret, and not shown', async () => {
  register = async () => {
    throw Object.assign(new Error('boom'), { request: { url: '/app-manifests/c0de/conversions' }, pem: '-----BEGIN' })
  }
  const { status, body } = await back(await started())
  expect(status).toBe(500)
  expect(body).not.toContain('boom')
  expect(warned.join()).not.toMatch(/c0de|BEGIN/)
})

test('what is wrong in the form is said, and stays typed', async () => {
  const { status, body } = await submit({ organization: '"><script>', url: 'https://localhost:3000' })
  expect(status).toBe(422)
  expect(body).toContain('role="alert"')
  expect(body).toContain('which GitHub refuses')
  expect(body).not.toContain('<script>')
  expect(body).toContain('&quot;&gt;&lt;script&gt;')
})

test('a long form, other methods and other paths get short answers', async () => {
  expect((await submit({ name: 'x'.repeat(20_000) })).status).toBe(413)
  expect((await ask('/registered', { method: 'POST' })).status).toBe(405)
  expect((await ask('/', { method: 'DELETE' })).status).toBe(405)
  expect((await ask('/.env')).status).toBe(404)
  expect((await ask('/assets/../.env')).status).toBe(404)
})

test('every answer may be kept by nobody, framed by nobody, and load nothing from elsewhere', async () => {
  for (const path of ['/', '/nowhere', '/assets/site.css', '/registered']) {
    const { headers } = await ask(path)
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'referrer-policy': 'strict-origin' })
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; .*form-action 'self'; frame-ancestors 'none'$/)
  }
})
