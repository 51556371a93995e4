/** The app, its installations and their tokens; people. */
import { randomBytes } from 'node:crypto'
import { actorOf, findInstallation, mayRead, roleOf } from '../access.ts'
import { type Account, findAccount, findRepository, type Installation, stamp } from '../model.ts'
import { notFound, RestRefusal } from './refusal.ts'
import { type Call, ok, paged, type Route, repositoryIn } from './route.ts'

const LEVELS = ['none', 'read', 'write', 'admin']
const LIFETIME_MS = 60 * 60 * 1000

function installationOf({ world, shapes }: Call, account: Account | null) {
  const found = account && findInstallation(world, account)
  if (!found) throw notFound()
  return ok(shapes.installation(found))
}

const ofKind = ({ world }: Call, login: string, kind: Account['kind']): Account | null => {
  const found = findAccount(world, login)
  return found?.kind === kind ? found : null
}

/** Which repositories a token is to reach; refuses what the installation does not. */
function chosenRepositories({ world, body }: Call, installation: Installation): readonly string[] | null {
  const names = body.repositories as string[] | undefined
  const ids = body.repository_ids as number[] | undefined
  if (!names && !ids) return null
  const all = [...world.repositories.values()].filter(
    ({ owner, name }) =>
      owner === installation.account && (installation.repositories === 'all' || installation.repositories.includes(name)),
  )
  const chosen = [
    ...(names ?? []).map((name) => all.find((one) => one.name.toLowerCase() === name.toLowerCase())),
    ...(ids ?? []).map((id) => all.find((one) => one.databaseId === id)),
  ]
  if (chosen.includes(undefined)) {
    throw new RestRefusal(422, 'There is at least one repository that does not exist or is not accessible to the parent installation.')
  }
  return chosen.flatMap((one) => (one ? [one.name.toLowerCase()] : []))
}

function chosenPermissions({ body }: Call, installation: Installation): Record<string, string> {
  const asked = body.permissions as Record<string, string> | undefined
  if (!asked) return installation.permissions
  const tooMuch = Object.entries(asked).some(
    ([name, level]) => LEVELS.indexOf(level) > LEVELS.indexOf(installation.permissions[name] ?? 'none'),
  )
  if (tooMuch) throw new RestRefusal(422, 'The permissions requested are not granted to this installation.')
  // Every token may read metadata.
  return { metadata: 'read', ...asked }
}

function createToken(call: Call) {
  const { world, params, shapes, wallClock } = call
  const installation = world.installations.find(({ id }) => id === Number(params.installation_id))
  if (!installation) throw notFound()
  if (installation.suspended) throw new RestRefusal(403, 'This installation has been suspended')
  const repositories = chosenRepositories(call, installation)
  const permissions = chosenPermissions(call, installation)
  const value = `ghs_${randomBytes(18).toString('hex')}`
  const expiresAt = new Date(wallClock().getTime() + LIFETIME_MS)
  world.tokens.set(value, { kind: 'installation', value, expiresAt, installation, permissions, repositories, workflow: false })
  const shown = repositories
    ?.flatMap((name) => findRepository(world, installation.account.login, name) ?? [])
    .map((one) => shapes.repository(one, null))
  return {
    status: 201,
    json: {
      token: value,
      expires_at: stamp(expiresAt),
      permissions,
      repository_selection: repositories || installation.repositories !== 'all' ? 'selected' : 'all',
      ...(shown ? { repositories: shown } : {}),
    },
  }
}

/** Pages by cursor, newest first; GitHub forgets them after three days. */
function hookDeliveries({ world, webhooks, query }: Call) {
  const size = Math.min(100, Math.max(1, Number(query.get('per_page')) || 30))
  const oldest = world.now().getTime() - 3 * 24 * LIFETIME_MS
  const all = webhooks.attempts().filter(({ at }) => at.getTime() >= oldest)
  const cursor = query.get('cursor')
  if (cursor !== null && !/^v1_\d+$/.test(cursor)) throw new RestRefusal(422, 'Invalid cursor')
  const from =
    cursor === null
      ? 0
      : Math.max(
          0,
          all.findIndex(({ id }) => `v1_${id}` === cursor),
        )
  const next = all[from + size]
  const shown = all.slice(from, from + size).map(({ id, guid, at, redelivery, status, event, action }) => ({
    id,
    guid,
    delivered_at: stamp(at),
    redelivery,
    duration: 0.03,
    status: status === null ? 'failed to connect to host' : status < 300 ? 'OK' : `Invalid HTTP Response: ${status}`,
    status_code: status ?? 502,
    event,
    action,
    installation_id: world.installations[0]?.id ?? null,
    repository_id: null,
    throttled_at: null,
  }))
  const link = `<https://api.github.com/app/hook/deliveries?per_page=${size}&cursor=v1_${next?.id}>; rel="next"`
  return { status: 200, json: shown, ...(next ? { headers: { link } } : {}) }
}

