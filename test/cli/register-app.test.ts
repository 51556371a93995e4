/** `start` without credentials: from the registration page to a key on this machine, against the sandbox. */
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { run } from '../../src/cli/program.ts'
import { type Sandbox, startSandbox } from '../sandbox/github.ts'
import { aFolder, scsSprint } from './terminal.ts'

const WORLD = new URL('../sandbox/worlds/small.yml', import.meta.url).pathname
let sandbox: Sandbox
let folder: string
let env: Record<string, string>

beforeEach(async () => {
  sandbox = await startSandbox({ world: WORLD })
  sandbox.world.installations.length = 0
  folder = aFolder()
  const { GHE_HOST, GHE_PROTOCOL } = sandbox.env
  env = { GHE_HOST, GHE_PROTOCOL, PORT: '0', DATA_DIR: folder, SPRINT_ENV_FILE: join(folder, '.env') }
})
afterEach(() => sandbox.close())

/** A start in a terminal, and the address that it prints. */
async function start(argv: readonly string[] = [], more: Record<string, string> = {}) {
  let err = ''
  let out = ''
  let opened = (_url: string) => {}
  const url = new Promise<string>((resolve) => {
    opened = resolve
  })
  const ended = run(['start', ...argv], {
    env: { ...env, ...more },
    isTerminal: true,
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
      const address = /Open (http:\S+) /.exec(err)?.[1]
      if (address) opened(address)
    },
  })
  const first = await Promise.race([url, ended.then((code) => `ended with ${code}`)])
  return { url: first, ended, told: () => err + out }
}

/** Of the browser, as each start of the page has set it. */
const cookies = new Map<string, string>()
/** As a browser would: with its cookie, and on to where the page leads. */
const visit = async (url: string, options: RequestInit = {}): Promise<Response> => {
  const { origin } = new URL(url)
  const answered = await fetch(url, { ...options, headers: { cookie: cookies.get(origin) ?? '' }, redirect: 'manual' })
  const set = answered.headers.get('set-cookie')?.split(';')[0]
  if (set !== undefined) cookies.set(origin, set)
  const target = answered.headers.get('location')
  return target === null ? answered : visit(new URL(target, url).href)
}
const textOf = async (url: string) => (await visit(url)).text()
const plain = (html: string) => html.replaceAll('&#x3D;', '=').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
const field = (html: string, name: string) => plain(new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '')

/** Fills in the form, and what GitHub shows then, as a browser would; up to the address that GitHub sends it back to. */
async function throughGitHub(url: string, choices: Record<string, string>): Promise<string> {
  const token = field(await textOf(url), 'token')
  const body = new URLSearchParams({ token, organization: 'scs', name: '', use: 'workflow', url: '', ...choices })
  const check = await (await visit(new URL('/check', url).href, { method: 'POST', body })).text()
  const action = plain(/<form action="([^"]+)"/.exec(check)?.[1] ?? '')
  const confirm = await (await fetch(action, { method: 'POST', body: new URLSearchParams({ manifest: field(check, 'manifest') }) })).text()
  const given = new URLSearchParams({ manifest: field(confirm, 'manifest'), state: field(confirm, 'state'), name: field(confirm, 'name') })
  const made = await fetch(`${sandbox.url}/organizations/scs/settings/apps`, { method: 'POST', body: given, redirect: 'manual' })
  return made.headers.get('location') ?? ''
}
/** The person installs the app on GitHub, and comes back to the page. */
async function install(url: string): Promise<void> {
  await fetch(`${sandbox.url}/apps/${sandbox.world.app.slug}/installations/new`, { method: 'POST' })
  await textOf(new URL('/', url).href)
}
const secretsOf = () => [sandbox.env.PRIVATE_KEY.split('\n')[1] ?? '', sandbox.env.WEBHOOK_SECRET, 'a-client-secret-of-the-sandbox']

