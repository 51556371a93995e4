/** Whether an open pull request can be merged, in GitHub's words. */
import { commitsAhead, conflictsOf } from './git.ts'
import { headShaOf, type Pull } from './model.ts'

const GREEN = new Set(['success', 'neutral', 'skipped'])

export function mergeState(pull: Pull): 'DRAFT' | 'DIRTY' | 'BLOCKED' | 'BEHIND' | 'UNSTABLE' | 'CLEAN' | 'UNKNOWN' {
  const { git, strictBranches, reviewedBranches, checkRuns } = pull.repository
  const base = git.branches.get(pull.base) ?? ''
  const head = headShaOf(pull)
  if (pull.state !== 'OPEN' || !git.commits.has(head)) return 'UNKNOWN'
  if (pull.isDraft) return 'DRAFT'
  if (conflictsOf(git, base, head).length > 0) return 'DIRTY'
  if (reviewedBranches.has(pull.base) && !isApproved(pull)) return 'BLOCKED'
  if (strictBranches.has(pull.base) && commitsAhead(git, head, base).length > 0) return 'BEHIND'
  const newest = new Map(checkRuns.filter(({ headSha }) => headSha === head).map((check) => [check.name, check]))
  return [...newest.values()].every(({ conclusion }) => GREEN.has(conclusion ?? '')) ? 'CLEAN' : 'UNSTABLE'
}

function isApproved({ reviews }: Pull): boolean {
  const opinions = reviews.filter(({ state }) => state !== 'COMMENTED' && state !== 'PENDING')
  const newest = [...new Map(opinions.map(({ author, state }) => [author.id, state])).values()]
  return newest.includes('APPROVED') && !newest.includes('CHANGES_REQUESTED')
}
