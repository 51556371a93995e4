/** Plain requests to the sandbox, for its own tests. */
import { createSign } from 'node:crypto'
import type { Sandbox } from './github.ts'

export type Answer = { readonly status: number; readonly headers: Headers; readonly text: string; readonly json: Record<string, unknown> }

/** One request; `token` null for none. `body`: JSON, or text as it is. */
export async function ask(
  sandbox: Sandbox,
  operation: string,
  options: { token?: string | null; body?: unknown; accept?: string } = {},
): Promise<Answer> {
  const [method = '', path = ''] = operation.split(' ')
  const { token = null, body, accept } = options
  const answer = await fetch(`${sandbox.url}${path.startsWith('/api/') ? path : `/api/v3${path}`}`, {
    method,
    redirect: 'manual',
    headers: { 'user-agent': 'tests', ...(token === null ? {} : { authorization: `bearer ${token}` }), ...(accept ? { accept } : {}) },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await answer.text()
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    json: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : {},
  }
}

export function askGraphql(
  sandbox: Sandbox,
  token: string | null,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Answer> {
  return ask(sandbox, 'POST /api/graphql', { token, body: { query, variables } })
}

/** The app's own token; `claims` and `key` make it wrong. */
export function appToken({ env }: Sandbox, claims: Record<string, unknown> = {}, key = env.PRIVATE_KEY, now = new Date()): string {
  const seconds = Math.floor(now.getTime() / 1000)
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const text = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ iat: seconds - 30, exp: seconds + 540, iss: env.APP_ID, ...claims })}`
  return `${text}.${createSign('RSA-SHA256').update(text).sign(key, 'base64url')}`
}
