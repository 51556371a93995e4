/**
 * Does the jobs: takes what is due, finishes what succeeded, and hands back what failed for later. Nothing is kept in
 * memory alone, so a process that dies loses nothing, and several share the work.
 */
import { errorFacts } from '../errors.ts'
import { JOB_RETRIES } from '../ports/job-retries.ts'
import { JOB_KINDS, type Job, type JobKind, type JobQueue, type JobWork, type WorkByKind } from '../ports/jobs.ts'
import type { Metrics } from '../ports/metrics.ts'
import type { Log } from '../ports.ts'
import { createJobFailures } from './job-failures.ts'

/**
 * `mostMs`: the longest pause between two tries. `gatherMs`: how long a webhook waits for others before it is taken: what
 * arrives together is done together, in few transactions.
 */
export type Pace = { readonly pollMs: number; readonly mostMs: number; readonly gatherMs: number }

export const GATHER_MS = 100
export const usualPace: Pace = { pollMs: 2000, mostMs: JOB_RETRIES.longestPauseMs, gatherMs: GATHER_MS }

export type JobWorker = {
  /** A webhook was accepted: looked at in a moment, and not only at the next poll. */
  readonly poke: () => void
  readonly start: () => void
  /** Takes nothing more. */
  readonly stop: () => void
  readonly running: () => number
  /** Resolves when those that run now have ended. */
  readonly settled: () => Promise<void>
  /** What still runs may be taken by others, now. */
  readonly handBack: () => Promise<void>
}

const RENEW_MS = 5000
/** Of one batch in halves: enough for a few failures among hundreds of jobs, and an end where most of them fail. */
const MOST_ROUNDS = 64

type WorkerParts = { readonly work: WorkByKind; readonly log: Log; readonly pace: Pace; readonly metrics: Metrics }

/** What runs now, by the first job of its batch. */
type InFlight = Map<string, { readonly kind: JobKind; readonly batch: readonly Job[]; readonly task: Promise<void> }>

export function createJobWorker(jobs: JobQueue, { work, log, pace, metrics }: WorkerParts): JobWorker {
  const inFlight: InFlight = new Map()
  const held = () => [...inFlight.values()].flatMap(({ batch }) => batch)
  const timers: NodeJS.Timeout[] = []
  const withStore = createStoreWatch(log)
  const begin = createBatches(jobs, inFlight, { work, log, pace, metrics })
  const taker = createTaker(jobs, { work, inFlight, begin, withStore })
  const tend = () =>
    void withStore(async () => {
      await jobs.renew(held())
      await jobs.takeOver()
      showInMetrics(metrics, await jobs.state())
    })
  const lookAtAll = () => taker.look(JOB_KINDS)

  let gathering: NodeJS.Timeout | undefined
  const gathered = () => {
    gathering = undefined
    taker.look(['delivery'])
  }

  return {
    poke: () => {
      if (pace.gatherMs === 0) gathered()
      else gathering ??= setTimeout(gathered, pace.gatherMs)
    },
    start: () => {
      lookAtAll()
      tend()
      timers.push(setInterval(lookAtAll, pace.pollMs), setInterval(tend, RENEW_MS))
    },
    stop: () => {
      clearTimeout(gathering)
      taker.stop()
    },
    running: () => inFlight.size,
    settled: async () => {
      await taker.looked()
      await Promise.all([...inFlight.values()].map(({ task }) => task))
    },
    handBack: async () => {
      for (const timer of timers) clearInterval(timer)
      await withStore(() => jobs.handBack(held()))
    },
  }
}

type Begin = (kind: JobKind, batch: readonly Job[], ended: () => unknown) => void
type TakerParts = {
  readonly work: WorkByKind
  readonly inFlight: InFlight
  readonly begin: Begin
  readonly withStore: (task: () => Promise<void>) => Promise<void>
}

