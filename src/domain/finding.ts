/** One problem a rule found: data for people, never an exception. The shape is that of `hygiene --json`. */
export type Severity = 'info' | 'warning'

export type Finding = {
  readonly rule: string
  readonly severity: Severity
  /** Key of the team in sprint.yml. */
  readonly team: string
  /** `owner/repo#1`; null for a story without an epic. */
  readonly epic: string | null
  /** null where the epic itself is meant. */
  readonly story: string | null
  readonly message: string
  /** What was seen: dates, states, links. A person can check each. */
  readonly evidence: readonly string[]
  readonly fix: string
  /** ISO date since when it holds; null where one snapshot cannot tell. */
  readonly since: string | null
}
