/** The only way to access a pad URL, for reading and writing: a valid URL on an allowed host, within a time limit. */
import { userError } from '../../../errors.ts'
import { NO_TOKENS, type TokenOf } from './pad-tokens.ts'
import { checkAddress, type FetchRules, type Resolve } from './safe-fetch.ts'

/** For everything one pad needs. */
const TIMEOUT_MS = 10_000

export type DoorOptions = {
  /** `pads.hosts` of sprint.yml: `host`, or `host:port` for one port only. */
  readonly hosts: readonly string[]
  /** The token of a host's API. Never shown. */
  readonly tokenOf?: TokenOf
  /** Pads of this machine may be asked, where `hosts` lists localhost or 127.0.0.1: demos and tests only. */
  readonly allowLoopback?: boolean
  /** Name -> addresses, in place of the system's. */
  readonly resolve?: Resolve
  /** For everything one pad needs, 10 s. */
  readonly timeoutMs?: number
}

export type Door = {
  readonly url: URL
  readonly rules: FetchRules
  /** Of the host's API; null: none is known. */
  readonly token: string | null
}

/** Throws UserError for what is no address (`fix` says what to do) and for hosts that may not be asked. The time runs from here. */
export function resolveEndpoint(address: string, options: DoorOptions, fix: string): Door {
  if (!URL.canParse(address)) {
    throw userError({
      where: 'The URL of the pad',
      expected: 'one like https://pads.example/notes',
      found: 'one that cannot be read',
      fix,
    })
  }
  const url = new URL(address)
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS
  const rules: FetchRules = {
    hosts: options.hosts,
    allowLoopback: options.allowLoopback ?? false,
    timeoutMs,
    signal: AbortSignal.timeout(timeoutMs),
    ...(options.resolve ? { resolve: options.resolve } : {}),
  }
  checkAddress(url, rules)
  return { url, rules, token: (options.tokenOf ?? NO_TOKENS)(url) }
}
