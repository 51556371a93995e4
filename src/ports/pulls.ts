/** What happens on pull requests of the minutes repository, beside their file and their description. */
import type { CheckFinding, CheckResult } from '../minutes/check/check-finding.ts'
import type { LineComment, PullBase, PullFile, PullLife, Reviewers } from '../minutes/pull-request/life/pull-life.ts'
import type { MinutesRepository } from './minutes-repository.ts'

/** Minutes that wait in open pull requests, wherever their files are. */
export type WaitingPulls = Pick<MinutesRepository, 'openPulls' | 'readFile'> & Pick<MinutesPulls, 'files'>

export type { CheckFinding, CheckResult, PullBase, PullFile, PullLife, Reviewers }

/** What the app does on open pull requests beside their file and their description, by the kind of action. */
export const PULL_LIFE_ACTIONS = [
  'ask-at-lines',
  'resolve-thread',
  'request-reviews',
  'label-pull',
  'ready-pull',
  'update-branch',
  'merge-pull',
  'check-pull',
] as const

export type MinutesPulls = {
  readonly life: (number: number) => Promise<PullLife>
  /** Oldest first; also of a merged one whose branch is gone. */
  readonly commits: (
    number: number,
  ) => Promise<readonly { readonly sha: string; readonly message: string; readonly by: string | null; readonly byApp: boolean }[]>
  /** Also of one from a fork; null when there is none of that number. `sha`: its newest commit. */
  readonly headOf: (number: number) => Promise<{ readonly sha: string; readonly base: string; readonly isOpen: boolean } | null>
  /** Open ones, also from forks, whose newest commit is one of these. */
  readonly openAt: (shas: readonly string[]) => Promise<readonly number[]>
  /** The commit has a check run of the app with that name. */
  readonly checkedBefore: (sha: string, name: string) => Promise<boolean>
  readonly createCheck: (check: { readonly name: string; readonly head: string } & CheckResult) => Promise<void>
  readonly files: (number: number) => Promise<readonly PullFile[]>
  /** One review with comments at lines. false: GitHub shows one of these lines in no diff, so nothing was written. */
  readonly ask: (number: number, review: { readonly body: string; readonly comments: readonly LineComment[] }) => Promise<boolean>
  /** `threadId`: node id. */
  readonly resolve: (threadId: string) => Promise<void>
  /** Returns those who have no access, so that nobody can ask them: logins, and teams as `team slug`. */
  readonly requestReviews: (number: number, reviewers: Reviewers) => Promise<readonly string[]>
  readonly addLabels: (number: number, labels: readonly string[]) => Promise<void>
  /** Of a draft. `id`: node id of the pull request. */
  readonly markReady: (id: string) => Promise<void>
  /** Merges the base into the branch; TryAgainError where `head` is not its newest commit any more. */
  readonly updateBranch: (number: number, head: string) => Promise<void>
  /** The same guard. Uses whichever way of merging the repository allows. */
  readonly merge: (number: number, head: string) => Promise<void>
}
