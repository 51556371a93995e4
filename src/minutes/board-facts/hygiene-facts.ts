/** What the rules say of the board of a meeting, as data: the minutes judge nothing themselves. */
import type { Finding } from '../../domain/finding.ts'

export type HygieneFacts = {
  readonly findings: readonly Finding[]
  /** Some of it could not be judged: findings may be missing. */
  readonly isOpen: boolean
  /** `refKey` of the team's issues and pull requests. */
  readonly teamRefs: ReadonlySet<string>
  /** The same on the board as the last meeting left it. */
  readonly earlierTeamRefs: ReadonlySet<string>
}
