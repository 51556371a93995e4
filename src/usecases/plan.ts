/**
 * The planned writes of a run as data: decided by pure code, printed by a dry run, applied in one place. Every action is idempotent:
 * it names the state it is based on (comment ID, head of the branch). If that state has changed, GitHub rejects the action, or it
 * does nothing.
 */
import type { CommentAction } from '../hygiene/comment/write-comment.ts'
import type { PullAction } from '../minutes/pull-request/pull-actions.ts'
import type { BoardHealth } from '../ports/board-status.ts'
import type { AppComment, KnownComment } from '../ports.ts'
import type { RepairAction } from './apply-repairs.ts'

export type Action =
  | CommentAction
  | PullAction
  | RepairAction
  | {
      readonly kind: 'react'
      readonly on: string
      readonly commentId: string
      readonly reaction: '+1' | 'eyes' | 'confused'
      readonly why: string
    }
  | { readonly kind: 'open-issue'; readonly repository: string; readonly title: string; readonly body: string; readonly why: string }
  | {
      readonly kind: 'update-issue'
      readonly repository: string
      /** Of an issue of the app's own. */
      readonly number: number
      readonly title: string
      readonly body: string
      readonly state: 'open' | 'closed'
      readonly why: string
    }
  | { readonly kind: 'board-status'; readonly board: string; readonly health: BoardHealth; readonly body: string; readonly why: string }
  /** One line to the chat; `to` names it for people. `remembered`: the description of the pull request that says it was sent. */
  | {
      readonly kind: 'send-message'
      readonly to: string
      readonly text: string
      readonly remembered: {
        readonly repository: string
        readonly number: number
        readonly title: string
        readonly body: string
        /** As the decision knew it. */
        readonly before: string
      }
      readonly why: string
    }
  | { readonly kind: 'write-pad'; readonly url: string; readonly text: string; readonly why: string }

/** One of the app's comments on an issue, as a decision knew it. */
export type CommentVersion = Pick<AppComment, 'id' | 'body' | 'minimized'>

/** `on`: the epic it stands on. */
export type RememberedComment = { readonly on: string; readonly known: KnownComment }

export type Plan = {
  readonly actions: readonly Action[]
  /** Sentences for the person who runs it: what was left out and why, what could not be read. */
  readonly remarks: readonly string[]
  /** What a person has to settle before more is written: the command line ends with 1 after the writes. */
  readonly stop?: string
  /** By issue: the app's comments that the actions on it were decided on. Absent ones are not watched. */
  readonly versions?: ReadonlyMap<string, readonly CommentVersion[]>
  /** What the store is to know of the app's comments from now on; remembered before the actions, which may change it again. */
  readonly remember?: readonly RememberedComment[]
  /** Reads and decides again for issues on which something has changed meanwhile. */
  readonly again?: (issues: readonly string[]) => Promise<Plan>
}
