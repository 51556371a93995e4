/** The sentence for a repository that GitHub does not show: nobody can tell whether it is not there, or not to be seen. */
import { type UserError, userError } from '../../../errors.ts'
import { githubOf, installationsPage } from './asked-github.ts'

/** `key`: where sprint.yml names it. */
export function repositoryMissing(asked: { readonly where: string; readonly repository: string; readonly key: string }) {
  const owner = asked.repository.split('/')[0] ?? ''
  return (_reason: string, cause: unknown): UserError =>
    userError(
      {
        where: asked.where,
        expected: 'a repository that the app can access',
        found: 'none (misspelled, private, or the app is not installed there)',
        fix: `Check ${asked.key} in sprint.yml; an owner of ${owner} installs the app: ${installationsPage(owner, githubOf(cause))}`,
      },
      cause,
    )
}
