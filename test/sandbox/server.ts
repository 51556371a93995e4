/** One HTTP request: faults, who asks, limits, then GraphQL or a REST operation; answers in GitHub's shapes. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { checkAppToken } from './access.ts'
import type { Actions } from './actions.ts'
import { type Fault, type Faults, spoil } from './faults.ts'
import { type GraphqlRequest, limitMessage, runGraphql } from './graphql/execute.ts'
import { type Limits, type Resource, rateHeaders } from './limits.ts'
import { stamp, type Token, type World } from './model.ts'
import { bodyProblem, docsOf } from './openapi/description.ts'
import type { Registrations } from './registration.ts'
import { RestRefusal } from './rest/refusal.ts'
import { type Match, matchRoute } from './rest/routes.ts'
import type { Shapes } from './shapes.ts'
import type { Webhooks } from './webhooks.ts'

export type LoggedRequest = {
  readonly method: string
  readonly path: string
  /** REST: its name in GitHub's description, or the path where there is none; GraphQL: `query BoardPage`. */
  readonly operation: string
  readonly status: number
  readonly graphqlCost: number
  readonly nodes: number
  /** Milliseconds until it was answered, without `delayMs`. */
  readonly ms: number
}

export type Parts = {
  readonly world: World
  readonly actions: Actions
  readonly shapes: Shapes
  readonly webhooks: Webhooks
  readonly faults: Faults
  readonly limits: Limits
  readonly registrations: Registrations
  readonly requests: LoggedRequest[]
  readonly wallClock: () => Date
  readonly publicKey: string
  readonly delayMs: number
}

type Reply = {
  status: number
  headers?: Readonly<Record<string, string>>
  json?: unknown
  raw?: Buffer | string
  operation: string
  cost?: number
  nodes?: number
}

/** GitHub refuses bodies above about this size. */
const MAX_BODY = 25 * 1024 * 1024
const REST_DOCS = 'https://docs.github.com/rest'
const LIMIT_DOCS = 'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api'

export function createAnswerer(parts: Parts) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    answer(parts, request, response).catch((error: unknown) => {
      // A fault of the sandbox itself: loud, and never taken for one of GitHub's.
      console.error('The sandbox failed:', error)
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ message: `The sandbox failed: ${String(error)}` }))
    })
  }
}

async function answer(parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { faults, requests, delayMs, wallClock } = parts
  response.setHeader('date', wallClock().toUTCString())
  const url = new URL(request.url ?? '/', 'http://localhost')
  const method = request.method ?? 'GET'
  const path = url.pathname
  const body = await readBody(request)
  const start = performance.now()
  const operation = operationOf(parts.world, method, path, body)
  const fault = faults.next({ method, path, operation })
  if (fault?.kind === 'reset' || (fault?.kind === 'crash' && !fault.done)) {
    if (fault.kind === 'crash') fault.crash()
    requests.push({ method, path, operation, status: 0, graphqlCost: 0, nodes: 0, ms: 0 })
    request.socket.destroy()
    return
  }
  if (fault?.kind === 'hang') {
    requests.push({ method, path, operation, status: 0, graphqlCost: 0, nodes: 0, ms: 0 })
    return
  }
  const registering = () => parts.registrations.answer(parts, method, `${path}${url.search}`, body?.toString('utf8') ?? '')
  const reached = faulty(parts, fault, operation) ?? registering() ?? reach(parts, { request, method, path, url, body })
  const reply = afterwards(fault, reached)
  if (fault && reply.json && typeof reply.json === 'object') spoil(reply.json as Record<string, unknown>, fault)
  requests.push({
    method,
    path,
    operation: reply.operation || operation,
    status: reply.status,
    graphqlCost: reply.cost ?? 0,
    nodes: reply.nodes ?? 0,
    ms: performance.now() - start,
  })
  if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs))
  if (fault?.kind === 'lost-answer' || fault?.kind === 'crash') {
    if (fault.kind === 'crash') fault.crash()
    request.socket.destroy()
    return
  }
  send(response, reply)
}

function send(response: ServerResponse, { status, headers, json, raw }: Reply): void {
  const content = raw ?? (json === undefined ? '' : JSON.stringify(json))
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'x-github-request-id': 'SANDBOX',
    'x-github-media-type': 'github.v3; format=json',
    ...headers,
  })
  response.end(content)
}

/** null when the body is too large. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += (chunk as Buffer).length
    if (size <= MAX_BODY) chunks.push(chunk as Buffer)
  }
  return size > MAX_BODY ? null : Buffer.concat(chunks)
}

const isGraphql = (path: string) => path === '/api/graphql'

/** Names of moved repositories are looked up by id, as GitHub's redirects ask. */
function restPath(world: World, path: string): string {
  const rest = path.replace(/^\/api\/v3(?=\/)/, '')
  return rest.replace(/^\/repositories\/(\d+)/, (whole, id) => {
    const found = [...world.repositories.values()].find(({ databaseId }) => databaseId === Number(id))
    return found ? `/repos/${found.nameWithOwner}` : whole
  })
}

