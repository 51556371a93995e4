/** Access to the sandbox's GitHub: with a person's or an installation's token, or as the app. */
import { Octokit } from '@octokit/core'
import { type AccessOptions, createAccess } from '../../../src/adapters/github/client/access.ts'
import type { GitHubAccess, Step } from '../../../src/adapters/github/client/client.ts'
import { asClient } from '../../../src/adapters/github/client/octokit.ts'
import type { Sandbox } from '../../sandbox/github.ts'

/** What the board of the small world is read with. */
export const BOARD_READ: Step = { owner: 'scs', permissions: { organization_projects: 'read', issues: 'read', pull_requests: 'read' } }

/** What a test wants to be otherwise: how long it waits, and whether writes are paced (`isLocal` false). */
type Wanted = Partial<Pick<AccessOptions, 'isLocal' | 'log' | 'maxWaitSeconds' | 'retryUnitMs'>>

export function accessTo(sandbox: Sandbox, token: string, wanted: Wanted = {}) {
  return createAccess({ kind: 'token', token }, optionsFor(sandbox, wanted))
}

export function appAccessTo(sandbox: Sandbox, wanted: Wanted = {}) {
  const { APP_ID: appId, PRIVATE_KEY: privateKey } = sandbox.env
  return createAccess({ kind: 'app', appId, privateKey }, optionsFor(sandbox, wanted))
}

function optionsFor({ url }: Sandbox, wanted: Wanted): AccessOptions {
  const log = { info: () => {}, warn: () => {} }
  return { baseUrl: `${url}/api/v3`, github: { origin: url }, userAgent: 'test', log, maxWaitSeconds: 1, isLocal: true, ...wanted }
}

/** Tokens of an installation, narrowed to the step, in a client that neither paces writes nor repeats reads. */
export function plainAccessTo(sandbox: Sandbox): GitHubAccess {
  const clientFor: GitHubAccess['clientFor'] = async ({ owner, repositories, permissions }) => {
    const auth = sandbox.tokens.installation(owner, { permissions, ...(repositories ? { repositories } : {}) })
    return asClient(new Octokit({ baseUrl: `${sandbox.url}/api/v3`, auth }), { origin: sandbox.url })
  }
  return { clientFor, identity: () => Promise.reject(new Error('Nobody asks who the app is.')) }
}
