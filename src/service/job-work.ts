/** What each kind of job leads to. */
import { TryAgainError } from '../errors.ts'
import type { Delivery, DeliveryLog, Job, LookAgain, TimesKept, WaitingDelivery, WorkByKind } from '../ports/jobs.ts'
import type { Clock, Log } from '../ports.ts'
import { createRoom } from './room.ts'
import type { Service } from './service.ts'

export type JobWorkOptions = {
  readonly service: Pick<Service, 'dueBetween' | 'scheduled' | 'look' | 'settings'>
  /** Starts what a webhook leads to. */
  readonly receive: (delivery: Delivery) => Promise<void>
  readonly bodyOf: DeliveryLog['body']
  readonly lookAgain: Pick<LookAgain, 'waiting' | 'looked'>
  readonly times: TimesKept
  /** Asks GitHub for webhooks that never came. */
  readonly askForMissed: () => Promise<void>
  readonly clock: Clock
  readonly log: Log
}

/** Clocks of two servers differ a little. */
const CLOCKS_DIFFER_MS = 10 * 60 * 1000

function clockWentBack(last: Date, now: Date): string {
  return (
    `The clock of a server: expected a time after the last look at the schedule (${last.toISOString()}), found ${now.toISOString()}. ` +
    'The schedule goes on from there, and what was done early is done again at its time. Check the clocks of all servers (NTP).'
  )
}

/** Of webhooks that are worked on at the same time; parsed, they need some times as much. */
const MOST_BYTES = 32 * 1024 * 1024

export function jobWork({ service, receive, bodyOf, lookAgain, times, askForMissed, clock, log }: JobWorkOptions): WorkByKind {
  const inRoom = createRoom(MOST_BYTES)
  const workOn = ({ id, event, bytes }: WaitingDelivery) =>
    inRoom(bytes, async () => {
      const body = await bodyOf(id)
      if (body !== null) await receive({ id, event, body })
    })
  return {
    // A command in a comment takes seconds; the others are noted in a moment.
    delivery: { together: 1, atOnce: 100, mayWait: true, perform: alone((job) => workOn(job.data as WaitingDelivery)) },
    'look-again': {
      together: 500,
      atOnce: 1,
      mayWait: true,
      // GitHub may refuse one epic. While it is away, or sprint.yml is invalid, no look can succeed.
      isForAll: async (error) =>
        error instanceof TryAgainError ||
        service.settings().then(
          () => false,
          () => true,
        ),
      perform: async (jobs) => {
        const noted = await lookAgain.waiting(jobs.map(({ data }) => (data as { readonly key: string }).key))
        if (noted.length === 0) return
        await service.look(noted)
        await lookAgain.looked(noted)
      },
    },
    'missed-deliveries': { together: 1, atOnce: 1, perform: askForMissed },
    scheduled: { together: 1, atOnce: 10, perform: alone((job) => service.scheduled((job.data as { readonly work: unknown }).work)) },
    // What fell into a time without a server, or without a calendar, is caught up: the look goes back to the last one that saw all.
    tick: {
      together: 1,
      atOnce: 1,
      perform: async () => {
        const now = clock.now()
        const last = (await times.lastLook()) ?? now
        if (last.getTime() - now.getTime() > CLOCKS_DIFFER_MS) log.warn(clockWentBack(last, now))
        const began = (await times.firstLook()) ?? last
        const { work, isWhole } = last < now ? await service.dueBetween(last, now, began) : { work: [], isWhole: true }
        await times.looked(
          now,
          work.map((one) => ({ id: JSON.stringify(one), at: one.at, work: one })),
          { isWhole },
        )
      },
    },
  }
}

function alone(perform: (job: Job) => Promise<void>): (jobs: readonly Job[]) => Promise<void> {
  return async (jobs) => {
    for (const job of jobs) await perform(job)
  }
}
