/** Issues and pull requests by their names and labels, whether they are on a board or not; templates for new ones. */
import type { IssueTemplate } from '../domain/issue-template.ts'

/** `ref` is `owner/repo#1` as GitHub has it. `stateReason`: `merged`, `not_planned`, `duplicate`, `completed`; null where GitHub says none. */
export type IssueState = {
  readonly ref: string
  readonly kind: 'issue' | 'pull'
  readonly state: 'open' | 'closed'
  readonly stateReason: string | null
  readonly closedAt: string | null
  readonly private: boolean
}

/** A comment on an issue; `isTrusted`: by somebody of the organization or repository, or by an assignee. */
export type IssueComment = { readonly author: string; readonly body: string; readonly createdAt: string; readonly isTrusted: boolean }

/** Open, with its newest comments, oldest of them first. */
export type LabelledIssue = {
  readonly ref: string
  readonly kind: 'issue' | 'pull'
  readonly title: string
  readonly labels: readonly string[]
  readonly private: boolean
  readonly comments: readonly IssueComment[]
}

export type IssueReader = {
  /** By `refKey` of what was asked for; what the app may not see is missing. */
  readonly states: (refs: readonly string[]) => Promise<ReadonlyMap<string, IssueState>>
  /** Open issues and pull requests of a repository (`owner/repo`) with one of the labels; at most 50 of each kind. */
  readonly labelled: (repository: string, labels: readonly string[]) => Promise<readonly LabelledIssue[]>
}

export type IssueTemplateReader = {
  /** What GitHub offers for a new issue in `owner/repo`; empty: there are no templates. Throws UserError without the permission. */
  readonly templates: (repository: string) => Promise<readonly IssueTemplate[]>
}
