/** Error messages for denied access to the minutes repository: what to grant, and where. */
import { TryAgainError, userError } from '../../../errors.ts'
import type { Step } from '../client/client.ts'
import type { Meanings } from '../client/errors.ts'
import { permissionMissing } from '../client/missing-permission.ts'
import { repositoryMissing } from '../client/repository-missing.ts'

export type Asked = {
  readonly repository: string
  readonly what: string
  readonly permissions: Step['permissions']
}

const NAMES: Readonly<Record<string, string>> = { contents: 'Contents', pull_requests: 'Pull requests', checks: 'Checks' }

/** What a refusal means for this repository. */
export function minutesMeanings({ repository, what, permissions }: Asked): Meanings {
  const where = `${repository}, ${what}`
  const wanted = Object.entries(permissions).map(([name, level]) => `"${NAMES[name] ?? name}: ${level}"`)
  const denied = permissionMissing({ where, repository, permission: wanted.join(' and ') })
  return {
    denied,
    // Asking for a token with more than the installation has granted is 422.
    invalid: (reason, cause) =>
      /permissions requested|not granted/i.test(reason)
        ? denied(reason, cause)
        : userError(
            {
              where,
              expected: 'a request that GitHub accepts',
              found: `a refusal (${reason})`,
              fix: 'Nothing was written there. If the reason does not tell you what to change, report it as an issue of scs-sprint.',
            },
            cause,
          ),
    conflict: (_reason, cause) =>
      new TryAgainError(`${where}: someone else wrote to it at the same time.`, {
        cause,
        advice: 'Nothing was overwritten; try again.',
      }),
    protected: (_reason, cause) =>
      userError(
        {
          where,
          expected: 'a branch that the app may write to',
          found: 'a rule that protects it',
          fix: 'Exclude branches that begin with `minutes/` from the rule.',
        },
        cause,
      ),
    missing: repositoryMissing({ where, repository, key: '`minutes.repository`' }),
  }
}
