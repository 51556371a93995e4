/** How often and for how long jobs are tried. The queue, its engine and the worker all read these numbers. */
const HOUR_MS = 60 * 60 * 1000

export const JOB_RETRIES = {
  /** The pause after the first failure, up to twice as long; each later pause doubles. */
  firstPauseSeconds: 5,
  /** The longest of these pauses. */
  longestPauseMs: HOUR_MS,
  /** The pause when a person must fix the cause. */
  untilFixedMs: 24 * HOUR_MS,
  /** A job that still fails after so many days is a dead letter. */
  givenUpAfterDays: 7,
  /** The engine needs a number of retries: with the longest pause these take longer than `givenUpAfterDays`. */
  most: 200,
  /** A server that holds a job renews it several times within this time; after it, another server takes the job over. */
  leaseSeconds: 30,
  /** How long a job, or a dead letter, is kept at most. */
  keptDays: 30,
} as const
