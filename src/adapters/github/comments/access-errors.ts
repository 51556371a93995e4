/** Error messages for denied access to an issue’s comments: what to grant, and where. */
import type { IssueRef } from '../../../domain/reference.ts'
import { userError } from '../../../errors.ts'
import { githubOf, installationsPage } from '../client/asked-github.ts'
import type { Meanings } from '../client/errors.ts'
import { permissionMissing } from '../client/missing-permission.ts'

/** `ref` as it was asked for; `place` is the same, taken apart. */
export function conversationMeanings(ref: string, { owner, repo }: IssueRef): Meanings {
  return {
    locked: (_reason, cause) =>
      userError(
        { where: ref, expected: 'an open conversation', found: 'a locked one', fix: 'Unlock it, or exempt it in sprint.yml.' },
        cause,
      ),
    gone: (_reason, cause) =>
      userError(
        {
          where: ref,
          expected: 'an issue',
          found: 'a deleted issue, or a repository with issues disabled',
          fix: 'Remove it from the board.',
        },
        cause,
      ),
    missing: (_reason, cause) =>
      userError(
        {
          where: ref,
          expected: 'an issue or comment that the app can access',
          found: 'none (deleted, transferred, or private)',
          fix: `The next run tries again. If the problem persists, install the app on ${owner}/${repo}: ${installationsPage(owner, githubOf(cause))}`,
        },
        cause,
      ),
    denied: permissionMissing({
      where: ref,
      repository: `${owner}/${repo}`,
      permission: '"Issues: read and write"',
      otherwise: 'Or exempt the epic in sprint.yml.',
    }),
    invalid: (reason, cause) =>
      userError({ where: ref, expected: 'a comment GitHub accepts', found: `a refusal (${reason})`, fix: 'Please report it.' }, cause),
  }
}