/** Takes what is due: one look at a time, at all kinds that were asked for meanwhile. */
function createTaker(jobs: JobQueue, { work, inFlight, begin, withStore }: TakerParts) {
  const asked = new Set<JobKind>()
  /** Kinds of which more may be due than there was room for. */
  const full = new Set<JobKind>()
  let looking: Promise<void> | null = null
  let stopped = false

  const look = (kinds: readonly JobKind[]) => {
    for (const kind of kinds) asked.add(kind)
    if (stopped || looking !== null || asked.size === 0) return
    looking = withStore(takeAll).finally(() => {
      looking = null
      look([])
    })
  }

  const takeAll = async () => {
    const kinds = JOB_KINDS.filter((kind) => asked.has(kind))
    asked.clear()
    // Nearly always nothing is due: one question tells that of all kinds.
    for (const kind of kinds.length > 1 ? await jobs.due(kinds) : kinds) {
      const how = work[kind]
      if (how) await takeKind(kind, how)
    }
  }

  const roomFor = (kind: JobKind, { atOnce }: JobWork) =>
    stopped ? 0 : atOnce - [...inFlight.values()].filter((one) => one.kind === kind).length

  /** Until nothing more is due, or there is no room. */
  const takeKind = async (kind: JobKind, how: JobWork): Promise<void> => {
    for (let room = roomFor(kind, how); room > 0; room = roomFor(kind, how)) {
      const most = room * how.together
      const taken = await jobs.take(kind, most)
      const ended = () => full.has(kind) && look([kind])
      for (let at = 0; at < taken.length; at += how.together) begin(kind, taken.slice(at, at + how.together), ended)
      full.delete(kind)
      if (taken.length < most) return
    }
    full.add(kind)
  }

  return {
    look,
    looked: async () => void (await looking),
    stop: () => {
      stopped = true
    },
  }
}

function createBatches(jobs: JobQueue, inFlight: InFlight, parts: WorkerParts): Begin {
  const { work, log, metrics } = parts
  const failures = createJobFailures(jobs, parts)

  const perform = async (batch: readonly Job[]): Promise<void> => {
    const kind = (batch[0] as Job).kind
    const how = work[kind]
    if (how === undefined) throw new Error(`Nothing does jobs of the kind ${kind}.`)
    const started = performance.now()
    const timed = (result: 'done' | 'failed') =>
      metrics.duration('scs_sprint_job_duration_seconds', { kind, result }, (performance.now() - started) / 1000)
    await how.perform(batch).then(
      () => timed('done'),
      (error: unknown) => {
        timed('failed')
        throw error
      },
    )
  }

  /** One job that fails does not keep the others of its batch from being done. */
  const settle = async (batch: readonly Job[], rounds = { left: MOST_ROUNDS }): Promise<void> => {
    rounds.left--
    try {
      await perform(batch)
    } catch (error) {
      const isForAll = (batch[0] && work[batch[0].kind]?.isForAll) ?? (async () => true)
      if (batch.length === 1 || (await isForAll(error))) return failures.postpone(batch, error)
      // Which of them fail is found out later: those that do are not due again with the others.
      if (rounds.left <= 0) return failures.postpone(batch, error, { isMixed: true })
      const half = Math.ceil(batch.length / 2)
      await settle(batch.slice(0, half), rounds)
      return settle(batch.slice(half), rounds)
    }
    failures.succeeded()
    await Promise.all(batch.map((job) => jobs.finish(job)))
  }

  return (kind, batch, ended) => {
    const id = batch[0]?.id ?? ''
    const task = settle(batch)
      // Neither finished nor postponed: nobody renews it, so it is due again soon.
      .catch((error: unknown) => log.warn('Could not mark a job as finished.', { kind, id, error: errorFacts(error) }))
      .finally(() => {
        inFlight.delete(id)
        ended()
      })
    inFlight.set(id, { kind, batch, task })
  }
}

function showInMetrics(metrics: Metrics, { kinds, dead }: Awaited<ReturnType<JobQueue['state']>>): void {
  const of = (kind: string) => kinds.find((one) => one.kind === kind)
  for (const kind of JOB_KINDS) {
    metrics.level('scs_sprint_jobs_waiting', { kind }, of(kind)?.waiting ?? 0)
    metrics.level('scs_sprint_jobs_running', { kind }, of(kind)?.running ?? 0)
    metrics.level('scs_sprint_jobs_oldest_seconds', { kind }, of(kind)?.oldestSeconds ?? 0)
    metrics.level('scs_sprint_dead_letters', { kind }, dead.find((one) => one.kind === kind)?.count ?? 0)
  }
}

/** Logs once that the store is unavailable, and once that it is back. The next poll tries again. */
function createStoreWatch(log: Log): (task: () => Promise<void>) => Promise<void> {
  let isGone = false
  return async (task) => {
    try {
      await task()
      if (isGone) log.info('The store is available again.')
      isGone = false
    } catch (error) {
      if (!isGone) log.warn('The store is unavailable; accepted deliveries wait there.', { error: errorFacts(error) })
      isGone = true
    }
  }
}
