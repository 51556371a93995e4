/** Resolvers of people, bots and organizations. */
import { mayRead } from '../access.ts'
import { type Account, type Board, findAccount, findRepository, type Repository, restLogin } from '../model.ts'
import { connection, type PageArgs } from './connection.ts'
import { accountUrl, boardFor, type Context, type Resolver, type Resolvers } from './context.ts'
import { forbidden, notFound } from './refusal.ts'
import { pushedAt } from './repositories.ts'

const common: Record<string, Resolver> = {
  url: (account: Account, _: unknown, context) => accountUrl(account, context),
  resourcePath: (account: Account) => `/${restLogin(account)}`,
  avatarUrl: ({ databaseId }: Account) => `https://avatars.githubusercontent.com/u/${databaseId}?v=4`,
  createdAt: () => '2015-01-01T00:00:00Z',
}

const projectV2: Resolver = (owner: Account, { number }: { number: number }, context) =>
  boardFor(context.world.boards.get(`${owner.login}/${number}`.toLowerCase()), number, context)

const repository: Resolver = (owner: Account, { name }: { name: string }, context) => repositoryOf(owner.login, name, context)

export function ownerOf(login: string, kind: 'Organization' | 'User', { world }: Context): Account {
  const found = findAccount(world, login)
  if (found?.kind === kind) return found
  throw notFound(`Could not resolve to ${kind === 'User' ? 'a User' : 'an Organization'} with the login of '${login}'.`)
}

export function repositoryOf(owner: string, name: string, { world, token }: Context): Repository {
  const found = findRepository(world, owner, name)
  if (found && mayRead(token, found)) return found
  throw notFound(`Could not resolve to a Repository with the name '${owner}/${name}'.`)
}

/** Boards that the token may see, open and closed. */
function boardsOf(owner: Account, { world, token }: Context): readonly Board[] {
  const own = [...world.boards.values()].filter((board) => board.owner === owner)
  if (token.kind === 'personal')
    return own.filter(({ isPublic }) => isPublic || owner === token.user || owner.members.has(token.user.login.toLowerCase()))
  if (token.workflow || !token.permissions.organization_projects) throw forbidden()
  return token.installation.account === owner ? own : own.filter(({ isPublic }) => isPublic)
}

/** GitHub counts issues, pull requests, reviews and commits; here those that were opened. */
function hasContributed(account: Account, from: string, to: string, world: Context['world']): boolean {
  return [...world.repositories.values()]
    .flatMap(({ issues, pulls }) => [...issues.values(), ...pulls.values()])
    .some(({ author, createdAt }) => author === account && new Date(createdAt) >= new Date(from) && new Date(createdAt) <= new Date(to))
}

export const accounts: Resolvers = {
  User: {
    ...common,
    projectV2,
    repository,
    isViewer: (account: Account, _: unknown, { token }) => token.kind === 'personal' && token.user === account,
    contributionsCollection: (account: Account, { from, to }: { from: string; to: string }, { world }) => ({
      kind: 'ContributionsCollection',
      hasAnyContributions: hasContributed(account, from, to, world),
      hasAnyRestrictedContributions: false,
    }),
    isEmployee: () => false,
    company: () => null,
    bio: () => null,
  },
  Organization: {
    ...common,
    projectV2,
    repository,
    membersWithRole: ({ members }: Account, args: PageArgs, { token, world }) => {
      if (token.kind === 'installation' && !token.permissions.members) throw forbidden()
      return connection(
        [...members].flatMap((login) => findAccount(world, login) ?? []),
        args,
      )
    },
    projectsV2: (owner: Account, args: PageArgs, context) => connection(boardsOf(owner, context), args),
    repositories: (owner: Account, args: PageArgs & { orderBy?: { field: string } }, { world, token }) => {
      const own = [...world.repositories.values()].filter((repository) => repository.owner === owner && mayRead(token, repository))
      return connection(args.orderBy?.field === 'PUSHED_AT' ? own.toSorted((a, b) => (pushedAt(a) < pushedAt(b) ? 1 : -1)) : own, args)
    },
    issueTypes: (owner: Account, args: PageArgs, { world }) => {
      const issues = [...world.repositories.values()]
        .filter((repository) => repository.owner === owner)
        .flatMap(({ issues }) => [...issues.values()])
      const names = [...new Set(issues.flatMap(({ type }) => type ?? []))]
      return connection(
        names.map((name) => ({ kind: 'IssueType', id: `IT_${name}`, name, color: 'GRAY', description: null, isEnabled: true })),
        args,
      )
    },
    description: () => null,
    viewerIsAMember: (account: Account, _: unknown, { token }) =>
      token.kind === 'personal' && account.members.has(token.user.login.toLowerCase()),
  },
  Bot: common,
  Mannequin: { ...common, claimant: () => null },
}
