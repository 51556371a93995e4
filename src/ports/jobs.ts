/** Work that waits in the database: webhooks, what they lead to, and what times bring. */

import type { DeadLetters } from '../ports.ts'

/** A webhook; `body` is JSON as it came. */
export type Delivery = { readonly id: string; readonly event: string; readonly body: string }

/** One that waits to be worked on: its body, of up to 25 MiB, is read when its turn comes. */
export type WaitingDelivery = Pick<Delivery, 'id' | 'event'> & { readonly bytes: number }

/** Webhooks that were accepted; each becomes a job of the kind `delivery`, once. */
export type DeliveryLog = {
  /** false when this delivery came before. */
  readonly accept: (delivery: Delivery) => Promise<boolean>
  /** Of these IDs, the ones that came at any time within a week. */
  readonly known: (ids: readonly string[]) => Promise<ReadonlySet<string>>
  /** null: it was worked on meanwhile. */
  readonly body: (id: string) => Promise<string | null>
  /** Drops the old ones. */
  readonly forget: () => Promise<void>
}

/** What jobs there are, by what they do. Their data: a WaitingDelivery; `{ key }`; `{ work }`, a piece of due work; nothing; nothing. */
export const JOB_KINDS = ['delivery', 'look-again', 'scheduled', 'tick', 'missed-deliveries'] as const
export type JobKind = (typeof JOB_KINDS)[number]

export type Job = {
  readonly id: string
  readonly kind: JobKind
  readonly data: unknown
  /** From 1. */
  readonly attempt: number
}

/** Work that waits: one process at a time has a job; what failed, or was held by a process that died, is due again. */
export type JobQueue = {
  /** One of these kinds waits at most once. */
  readonly add: (kind: 'tick' | 'missed-deliveries') => Promise<void>
  /** Of these kinds, in their order, those of which something is due. */
  readonly due: (kinds: readonly JobKind[]) => Promise<readonly JobKind[]>
  /** What is due, oldest first; nobody else is given it while it is renewed. */
  readonly take: (kind: JobKind, limit: number) => Promise<readonly Job[]>
  readonly finish: (job: Job) => Promise<void>
  /**
   * `again`: due after `pause` milliseconds, else after a time that doubles with each try, up to `mostMs`. `dead`: it failed
   * too often, and is a dead letter. `replaced`: the schedule brings the next one of this kind, this one is not retried.
   * `lost`: another process has it.
   */
  readonly fail: (
    job: Job,
    failure: { readonly error: { readonly message: string }; readonly pause?: number; readonly mostMs: number },
  ) => Promise<FailedJob>
  /** Asked for every few seconds for all that was taken and still runs. */
  readonly renew: (jobs: readonly Job[]) => Promise<void>
  /** At a stop: due at once, for whoever comes next. */
  readonly handBack: (jobs: readonly Job[]) => Promise<void>
  /** What a dead process held is due at once. */
  readonly takeOver: () => Promise<void>
  readonly state: () => Promise<JobsState>
}

/** What becomes of a job that failed; see `JobQueue.fail`. */
export type FailedJob = 'again' | 'dead' | 'replaced' | 'lost'

export type JobsState = {
  /** `oldestSeconds`: how long the oldest one has been due. Kinds without jobs are absent. */
  readonly kinds: readonly { readonly kind: string; readonly waiting: number; readonly running: number; readonly oldestSeconds: number }[]
  /** Jobs that failed for good, by kind, with the newest reason and its time (ISO). */
  readonly dead: readonly DeadLetters[]
}

/**
 * What one webhook named. Those of one key are looked at together, when it has been quiet for a while; `issue`, a node ID: with all
 * that touches its epic.
 */
export type NamedByWebhook = { readonly key: string; readonly issue?: string; readonly event: string; readonly names: unknown }

export type LookAgain = {
  readonly note: (named: NamedByWebhook) => Promise<unknown>
  readonly waiting: (keys: readonly string[]) => Promise<readonly (NamedByWebhook & { readonly id: string })[]>
  /** They need no other look. */
  readonly looked: (noted: readonly { readonly id: string }[]) => Promise<void>
}

/** `id`: what is due at one time for one purpose has one name; `work` is plain data. */
export type ScheduledWork = { readonly id: string; readonly at: Date; readonly work: object }

/** Looks at the clock, shared by all servers. */
export type TimesKept = {
  /** null: there was none. */
  readonly lastLook: () => Promise<Date | null>
  /** With it the memory of this database begins: what was over by then was nobody's to do. null: there was none. */
  readonly firstLook: () => Promise<Date | null>
  /**
   * Makes a job of what is due and new, and notes the look, except where not all that is due could be seen (`isWhole` false): then the
   * next look begins where this one did. Returns how many jobs there are.
   */
  readonly looked: (now: Date, due: readonly ScheduledWork[], options?: { readonly isWhole?: boolean }) => Promise<number>
}

/** How jobs of a kind are done. */
export type JobWork = {
  /** Does several at once. Those that fail together are done again in halves, down to one, except where `isForAll`. */
  readonly perform: (jobs: readonly Job[]) => Promise<void>
  /** The error concerns all jobs: none is tried alone. Absent: every error does. */
  readonly isForAll?: (error: unknown) => Promise<boolean>
  /** Most jobs given to one `perform`. */
  readonly together: number
  /** Calls of `perform` at the same time. */
  readonly atOnce: number
  /** It may wait for a day if a person must fix something first. */
  readonly mayWait?: boolean
}

export type WorkByKind = Readonly<Partial<Record<JobKind, JobWork>>>

/** One attempt of GitHub's to deliver a webhook: `guid` is the delivery's ID, the same for each attempt. */
export type HookDelivery = {
  readonly id: number
  readonly guid: string
  readonly at: Date
  readonly event: string
  /** The answer was a 2xx. */
  readonly isAnswered: boolean
  /** The answer was a 4xx: the app itself did not want it. */
  readonly isRefused: boolean
}

export type HookDeliveries = {
  /** Newest first; of more than some thousands the newest. GitHub knows those of three days. */
  readonly since: (from: Date) => Promise<readonly HookDelivery[]>
  /** false where GitHub does not send it any more. */
  readonly askAgain: (id: number) => Promise<boolean>
}

/** Until when is known which webhooks came. */
export type HookMarks = {
  readonly begun: () => Promise<Date | null>
  readonly seenUntil: () => Promise<Date | null>
  readonly sawUntil: (at: Date) => Promise<void>
  /** When a server had last read GitHub's list, and asked for what is missing. */
  readonly listedAt: () => Promise<Date | null>
  readonly listed: (at: Date) => Promise<void>
  /**
   * Of webhooks, by their IDs in order, the next ones to ask GitHub for: `most` that no server has asked for since `before`. It is noted that
   * they are asked for at `now`, so no other server is given them.
   */
  readonly takeAsks: (
    guids: readonly string[],
    asks: { readonly now: Date; readonly before: Date; readonly most: number },
  ) => Promise<ReadonlySet<string>>
}
