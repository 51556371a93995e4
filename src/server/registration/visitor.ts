/**
 * The browser that may use the registration page: the one that came first with the key of the address in the terminal. Other users of
 * this machine can reach the port as well, and may see addresses among its processes, so the key is good once.
 */
import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { isSameSecret } from '../../domain/text/same-secret.ts'

export type Visitor = {
  /** Part of the address in the terminal. */
  readonly key: string
  /** true once: for the first who has the key. */
  readonly admit: (key: string) => boolean
  /** For the browser that was admitted; not for scripts. Lax: GitHub leads back to the page. */
  readonly cookie: string
  readonly isKnown: (request: Pick<IncomingMessage, 'headers'>) => boolean
}

const NAME = 'scs-sprint-registration'

export function createVisitor(): Visitor {
  const [key, session] = [randomBytes(32).toString('base64url'), randomBytes(32).toString('base64url')]
  let isOpen = true
  return {
    key,
    admit: (given) => {
      if (!isOpen || !isSameSecret(given, key)) return false
      isOpen = false
      return true
    },
    cookie: `${NAME}=${session}; Path=/; HttpOnly; SameSite=Lax`,
    isKnown: ({ headers }) =>
      (headers.cookie ?? '').split(';').some((pair) => {
        const [name = '', value = ''] = pair.trim().split('=', 2)
        return name === NAME && isSameSecret(value, session)
      }),
  }
}
