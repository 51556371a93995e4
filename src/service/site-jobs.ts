/** Rebuilds the server’s pages some time after the last run, and once an hour; never during a request, never two builds at once. */
import { errorFacts } from '../errors.ts'
import type { Metrics } from '../ports/metrics.ts'
import type { Log, PackedFile } from '../ports.ts'

export type SiteJobsOptions = {
  /** Stops when the signal says so. null: there is nothing to show, and what was made stays. */
  readonly make: (signal: AbortSignal) => Promise<readonly PackedFile[] | null>
  readonly publish: (files: readonly PackedFile[]) => void
  /** Why there are no pages, where none were made before. */
  readonly without: (why: 'failed' | 'off') => void
  readonly log: Log
  readonly metrics: Metrics
  /** Many runs may follow each other: the pages wait until there was none for so long. */
  readonly debounce: { readonly quietMs: number; readonly maxMs: number }
  /** After a failure, and without any run; for tests. */
  readonly pace?: { readonly retryMs: number; readonly againMs: number }
}

export type SiteJobs = {
  /** Makes them now, and from now on. */
  readonly start: () => void
  /** Call it when what the pages show may have changed. */
  readonly changed: () => void
  /** Ends what runs, and makes none any more. */
  readonly stop: () => Promise<void>
}

/** Another server on the same database tells nothing of its runs: what it did is seen within the hour. */
const usualPace = { retryMs: 5 * 60_000, againMs: 60 * 60_000 }

export function createSiteJobs({ make, publish, without, log, metrics, debounce, pace = usualPace }: SiteJobsOptions): SiteJobs {
  const stopping = new AbortController()
  // Nothing that hangs is waited for at a stop: it writes nothing.
  const stopped = new Promise<never>((_, reject) => stopping.signal.addEventListener('abort', () => reject(stopping.signal.reason)))
  stopped.catch(() => {})
  let timer: NodeJS.Timeout | undefined
  let isMade = false
  const run = async () => {
    if (stopping.signal.aborted) return
    try {
      const files = await Promise.race([make(stopping.signal), stopped])
      if (files === null) without('off')
      else publish(files)
      isMade ||= files !== null
      metrics.count('scs_sprint_runs_total', { name: 'site', result: 'done' })
    } catch (error) {
      if (stopping.signal.aborted) return
      metrics.count('scs_sprint_runs_total', { name: 'site', result: 'failed' })
      without('failed')
      log.warn(`The pages could not be built; ${isMade ? 'the previous pages stay' : 'there are none yet'}.`, { error: errorFacts(error) })
      again(pace.retryMs)
    }
  }
  let due: NodeJS.Timeout | undefined
  let firstAt: number | null = null
  let running: Promise<void> = Promise.resolve()
  const makeNext = () => {
    clearTimeout(due)
    firstAt = null
    running = running.then(run)
  }
  const changed = () => {
    if (stopping.signal.aborted) return
    again(pace.againMs)
    firstAt ??= Date.now()
    clearTimeout(due)
    // Of this process alone, like the pages: it needs no job.
    due = setTimeout(makeNext, Math.min(debounce.quietMs, Math.max(0, firstAt + debounce.maxMs - Date.now())))
  }
  const again = (ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(changed, ms).unref()
  }
  return {
    start: () => {
      again(pace.againMs)
      makeNext()
    },
    changed,
    stop: async () => {
      stopping.abort(new Error('The server is stopping.'))
      clearTimeout(timer)
      clearTimeout(due)
      await running
    },
  }
}