function operationOf(world: World, method: string, path: string, body: Buffer | null): string {
  if (!isGraphql(path)) return matchRoute(method, restPath(world, path))?.route.operation ?? `${method} ${path}`
  // In JSON a line end is two characters.
  const name = /\b(query|mutation)\s+(\w+)/.exec((body?.toString('utf8') ?? '').replaceAll('\\n', ' '))
  return name ? `${name[1]} ${name[2]}` : 'query'
}

function faulty({ limits, wallClock }: Parts, fault: Fault | null, operation: string): Reply | null {
  switch (fault?.kind) {
    case 'bad-gateway':
      return fault.done ? null : { ...PAGES.badGateway, operation }
    case 'page':
      return fault.done ? null : { ...PAGES.proxy, operation }
    case 'malformed':
      return { status: 200, raw: '{"data": {"organization": {"projec', operation }
    case 'secondary-limit':
      return secondary(operation, fault.retryAfter)
    case 'rate-limited': {
      const headers = rateHeaders(
        {
          limit: limits.settings.points,
          remaining: 0,
          used: limits.settings.points,
          resetAt: new Date(wallClock().getTime() + (fault.resetIn ?? 60) * 1000),
        },
        'graphql',
      )
      const message = 'API rate limit exceeded for installation ID 1.'
      return / \//.test(operation)
        ? { status: 403, headers, json: { message, documentation_url: LIMIT_DOCS }, operation }
        : { status: 200, headers, json: { errors: [limitProblem(fault.name ?? 'RATE_LIMITED', message)] }, operation }
    }
    case 'status':
      return { status: fault.status, json: fault.json, headers: { ...fault.headers }, operation }
    default:
      return null
  }
}

/** GitHub names its hourly limit in either way. */
const limitProblem = (type: 'RATE_LIMITED' | 'RATE_LIMIT', message: string) =>
  type === 'RATE_LIMITED' ? { type, message } : { type, code: 'graphql_rate_limit', message }

const page = (title: string) =>
  `<html>\n<head><title>${title}</title></head>\n<body>\n<center><h1>${title}</h1></center>\n</body>\n</html>\n`
const PAGES = {
  badGateway: { status: 502, headers: { 'content-type': 'text/html' }, raw: page('502 Bad Gateway') },
  proxy: { status: 200, headers: { 'content-type': 'text/html' }, raw: page('Please sign in to the network') },
}

/** What becomes of the answer to a request that was carried out. */
function afterwards(fault: Fault | null, reply: Reply): Reply {
  const { operation } = reply
  if (fault?.kind === 'bad-gateway' && fault.done) return { ...PAGES.badGateway, operation }
  if (fault?.kind === 'page' && fault.done) return { ...PAGES.proxy, operation }
  if (fault?.kind !== 'torn' || reply.json === undefined) return reply
  const { json, ...rest } = reply
  const whole = JSON.stringify(json)
  return { ...rest, raw: whole.slice(0, Math.ceil(whole.length / 2)) }
}

const secondary = (operation: string, retryAfter: number | null): Reply => ({
  status: 403,
  headers: retryAfter === null ? {} : { 'retry-after': String(retryAfter) },
  json: {
    message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
    documentation_url: `${LIMIT_DOCS}#about-secondary-rate-limits`,
  },
  operation,
})

type Asked = { request: IncomingMessage; method: string; path: string; url: URL; body: Buffer | null }

function reach(parts: Parts, asked: Asked): Reply {
  const { request, method, path, body } = asked
  const graphql = isGraphql(path)
  const match = graphql ? null : matchRoute(method, restPath(parts.world, path))
  const docs = graphql ? 'https://docs.github.com/graphql' : match ? docsOf(match.route.operation) : REST_DOCS
  const operation = match?.route.operation ?? `${method} ${path}`
  try {
    if (!request.headers['user-agent']) {
      return {
        status: 403,
        headers: { 'content-type': 'text/html' },
        raw: 'Request forbidden by administrative rules. Please make sure your request has a User-Agent header (https://docs.github.com/en/rest/overview/resources-in-the-rest-api#user-agent-required). Check https://developer.github.com for other possible causes.\n',
        operation,
      }
    }
    if (body === null) throw new RestRefusal(413, 'Payload too big')
    return graphql ? answerGraphql(parts, asked, body) : answerRest(parts, asked, match, body)
  } catch (error) {
    if (!(error instanceof RestRefusal)) throw error
    const { status, message, more, headers } = error
    return {
      status,
      headers: { ...headers },
      json: { message, ...more, documentation_url: more.documentation_url ?? docs, status: String(status) },
      operation,
    }
  }
}

