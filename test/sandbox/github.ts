/**
 * GitHub on localhost: the REST and GraphQL operations this app uses, on a world read from a YAML file, with real
 * tokens, signatures, limits and webhooks. Addresses are those of a GitHub server: `/api/v3/…` and `/api/graphql`.
 */
import { generateKeyPair, randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { type Actions, createActions } from './actions.ts'
import { createPerson, type Person } from './edit.ts'
import { createFaults, type Faults } from './faults.ts'
import { createLimits, type Limits } from './limits.ts'
import { accountOf, createWorld, type World } from './model.ts'
import { createRegistrations, type Registrations } from './registration.ts'
import { createAnswerer, type LoggedRequest } from './server.ts'
import { createShapes } from './shapes.ts'
import { createWebhooks, type Webhooks, type WebhookTarget } from './webhooks.ts'
import { readWorldFile } from './world.ts'

export type SandboxOptions = {
  /** A world, or the path of its YAML file. */
  readonly world: World | string
  /** 0 (the default) takes any free one. */
  readonly port?: number
  /** The world's clock: dates of everything written. Default: the file's `now`, standing still. */
  readonly now?: () => Date
  /** The clock of tokens, signatures and limits. Default: the real one. */
  readonly wallClock?: () => Date
  /** Every answer comes this much later. */
  readonly delayMs?: number
  readonly webhookTarget?: WebhookTarget
}

export type Sandbox = {
  readonly url: string
  /** What the app needs in its environment. */
  readonly env: Readonly<Record<'GHE_HOST' | 'GHE_PROTOCOL' | 'GHE_SITE' | 'APP_ID' | 'PRIVATE_KEY' | 'WEBHOOK_SECRET', string>>
  readonly world: World
  readonly requests: LoggedRequest[]
  readonly tokens: {
    /** A person's token. */
    readonly personal: (login: string, scopes?: readonly string[]) => string
    /** An installation's token; narrowed, or expiring at another time than in an hour, on request. */
    readonly installation: (
      owner: string,
      options?: { permissions?: Record<string, string>; repositories?: readonly string[]; expiresAt?: Date },
    ) => string
  }
  readonly faults: Faults
  readonly limits: Limits['settings']
  /** Apps registered from a manifest. */
  readonly registrations: Registrations
  /** What a person does. */
  readonly edit: (login: string) => Person
  readonly webhooks: Webhooks
  readonly actions: Actions
  readonly close: () => Promise<void>
}

type Keys = { readonly publicKey: string; readonly privateKey: string }

/** One pair of keys a process, made beside all the rest: making one takes longer. */
let keys: Promise<Keys> | null = null

function appKeys(): Promise<Keys> {
  keys ??= promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  return keys
}

export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const making = appKeys()
  const world = typeof options.world === 'string' ? createWorld(readWorldFile(options.world), options.now) : options.world
  if (options.now) world.now = options.now
  const wallClock = options.wallClock ?? (() => new Date())
  const secret = options.webhookTarget?.secret ?? randomBytes(16).toString('hex')
  const server: Server = createServer()
  let url = ''
  const shapes = createShapes(world, () => `${url}/api/v3`)
  const webhooks = createWebhooks(world, () => shapes, options.webhookTarget ?? null)
  const actions = createActions(world, () => shapes, webhooks)
  const faults = createFaults()
  const limits = createLimits(wallClock)
  const requests: LoggedRequest[] = []
  const { publicKey, privateKey } = await making
  const registrations = createRegistrations({ privateKey, webhookSecret: secret, site: () => url })
  server.on(
    'request',
    createAnswerer({
      ...{ world, actions, shapes, webhooks, faults, limits, registrations, requests, wallClock, publicKey },
      delayMs: options.delayMs ?? 0,
    }),
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, 'localhost', resolve)
  })
  const host = `localhost:${(server.address() as AddressInfo).port}`
  url = `http://${host}`
  return {
    url,
    env: {
      // Its addresses are those of the GitHub that it plays.
      ...{ GHE_HOST: host, GHE_PROTOCOL: 'http', GHE_SITE: world.site },
      ...{ APP_ID: String(world.app.id), PRIVATE_KEY: privateKey, WEBHOOK_SECRET: secret },
    },
    world,
    requests,
    tokens: createTokens(world, wallClock),
    faults,
    limits: limits.settings,
    registrations,
    edit: (login) => createPerson(world, actions, webhooks, login),
    webhooks,
    actions,
    close: async () => {
      await webhooks.settled()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}

function createTokens(world: World, wallClock: () => Date): Sandbox['tokens'] {
  return {
    personal: (login, scopes = ['repo', 'read:project']) => {
      const value = `ghp_${randomBytes(18).toString('hex')}`
      world.tokens.set(value, { kind: 'personal', value, expiresAt: null, user: accountOf(world, login), scopes })
      return value
    },
    installation: (owner, { permissions, repositories, expiresAt } = {}) => {
      const installation = world.installations.find(({ account }) => account.login.toLowerCase() === owner.toLowerCase())
      if (!installation) throw new Error(`The app is not installed in ${owner}.`)
      const value = `ghs_${randomBytes(18).toString('hex')}`
      world.tokens.set(value, {
        kind: 'installation',
        value,
        expiresAt: expiresAt ?? new Date(wallClock().getTime() + 60 * 60 * 1000),
        installation,
        permissions: permissions ?? installation.permissions,
        repositories: repositories?.map((name) => name.toLowerCase()) ?? null,
        workflow: false,
      })
      return value
    },
  }
}
