/** What is known of an open pull request beside its file and its description. Data alone. */

/** A comment at a line of a file; `line` from 1, in the newest commit of the branch. `body` is Markdown. */
export type LineComment = { readonly path: string; readonly line: number; readonly body: string }

/** A talk at a line, begun by the comment `body`. */
export type PullThread = {
  /** Node id. */
  readonly id: string
  readonly byApp: boolean
  readonly body: string
  readonly isResolved: boolean
  /** A person resolved it, not the app. */
  readonly isResolvedByPerson: boolean
}

/** How a branch stands to its base. */
export type PullBase = {
  /** The base has commits that it lacks. */
  readonly isBehind: boolean
  /** The repository demands that branches are up to date; null: GitHub does not tell. */
  readonly demandsUpToDate: boolean | null
}

export type PullLife = {
  /** Node id of the pull request. */
  readonly id: string
  /** Sha of its newest commit, and when that was made (ISO). */
  readonly head: string
  readonly headAt: string
  readonly openedAt: string
  readonly isDraft: boolean
  /**
   * `behind`: the base has commits that it lacks, and the repository demands them; `clean`: checks are green and nothing stands
   * in the way; `blocked`: a rule stands in the way, such as a missing review; `other`: somebody or something must act first, or GitHub
   * does not know yet.
   */
  readonly mergeState: 'behind' | 'clean' | 'blocked' | 'other'
  /** Where it is blocked: GitHub has one word for all rules, and a branch may be behind as well. null: not asked for. */
  readonly base: PullBase | null
  readonly isApproved: boolean
  readonly changesRequested: boolean
  readonly labels: readonly string[]
  readonly assignees: readonly string[]
  /** Logins of people who were asked for a review and have not answered. */
  readonly waitsFor: readonly string[]
  /** It ever had a label; somebody was ever asked for a review. */
  readonly wasLabeled: boolean
  readonly wasReviewRequested: boolean
  readonly threads: readonly PullThread[]
  /** Texts of the app's own reviews. */
  readonly reviewsByApp: readonly string[]
}

/** Whom to ask for a review: logins, and teams of the organization by slug. */
export type Reviewers = { readonly people: readonly string[]; readonly teams: readonly string[] }

/** A file that a pull request adds, changes or removes, by its path in it. */
export type PullFile = {
  readonly path: string
  readonly status: 'added' | 'modified' | 'renamed' | 'removed'
  /** Of a renamed one. */
  readonly movedFrom: string | null
}
