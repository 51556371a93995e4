/**
 * The server around Probot: what answers requests, and the jobs. Probot’s own listener answers only after the work is done, sends error
 * messages to the client, reads bodies of any size, runs duplicate deliveries again and loses work on shutdown; this one does not.
 */
import { errorFacts } from './errors.ts'
import type { Listen, RestOfServer, StartAnswering } from './ports/answering.ts'
import type { Metrics } from './ports/metrics.ts'
import type { Log } from './ports.ts'
import type { JobWorker } from './server/job-worker.ts'

const HAND_BACK_MS = 1000

export type ServerOptions = {
  readonly answer: StartAnswering
  readonly log: Log
  readonly metrics: Metrics
  /** Resolves when the store can be reached and the configuration is valid; rejects with the reason. */
  readonly ready: () => Promise<void>
  /** Does what was accepted, and all other jobs. */
  readonly worker: JobWorker
  /** Work beside jobs (the pages): ended before the process ends. */
  readonly drain: () => Promise<void>
}

export type RunningServer = {
  readonly port: number
  /** No new work, running work finished; resolves within `graceMs`. */
  readonly stop: (graceMs?: number) => Promise<void>
}

export async function startServer(options: ServerOptions, listen: Listen): Promise<RunningServer> {
  const { log, worker } = options
  const answering = await options.answer(restOf(options), listen)
  worker.start()
  return {
    port: answering.port,
    stop: async (graceMs = 18_000) => {
      worker.stop()
      answering.refuse()
      const finished = (async () => {
        await Promise.all([worker.settled(), options.drain()])
        await answering.close()
      })()
      const isFinished = await Promise.race([finished.then(() => true), elapsed(graceMs).then(() => false)])
      if (!isFinished) log.info('Some work did not end in time: it is left to the next start.')
      // A store that does not answer is not waited for: what it holds is due again when its lease ends.
      await Promise.race([worker.handBack(), elapsed(HAND_BACK_MS)])
    },
  }
}

function elapsed(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref())
}

function restOf({ log, metrics, ready, worker }: ServerOptions): RestOfServer {
  let unverified = 0
  metrics.levelNow('scs_sprint_unverified_bytes', () => unverified)
  return {
    log,
    isReady: () =>
      ready().then(
        () => true,
        (error: unknown) => {
          log.warn('Not ready.', { error: errorFacts(error) })
          return false
        },
      ),
    metrics: ({ unverifiedBytes }) => {
      unverified = unverifiedBytes
      return metrics.render()
    },
    received: ({ result, seconds }) => {
      if (result === 'accepted') worker.poke()
      metrics.count('scs_sprint_webhooks_total', { result })
      metrics.duration('scs_sprint_webhook_duration_seconds', { result }, seconds)
    },
  }
}