test('without a server: registered, installed, written for this user alone, and the start ends with what is next', async () => {
  const { url, ended, told } = await start()
  const back = await throughGitHub(url, {})
  const page = await textOf(back)
  expect(page).toContain('Now install the app')
  await install(url)
  expect(await ended).toBe(0)
  expect(sandbox.registrations.manifests).toMatchObject([{ name: 'scs-sprint-scs', hook_attributes: { active: false } }])
  const [key = ''] = readdirSync(folder).filter((name) => name.endsWith('.pem'))
  expect(readFileSync(join(folder, key), 'utf8').trim()).toBe(sandbox.env.PRIVATE_KEY.trim())
  expect(['.env', key].map((name) => statSync(join(folder, name)).mode & 0o777)).toEqual([0o600, 0o600])
  const written = readFileSync(join(folder, '.env'), 'utf8')
  expect(written).toContain(`APP_ID=${sandbox.world.app.id}\n`)
  expect(written).toContain(`GHE_HOST=${sandbox.env.GHE_HOST}\n`)
  expect(written).not.toContain('WEBHOOK_SECRET')
  expect(told()).toMatch(/Registered scs-sprint-scs for scs\.[\s\S]*installations\/new[\s\S]*Installed in scs\.[\s\S]*no server is needed/)
  for (const secret of secretsOf()) expect(told() + page).not.toContain(secret)
  expect(told()).not.toContain(new URL(back).searchParams.get('code'))
})

test('with a server: it waits for the configuration, and goes on by itself', async () => {
  const config = join(folder, 'sprint.yml')
  const { url, ended, told } = await start(['--config', config], { DATABASE_URL: 'postgres://127.0.0.1:1/none' })
  await textOf(await throughGitHub(url, { use: 'server', url: 'https://sprint.example.org' }))
  await install(url)
  const page = await textOf(url)
  expect(page).toContain('file not found')
  expect(page).toContain('npx scs-sprint init')
  writeFileSync(config, 'organization: scs\nminutes: { repository: scs/minutes }\nteams: { core: { name: Core } }\n')
  // The server itself begins: of what it opens first there is none here.
  expect(await ended).toBe(3)
  expect(told()).toMatch(/Waiting for the configuration, in[\s\S]*database/i)
  expect(readFileSync(join(folder, '.env'), 'utf8')).toContain(`WEBHOOK_SECRET=${sandbox.env.WEBHOOK_SECRET}\n`)
  for (const secret of secretsOf()) expect(told()).not.toContain(secret)
})

test.each([
  ['does not know the new app yet', { kind: 'status', status: 404, json: { message: 'Integration not found' } }],
  ['does not take its signature yet', { kind: 'status', status: 401, json: { message: 'A JSON web token could not be decoded' } }],
  ['has a limit', { kind: 'secondary-limit', retryAfter: 600 }],
] as const)('after the registration, GitHub %s: it is asked again', async (_name, fault) => {
  const { url, ended } = await start()
  const back = await throughGitHub(url, {})
  sandbox.faults.add(fault, { match: ({ path }) => path.endsWith('/app/installations'), times: 2 })
  await textOf(back)
  await install(url)
  // Whoever opens the page once more has it asked again; by then the server may have gone on.
  await textOf(new URL('/', url).href).catch(() => '')
  expect(await ended).toBe(0)
})

test('a code that GitHub does not know any more is explained; then the form works again', async () => {
  const { url, ended, told } = await start()
  const late = await throughGitHub(url, {})
  sandbox.registrations.codes.clear()
  expect(await textOf(late)).toContain('expected a code from the last hour that was never used')
  expect(existsSync(join(folder, '.env'))).toBe(false)
  await textOf(await throughGitHub(url, { name: 'second' }))
  await install(url)
  expect(await ended).toBe(0)
  expect(told()).toContain('(404)')
})

test.each([
  ['refuses', { kind: 'status', status: 422, json: { message: 'Validation Failed' } }, 'found a refusal (Validation Failed)'],
  ['cannot be reached', { kind: 'reset' }, 'Reload this page to try again.'],
  ['fails', { kind: 'status', status: 503, json: { message: 'Unavailable' } }, 'Reload this page to try again.'],
  ['sends half of an app', { kind: 'status', status: 201, json: { id: 7 } }, 'an answer without a usable'],
] as const)('GitHub %s', async (_name, fault, told) => {
  const server = await start()
  const back = await throughGitHub(server.url, {})
  sandbox.faults.add(fault as never, { match: ({ path }: { path: string }) => path.includes('app-manifests'), times: 1 })
  expect(plain(await textOf(back))).toContain(told)
  expect(server.told()).not.toContain(new URL(back).searchParams.get('code'))
  if (told.includes('usable')) return expect(await server.ended).toBe(1)
  await textOf(told.includes('Reload') ? back : await throughGitHub(server.url, { name: 'second' }))
  await install(server.url)
  expect(await server.ended).toBe(0)
})

