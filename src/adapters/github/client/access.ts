/** Turns credentials into clients with no more permissions than the current step needs. */
import { createPrivateKey } from 'node:crypto'
import { createAppAuth } from '@octokit/auth-app'
import { z } from 'zod'
import type { GithubWeb } from '../../../domain/github-web.ts'
import { httpStatus, UserError, userError } from '../../../errors.ts'
import type { Credentials, Identity, Installation } from '../../../ports/app-ports.ts'
import { checked } from './answers.ts'
import type { GitHubClient, InstalledAccess, Step } from './client.ts'
import { translateError } from './errors.ts'
import { asClient, createOctokit, type OctokitOptions, PATIENCE_SECONDS } from './octokit.ts'
import { allEntries, PAGE_SIZE } from './paginate.ts'
import { createRetryBudget } from './retry-budget.ts'

export type AccessOptions = Omit<OctokitOptions, 'auth' | 'authStrategy'> & {
  /** Where people open the GitHub of `baseUrl`. */
  readonly github: GithubWeb
}

export function createAccess(credentials: Credentials, given: AccessOptions): InstalledAccess {
  const options = { patience: createRetryBudget(PATIENCE_SECONDS), ...given }
  return credentials.kind === 'token' ? tokenAccess(credentials.token, options) : appAccess(credentials, options)
}

/** What only the credentials can tell is said in general words: no adapter knows more of it. */
async function inWords<Result>(task: Promise<Result>): Promise<Result> {
  try {
    return await task
  } catch (error) {
    throw translateError(error)
  }
}

const Viewer = z.object({ viewer: z.object({ login: z.string(), databaseId: z.number().nullable() }) })
const WithId = z.object({ id: z.number() })
const App = z.object({ slug: z.string() })
const Installations = z.array(
  z.object({
    id: z.number(),
    account: z.object({ login: z.string() }).nullable(),
    permissions: z.record(z.string(), z.string()),
    events: z.array(z.string()),
    suspended_at: z.string().nullish(),
  }),
)

/** A token is what it is: it cannot be narrowed, and acts for whoever made it. */
function tokenAccess(token: string, options: AccessOptions): InstalledAccess {
  const client = asClient(createOctokit({ ...options, auth: token }), options.github)
  let identity: Promise<Identity> | null = null
  return {
    clientFor: async () => client,
    identity: () => {
      identity ??= inWords(whoIs(client))
      identity.catch(() => {
        identity = null
      })
      return identity
    },
    installations: async () => [],
    asApp: null,
  }
}

async function whoIs(client: GitHubClient): Promise<Identity> {
  const { viewer } = checked(Viewer, await client.graphql<unknown>('query { viewer { login databaseId } }'))
  return { login: viewer.login, id: viewer.databaseId ?? 0, isApp: viewer.login.endsWith('[bot]') }
}

function appAccess({ appId, privateKey }: { appId: string; privateKey: string }, options: AccessOptions): InstalledAccess {
  const app = asClient(createOctokit({ ...options, authStrategy: createAppAuth, auth: { appId, privateKey } as never }), options.github)
  const installations = new Map<string, Promise<number>>()
  const clients = new Map<string, Promise<GitHubClient>>()
  let identity: Promise<Identity> | null = null

  const installationOf = (owner: string) => {
    const known = installations.get(owner.toLowerCase())
    if (known) return known
    demandKey(privateKey)
    const found = findInstallation(app, owner)
    installations.set(owner.toLowerCase(), found)
    // A failure is not remembered: the app may be installed the next minute.
    found.catch(() => installations.delete(owner.toLowerCase()))
    return found
  }

  // auth-app keeps the token until it expires and asks for a new one by itself.
  const narrowed = (installationId: number, { permissions, repositories }: Omit<Step, 'owner'>): GitHubClient =>
    asClient(
      createOctokit({
        ...options,
        authStrategy: narrowedAuth as never,
        auth: { appId, privateKey, installationId, permissions, ...(repositories ? { repositoryNames: [...repositories] } : {}) } as never,
      }),
      options.github,
    )

  const open = async (step: Step): Promise<GitHubClient> => narrowed(await installationOf(step.owner), step)

  return {
    clientFor: (step) => {
      const key = JSON.stringify([
        step.owner.toLowerCase(),
        [...(step.repositories ?? ['*'])].sort(),
        Object.entries(step.permissions).sort(),
      ])
      const known = clients.get(key)
      if (known) return known
      const client = open(step)
      clients.set(key, client)
      client.catch(() => clients.delete(key))
      return client
    },
    identity: () => {
      demandKey(privateKey)
      identity ??= inWords(appIdentity(app, (installationId) => narrowed(installationId, { permissions: { metadata: 'read' } })))
      identity.catch(() => {
        identity = null
      })
      return identity
    },
    installations: async () => {
      demandKey(privateKey)
      return inWords(listInstallations(app))
    },
    asApp: app,
  }
}

