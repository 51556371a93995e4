/** What GitHub's refusals mean where an organization is looked at: what to change, and where. */
import { type UserError, userError } from '../../../errors.ts'
import { githubOf, installationsPage } from '../client/asked-github.ts'
import type { Meanings } from '../client/errors.ts'

/** Boards: GitHub names the missing scope of a token, or refuses. */
export function boardsMeanings(organization: string): Meanings {
  const denied = (_reason: string, cause: unknown) =>
    userError(
      {
        where: `Boards of ${organization}`,
        expected: 'credentials that can read projects',
        found: 'none with that permission',
        fix:
          'Create a token with the scopes `read:project` and `repo`, or grant the app the organization permission "Projects: read": ' +
          `${installationsPage(organization, githubOf(cause))}. A workflow's own token cannot read the boards of an organization.`,
      },
      cause,
    )
  return { denied, missing: denied, invalid: denied }
}

/** Repositories, labels and files. */
export function readingMeanings(organization: string, what: string): Meanings {
  const denied = (reason: string, cause: unknown) =>
    userError(
      {
        where: `${organization}, ${what}`,
        expected: 'permission to read this (for a token: the scope `repo`; for an app: "Metadata: read", "Contents: read", "Issues: read")',
        found: `a refusal (${reason})`,
        fix: `An owner of ${organization} grants it to the app, or create a token with this scope.`,
      },
      cause,
    )
  return { denied, missing: denied, invalid: denied }
}

/** No organization has the name: another kind of account may have it. */
export function noOrganization(name: string, kind: string | null): UserError {
  if (kind === 'User')
    return userError({
      where: name,
      expected: 'an organization',
      found: "a person's account, whose boards apps cannot read",
      fix: 'Name the organization with --organization. A board of a person can be copied to an organization (on the board: Settings, Make a copy).',
    })
  return userError({
    where: name,
    expected: 'the name of an organization on GitHub',
    found: 'none that the credentials can see',
    fix: 'Name the organization with --organization, as in the address of its page on GitHub.',
  })
}
