/**
 * Works on what was accepted: takes what is due, finishes what succeeded, and tries again later what failed. Nothing is
 * kept in memory alone, so a process that dies loses nothing, and several share the work.
 */
import { errorFacts, UserError } from '../errors.ts'
import type { Delivery, DeliveryLog, Log } from '../ports.ts'

/** The first try after a failure comes after `firstMs`, each later one after half as long again, at most `mostMs`. */
export type Pace = { readonly pollMs: number; readonly firstMs: number; readonly mostMs: number }

export const usualPace: Pace = { pollMs: 2000, firstMs: 5000, mostMs: 60 * 60 * 1000 }

export type DeliveryWorker = {
  /** Something was accepted: looked at now, and not only at the next poll. */
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

/** Most of them wait for a run that many share. */
const MOST_AT_ONCE = 1000
const BATCH = 50
const RENEW_MS = 5000
const FORGET_MS = 60 * 60 * 1000
/** What a person must mend first is tried once a day. */
const UNTIL_MENDED_MS = 24 * 60 * 60 * 1000

type WorkerParts = {
  readonly perform: (delivery: Delivery) => Promise<void>
  readonly log: Log
  readonly pace: Pace
  /** It may wait for a day when a person must mend something first; absent: none may. */
  readonly mayWait?: (event: string) => boolean
}

export function createDeliveryWorker(deliveries: DeliveryLog, { perform, log, pace, mayWait = () => false }: WorkerParts): DeliveryWorker {
  const inFlight = new Map<string, Promise<void>>()
  const timers: NodeJS.Timeout[] = []
  let looking: Promise<void> | null = null
  let askedAgain = false
  let stopped = false
  const withStore = createStoreWatch(log)
  const failures = createFailures(deliveries, { log, pace, mayWait })

  const look = () => {
    askedAgain = looking !== null
    if (stopped || looking !== null) return
    looking = takeDue().finally(() => {
      looking = null
      if (askedAgain) look()
    })
  }

  const roomLeft = () => (stopped ? 0 : Math.min(BATCH, MOST_AT_ONCE - inFlight.size))
  const takeDue = () => withStore(() => takeAll(deliveries, roomLeft, begin))

  const begin = (delivery: Delivery & { readonly attempts: number }) => {
    const { id } = delivery
    const task = perform(delivery)
      .then(
        () => {
          failures.over()
          return deliveries.finish(id)
        },
        (error: unknown) => failures.postpone(delivery, error),
      )
      // Neither finished nor postponed: nobody renews it, so it is due again soon.
      .catch((error: unknown) => log.warn('Could not mark the delivery as finished.', { id, error: errorFacts(error) }))
      .finally(() => {
        const wasFull = inFlight.size >= MOST_AT_ONCE
        inFlight.delete(id)
        if (wasFull) look()
      })
    inFlight.set(id, task)
  }

  const renew = () => {
    // Without a question to the store nothing is known of it.
    if (inFlight.size > 0) void withStore(() => deliveries.renew([...inFlight.keys()]))
  }

  const forget = () => withStore(() => giveUp(deliveries, log))

  return {
    poke: look,
    start: () => {
      look()
      void forget()
      timers.push(
        setInterval(look, pace.pollMs),
        setInterval(renew, RENEW_MS),
        setInterval(() => void forget(), FORGET_MS),
      )
    },
    stop: () => {
      stopped = true
    },
    running: () => inFlight.size,
    settled: async () => {
      await looking
      await Promise.all(inFlight.values())
    },
    handBack: async () => {
      for (const timer of timers) clearInterval(timer)
      await withStore(() => deliveries.handBack())
    },
  }
}

/** Until nothing more is due, or there is no room. */
async function takeAll(deliveries: DeliveryLog, roomLeft: () => number, begin: (delivery: Delivery & Failed) => void): Promise<void> {
  for (let room = roomLeft(); room > 0; room = roomLeft()) {
    const taken = await deliveries.take(room)
    for (const delivery of taken) begin(delivery)
    if (taken.length < room) return
  }
}

async function giveUp(deliveries: DeliveryLog, log: Log): Promise<void> {
  for (const { id, event } of await deliveries.forget()) log.warn('A delivery failed for a week and was dropped.', { id, event })
}

/** A store that is away is told once, and once that it is back: the next poll tries again. */
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

type Failed = Pick<Delivery, 'id' | 'event'> & { readonly attempts: number }

/** What failed is due again later; why work waits for a person is told once until some work succeeds (`over`). */
function createFailures(deliveries: DeliveryLog, { log, pace, mayWait }: Required<Omit<WorkerParts, 'perform'>>) {
  const told = new Set<string>()
  const untilMended = async ({ id, event }: Failed, error: UserError) => {
    if (!told.has(error.message)) {
      const facts = { event, id, error: errorFacts(error) }
      log.warn('A delivery waits for someone to fix the cause. It is retried once a day; others with the same cause are not logged.', facts)
    }
    told.add(error.message)
    await deliveries.postpone(id, UNTIL_MENDED_MS)
  }
  return {
    over: () => told.clear(),
    postpone: async (failed: Failed, error: unknown) => {
      const { id, event, attempts } = failed
      const refusal = refusalIn(error)
      if (refusal !== null && mayWait(event)) return untilMended(failed, refusal)
      const wait = Math.min(pace.firstMs * 1.5 ** (attempts - 1), pace.mostMs)
      const facts = { event, id, attempts, againInSeconds: Math.round(wait / 1000), error: errorFacts(error) }
      log.warn('A delivery failed and will be retried.', facts)
      await deliveries.postpone(id, wait)
    },
  }
}

/** What only a person can mend; Probot throws what went wrong in its handlers as one error. null: time may mend it. */
function refusalIn(error: unknown): UserError | null {
  const errors: readonly unknown[] = error instanceof AggregateError ? error.errors : [error]
  const causes = errors.map((one) => (one instanceof Error && one.cause instanceof UserError ? one.cause : one))
  return causes.length > 0 && causes.every((one) => one instanceof UserError) ? (causes[0] as UserError) : null
}
