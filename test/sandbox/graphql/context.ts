/** What a resolver knows beside its source, and the shape of the table of resolvers. */
import { mayRead } from '../access.ts'
import type { Actions } from '../actions.ts'
import { type Account, type Board, type Issue, type Pull, type Repository, restLogin, type Token, urlOf, type World } from '../model.ts'
import { forbidden, notFound } from './refusal.ts'

export type Context = {
  readonly world: World
  readonly token: Token
  readonly actions: Actions
  readonly rateLimit: Record<string, unknown>
}

/** Arguments are as the schema demands: graphql-js has checked them. */
export type Resolver = (source: never, args: never, context: Context) => unknown
export type Resolvers = Record<string, Record<string, Resolver>>

/** What may be read of a list: the rest is as if it were not there. */
export function readable<Thing extends Issue | Pull>(things: readonly Thing[], { token }: Context): readonly Thing[] {
  return things.filter((thing) => isReadable(thing, token))
}

export function isReadable(thing: Issue | Pull, token: Token): boolean {
  return mayRead(token, thing.repository, thing.kind === 'Issue' ? 'issues' : 'pull_requests')
}

export const urlIn = (thing: Issue | Pull, { world }: Context): string => urlOf(world, thing)

export const repositoryUrl = ({ nameWithOwner }: Repository, { world }: Context): string => `${world.site}/${nameWithOwner}`

export function accountUrl(account: Account, { world }: Context): string {
  return account.kind === 'Bot' ? `${world.site}/apps/${account.login}` : `${world.site}/${restLogin(account)}`
}

/** The board, if the token may see it; throws what GitHub answers otherwise. */
export function boardFor(board: Board | undefined, number: number, { token }: Context): Board {
  const missing = notFound(`Could not resolve to a ProjectV2 with the number ${number}.`)
  if (!board) throw missing
  if (token.kind === 'personal') {
    if (board.isPublic || board.owner === token.user || board.owner.members.has(token.user.login.toLowerCase())) return board
    throw missing
  }
  // A workflow's own token does not reach the organization's boards at all, an app's needs the permission.
  if (token.workflow || token.installation.account !== board.owner) throw missing
  if (!token.permissions.organization_projects) throw forbidden()
  return board
}