/** The older names of roles: `permission` knows no triage and no maintain. */
const LEGACY: Record<string, string> = { triage: 'read', maintain: 'write' }

export const appRoutes: readonly Route[] = [
  { operation: 'GET /app', auth: 'app', answer: ({ shapes }) => ok(shapes.app()) },
  {
    operation: 'GET /app/installations',
    auth: 'app',
    answer: (call) =>
      paged(call, call.world.installations, `${call.world.site}/api/v3/app/installations`, (one) => call.shapes.installation(one)),
  },
  { operation: 'POST /app/installations/{installation_id}/access_tokens', auth: 'app', answer: createToken },
  { operation: 'GET /app/hook/deliveries', auth: 'app', answer: hookDeliveries },
  {
    operation: 'POST /app/hook/deliveries/{delivery_id}/attempts',
    auth: 'app',
    answer: ({ webhooks, params }) => {
      const found = webhooks.attempts().find(({ id }) => id === Number(params.delivery_id))
      if (!found) throw notFound()
      void found.again()
      return { status: 202, json: {} }
    },
  },
  {
    operation: 'GET /orgs/{org}/installation',
    auth: 'app',
    answer: (call) => installationOf(call, ofKind(call, call.params.org ?? '', 'Organization')),
  },
  {
    operation: 'GET /users/{username}/installation',
    auth: 'app',
    answer: (call) => installationOf(call, ofKind(call, call.params.username ?? '', 'User')),
  },
  {
    operation: 'GET /repos/{owner}/{repo}/installation',
    auth: 'app',
    answer: (call) => {
      const repository = findRepository(call.world, call.params.owner ?? '', call.params.repo ?? '')
      const installation = repository && findInstallation(call.world, repository.owner)
      const reaches = installation && (installation.repositories === 'all' || installation.repositories.includes(repository.name))
      if (!reaches) throw notFound()
      return ok(call.shapes.installation(installation))
    },
  },
  {
    operation: 'GET /user',
    auth: 'token',
    answer: ({ world, token, shapes }) => {
      if (token.kind === 'installation') throw new RestRefusal(403, 'Resource not accessible by integration')
      return ok(shapes.publicUser(actorOf(world, token)))
    },
  },
  {
    operation: 'GET /users/{username}',
    auth: 'anyone',
    answer: ({ world, params, shapes }) => {
      const found = findAccount(world, params.username ?? '')
      if (!found) throw notFound()
      return ok(shapes.publicUser(found))
    },
  },
  {
    operation: 'GET /repos/{owner}/{repo}',
    auth: 'anyone',
    answer: (call) => {
      const { token, shapes } = call
      return ok(shapes.repository(repositoryIn(call), token?.kind === 'personal' ? token.user : null))
    },
  },
  {
    operation: 'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
    auth: 'token',
    answer: (call) => {
      const { world, token, params, shapes } = call
      const repository = repositoryIn(call)
      if (token.kind === 'personal' && !['write', 'maintain', 'admin'].includes(roleOf(repository, token.user))) {
        throw new RestRefusal(403, 'Must have push access to view collaborator permission.')
      }
      if (token.kind === 'installation' && !mayRead(token, repository)) throw notFound()
      const account = findAccount(world, params.username ?? '')
      if (!account) throw new RestRefusal(404, `${params.username} is not a user`)
      const role = roleOf(repository, account)
      return ok({ permission: LEGACY[role] ?? role, user: { ...shapes.user(account), role_name: role }, role_name: role })
    },
  },
]
