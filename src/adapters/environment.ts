/** Reads the environment variables of the app. Messages never contain secret values. */
import { readFileSync } from 'node:fs'
import { GITHUB_COM, type GithubWeb } from '../domain/github-web.ts'
import { errnoCode, UserError } from '../errors.ts'
import type { Credentials, Environment } from '../ports/app-ports.ts'

/** Variables of the environment. */
export type Variables = Readonly<Record<string, string | undefined>>

export function readEnvironment(variables: Variables): Environment {
  const host = readHost(given(variables, 'GHE_HOST'))
  const site = readSite(given(variables, 'GHE_SITE'))
  // The app would ask github.com, and its links would lead elsewhere.
  if (site !== null && host === null)
    throw new UserError(
      'GHE_HOST: expected the host of the server, because GHE_SITE is set, found nothing. Set GHE_HOST, or unset GHE_SITE.',
    )
  const protocol = given(variables, 'GHE_PROTOCOL') ?? 'https'
  if (protocol !== 'http' && protocol !== 'https') throw wrong('GHE_PROTOCOL', 'http or https', protocol)
  return {
    credentials: readCredentials(variables),
    baseUrl: host === null ? 'https://api.github.com' : `${protocol}://${host}/api/v3`,
    github: site ?? (host === null ? GITHUB_COM : { origin: `${protocol}://${host}` }),
    dataDir: given(variables, 'DATA_DIR') ?? './data',
    databaseUrl: given(variables, 'DATABASE_URL'),
    workflowOf: readRepository(given(variables, 'GITHUB_REPOSITORY')),
    workflow: readWorkflow(given(variables, 'GITHUB_WORKFLOW_REF')),
    config: given(variables, 'SPRINT_CONFIG'),
    now: readNow(given(variables, 'SPRINT_NOW')),
    isLocal: host !== null && isLoopback(host),
  }
}

export type ServerEnvironment = {
  readonly port: number
  readonly host: string
  readonly logLevel: string
  readonly webhookSecret: string
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal']

/** What only the server needs. Probot would start with a secret that everybody knows; this app does not. */
export function readServerEnvironment(variables: Variables, { isLocal }: Pick<Environment, 'isLocal'>): ServerEnvironment {
  const secret = given(variables, 'WEBHOOK_SECRET')
  if (secret === null) {
    throw new UserError(
      'WEBHOOK_SECRET: expected the webhook secret of the app, found nothing. Set it to the webhook secret from the app’s settings.',
    )
  }
  if (secret === 'development' && !isLocal) {
    throw new UserError('WEBHOOK_SECRET: expected a secret that only you know, found "development", which is public. Set a different one.')
  }
  const port = readPort(variables)
  const logLevel = given(variables, 'LOG_LEVEL') ?? 'info'
  if (!LOG_LEVELS.includes(logLevel)) throw wrong('LOG_LEVEL', LOG_LEVELS.join(', '), logLevel)
  return { port, host: given(variables, 'HOST') ?? 'localhost', logLevel, webhookSecret: secret }
}

export function readPort(variables: Variables): number {
  const port = given(variables, 'PORT') ?? '3000'
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw wrong('PORT', 'a number from 0 to 65535', port)
  return Number(port)
}

/** On a machine of a workflow, where nobody looks at a browser or a terminal. */
export function isCi(variables: Variables): boolean {
  return !['false', '0'].includes(given(variables, 'CI')?.toLowerCase() ?? 'false')
}

/**
 * true on a person's own machine: not in CI, and not where the server is meant for others (HOST is another address than this
 * machine's own), as in a container.
 */
export function isOwnMachine(variables: Variables): boolean {
  const host = given(variables, 'HOST')
  return (host === null || isLoopback(host) || host === '::1') && !isCi(variables)
}

function isLoopback(host: string): boolean {
  return /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/.test(host)
}

function readCredentials(variables: Variables): Credentials | null {
  const token = given(variables, 'GITHUB_TOKEN')
  if (token !== null) {
    // It is sent as a header, which takes no other characters; what was found may be a secret and is not shown.
    if (!/^[\x21-\x7e]+$/.test(token))
      throw wrong('GITHUB_TOKEN', 'a token in one word, of letters, digits and punctuation', 'other characters in it')
    return { kind: 'token', token }
  }
  const appId = given(variables, 'APP_ID')
  const inline = given(variables, 'PRIVATE_KEY')
  const path = given(variables, 'PRIVATE_KEY_PATH')
  if (appId === null && inline === null && path === null) return null
  if (appId === null) throw wrong('APP_ID', 'the ID of the app, because a private key is set', 'nothing')
  if (inline === null && path === null) throw wrong('PRIVATE_KEY', 'the app’s key (or PRIVATE_KEY_PATH), because APP_ID is set', 'nothing')
  const key = inline === null ? readKey(path ?? '') : inline.replaceAll('\\n', '\n')
  if (!key.includes('-----BEGIN'))
    throw wrong(inline === null ? 'PRIVATE_KEY_PATH' : 'PRIVATE_KEY', 'a key in PEM form ("-----BEGIN …")', 'something else')
  return { kind: 'app', appId, privateKey: key }
}

function readKey(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw wrong('PRIVATE_KEY_PATH', 'a readable file', `${path} (${errnoCode(error) ?? 'unreadable'})`)
  }
}

