/** Access to the sandbox's GitHub with a person's or an app's token. */
import { createAccess } from '../../../src/adapters/github/client/access.ts'
import type { Sandbox } from '../../sandbox/github.ts'

export function accessTo({ url }: Sandbox, token: string) {
  const log = { info: () => {}, warn: () => {} }
  return createAccess({ kind: 'token', token }, { baseUrl: `${url}/api/v3`, userAgent: 'test', log, maxWaitSeconds: 1, isLocal: true })
}
