/** What a check of a pull request finds at a line, and the annotations that GitHub shows. Pure data. */

export type CheckFinding = {
  readonly path: string
  /** From 1; 1 where the file itself is meant. */
  readonly line: number
  readonly level: 'failure' | 'warning' | 'notice'
  /** A few words. */
  readonly title: string
  /** A sentence, plain text. */
  readonly message: string
  /** What the whole line would be; null where only a person knows. Never for a line that may hold something private. */
  readonly suggestion: string | null
}

export type CheckResult = {
  readonly conclusion: 'success' | 'neutral' | 'failure'
  /** Plain text, and Markdown. */
  readonly title: string
  readonly summary: string
  readonly findings: readonly CheckFinding[]
}
