/**
 * How an app is registered from a manifest: GitHub's pages for it, and the exchange of the code for the key. The app that is registered is
 * the one of the world; the pages ask for no sign-in.
 */
import { randomBytes } from 'node:crypto'
import { findAccount } from './model.ts'
import type { Parts } from './server.ts'

type Answer = {
  readonly status: number
  readonly operation: string
  readonly raw?: string
  readonly json?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

type Pending = { readonly manifest: Manifest; readonly organization: string; readonly state: string }

/** As far as the pages look at it. */
type Manifest = {
  readonly name: string
  readonly url: string
  readonly redirect_url: string
  readonly hook_attributes?: { readonly url?: string; readonly active?: boolean }
  readonly default_permissions?: Readonly<Record<string, string>>
  readonly default_events?: readonly string[]
}

export type Registrations = {
  /** null: none of its pages was asked for. */
  readonly answer: (parts: Parts, method: string, path: string, body: string) => Answer | null
  /** Every manifest that somebody sent. */
  readonly manifests: Manifest[]
  /** Names that other apps have. */
  readonly taken: Set<string>
  /** Codes that were given out, and not exchanged yet. */
  readonly codes: Map<string, Pending>
}

const HTML = { 'content-type': 'text/html; charset=utf-8' }

export function createRegistrations(secrets: {
  readonly privateKey: string
  readonly webhookSecret: string
  readonly site: () => string
}): Registrations {
  const manifests: Manifest[] = []
  const taken = new Set<string>()
  const codes = new Map<string, Pending>()

  const shown = (organization: string, state: string, body: string): Answer => {
    const operation = 'the page of a new app'
    const manifest = parsed(new URLSearchParams(body).get('manifest') ?? '')
    const wrong = manifest === null ? '"manifest" is not JSON' : problemOf(manifest)
    if (manifest === null || wrong !== null)
      return { status: 422, operation, headers: HTML, raw: page('Invalid GitHub App configuration', `<p>Error ${htmlOf(wrong ?? '')}</p>`) }
    manifests.push(manifest)
    return { status: 200, operation, headers: HTML, raw: confirmation({ manifest, organization, state }, manifest.name, '') }
  }

  const confirmed = (organization: string, body: string): Answer => {
    const operation = 'registering an app'
    const given = new URLSearchParams(body)
    const manifest = parsed(given.get('manifest') ?? '')
    const name = given.get('name') ?? ''
    if (manifest === null) return { status: 400, operation, headers: HTML, raw: page('Bad request', '') }
    const pending = { manifest: { ...manifest, name }, organization, state: given.get('state') ?? '' }
    if (taken.has(name)) return { status: 422, operation, headers: HTML, raw: confirmation(pending, name, 'Name is already taken') }
    taken.add(name)
    const code = randomBytes(20).toString('hex')
    codes.set(code, pending)
    const to = new URL(manifest.redirect_url)
    to.searchParams.set('code', code)
    if (pending.state !== '') to.searchParams.set('state', pending.state)
    return { status: 302, operation, headers: { ...HTML, location: to.href }, raw: '' }
  }

  const converted = ({ world }: Parts, code: string): Answer => {
    const operation = 'POST /app-manifests/{code}/conversions'
    const pending = codes.get(code)
    codes.delete(code)
    const owner = pending ? findAccount(world, pending.organization) : null
    if (!pending || !owner)
      return { status: 404, operation, json: { message: 'Not Found', documentation_url: 'https://docs.github.com/rest' } }
    const { name, hook_attributes: hook, default_permissions: permissions = {}, default_events: events = [] } = pending.manifest
    const json = {
      id: world.app.id,
      slug: world.app.slug,
      node_id: 'A_1',
      owner: { login: owner.login },
      name,
      description: null,
      external_url: pending.manifest.url,
      html_url: `${secrets.site()}/apps/${world.app.slug}`,
      permissions,
      events,
      client_id: 'Iv23sandbox',
      client_secret: 'a-client-secret-of-the-sandbox',
      webhook_secret: hook?.active === false ? null : secrets.webhookSecret,
      pem: secrets.privateKey,
    }
    return { status: 201, operation, json }
  }

  const installed = ({ world }: Parts): Answer => {
    const owner = world.app.owner ?? [...world.accounts.values()].find(({ kind }) => kind === 'Organization')
    if (owner)
      world.installations.push({
        id: 4242,
        account: owner,
        repositories: 'all',
        permissions: { metadata: 'read', contents: 'write' },
        suspended: false,
      })
    return { status: 200, operation: 'installing an app', headers: HTML, raw: page('Installed', '<p>The app is installed.</p>') }
  }

  return {
    manifests,
    taken,
    codes,
    answer: (parts, method, path, body) => {
      const [place = '', query = ''] = path.split('?', 2)
      const [, organization] = /^\/organizations\/([^/]+)\/settings\/apps(?:\/new)?$/.exec(place) ?? []
      if (method === 'POST' && organization && place.endsWith('/new'))
        return shown(organization, new URLSearchParams(query).get('state') ?? '', body)
      if (method === 'POST' && organization) return confirmed(organization, body)
      const [, code] = /^\/api\/v3\/app-manifests\/([^/]+)\/conversions$/.exec(place) ?? []
      if (method === 'POST' && code) return converted(parts, code)
      if (!/^\/apps\/[^/]+\/installations\/new$/.test(place)) return null
      const button = '<form method="post"><button>Install</button></form>'
      return method === 'POST'
        ? installed(parts)
        : { status: 200, operation: 'the page to install an app', headers: HTML, raw: page('Install', button) }
    },
  }
}

function parsed(text: string): Manifest | null {
  try {
    return JSON.parse(text) as Manifest
  } catch {
    return null
  }
}

/** What GitHub refuses in a manifest. */
function problemOf({ name, url, redirect_url: redirect, hook_attributes: hook, default_events: events = [] }: Manifest): string | null {
  if (!url || (hook && !hook.url)) return '"url" wasn\'t supplied.'
  if (!redirect) return '"redirect_url" wasn\'t supplied.'
  if (name.length > 34) return 'Name is too long (maximum is 34 characters)'
  if (hook?.active !== false && /^https?:\/\/(?:localhost|127\.)/.test(hook?.url ?? ''))
    return "Hook url is not supported because it isn't reachable over the public Internet"
  return events.includes('installation') ? 'Default events unsupported: installation' : null
}

function confirmation({ manifest, organization, state }: Pending, name: string, wrong: string): string {
  return page(
    `Create GitHub App for ${htmlOf(organization)}`,
    `${wrong === '' ? '' : `<p role="alert">${wrong}</p>`}
<pre>${htmlOf(JSON.stringify(manifest, null, 2))}</pre>
<form action="/organizations/${encodeURIComponent(organization)}/settings/apps" method="post">
<input type="hidden" name="manifest" value="${htmlOf(JSON.stringify(manifest))}">
<input type="hidden" name="state" value="${htmlOf(state)}">
<label>GitHub App name <input name="name" value="${htmlOf(name)}"></label>
<button>Create GitHub App</button>
</form>`,
  )
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body><main><h1>${title}</h1>${body}</main></body></html>`
}

function htmlOf(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
