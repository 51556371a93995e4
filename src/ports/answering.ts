/** The part of the server that answers requests, and what it asks of the rest; each may be in a thread of its own. */
import type { Log, PackedFile } from '../ports.ts'

export type Listen = { readonly port: number; readonly host: string }

export type ReceivedWebhook = { readonly result: 'accepted' | 'duplicate' | 'refused'; readonly seconds: number }

export type RestOfServer = {
  readonly log: Pick<Log, 'warn'>
  /** Whether the store can be reached and the configuration is valid. */
  readonly isReady: () => Promise<boolean>
  /** Prometheus text format. `unverifiedBytes`: of webhooks whose signature is not verified yet. */
  readonly metrics: (now: { readonly unverifiedBytes: number }) => Promise<string>
  /** A webhook was answered. */
  readonly received: (webhook: ReceivedWebhook) => void
}

export type Answering = {
  readonly port: number
  /** From now on webhooks get 503, and nobody can connect. */
  readonly refuse: () => void
  /** Resolves when every connection is closed. */
  readonly close: () => Promise<void>
}

/** Starts to answer. Rejects when it cannot listen there, with the system’s `code` and `syscall`. */
export type StartAnswering = (rest: RestOfServer, listen: Listen) => Promise<Answering>

/** Why there are no pages: they are being made for the first time, that failed, or sprint.yml switches the app off. */
export type NoPages = 'being-made' | 'failed' | 'off'

export type ShownPages = {
  /** What is told where there are no pages. Those that were made before stay. */
  readonly without: (why: NoPages) => void
  /** In place of all that was there. `path` of each is below the site (`teams/iaas/index.html`). */
  readonly replace: (files: readonly PackedFile[]) => void
}
