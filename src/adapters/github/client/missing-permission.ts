/** The sentences for a permission that is missing, whatever GitHub says. */
import { type UserError, userError } from '../../../errors.ts'
import { githubOf, installationsPage } from './asked-github.ts'

type Asked = {
  readonly where: string
  /** As the settings of apps name it: `"Contents: read"`. */
  readonly permission: string
  /** What else helps, a sentence. */
  readonly otherwise?: string
}

type Sentence = (reason: string, cause: unknown) => UserError

export function permissionMissing({ repository, ...asked }: Asked & { readonly repository: string }): Sentence {
  return missing(asked, { kind: 'repository', owner: repository.split('/')[0] ?? '', scope: 'repo' })
}

/** `scope`: of a person's token. */
export function organizationPermissionMissing({
  organization: owner,
  scope,
  ...asked
}: Asked & { readonly organization: string; readonly scope: string }): Sentence {
  return missing(asked, { kind: 'organization', owner, scope })
}

type Owned = { readonly kind: 'repository' | 'organization'; readonly owner: string; readonly scope: string }

function missing({ where, permission, otherwise }: Asked, { kind, owner, scope }: Owned): Sentence {
  return (reason, cause) =>
    userError(
      {
        where,
        expected: `the ${kind} permission ${permission} (for a token: the scope \`${scope}\`)`,
        found: `a refusal (${reason})`,
        fix: `An owner of ${owner} grants it: ${installationsPage(owner, githubOf(cause))}${otherwise === undefined ? '' : `. ${otherwise}`}`,
      },
      cause,
    )
}