/** Looked at where it is needed: most commands work without GitHub. Nothing of the key is shown, for most of it may be right. */
function demandKey(key: string): void {
  try {
    createPrivateKey(key)
  } catch {
    throw userError({
      where: 'PRIVATE_KEY (or the file of PRIVATE_KEY_PATH)',
      expected: 'the whole private key of the app with its line breaks, from "-----BEGIN …" to "-----END …"',
      found: 'a damaged or incomplete key',
      fix: 'Copy the .pem file again, or generate a new key in the app’s settings on GitHub.',
    })
  }
}

/** An app of communities is installed in fewer places than these pages hold. */
const MAX_PAGES = 100

async function listInstallations(app: GitHubClient): Promise<readonly Installation[]> {
  const read = async (page: number) =>
    checked(Installations, (await app.request('GET /app/installations', { per_page: PAGE_SIZE, page })).data)
  const tooMany = () =>
    new UserError(`The app: expected at most ${MAX_PAGES * PAGE_SIZE} installations, found more. Register an app of your own.`)
  const all = await allEntries(read, { maxPages: MAX_PAGES, tooMany })
  return all
    .filter(({ suspended_at }) => !suspended_at)
    .flatMap(({ account, permissions, events }) => (account ? [{ owner: account.login, permissions, events }] : []))
}

type NarrowedOptions = {
  appId: string
  privateKey: string
  installationId: number
  permissions: Record<string, string>
  repositoryNames?: string[]
  request: unknown
}

/**
 * auth-app's own hook always asks for the whole installation; this strategy asks for the narrowed token
 * (auth-app caches it by permissions and repositories) and puts it on the request.
 */
function narrowedAuth(options: NarrowedOptions) {
  const { appId, privateKey, installationId, permissions, repositoryNames, request } = options
  const appAuth = createAppAuth({ appId, privateKey, installationId, request: request as never })
  const token = () => appAuth({ type: 'installation', permissions, ...(repositoryNames ? { repositoryNames } : {}) })
  return Object.assign(token, {
    hook: async (
      send: (endpoint: unknown) => Promise<unknown>,
      route: { url?: string; headers?: Record<string, string> },
      parameters?: object,
    ) => {
      const endpoint = (
        request as { endpoint: { merge: (route: unknown, parameters?: object) => { url: string; headers: Record<string, string> } } }
      ).endpoint.merge(route, parameters)
      // The call for the token itself comes through here too, with the app's own signature.
      if (endpoint.url.endsWith('/access_tokens')) return send(endpoint)
      const { token: value } = await token()
      endpoint.headers.authorization = `token ${value}`
      return send(endpoint)
    },
  })
}

async function findInstallation(app: GitHubClient, owner: string): Promise<number> {
  for (const route of ['GET /orgs/{owner}/installation', 'GET /users/{owner}/installation']) {
    try {
      const { data } = await app.request(route, { owner })
      return checked(WithId, data).id
    } catch (error) {
      if (httpStatus(error) !== 404) throw error
      // GitHub answers 404 to a signature of an app that it does not know, too.
      if (/^Integration not found\b/.test((error as Error).message)) {
        throw new UserError(
          'APP_ID: expected the ID of a GitHub App, found one that GitHub does not know. Set the "App ID" from the app\'s settings page.',
          { cause: error },
        )
      }
    }
  }
  throw new UserError(
    `The app is not installed in ${owner}: expected an installation, found none. An owner of ${owner} installs it from the app's page ("Install App").`,
  )
}

/** Users cannot be read with the app's own signature: any installation's token will do. */
async function appIdentity(app: GitHubClient, clientOf: (installationId: number) => GitHubClient): Promise<Identity> {
  const { data } = await app.request('GET /app')
  const login = `${checked(App, data).slug}[bot]`
  const installations = await app.request('GET /app/installations', { per_page: 1 })
  const installation = checked(z.array(WithId), installations.data)[0]
  if (!installation) {
    throw new UserError(`The app is not installed: expected an installation, found none. Install it from the app's page ("Install App").`)
  }
  const user = await clientOf(installation.id).request<unknown>('GET /users/{username}', { username: login })
  return { login, id: checked(WithId, user.data).id, isApp: true }
}
