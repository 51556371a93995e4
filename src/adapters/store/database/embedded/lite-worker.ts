/** The thread of the embedded database; see `lite-thread.ts`. */
import { setFlagsFromString } from 'node:v8'
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { createSessions } from './lite-sessions.ts'
import type { Asked, Said } from './lite-thread.ts'
import { openFailureOf } from './open-failure.ts'

/**
 * V8 compiles a function of WebAssembly once more, for speed, when it has run for a while. Its usual measure (1.8 million) takes in most of
 * the database, and costs more than all else a server does at its start. With this one, functions that are used a lot follow later.
 */
setFlagsFromString('--wasm-tiering-budget=100000000')

if (parentPort) await serve(parentPort, (workerData as { readonly folder: string }).folder)

async function serve(port: NonNullable<typeof parentPort>, folder: string): Promise<void> {
  let lite: PGlite
  try {
    lite = await PGlite.create(folder)
  } catch (error) {
    return port.postMessage({ cannotOpen: openFailureOf(error) } satisfies Said)
  }
  const connect = createSessions(lite, (why) => {
    // Nobody catches it: the thread ends, and the server with it.
    queueMicrotask(() => {
      throw new Error(why)
    })
  })
  port.on('message', async (asked: Asked) => {
    if ('connect' in asked) return connect(asked.connect, { isFirst: false })
    if ('door' in asked) return asked.door.on('message', (other: MessagePort) => connect(other, { isFirst: true }))
    await lite.close().catch(() => {})
    port.postMessage('closed' satisfies Said)
  })
  port.postMessage('ready' satisfies Said)
}
