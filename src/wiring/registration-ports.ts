/** What `start` registers an app with. */

import { given, isOwnMachine, readEnvironment, readPort, type Variables } from '../adapters/environment.ts'
import { readAppDescription } from '../adapters/files/app-description.ts'
import { envFilePath } from '../adapters/files/env-file.ts'
import { type AppVariables, demandRoomForKey, keepKey, keepVariables } from '../adapters/files/registration-files.ts'
import { settingsPaths } from '../adapters/files/settings-source.ts'
import { watchFiles } from '../adapters/files/watch-files.ts'
import { type ConvertedApp, convertCode } from '../adapters/github/app-registration.ts'
import { hostKind } from '../adapters/pads/fetching/addresses.ts'
import { registrationAssets } from '../adapters/site/registration-assets.ts'
import { createTemplates } from '../adapters/templates/templates.ts'
import { GITHUB_COM } from '../domain/github-web.ts'
import type { Log, Templates } from '../ports.ts'
import type { Choices, HostKind } from '../registration/choices.ts'
import type { AppDescription } from '../registration/manifest.ts'
import { NotKeptError, type RegisteredApp } from '../registration/registered-app.ts'

export type RegistrationPorts = {
  readonly port: number
  /** GitHub's, for browsers. */
  readonly site: string
  readonly isEnterprise: boolean
  /** Tells of changes of sprint.yml, wherever it may be on this machine. `config`: `--config`. */
  readonly watchSettings: (config: string | undefined, changed: () => void) => () => void
  readonly description: AppDescription
  readonly templates: Templates
  readonly assets: ReadonlyMap<string, { readonly type: string; readonly text: string }>
  readonly hostKind: (host: string) => HostKind
  /** Throws UserError where a key could not be written. */
  readonly demandRoom: () => Promise<void>
  /** Exchanges the code, and writes the key and `.env`. `variables` are for this process alone: they are secret. */
  readonly register: (code: string, choices: Choices) => Promise<{ readonly app: RegisteredApp; readonly variables: Variables }>
}

const USER_AGENT = 'scs-sprint'

/** null where no registration page may be served: in CI, and where the server is for others. */
export function createRegistrationPorts(variables: Variables, log: Log): RegistrationPorts | null {
  const env = readEnvironment(variables)
  const envFile = envFilePath(variables)
  if (!isOwnMachine(variables) || envFile === 'none') return null
  const { baseUrl, isLocal } = env
  const site = env.github.origin
  // So that the next start finds the same GitHub.
  const host = Object.fromEntries(
    ['GHE_HOST', 'GHE_PROTOCOL', 'GHE_SITE'].flatMap((name) => {
      const value = given(variables, name)
      return value === null ? [] : [[name, value]]
    }),
  )
  return {
    port: readPort(variables),
    site,
    isEnterprise: site !== GITHUB_COM.origin,
    watchSettings: (config, changed) => watchFiles(settingsPaths({ named: config, variable: env.config }), changed),
    description: readAppDescription(),
    templates: createTemplates(),
    assets: registrationAssets(),
    hostKind,
    demandRoom: () => demandRoomForKey(envFile),
    register: async (code, { webhookUrl }) => {
      const converted = await convertCode(code, { baseUrl, userAgent: USER_AGENT, isLocal, log })
      const { id, clientId, name, owner, url, webhookSecret } = converted
      const place = { app: converted, settingsUrl: settingsOf(converted, site) }
      const keyFile = await keepKey(envFile, converted).catch((error: unknown) => {
        throw keyLost(place, error)
      })
      const written = {
        APP_ID: String(id),
        PRIVATE_KEY_PATH: keyFile,
        ...(webhookSecret === null ? {} : { WEBHOOK_SECRET: webhookSecret }),
        ...host,
      }
      await keepVariables(envFile, written).catch((error: unknown) => {
        throw variablesLost({ ...place, envFile }, written, error)
      })
      const installUrl = `${url}/installations/new`
      const app = { id, clientId, name, owner, url, installUrl, hasWebhook: webhookUrl !== null, envFile, keyFile }
      return { app, variables: written }
    },
  }
}

type RegisteredAt = { readonly app: ConvertedApp; readonly settingsUrl: string }

function settingsOf({ owner, slug }: ConvertedApp, site: string): string {
  return `${site}/organizations/${encodeURIComponent(owner)}/settings/apps/${encodeURIComponent(slug)}`
}

function keyLost({ app, settingsUrl }: RegisteredAt, cause: unknown): NotKeptError {
  return new NotKeptError(
    `${app.name} is registered on GitHub, but its key could not be written: ${reasonOf(cause)} Delete the app (${settingsUrl}/advanced) and register it again, or generate a new key there and set APP_ID (${app.id}) and PRIVATE_KEY_PATH yourself.`,
    { cause },
  )
}

/** The key is there. The webhook secret is in no message; a new one can be set on GitHub. */
function variablesLost(
  { app, settingsUrl, envFile }: RegisteredAt & { readonly envFile: string },
  { WEBHOOK_SECRET: secret, ...open }: AppVariables,
  cause: unknown,
): NotKeptError {
  const lines = Object.entries(open).map(([name, value]) => `${name}=${value}`)
  const more = secret === undefined ? '' : `, and WEBHOOK_SECRET with a new webhook secret, which you set at ${settingsUrl}`
  return new NotKeptError(
    `${app.name} is registered on GitHub, and its key is in ${open.PRIVATE_KEY_PATH}, but ${envFile} could not be written: ${reasonOf(cause)} Add these lines to it yourself: ${lines.join(', ')}${more}. Then start again.`,
    { cause },
  )
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
