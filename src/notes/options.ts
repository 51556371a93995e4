/** What the notes engine may know beside the text. All of it is optional: without it nothing is guessed. */
import type { GithubWeb } from '../domain/github-web.ts'
import type { IssueRef, ReferenceKind } from '../domain/reference.ts'

export type ReadOptions = {
  /** ISO day of the meeting: picks the section of a file with several meetings, completes "next Thursday". */
  readonly date?: string | null
  /** Only people and presenters are taken from the meeting of `date`, all else from the whole text (where `date` is just the file's name). */
  readonly wholeText?: boolean
  /** Links to it are understood beside those to github.com, and references become links to it; absent: github.com. */
  readonly github?: GithubWeb
  /** Short forms people type (`SCS/issues`, `k8s-capi`) -> `owner/repo`. */
  readonly aliases?: Readonly<Record<string, string>>
  /** Accounts whose repositories are named in full (`owner/repo#1`): one's own organization needs no alias. */
  readonly owners?: readonly string[]
  /** Other spellings of a handle (lower case) -> the handle. Never changes what is reported as typed. */
  readonly people?: Readonly<Record<string, string>>
  /** Handles known to the team: participants and presenters of earlier meetings, assignees on the board. */
  readonly knownHandles?: readonly string[]
  /** References of the previous meeting's minutes and of the board: proof for bare numbers. */
  readonly evidence?: readonly (IssueRef & { readonly kind: ReferenceKind })[]
  /** Database ids of board cards (`itemId` of pane links) -> the issue they show. */
  readonly boardItems?: ReadonlyMap<number, IssueRef>
}

export type FormatOptions = ReadOptions & {
  /** Level of the first heading, the others move with it; absent: levels as typed. */
  readonly firstHeading?: 1 | 2
  /** The first heading was put above people's text: theirs are moved below it. */
  readonly nestBelowFirst?: boolean
  /** Put above a text that begins with no heading; absent: nothing is. */
  readonly title?: string
  /** Every line end of a paragraph is a line break, as a pad shows it; absent: only those that were typed as one. */
  readonly breakLines?: boolean
  /** Text to put at the end of the output line that holds input line `line` (from 1); null: nothing. Markdown. */
  readonly annotate?: (line: number) => string | null
  /** Lines of Markdown to put at the end of the section whose heading stands on input line `line`, before its sub-sections' next sibling. */
  readonly insertions?: readonly { readonly endOfSection: number; readonly lines: readonly string[] }[]
  /** Put `(known?)` beside a handle that nobody knows and that looks like a known one. */
  readonly proposeHandles?: boolean
}

export type Formatted = {
  readonly text: string
  /** For each output line (0-based index) the input line (from 1) it came from; 0 for lines that were added. */
  readonly inputLines: readonly number[]
  readonly warnings: readonly { readonly code: string; readonly message: string; readonly line: number }[]
}
