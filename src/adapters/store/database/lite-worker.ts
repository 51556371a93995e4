/** The thread of the embedded database; see `lite-thread.ts`. */
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import type { Answered, Asked } from './lite-thread.ts'

if (parentPort) await serve(parentPort, (workerData as { readonly folder: string }).folder)

async function serve(port: NonNullable<typeof parentPort>, folder: string): Promise<void> {
  let lite: PGlite
  try {
    lite = await PGlite.create(folder)
  } catch (error) {
    const { message, code } = error as Error & { code?: string }
    return port.postMessage({ cannotOpen: { message: message ?? String(error), code } })
  }
  port.on('message', async ({ id, messages }: Asked) => {
    const answered: unknown[] = []
    try {
      if (messages === null) await lite.close()
      else for (const message of messages) answered.push(...(await lite.execProtocolStream(message, { throwOnError: false })).map(plain))
      port.postMessage({ id, answered } satisfies Answered)
    } catch (error) {
      port.postMessage({ id, failed: (error as Error).message } satisfies Answered)
    }
  })
  port.postMessage('ready')
}

/** Of an error only the message would be copied to the other thread. */
function plain(message: object): unknown {
  return message instanceof Error ? { ...message, name: 'error', message: message.message } : message
}
