/** What GitHub's refusals mean for the repository of the minutes: what to grant, and where. */
import { TryAgainError, UserError, userError } from '../../../errors.ts'
import type { Step } from '../client/client.ts'
import { isLimit, translate } from '../client/graphql-reader.ts'

export type Refused = {
  readonly repository: string
  readonly what: string
  readonly permissions: Step['permissions']
  /** null: limits are told without a time. */
  readonly now: Date | null
}

const NAMES: Readonly<Record<string, string>> = { contents: 'Contents', pull_requests: 'Pull requests' }

/** What a refusal means for this repository. Limits and network trouble are told as everywhere. */
export function refusal(error: unknown, { repository, what, permissions, now }: Refused): Error {
  if (error instanceof UserError || error instanceof TryAgainError) return error
  const {
    status,
    message = '',
    errors,
  } = error as { status?: number; message?: string; errors?: readonly { type?: string; message?: string }[] }
  const types = (errors ?? []).map(({ type }) => type)
  const said = `${message} ${(errors ?? []).map((one) => one.message).join(' ')}`
  const where = `${repository}, ${what}`
  const owner = repository.split('/')[0]
  if (isLimit(error)) return translate(error, now ?? new Date())
  if (types.includes('STALE_DATA') || /expected branch to point to|reference already exists|no such branch/i.test(said)) {
    return new TryAgainError(`${where}: somebody wrote there at the same moment. Run it again; nothing was overwritten.`, { cause: error })
  }
  if (types.includes('BRANCH_PROTECTION_RULE_VIOLATION') || /protected branch|rule violations/i.test(said)) {
    return userError(
      {
        where,
        expected: 'a branch that the app may write to',
        found: 'a rule that protects it',
        fix: 'Leave branches that begin with `minutes/` out of the rule.',
      },
      error,
    )
  }
  if (status === 404 || types.includes('NOT_FOUND')) {
    return userError(
      {
        where,
        expected: 'a repository that the app may see',
        found: 'none (misspelt, private, or the app is not installed there)',
        fix: `Check \`minutes.repository\` in sprint.yml; an owner of ${owner} installs the app: https://github.com/organizations/${owner}/settings/installations`,
      },
      error,
    )
  }
  // Asking for a token with more than the installation has granted is 422.
  if (status === 403 || status === 422 || types.includes('FORBIDDEN') || types.includes('INSUFFICIENT_SCOPES')) {
    const wanted = Object.entries(permissions).map(([name, level]) => `"${NAMES[name] ?? name}: ${level}"`)
    return userError(
      {
        where,
        expected: `the repository permission ${wanted.join(' and ')} (a token: the scope \`repo\`)`,
        found: `a refusal (${said.trim().replaceAll(/\s+/g, ' ').slice(0, 200)})`,
        fix: `An owner of ${owner} grants it: https://github.com/organizations/${owner}/settings/installations`,
      },
      error,
    )
  }
  return translate(error, now ?? new Date())
}