test('a key that cannot be written any more is lost: that is said, with the way out', async () => {
  const { url, ended, told } = await start()
  const back = await throughGitHub(url, {})
  rmSync(folder, { recursive: true })
  writeFileSync(folder, 'no folder any more')
  expect(await textOf(back)).toContain('is registered on GitHub, but its key could not be written')
  expect(await ended).toBe(1)
  expect(told()).toMatch(/\(ENOTDIR\)[\s\S]*generate a new key/)
})

test('where .env alone cannot be written, the key is kept, and what to add is said without the secret', async () => {
  const { url, ended, told } = await start()
  const back = await throughGitHub(url, { use: 'server', url: 'https://sprint.example.org' })
  writeFileSync(join(folder, '.env'), 'APP_ID=1\n', { mode: 0o600 })
  const page = plain(await textOf(back))
  expect(await ended).toBe(1)
  const key = join(folder, readdirSync(folder).find((name) => name.endsWith('.pem')) ?? 'none')
  expect(readFileSync(key, 'utf8').trim()).toBe(sandbox.env.PRIVATE_KEY.trim())
  for (const text of [page, told()]) {
    expect(text).toContain(`its key is in ${key}, but ${folder}/.env could not be written: `)
    expect(text).toContain(`APP_ID=${sandbox.world.app.id}, PRIVATE_KEY_PATH=${key}`)
    expect(text).toContain('WEBHOOK_SECRET with a new webhook secret')
    for (const secret of secretsOf()) expect(text).not.toContain(secret)
  }
  expect(readFileSync(join(folder, '.env'), 'utf8')).toBe('APP_ID=1\n')
})

describe('no page is served', () => {
  test.each([
    ['where nobody is at a terminal', false, {}],
    ['in CI', true, { CI: 'true' }],
    ['in a container', true, { HOST: '0.0.0.0' }],
    ['on an address for others', true, { HOST: '192.0.2.1' }],
  ])('%s', async (_name, isTerminal, more) => {
    const { code, err } = await scsSprint(['start'], { ...env, ...more }, '', { isTerminal })
    expect(code).toBe(1)
    expect(err).toContain('expected GitHub App credentials, found none. Set APP_ID with PRIVATE_KEY or PRIVATE_KEY_PATH.')
    expect(err).toContain('run `npm start` in a terminal on your own machine')
  })

  test.each([
    ['an APP_ID in .env', { '.env': 'APP_ID=1\n' }, 'expected no APP_ID, because a new app was to be registered'],
    ['a folder that is not writable', null, 'no such|cannot|not found'],
  ])('with %s', async (_name, files, told) => {
    for (const [name, text] of Object.entries(files ?? {})) writeFileSync(join(folder, name), text)
    const at: Record<string, string> = files === null ? { SPRINT_ENV_FILE: '/proc/nowhere/.env' } : {}
    const { code, err } = await scsSprint(['start'], { ...env, ...at }, '', { isTerminal: true })
    expect([code, err]).toEqual([1, expect.stringMatching(new RegExp(told))])
  })
})

test('the form suggests the organization of --organization, or of sprint.yml', async () => {
  const named = await start(['--organization', 'osism'])
  expect(field(await textOf(named.url), 'organization')).toBe('osism')
  const config = join(folder, 'sprint.yml')
  writeFileSync(config, 'organization: scs\nminutes: { repository: scs/minutes }\nteams: { core: { name: Core } }\n')
  const configured = await start(['--config', config])
  expect(field(await textOf(configured.url), 'organization')).toBe('scs')
  for (const { url } of [named, configured]) await textOf(await throughGitHub(url, { name: `for ${url}`.slice(-30) }))
  await install(named.url)
  await textOf(new URL('/', configured.url).href)
  expect(await Promise.all([named.ended, configured.ended])).toEqual([0, 1])
})
