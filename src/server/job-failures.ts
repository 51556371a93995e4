/** What becomes of jobs that failed, and what the log says about it. */
import { errorFacts, PadBeingTypedError, UserError } from '../errors.ts'
import { JOB_RETRIES } from '../ports/job-retries.ts'
import type { FailedJob, Job, JobQueue, WorkByKind } from '../ports/jobs.ts'
import type { Log } from '../ports.ts'

type Parts = { readonly work: WorkByKind; readonly log: Log; readonly pace: { readonly mostMs: number } }

export type JobFailures = {
  /** Some work succeeded: causes that were logged before are logged again. */
  readonly succeeded: () => void
  /**
   * Puts back jobs of one kind that failed together. Logs one line for all that end alike. `isMixed`: some of them may be fine, so
   * none waits for a person.
   */
  readonly postpone: (batch: readonly Job[], error: unknown, options?: { readonly isMixed?: boolean }) => Promise<void>
}

const MESSAGES: Readonly<Record<FailedJob, string>> = {
  again: 'A job failed and will be retried.',
  dead: 'A job failed too often and is now a dead letter; `log --failed` lists them.',
  replaced: 'A job failed; the schedule brings the next one of its kind.',
  lost: 'A job failed that another process has taken over.',
}
const WAITS = 'A job waits for someone to fix the cause. It is retried once a day; others with the same cause are not logged.'

export function createJobFailures(jobs: JobQueue, { work, log, pace }: Parts): JobFailures {
  /** What a person must fix is logged once, until some work succeeds. */
  const logged = new Set<string>()

  const logEnd = (ended: readonly Job[], end: FailedJob, { error, refusal }: { error: unknown; refusal: UserError | null }): void => {
    const [first] = ended
    if (first === undefined) return
    const { kind, id, attempt } = first
    const facts = { kind, job: id, jobs: ended.length, attempts: attempt, error: errorFacts(error) }
    const isWaiting = refusal !== null && end === 'again' && work[kind]?.mayWait === true
    if (refusal !== null && (isWaiting || end === 'replaced')) {
      const cause = `${end} ${refusal.message}`
      if (logged.has(cause)) return
      logged.add(cause)
    }
    // Nothing failed: people type for as long as they like.
    if (error instanceof PadBeingTypedError) log.info(error.message, { kind, job: id })
    else log.warn(isWaiting ? WAITS : MESSAGES[end], facts)
  }

  return {
    succeeded: () => logged.clear(),
    postpone: async (batch, error, { isMixed = false } = {}) => {
      const refusal = isMixed ? null : refusalIn(error)
      const { name, message } = errorFacts(error)
      const ends = new Map<FailedJob, Job[]>()
      try {
        for (const job of batch) {
          const pause = pauseAfter(error, refusal !== null && work[job.kind]?.mayWait === true)
          const end = await jobs.fail(job, { error: { message: `${name}: ${message}` }, ...pause, mostMs: pace.mostMs })
          ends.set(end, [...(ends.get(end) ?? []), job])
        }
      } finally {
        for (const [end, ended] of ends) logEnd(ended, end, { error, refusal })
      }
    },
  }
}

function pauseAfter(error: unknown, waitsForPerson: boolean): { readonly pause?: number } {
  if (error instanceof PadBeingTypedError) return { pause: (error.retryAfter ?? 0) * 1000 }
  return waitsForPerson ? { pause: JOB_RETRIES.untilFixedMs } : {}
}

/** What only a person can fix; Probot throws what went wrong in its handlers as one error. null: time may help. */
function refusalIn(error: unknown): UserError | null {
  const errors: readonly unknown[] = error instanceof AggregateError ? error.errors : [error]
  const causes = errors.map((one) => (one instanceof Error && one.cause instanceof UserError ? one.cause : one))
  return causes.length > 0 && causes.every((one) => one instanceof UserError) ? (causes[0] as UserError) : null
}
