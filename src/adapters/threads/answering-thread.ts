/** Answers requests in a thread of its own: the rest of the server may be busy for as long as it likes. */
import type { MessagePort } from 'node:worker_threads'
import type { Answering, Listen, NoPages, ReceivedWebhook, RestOfServer, ShownPages, StartAnswering } from '../../ports/answering.ts'
import type { PackedFile } from '../../ports.ts'
import type { DatabasePlace } from '../store/database/pools.ts'
import { failureOf, threadOf } from './run-in-thread.ts'
import { answerCalls, isCall } from './thread-ports.ts'

/** `now`: an ISO instant in place of the clock. */
export type AnsweringSetUp = { readonly webhookSecret: string; readonly database: DatabasePlace; readonly now: string | null }

/** What the thread is told. */
export type MessageToAnswering =
  | { readonly start: AnsweringSetUp & { readonly listen: Listen } }
  | { readonly pages: readonly PackedFile[] }
  | { readonly without: NoPages }
  | { readonly refuse: true }
  | { readonly close: true }

/** What it says, beside its calls of `server.isReady` and `server.metrics`. */
export type MessageFromAnswering =
  | { readonly listening: number }
  | { readonly cannotListen: { readonly message: string; readonly code: unknown; readonly syscall: unknown } }
  | { readonly received: ReceivedWebhook }
  | { readonly warning: string; readonly facts: Readonly<Record<string, unknown>> | undefined }
  | { readonly closed: true }

export type AnsweringThread = {
  readonly pages: ShownPages
  readonly answerFor: (setUp: AnsweringSetUp) => StartAnswering
  /** Rejects if it ends by itself. */
  readonly failed: Promise<never>
  readonly end: () => Promise<void>
}

/** It loads its code while the caller prepares what it needs. */
export function openAnsweringThread(worker: URL): AnsweringThread {
  const thread = threadOf(worker)
  const tell = (told: MessageToAnswering, moved: MessagePort[] = []) => thread.postMessage(told, moved)
  const failed = failureOf(thread, 'The thread that answers requests')

  const start = async (setUp: AnsweringSetUp, rest: RestOfServer, listen: Listen): Promise<Answering> => {
    const ports = { server: { isReady: rest.isReady, metrics: rest.metrics } }
    let isClosed = () => {}
    const closed = new Promise<void>((resolve) => {
      isClosed = resolve
    })
    const listening = new Promise<number>((resolve, reject) => {
      thread.on('message', (said: MessageFromAnswering) => {
        if (isCall(said)) return void answerCalls(thread, ports, said)
        if ('received' in said) return rest.received(said.received)
        if ('warning' in said) return rest.log.warn(said.warning, said.facts)
        if ('closed' in said) return isClosed()
        if ('listening' in said) return resolve(said.listening)
        const { message, ...facts } = said.cannotListen
        reject(Object.assign(new Error(message), facts))
      })
    })
    const { database } = setUp
    tell({ start: { ...setUp, listen } }, 'door' in database ? [database.door] : [])
    return {
      port: await Promise.race([listening, failed]),
      refuse: () => tell({ refuse: true }),
      close: () => {
        tell({ close: true })
        return Promise.race([closed, failed])
      },
    }
  }

  return {
    pages: { replace: (pages) => tell({ pages }), without: (without) => tell({ without }) },
    answerFor: (setUp) => (rest, listen) => start(setUp, rest, listen),
    failed,
    end: async () => void (await thread.terminate()),
  }
}
