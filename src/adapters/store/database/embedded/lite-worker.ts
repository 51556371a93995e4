/** The thread of the embedded database; see `lite-thread.ts`. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { createSessions } from './lite-sessions.ts'
import type { Asked, Said } from './lite-thread.ts'

if (parentPort) await serve(parentPort, (workerData as { readonly folder: string }).folder)

async function serve(port: NonNullable<typeof parentPort>, folder: string): Promise<void> {
  let lite: PGlite
  try {
    lite = await PGlite.create(folder)
  } catch (error) {
    const { message, code } = error as Error & { code?: string }
    return port.postMessage({ cannotOpen: { message: message ?? String(error), code } } satisfies Said)
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
