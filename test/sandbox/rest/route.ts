/** One operation of the REST API: its name in GitHub's description, who may call it, what it answers. */
import { mayRead, mayWrite } from '../access.ts'
import type { Actions } from '../actions.ts'
import { findRepository, findThing, type Issue, type Pull, type Repository, type Token, type World } from '../model.ts'
import type { Shapes } from '../shapes.ts'
import type { Webhooks } from '../webhooks.ts'
import { notFound, RestRefusal } from './refusal.ts'

export type Call = {
  readonly world: World
  readonly actions: Actions
  readonly shapes: Shapes
  readonly webhooks: Webhooks
  /** Set where the route asks for a token. */
  readonly token: Token
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
  readonly accept: string
  /** The clock of tokens and signatures, not the world's. */
  readonly wallClock: () => Date
}

export type Answer = {
  readonly status: number
  readonly json?: unknown
  readonly raw?: Buffer | string
  readonly headers?: Readonly<Record<string, string>>
}

export type Route = {
  /** As in GitHub's OpenAPI description: `GET /repos/{owner}/{repo}`. */
  readonly operation: string
  /** `app`: the app's own signature; `token`: any token; `anyone`: without, too. */
  readonly auth: 'app' | 'token' | 'anyone'
  readonly answer: (call: Call) => Answer
}

export const ok = (json: unknown): Answer => ({ status: 200, json })

/** The repository of the path, if the token may see it; its name may have a redirect one day. */
export function repositoryIn({ world, token, params }: Call, permission = 'metadata'): Repository {
  const found = findRepository(world, params.owner ?? '', params.repo ?? '')
  if (!found || !mayRead(token, found)) throw notFound()
  if (!mayRead(token, found, permission)) throw new RestRefusal(403, 'Resource not accessible by integration')
  return found
}

/** Refuses as GitHub does: what cannot be seen is not found, what can be seen but not written is forbidden. */
export function demandWrite(token: Token, repository: Repository, permission: string, role: string): void {
  if (mayWrite(token, repository, permission, role)) return
  if (token.kind === 'installation') throw new RestRefusal(403, 'Resource not accessible by integration')
  if (!token.scopes.includes('repo') && !token.scopes.includes('public_repo')) throw notFound()
  throw new RestRefusal(403, 'Must have admin rights to Repository.')
}

/** The issue or pull request of the path; moved, deleted and switched off ones answer as GitHub's do. */
export function thingIn(call: Call): Issue | Pull {
  const repository = repositoryIn(call, 'issues')
  const number = Number(call.params.issue_number)
  const found = findThing(repository, number, true)
  if (found?.kind !== 'PullRequest' && !repository.hasIssuesEnabled)
    throw new RestRefusal(410, 'Issues has been disabled in this repository.')
  if (!found) throw notFound()
  if (found.kind === 'Issue' && found.gone) {
    if (found.gone.status !== 301)
      throw new RestRefusal(found.gone.status, found.gone.status === 410 ? 'This issue was deleted' : 'Not Found')
    const { to } = found.gone
    const place = `${call.shapes.repositoryApi(to.repository)}/issues/${to.number}`
    throw new RestRefusal(301, 'Moved Permanently', { url: place }, { location: place })
  }
  return found
}

export const permissionFor = (thing: Issue | Pull): string => (thing.kind === 'Issue' ? 'issues' : 'pull_requests')

/** Page and size of a list: `page`, `per_page` (1 to 100, 30 unless asked). With a `link` header where there is more. */
export function paged<Entry>({ query }: Call, entries: readonly Entry[], path: string, show: (entry: Entry) => unknown): Answer {
  const size = Math.min(100, Math.max(1, Number(query.get('per_page')) || 30))
  const page = Math.max(1, Number(query.get('page')) || 1)
  const last = Math.max(1, Math.ceil(entries.length / size))
  const link = (rel: string, to: number) => {
    const next = new URLSearchParams(query)
    next.set('page', String(to))
    return `<${path}?${next}>; rel="${rel}"`
  }
  const links = [
    ...(page > 1 ? [link('prev', page - 1), link('first', 1)] : []),
    ...(page < last ? [link('next', page + 1), link('last', last)] : []),
  ]
  return {
    status: 200,
    json: entries.slice((page - 1) * size, page * size).map(show),
    ...(links.length === 0 ? {} : { headers: { link: links.join(', ') } }),
  }
}
