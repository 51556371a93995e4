/** What `start` registers an app with. */

import { isOwnMachine, readEnvironment, readPort, readSite, type Variables } from '../adapters/environment.ts'
import { readAppDescription } from '../adapters/files/app-description.ts'
import { envFilePath } from '../adapters/files/env-file.ts'
import { demandRoomForKey, keepApp } from '../adapters/files/registration-files.ts'
import { type ConvertedApp, convertCode } from '../adapters/github/app-registration.ts'
import { hostKind } from '../adapters/pads/fetching/addresses.ts'
import { registrationAssets } from '../adapters/site/registration-assets.ts'
import { createTemplates } from '../adapters/templates/templates.ts'
import type { Log, Templates } from '../ports.ts'
import type { Choices, HostKind } from '../registration/choices.ts'
import type { AppDescription } from '../registration/manifest.ts'
import { KeyLostError, type RegisteredApp } from '../registration/registered-app.ts'

export type RegistrationPorts = {
  readonly port: number
  /** GitHub's, for browsers. */
  readonly site: string
  readonly isEnterprise: boolean
  readonly isLocal: boolean
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
  const site = readSite(variables)
  const { baseUrl, isLocal } = env
  const host = Object.fromEntries(
    ['GHE_HOST', 'GHE_PROTOCOL'].flatMap((name) => (variables[name]?.trim() ? [[name, variables[name].trim()]] : [])),
  )
  return {
    port: readPort(variables),
    site,
    isEnterprise: site !== 'https://github.com',
    isLocal,
    description: readAppDescription(),
    templates: createTemplates(),
    assets: registrationAssets(),
    hostKind,
    demandRoom: () => demandRoomForKey(envFile),
    register: async (code, { webhookUrl }) => {
      const converted = await convertCode(code, { baseUrl, userAgent: USER_AGENT, isLocal, log })
      const { variables: written, ...files } = await keepApp(envFile, converted, host).catch((error: unknown) => {
        throw keyLost(converted, site, error)
      })
      const { id, clientId, name, owner, url } = converted
      const app = { id, clientId, name, owner, url, installUrl: `${url}/installations/new`, hasWebhook: webhookUrl !== null, ...files }
      return { app, variables: written }
    },
  }
}

function keyLost(app: ConvertedApp, site: string, cause: unknown): KeyLostError {
  const settingsUrl = `${site}/organizations/${encodeURIComponent(app.owner)}/settings/apps/${encodeURIComponent(app.slug)}`
  const why = cause instanceof Error ? cause.message : String(cause)
  return new KeyLostError(
    `${app.name} is registered on GitHub, but its key could not be written: ${why} Delete the app (${settingsUrl}/advanced) and register it again, or generate a new key there and set APP_ID (${app.id}) and PRIVATE_KEY_PATH yourself.`,
    { cause },
  )
}
