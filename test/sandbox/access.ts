/** Who asks, and what they may: tokens, scopes, permissions, roles. */
import { createPublicKey, verify } from 'node:crypto'
import { type Account, findAccount, type Installation, type Repository, type Token, type World } from './model.ts'

const ROLES = ['none', 'read', 'triage', 'write', 'maintain', 'admin']
const LEVELS = ['none', 'read', 'write', 'admin']

/** A person's role in a repository, by name. Members of the organization may read; everybody reads what is public. */
export function roleOf(repository: Repository, account: Account): string {
  const login = account.login.toLowerCase()
  const given = repository.collaborators.get(login)
  if (given) return given
  if (repository.owner === account) return 'admin'
  if (repository.owner.members.has(login) || !repository.isPrivate) return 'read'
  return 'none'
}

export const hasRole = (repository: Repository, account: Account, least: string): boolean =>
  ROLES.indexOf(roleOf(repository, account)) >= ROLES.indexOf(least)

/** Is the repository among those of an installation token? */
function isWithin(token: Token, repository: Repository): boolean {
  if (token.kind !== 'installation') return false
  const { installation, repositories } = token
  if (installation.account !== repository.owner) return false
  const name = repository.name.toLowerCase()
  if (repositories && !repositories.includes(name)) return false
  return installation.repositories === 'all' || installation.repositories.some((known) => known.toLowerCase() === name)
}

const hasPermission = (token: Token, name: string, level: 'read' | 'write'): boolean =>
  token.kind === 'installation' && LEVELS.indexOf(token.permissions[name] ?? 'none') >= LEVELS.indexOf(level)

const repoScope = (token: Token, repository: Repository): boolean =>
  token.kind === 'personal' && (token.scopes.includes('repo') || (!repository.isPrivate && token.scopes.includes('public_repo')))

/** May the token see that the repository exists? `permission`: what of it ('metadata', 'issues', 'contents' …). */
export function mayRead(token: Token | null, repository: Repository, permission = 'metadata'): boolean {
  if (!repository.isPrivate) return true
  if (token === null) return false
  if (token.kind === 'personal') return token.scopes.includes('repo') && hasRole(repository, token.user, 'read')
  return isWithin(token, repository) && (permission === 'metadata' || hasPermission(token, permission, 'read'))
}

/** May the token write? `role`: the least role a person needs. */
export function mayWrite(token: Token, repository: Repository, permission: string, role: string): boolean {
  if (token.kind === 'personal') return repoScope(token, repository) && hasRole(repository, token.user, role)
  return isWithin(token, repository) && hasPermission(token, permission, 'write')
}

/** Who acts when something is written with this token. */
export function actorOf(world: World, token: Token): Account {
  if (token.kind === 'personal') return token.user
  return token.workflow ? (findAccount(world, 'github-actions[bot]') ?? world.app.bot) : world.app.bot
}

export function findInstallation(world: World, owner: Account): Installation | null {
  return world.installations.find(({ account }) => account === owner) ?? null
}

export type AppClaim = { readonly ok: true } | { readonly ok: false; readonly message: string }

/** Checks the app's own token (a JWT, signed with its key) as GitHub does. */
export function checkAppToken(jwt: string, appId: number, publicKey: string, now: Date): AppClaim {
  const [head = '', payload = '', signature = ''] = jwt.split('.')
  const undecoded = { ok: false, message: 'A JSON web token could not be decoded' } as const
  let claims: { iat?: unknown; exp?: unknown; iss?: unknown }
  try {
    const { alg } = JSON.parse(Buffer.from(head, 'base64url').toString()) as { alg?: unknown }
    if (alg !== 'RS256') return undecoded
    claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
  } catch {
    return undecoded
  }
  const isSigned = verify('RSA-SHA256', Buffer.from(`${head}.${payload}`), createPublicKey(publicKey), Buffer.from(signature, 'base64url'))
  if (!isSigned) return undecoded
  const seconds = Math.floor(now.getTime() / 1000)
  const { iat, exp, iss } = claims
  if (typeof exp !== 'number') return { ok: false, message: "Missing 'expiration time' claim ('exp') in assertion" }
  if (typeof iat !== 'number') return { ok: false, message: "Missing 'issued at' claim ('iat') in assertion" }
  if (exp <= seconds)
    return {
      ok: false,
      message: "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    }
  if (iat > seconds + 60)
    return { ok: false, message: "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued" }
  if (exp - seconds > 600 + 60) return { ok: false, message: "'Expiration time' claim ('exp') is too far in the future" }
  if (String(iss) !== String(appId)) return { ok: false, message: 'Integration not found' }
  return { ok: true }
}
