/** What `/epic fix` and `/epic undo` change on GitHub. Every write is idempotent, and none goes over what somebody else has written since. */

/** An issue as it is at this moment. */
export type IssueNow = {
  readonly title: string
  readonly body: string
  readonly state: 'open' | 'closed'
  /** Title of its milestone. */
  readonly milestone: string | null
  /** Comments by anybody. */
  readonly comments: number
}

export type CardNow = {
  readonly status: string | null
  readonly archived: boolean
  /** Nothing is set but its status. */
  readonly isBare: boolean
}

/** Each throws UserError where GitHub refuses, with the permission to grant. References are `owner/repo#1`. */
export type EpicRepairs = {
  /** null where there is no such issue, or the app cannot read it. */
  readonly read: (ref: string) => Promise<IssueNow | null>
  /** Reads once more right before the write; false: the body is not `before` any more, and nothing was written. */
  readonly writeBody: (ref: string, before: string, after: string) => Promise<boolean>
  /** By its title, of the issue's repository; null takes it off. Throws UserError where the repository has no open one of that title. */
  readonly setMilestone: (ref: string, title: string | null) => Promise<void>
  /** A sub-issue beside the epic. An open one of the app's own with this title is taken as it is. Returns its reference. */
  readonly makeStory: (epic: string, story: { readonly title: string; readonly body: string }) => Promise<string>
  /** No sub-issue any more, and closed as not planned. */
  readonly dropStory: (epic: string, story: string) => Promise<void>
  /** Of the configured board; null where the issue has no card there. */
  readonly card: (ref: string) => Promise<CardNow | null>
  /** Throws UserError where the board has no such status. */
  readonly moveCard: (ref: string, status: string) => Promise<void>
  /** Returns its status: the board may give new cards one. */
  readonly addCard: (ref: string) => Promise<string | null>
  readonly removeCard: (ref: string) => Promise<void>
}
