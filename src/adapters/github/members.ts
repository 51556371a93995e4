/** The members of an organization, and who has contributed to it recently. */
import { z } from 'zod'
import { UserError, userError } from '../../errors.ts'
import type { Clock, Members } from '../../ports.ts'
import { checked } from './client/answers.ts'
import type { GitHubAccess, GitHubClient } from './client/client.ts'
import { type Meanings, NotThere, translateError } from './client/errors.ts'
import { organizationPermissionMissing } from './client/missing-permission.ts'
import { allNodes, PAGE_SIZE } from './client/paginate.ts'

/** An organization of more people than this is no community with sprints. */
const MAX_PAGES = 100

const MEMBERS = `
query Members($organization: String!, $after: String) {
  organization(login: $organization) {
    id
    membersWithRole(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { login } }
  }
}`

const CONTRIBUTIONS = `
query Contributions($login: String!, $organization: ID!, $from: DateTime!, $to: DateTime!) {
  user(login: $login) {
    contributionsCollection(organizationID: $organization, from: $from, to: $to) { hasAnyContributions hasAnyRestrictedContributions }
  }
}`

const Listed = z.object({
  organization: z
    .object({
      id: z.string(),
      membersWithRole: z.object({
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
        nodes: z.array(z.object({ login: z.string() }).nullable()).nullable(),
      }),
    })
    .nullable(),
})

const Contributed = z.object({
  user: z
    .object({ contributionsCollection: z.object({ hasAnyContributions: z.boolean(), hasAnyRestrictedContributions: z.boolean() }) })
    .nullable(),
})

const DAY_MS = 24 * 60 * 60 * 1000
/** GitHub tells of at most a year at once. */
const YEAR_DAYS = 365

export function createMembers(access: GitHubAccess, clock: Clock): Members {
  return {
    standings: async (organization, logins, awayDays) => {
      try {
        const client = await access.clientFor({ owner: organization, permissions: { members: 'read' } })
        const { id, members } = await listMembers(client, organization)
        const entries = await Promise.all(
          logins.map(async (login) => {
            if (!members.has(login)) return [login, 'left'] as const
            return [login, (await hasContributed(client, { login, id, awayDays, now: clock.now() })) ? 'here' : 'away'] as const
          }),
        )
        return new Map(entries)
      } catch (error) {
        throw translateError(error, { now: clock.now(), meanings: memberMeanings(organization) })
      }
    },
  }
}

async function listMembers(client: GitHubClient, organization: string) {
  let id = ''
  const nodes = await allNodes(
    async (after) => {
      const { organization: found } = checked(Listed, await client.graphql<unknown>(MEMBERS, { organization, after }))
      if (found === null) throw new NotThere('the organization', client)
      id = found.id
      return { nodes: found.membersWithRole.nodes ?? [], pageInfo: found.membersWithRole.pageInfo }
    },
    { maxPages: MAX_PAGES, tooMany: () => tooMany(organization) },
  )
  return { id, members: new Set(nodes.flatMap((node) => (node === null ? [] : [node.login.toLowerCase()]))) }
}

function tooMany(organization: string): UserError {
  return new UserError(
    `members of ${organization}: expected at most ${MAX_PAGES * PAGE_SIZE}, found more. Turn off the rule that checks owners.`,
  )
}

type Asked = { readonly login: string; readonly id: string; readonly awayDays: number; readonly now: Date }

async function hasContributed(client: GitHubClient, { login, id, awayDays, now }: Asked): Promise<boolean> {
  for (let passed = 0; passed < awayDays; passed += YEAR_DAYS) {
    const to = new Date(now.getTime() - passed * DAY_MS)
    const from = new Date(now.getTime() - Math.min(awayDays, passed + YEAR_DAYS) * DAY_MS)
    const variables = { login, organization: id, from: from.toISOString(), to: to.toISOString() }
    const { user } = checked(Contributed, await client.graphql<unknown>(CONTRIBUTIONS, variables))
    const found = user?.contributionsCollection
    if (found?.hasAnyContributions || found?.hasAnyRestrictedContributions) return true
  }
  return false
}

function memberMeanings(organization: string): Meanings {
  const where = `members of ${organization}`
  const denied = organizationPermissionMissing({
    ...{ where, organization, permission: '"Members: read"', scope: 'read:org' },
    otherwise: 'Until then the rule that checks owners is skipped.',
  })
  return {
    denied,
    invalid: denied,
    missing: (_reason, cause) =>
      userError(
        { where, expected: 'an organization that GitHub knows', found: 'none with that name', fix: 'Check `organization` in sprint.yml.' },
        cause,
      ),
  }
}
