/** The repository of the minutes, and its pull requests. */
import type { OthersComments } from '../domain/others-comments.ts'
import type { NewCommit } from './images.ts'

export type PullRequest = {
  readonly number: number
  readonly title: string
  readonly body: string
  readonly state: 'open' | 'closed' | 'merged'
  readonly branch: string
  readonly url: string
  /** Absent: it is not merged. */
  readonly mergedAt?: string
  /** Absent: none. */
  readonly labels?: readonly string[]
}

/** A comment of the app's own on a pull request of minutes. */
export type OwnComment = { readonly id: number; readonly body: string }

export type BranchCommit = { sha: string; message: string; by: string | null; byApp: boolean; isMerge: boolean }

/** The repository of the minutes. Texts are UTF-8. */
export type MinutesRepository = {
  readonly isPrivate: () => Promise<boolean>
  /** null when the branch does not exist. */
  readonly head: (branch: string) => Promise<string | null>
  /** `ref`: branch or commit. null when there is no such file. */
  readonly readFile: (path: string, ref: string) => Promise<string | null>
  /** Paths of the files in a folder of a branch; empty when there is none. */
  readonly listFiles: (folder: string, ref: string) => Promise<readonly string[]>
  /** Commits on `branch` that `base` lacks and that touch `path`, newest first. `by`: the author's login, null without an account. */
  readonly commits: (branch: string, base: string, path: string) => Promise<readonly BranchCommit[]>
  readonly pullOf: (branch: string) => Promise<PullRequest | null>
  /** All that are open from branches of this repository, in one go. */
  readonly openPulls: () => Promise<readonly PullRequest[]>
  /** Those that the app opened from branches of this repository, that were closed or merged since then, and that have the label. */
  readonly closedPulls: (asked: { readonly label: string; readonly since: Date }) => Promise<readonly PullRequest[]>
  /** null when there is none of that number. */
  readonly pull: (number: number) => Promise<PullRequest | null>
  /** Those of `logins` who could be assigned, where nobody ever was: the assignment of a new pull request was lost. */
  readonly neverAssigned: (number: number, logins: readonly string[]) => Promise<readonly string[]>
  /** Beside whoever is assigned already. */
  readonly assignPull: (number: number, assignees: readonly string[]) => Promise<void>
  readonly unassignPull: (number: number, assignees: readonly string[]) => Promise<void>
  /** Such a person has an account; organizations and apps are none. */
  readonly isPerson: (login: string) => Promise<boolean>
  readonly createBranch: (branch: string, sha: string) => Promise<void>
  /** Refuses (TryAgainError) when `expectedHead` is not the head any more. Returns the new head. */
  readonly commitFile: (commit: NewCommit) => Promise<string>
  /** Of a branch that was just made, and to which nothing could be committed; one that has another head by now stays. Never throws. */
  readonly removeEmptyBranch: (branch: string, head: string) => Promise<void>
  readonly openPull: (pull: {
    branch: string
    base: string
    title: string
    body: string
    assignees: readonly string[]
    isDraft?: boolean
  }) => Promise<PullRequest>
  readonly updatePull: (number: number, change: { title: string; body: string }) => Promise<void>
  readonly commentPull: (number: number, body: string) => Promise<void>
  /** The app's own comments on a pull request, oldest first. */
  readonly commentsByApp: (number: number) => Promise<readonly OwnComment[]>
  /** Those with a mark of this project by other accounts: it was run with other credentials before. */
  readonly commentsByOthers: (number: number) => Promise<OthersComments>
  readonly editComment: (id: number, body: string) => Promise<void>
}