function readRepository(name: string | null): string | null {
  if (name === null || /^[A-Za-z\d][A-Za-z\d-]*\/(?!\.{1,2}$)[\w.-]+$/.test(name)) return name
  throw wrong('GITHUB_REPOSITORY', 'a repository like owner/repo', 'something else')
}

/** `owner/repo/.github/workflows/minutes.yml@refs/heads/main`, as GitHub sets it; null for anything else. */
function readWorkflow(ref: string | null): Environment['workflow'] {
  const found = /^([A-Za-z\d][A-Za-z\d-]*\/[\w.-]+)\/(\.github\/workflows\/[\w.-]+)@/.exec(ref ?? '')
  return found?.[1] === undefined || found[2] === undefined ? null : { repository: found[1], path: found[2] }
}

/** Of an address only the host: a user, a password or a path would end up in requests and messages. */
function readHost(host: string | null): string | null {
  if (host === null || /^(?:[A-Za-z\d.-]+|\[[\da-fA-F:.]+\])(?::\d{1,5})?$/.test(host)) return host
  throw wrong('GHE_HOST', 'a host, like github.example.org', 'something else (a URL, or a user name and password)')
}

/** Where people open the server, if that is not where its API is asked (behind a proxy, for example). */
function readSite(address: string | null): GithubWeb | null {
  if (address === null) return null
  const origin = /^(https?:\/\/(?:[A-Za-z\d.-]+|\[[\da-fA-F:.]+\])(?::\d{1,5})?)\/?$/.exec(address)?.[1]
  if (origin === undefined) throw wrong('GHE_SITE', 'an address without a path, like https://github.example.org', 'something else')
  return { origin }
}

function readNow(text: string | null): Date | null {
  if (text === null) return null
  const now = new Date(text)
  if (Number.isNaN(now.getTime()) || !/^\d{4}-\d{2}-\d{2}T/.test(text)) throw wrong('SPRINT_NOW', 'a time like 2023-01-18T11:15:00Z', text)
  return now
}

/**
 * true where everybody may read what is printed: in GitHub Actions, unless the run is known to belong to a repository that is
 * not public. Schedules do not say whose repository it is; unknown counts as public.
 */
export function isPublicRun(variables: Variables): boolean {
  if (given(variables, 'GITHUB_ACTIONS') === null) return false
  const event = readEvent(given(variables, 'GITHUB_EVENT_PATH'))
  const told = [given(variables, 'GITHUB_REPOSITORY_VISIBILITY')?.toLowerCase(), event?.visibility, event?.private]
  const isPrivate = told.some((value) => value === true || value === 'private' || value === 'internal')
  return !isPrivate || told.some((value) => value === false || value === 'public')
}

type EventRepository = { readonly private?: unknown; readonly visibility?: unknown }

/** The repository of the event that started the run, as GitHub wrote it down; null where it says nothing. */
function readEvent(path: string | null): EventRepository | null {
  if (path === null) return null
  try {
    const event = JSON.parse(readFileSync(path, 'utf8')) as { repository?: EventRepository } | null
    return event?.repository ?? null
  } catch {
    return null
  }
}

/** An empty variable is one that was not set: that is how workflows pass missing secrets. */
export function given(variables: Variables, name: string): string | null {
  const value = variables[name]
  return value === undefined || value.trim() === '' ? null : value.trim()
}

export function isSet(variables: Variables, name: string): boolean {
  return given(variables, name) !== null
}

function wrong(name: string, expected: string, found: string): UserError {
  return new UserError(`${name}: expected ${expected}, found ${found}. Set it in the environment, or unset it.`)
}
