/** Finds the token for a pad’s host. Tokens are assigned to hosts only in the environment, never in a file. */
import { padTokenVariable } from '../../../domain/pads/pad-token-variable.ts'
import { UserError, userError } from '../../../errors.ts'
import { isLoopbackName } from './addresses.ts'

/** The token for an address; null: none is set. Throws UserError where one is set that must not be sent there. */
export type TokenOf = (url: URL) => string | null

export const NO_TOKENS: TokenOf = () => null

/** Reads `PAD_TOKEN_<HOST>`, with or without the port; the value is the token, or the host and the token. */
export function padTokensOf(variables: Readonly<Record<string, string | undefined>>): TokenOf {
  return (url) => {
    for (const host of [url.host, url.hostname]) {
      const name = padTokenVariable(host)
      const value = Object.hasOwn(variables, name) ? variables[name]?.trim() : undefined
      if (value) return boundToken(url, host, name, value)
    }
    return null
  }
}

function boundToken(url: URL, host: string, name: string, value: string): string | null {
  const [first = '', second] = value.split(/\s+/, 2)
  if (second !== undefined && first.toLowerCase() !== host) return null
  // `pads-example.org` and `pads.example.org` share a name: a file could choose the one that the token is not for.
  if (second === undefined && /[^a-z\d.]/.test(url.hostname) && !isLoopbackName(url.hostname)) {
    throw new UserError(
      `${name}: expected the host before the token ("${host} TOKEN"), found only a token. The variable name cannot distinguish - from . in ${host}, so put the host before the token.`,
    )
  }
  if (url.protocol !== 'https:' && !isLoopbackName(url.hostname)) {
    throw userError({
      where: `${url.protocol}//${url.host}`,
      expected: `an HTTPS URL, because ${name} holds a token for it`,
      found: 'HTTP, where others could read the token in transit',
      fix: 'Use the HTTPS URL of the pad, or unset the variable if the pad is public.',
    })
  }
  return second ?? first
}