function presented(request: IncomingMessage): string | null {
  return /^(?:token|bearer)\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null
}

/** The token presented; refuses what is unknown, expired or of a suspended installation. */
function tokenOf({ world, wallClock }: Parts, request: IncomingMessage): Token | null {
  const value = presented(request)
  if (value === null) {
    if (request.headers.authorization) throw new RestRefusal(401, 'Bad credentials', { documentation_url: REST_DOCS })
    return null
  }
  const token = world.tokens.get(value)
  if (!token || (token.expiresAt !== null && token.expiresAt <= wallClock()))
    throw new RestRefusal(401, 'Bad credentials', { documentation_url: REST_DOCS })
  if (token.kind === 'installation' && token.installation.suspended) throw new RestRefusal(403, 'This installation has been suspended')
  return token
}

function answerGraphql(parts: Parts, { request, method }: Asked, body: Buffer): Reply {
  const { world, actions, limits } = parts
  if (method !== 'POST') throw new RestRefusal(404, 'Not Found')
  const token = tokenOf(parts, request)
  if (token === null) {
    throw new RestRefusal(401, 'This endpoint requires you to be authenticated.', {
      documentation_url: 'https://docs.github.com/graphql/guides/forming-calls-with-graphql#authenticating-with-graphql',
    })
  }
  const asked = parseJson(body) as GraphqlRequest | undefined
  if (typeof asked?.query === 'string' && /^\s*mutation\b[^{]*\{\s*addComment\b/.test(asked.query) && !limits.mayCreate())
    return secondary('mutation', 60)
  const result = runGraphql(world, token, actions, asked ?? {}, (points) => {
    const budget = limits.spend(token, 'graphql', points)
    return (
      budget && { kind: 'RateLimit', limit: budget.limit, remaining: budget.remaining, used: budget.used, resetAt: stamp(budget.resetAt) }
    )
  })
  return {
    status: result.status,
    headers: rateHeaders(limits.stateOf(token, 'graphql'), 'graphql'),
    json: result.body,
    operation: result.operation,
    cost: result.cost,
    nodes: result.nodes,
  }
}

function parseJson(body: Buffer): unknown {
  if (body.length === 0) return undefined
  let parsed: unknown
  try {
    parsed = JSON.parse(body.toString('utf8'))
  } catch {
    throw new RestRefusal(400, 'Problems parsing JSON')
  }
  if (typeof parsed !== 'object' || parsed === null) throw new RestRefusal(400, 'Body should be a JSON object')
  return parsed
}

/** Operations that make content people are told of: GitHub bounds them by the minute. */
const CREATES = /^POST .*\/(comments|pulls|requested_reviewers|check-runs)$/

function answerRest(parts: Parts, { request, url, body: _ }: Asked, match: Match | null, body: Buffer): Reply {
  const { world, actions, shapes, webhooks, limits, wallClock } = parts
  if (!match) throw new RestRefusal(404, 'Not Found')
  const { route, params } = match
  const resource: Resource = 'core'
  const token = route.auth === 'app' ? null : tokenOf(parts, request)
  if (route.auth === 'app') demandApp(parts, request)
  if (route.auth === 'token' && token === null) throw new RestRefusal(401, 'Requires authentication')
  const budget = limits.spend(token, resource, 1)
  if (budget === null) {
    const spent = limits.stateOf(token, resource)
    const message = token ? limitMessage(token) : 'API rate limit exceeded.'
    throw new RestRefusal(403, message, { documentation_url: LIMIT_DOCS }, { ...rateHeaders({ ...spent, remaining: 0 }, resource) })
  }
  const given = parseJson(body)
  const problem = bodyProblem(route.operation, given)
  if (problem !== null) throw new RestRefusal(422, problem)
  if (CREATES.test(route.operation) && !limits.mayCreate()) return secondary(route.operation, 60)
  const { status, json, raw, headers } = route.answer({
    world,
    actions,
    shapes,
    webhooks,
    token: token as Token,
    params,
    query: url.searchParams,
    body: (given ?? {}) as Record<string, unknown>,
    accept: String(request.headers.accept ?? ''),
    wallClock,
  })
  return {
    status,
    headers: { ...rateHeaders(budget, resource), ...headers },
    ...(raw === undefined ? { json } : { raw }),
    operation: route.operation,
  }
}

function demandApp({ world, publicKey, wallClock }: Parts, request: IncomingMessage): void {
  const jwt = presented(request)
  if (jwt === null || !jwt.includes('.')) throw new RestRefusal(401, 'A JSON web token could not be decoded')
  const claim = checkAppToken(jwt, world.app.id, publicKey, wallClock())
  if (!claim.ok) throw new RestRefusal(claim.message === 'Integration not found' ? 404 : 401, claim.message)
}
