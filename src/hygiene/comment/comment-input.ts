/** What is decided about a comment, as data: what it is decided by, and what is to become of it. */
import type { Finding } from '../../domain/finding.ts'
import type { EpicFacts, Render } from './comment.ts'
import type { CommentState } from './comment-state.ts'
import type { Cleared, LastKnown, Live, OwnComment } from './read-comments.ts'

export type CommentInput = {
  /** Those for the comment: none that is only to be reported. */
  readonly findings: readonly Finding[]
  /** Of the epic: nobody can tell whether they are there. What the comment says of them still stands. */
  readonly withheld?: readonly Pick<Finding, 'rule' | 'story'>[]
  readonly facts: EpicFacts
  /** All comments of the app on the epic, in any order. */
  readonly comments: readonly OwnComment[]
  readonly now: Date
  /** IANA zone of the team; day and minute of `now` there. */
  readonly timezone: string
  readonly today: string
  readonly lookedAt: string
  readonly minDaysBetweenNotifications: number
  /** The label the app may set; null: none. */
  readonly label: string | null
  readonly epicLabels: readonly string[]
  /** `label` was on the epic since the comment was made, and somebody took it off. */
  readonly labelTakenOff: boolean
  /** Active, in the current sprint, or with an open milestone: only these get new comments. */
  readonly eligible: boolean
  /** The team's daily limit is not used up. */
  readonly mayCreate: boolean
  /** Last thing a person did on the epic: a reaction to the last notification. */
  readonly lastHumanActivity: string | null
  readonly lastKnown: LastKnown | null
  /** When a person last deleted a comment of the app on the epic, by GitHub's own record; absent where it was not asked for. */
  readonly deletedAt?: string | null
  /** `hide-comments` was used: nothing new is made until the comments are shown again. */
  readonly isSilenced?: boolean
  readonly render: Render
}

/** What is to become of the comment. `state` is what it remembers from then on, `findings` what it tells. */
export type Verdict =
  | { readonly kind: 'leave'; readonly remark: string | null; readonly known: LastKnown | null }
  /** An all-clear that was not hidden yet. */
  | { readonly kind: 'hide'; readonly at: Cleared }
  | { readonly kind: 'clear'; readonly at: Live; readonly state: CommentState; readonly known: LastKnown | null }
  | (Reported & { readonly kind: 'edit'; readonly at: Live; readonly known: LastKnown | null })
  /** A new comment, which notifies. `replaces`: the one before, that is retired after it. */
  | (Reported & { readonly kind: 'create'; readonly replaces: Live | Cleared | null; readonly why: string })
  /** An all-clear becomes a comment with findings again, and notifies nobody. */
  | (Reported & { readonly kind: 'bring-back'; readonly at: Cleared; readonly known: LastKnown })
  /** People see the same; it remembers something else. */
  | { readonly kind: 'remember'; readonly at: Live; readonly state: CommentState; readonly why: string }
  /** An all-clear that remembers something else: in place of the one at hand, or new. */
  | { readonly kind: 'all-clear'; readonly at: Cleared | null; readonly state: CommentState; readonly why: string }

type Reported = { readonly state: CommentState; readonly findings: readonly Finding[] }
