/** `start` without credentials: serves the registration page, and waits until the app is registered, installed and configured. */
import { TryAgainError, UserError } from '../errors.ts'
import type { Log } from '../ports.ts'
import { follow } from '../registration/follow.ts'
import { createRegistrationPages } from '../registration/pages.ts'
import type { Progress, RegisteredApp } from '../registration/registered-app.ts'
import { type RegistrationServer, startRegistrationServer } from '../server/registration/registration-server.ts'
import { createRegistrationPorts, createWiring, type RegistrationPorts, requestErrorInWords, type Variables } from '../wiring.ts'
import { cannotListen } from './listening.ts'
import { sanitize } from './output/sanitize.ts'
import type { Shell } from './shell.ts'

/** After such a time it is looked again, whatever happens. */
const AGAIN_MS = 10_000

type Options = { readonly config?: string; readonly organization?: string }

/** What the server goes on with; null where the app needs none, because it was registered without webhooks. */
export type Registered = { readonly variables: Variables } | null

/** Throws UserError where no registration page may be served. */
export async function registerApp(shell: Shell, options: Options): Promise<Registered> {
  const log: Log = { info: () => {}, warn: (message) => shell.err(`${sanitize(message)}\n`) }
  const ports = shell.isTerminal ? createRegistrationPorts(shell.env, log) : null
  if (ports === null) throw withoutCredentials()
  await ports.demandRoom()
  let variables: Variables = {}
  const server = await serve(ports, {
    log,
    organization: options.organization ?? (await organizationHere(shell, options)),
    keep: (secret) => {
      variables = secret
    },
  })
  try {
    shell.err(
      `No GitHub App yet: neither APP_ID nor GITHUB_TOKEN is set.\nOpen ${server.url} in a browser on this machine to register one. Ctrl+C stops.\n`,
    )
    const app = await server.registered
    tellRegistered(shell, app)
    const own = { ...shell, env: { ...shell.env, ...variables } }
    await untilReady(own, options, { app, server, watch: ports.watchSettings })
    if (app.hasWebhook) return { variables }
    shell.err('The app is ready. It has no webhooks, so no server is needed: `npx scs-sprint init` writes the configuration.\n')
    return null
  } finally {
    await server.close()
  }
}

function withoutCredentials(): UserError {
  return new UserError(
    'The server: expected GitHub App credentials, found none. Set APP_ID with PRIVATE_KEY or PRIVATE_KEY_PATH. ' +
      'To register an app, run `npm start` in a terminal on your own machine, without HOST and CI, and open the address that it prints.',
  )
}

/** From a sprint.yml in this folder; empty where there is none yet. */
async function organizationHere(shell: Shell, { config }: Options): Promise<string> {
  const log: Log = { info: () => {}, warn: () => {} }
  const wiring = createWiring(shell.env, { ...(config === undefined ? {} : { config }), log })
  try {
    return (await wiring.settings()).organization
  } catch (error) {
    // Without a configuration the form asks; one that is wrong is told about when the server needs it.
    if (error instanceof UserError) return ''
    throw error
  }
}

type Serving = { readonly log: Log; readonly organization: string; readonly keep: (secret: Variables) => void }

async function serve(ports: RegistrationPorts, { log, organization, keep }: Serving): Promise<RegistrationServer> {
  const { site, description, templates, assets, port, isEnterprise, hostKind } = ports
  const pages = createRegistrationPages({ site, description, render: templates.render })
  return startRegistrationServer({
    port,
    site,
    log,
    clock: { now: () => new Date() },
    pages: { ...pages, assets },
    first: { organization, name: '', use: 'server', url: '' },
    check: { isEnterprise, hostKind },
    register: async (code, choices) => {
      const { app, variables } = await ports.register(code, choices)
      keep(variables)
      return app
    },
  }).catch((error: unknown) => {
    throw cannotListen(error, { host: '127.0.0.1', port })
  })
}

function tellRegistered({ err }: Shell, app: RegisteredApp): void {
  err(
    `Registered ${sanitize(app.name)} for ${sanitize(app.owner)}. Wrote ${app.envFile} and ${app.keyFile}.\n` +
      `Now install it, for the repositories with your epics, stories and minutes: ${app.installUrl}\n`,
  )
}

type Waiting = { readonly app: RegisteredApp; readonly server: RegistrationServer; readonly watch: RegistrationPorts['watchSettings'] }

/**
 * Looks again when the person opens the page, or when sprint.yml changes. GitHub tells nobody on this machine that an app was
 * installed, and somebody may only look at the terminal: so it also looks every ten seconds. Ends with Ctrl+C, or when all is there.
 */
async function untilReady(shell: Shell, options: Options, { app, server, watch }: Waiting): Promise<void> {
  const { look, ready } = follow(lookFor(shell, options, { app, server }))
  server.beforeProgress(look)
  const stop = watch(options.config, () => void look())
  const timer = setInterval(() => void look(), AGAIN_MS)
  try {
    void look()
    await ready
  } finally {
    stop()
    clearInterval(timer)
  }
}

/** true where the app is installed, and configured if it needs that; the page shows what is found. */
function lookFor(shell: Shell, { config }: Options, { app, server }: Omit<Waiting, 'watch'>): () => Promise<boolean> {
  const log: Log = { info: () => {}, warn: () => {} }
  const said = new Set<string>()
  const once = (text: string) => {
    if (!said.has(text)) shell.err(`${sanitize(text)}\n`)
    said.add(text)
  }
  let progress: Progress = { app, installedIn: [], missingConfiguration: null }
  return async () => {
    // A wiring of its own for each look: nothing of the last one is remembered.
    const wiring = createWiring(shell.env, { ...(config === undefined ? {} : { config }), log, isServer: true })
    try {
      progress = { ...progress, installedIn: (await wiring.installations()).map(({ owner }) => owner) }
      server.show(progress)
      if (progress.installedIn.length === 0) return false
      once(`Installed in ${progress.installedIn.join(', ')}.`)
      if (app.hasWebhook) await wiring.settings()
      return true
    } catch (thrown) {
      // GitHub may not know a new app for some seconds; what it says is shown, and it is asked again.
      const error = requestErrorInWords(thrown) ?? thrown
      if (!(error instanceof UserError || error instanceof TryAgainError)) throw error
      if (error instanceof UserError && progress.installedIn.length > 0) {
        progress = { ...progress, missingConfiguration: error.message }
        once(`Waiting for the configuration, in this folder or in the minutes repository. ${error.message}`)
      } else once(error.message)
      server.show(progress)
      return false
    }
  }
}
