/** What work cost at GitHub. */

/** Requests of one day (UTC). */
export type UsageDay = {
  /** `2023-01-18`. */
  readonly day: string
  readonly requests: number
  /** Of these, those without an answer or with a 5xx status. */
  readonly failed: number
  /** Of GraphQL, where the answer told its cost: reads of boards do. */
  readonly points: number
  /** The smallest part of GitHub's rate limit that was left, from 0 to 1; null: no response said so. */
  readonly leastLeft: number | null
}

/** All servers on a database count together. */
export type UsageLog = {
  /** Adds to what is known of these days. */
  readonly add: (days: readonly UsageDay[]) => Promise<void>
  /** Oldest first, from that day on; days without requests are absent. */
  readonly since: (day: string) => Promise<readonly UsageDay[]>
}
