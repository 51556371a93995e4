/**
 * The embedded database in a thread of its own. Its statements run without a pause, each for some milliseconds: in the
 * thread that answers webhooks nothing would be answered meanwhile.
 */
import type { PGlite } from '@electric-sql/pglite'
import { threadOf } from '../../threads/run-in-thread.ts'

/** `messages`: of PostgreSQL's protocol, to be run one after the other; null: close. */
export type Asked = { readonly id: number; readonly messages: readonly Uint8Array[] | null }
export type Answered = { readonly id: number; readonly answered: readonly unknown[] } | { readonly id: number; readonly failed: string }
type Said = 'ready' | { readonly cannotOpen: { readonly message: string; readonly code?: string } } | Answered

/** What `createPgConfig` uses of a PGlite. */
export type LiteThread = Pick<PGlite, 'execProtocolStream' | 'waitReady'> & { readonly close: () => Promise<void> }

const ENDING = import.meta.url.endsWith('.ts') ? '.ts' : '.js'
const WORKER = new URL(`./lite-worker${ENDING}`, import.meta.url)

/** Synchronize, a simple query, flush and terminate: what an answer is waited for. All that comes before them goes along. */
const ENDS: ReadonlySet<number> = new Set([...'SQHX'].map((letter) => letter.charCodeAt(0)))

/** Throws what the database says about a folder that it cannot open, with the system's `code` where there is one. */
export async function openInThread(folder: string): Promise<LiteThread> {
  const thread = threadOf(WORKER, { folder })
  const waiting = new Map<number, { readonly resolve: (answered: readonly unknown[]) => void; readonly reject: (error: Error) => void }>()
  let last = 0
  let isOver: Error | null = null
  const end = (error: Error) => {
    isOver = error
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  await new Promise<void>((resolve, reject) => {
    thread.once('error', (error) => {
      end(error as Error)
      reject(error)
    })
    thread.once('exit', () => end(new Error('The thread of the embedded database ended.')))
    thread.on('message', (said: Said) => {
      if (said === 'ready') return resolve()
      if ('cannotOpen' in said) return reject(Object.assign(new Error(said.cannotOpen.message), { code: said.cannotOpen.code }))
      const asked = waiting.get(said.id)
      waiting.delete(said.id)
      if ('failed' in said) asked?.reject(new Error(said.failed))
      else asked?.resolve(said.answered)
    })
  }).catch(async (error: unknown) => {
    await thread.terminate()
    throw error
  })
  const ask = (messages: Asked['messages']) =>
    new Promise<readonly unknown[]>((resolve, reject) => {
      if (isOver !== null) return reject(isOver)
      last++
      waiting.set(last, { resolve, reject })
      thread.postMessage({ id: last, messages } satisfies Asked)
    })
  let gathered: Uint8Array[] = []
  return {
    waitReady: Promise.resolve(),
    execProtocolStream: async (message) => {
      gathered.push(message)
      if (!ENDS.has(message[0] ?? 0)) return []
      const messages = gathered
      gathered = []
      return (await ask(messages)).map(withErrors) as Awaited<ReturnType<PGlite['execProtocolStream']>>
    },
    close: async () => {
      await ask(null)
      await thread.terminate()
    },
  }
}

function withErrors(message: unknown): unknown {
  const { name } = message as { readonly name?: string }
  if (name !== 'error') return message
  const { message: text, ...facts } = message as { readonly message: string }
  return Object.assign(new Error(text), facts)
}
