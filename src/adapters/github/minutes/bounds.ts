/** Upper bounds for the lists of one minutes branch or pull request. */
import { UserError } from '../../../errors.ts'
import { type Bounds, PAGE_SIZE } from '../client/paginate.ts'
import type { Place } from './repository-files.ts'

/** Pages of a hundred commits, comments or pull requests; a branch of minutes that is longer is none. */
export const MAX_PAGES = 10

/** `what` names in the message what is too long. */
export function boundsOf({ owner, repo }: Place, what: string): Bounds {
  return {
    maxPages: MAX_PAGES,
    tooMany: () =>
      new UserError(
        `${owner}/${repo}, ${what}: expected at most ${MAX_PAGES * PAGE_SIZE} commits or comments, found more. Finish it manually.`,
      ),
  }
}
