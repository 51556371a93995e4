/**
 * The embedded database in a thread of its own. Its statements run without a pause, each for some milliseconds: in the
 * thread that asks, nothing else would happen meanwhile.
 */
import type { Duplex } from 'node:stream'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { failureOf, threadOf } from '../../../threads/run-in-thread.ts'
import { liteStream } from './lite-sessions.ts'
import type { OpenFailure } from './open-failure.ts'

/** `door`: the ports that come through it are connections as well, of a thread whose questions go first. */
export type Asked = { readonly connect: MessagePort } | { readonly door: MessagePort } | { readonly close: true }
export type Said = 'ready' | 'closed' | { readonly cannotOpen: OpenFailure }

export type LiteThread = {
  /** A connection, for the `stream` of pg. */
  readonly stream: () => Duplex
  /** For another thread, which connects with `throughDoor`. */
  readonly door: () => MessagePort
  /** Rejects if it ends by itself. */
  readonly failed: Promise<never>
  readonly close: () => Promise<void>
}

const ENDING = import.meta.url.endsWith('.ts') ? '.ts' : '.js'
const WORKER = new URL(`./lite-worker${ENDING}`, import.meta.url)

/** Throws what the database says about a folder that it cannot open, with the system's `code` where there is one. */
export async function openInThread(folder: string): Promise<LiteThread> {
  const thread = threadOf(WORKER, { folder })
  const ask = (asked: Asked, moved: MessagePort[] = []) => thread.postMessage(asked, moved)
  let isClosed = () => {}
  const closed = new Promise<void>((resolve) => {
    isClosed = resolve
  })
  await new Promise<void>((resolve, reject) => {
    // What was asked and not answered fails with its connection.
    thread.on('error', reject)
    thread.once('exit', () => {
      reject(new Error('The thread of the embedded database ended.'))
      isClosed()
    })
    thread.on('message', (said: Said) => {
      if (said === 'ready') return resolve()
      if (said === 'closed') return isClosed()
      reject(Object.assign(new Error(said.cannotOpen.message), { code: said.cannotOpen.code }))
    })
  }).catch(async (error: unknown) => {
    await thread.terminate()
    throw error
  })
  return {
    failed: failureOf(thread, 'The thread of the embedded database', 'Check that the disk is not full, and start the server again.'),
    stream: () => liteStream((port) => ask({ connect: port }, [port])),
    door: () => {
      const { port1, port2 } = new MessageChannel()
      ask({ door: port1 }, [port1])
      return port2
    },
    close: async () => {
      ask({ close: true })
      await closed
      await thread.terminate()
    },
  }
}

export function throughDoor(door: MessagePort): Duplex {
  return liteStream((port) => door.postMessage(port, [port]))
}
