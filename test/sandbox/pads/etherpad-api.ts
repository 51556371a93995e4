/** Etherpad's HTTP API as its sources have it: described without a key, everything else by POST with a key or an OAuth token. */
import { exportHtml, exportText } from './etherpad-exports.ts'
import { buttonLines, plainLines } from './etherpad-lines.ts'

export type EtherpadAccess = { readonly key: string } | { readonly client: string; readonly secret: string }

export type AskedApi = {
  readonly method: string
  readonly pathname: string
  readonly body: string
  /** The header `authorization`. */
  readonly bearer: string | undefined
}

type ApiPad = {
  readonly name: string
  readonly markdownTyped: string
  readonly editedAt: string
  readonly buttons?: boolean
  readonly editors?: number
}

/** What its OAuth provider gives to its client. */
const GRANTED = 'eyJhbGciOiJSUzI1NiJ9.eyJhZG1pbiI6dHJ1ZX0.c2lnbmF0dXJl'

/** null: not a path of the API. */
export function etherpadApi(
  { method, pathname, body, bearer }: AskedApi,
  access: EtherpadAccess,
  padOf: (name: string) => ApiPad | undefined,
): { readonly status: number; readonly body: unknown } | null {
  const given = new URLSearchParams(body)
  if (pathname === '/api/openapi.json')
    return { status: 200, body: { openapi: '3.0.2', info: { title: 'Etherpad API', version: '1.3.0' } } }
  if (pathname === '/oidc/token') {
    const isClient = 'client' in access && given.get('client_id') === access.client && given.get('client_secret') === access.secret
    if (!isClient || given.get('grant_type') !== 'client_credentials') return { status: 401, body: { error: 'invalid_client' } }
    return { status: 200, body: { access_token: GRANTED, expires_in: 3600, token_type: 'Bearer' } }
  }
  const [, version, verb = ''] = /^\/api\/([\d.]+)\/(\w+)$/.exec(pathname) ?? []
  if (version === undefined) return null
  const isAllowed = 'key' in access ? method === 'POST' && given.get('apikey') === access.key : bearer === `Bearer ${GRANTED}`
  if (!isAllowed) return { status: 401, body: { code: 4, message: 'no or wrong API Key', data: null } }
  const pad = padOf(given.get('padID') ?? '')
  if (pad === undefined) return { status: 200, body: { code: 1, message: 'padID does not exist', data: null } }
  const data = dataOf(pad, verb)
  return data === null
    ? { status: 404, body: { code: 3, message: 'no such function', data: null } }
    : { status: 200, body: { code: 0, message: 'ok', data } }
}

function dataOf(pad: ApiPad, verb: string): unknown {
  const lines = pad.buttons ? buttonLines(pad.markdownTyped) : plainLines(pad.markdownTyped)
  if (verb === 'getText') return { text: exportText(lines) }
  if (verb === 'getHTML') return { html: exportHtml(pad.name, lines) }
  // Each pad begins as revision 0; whatever stands there was typed since.
  if (verb === 'getRevisionsCount') return { revisions: pad.markdownTyped === '' ? 0 : 1 }
  if (verb === 'getLastEdited') return { lastEdited: Date.parse(pad.editedAt) }
  return verb === 'padUsersCount' ? { padUsersCount: pad.editors ?? 0 } : null
}
