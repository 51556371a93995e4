/** Runs work in a separate thread, so that nothing else waits for it, and ends the thread if it takes too long or fails. */
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { TryAgainError, UserError } from '../../errors.ts'
import type { FromThread, ToThread } from './answer-tasks.ts'
import { answerCalls, isCall, type ThreadPorts } from './thread-ports.ts'

export type ThreadOptions = {
  /** The file of the thread: `.js`, or `.ts` where the sources run. It does its work with `answerTasks`. */
  readonly worker: URL
  /** Time for the work itself, without the start of the thread. */
  readonly limitMs: number
  /** Thrown when the limit is passed. */
  readonly late: () => Error
  /** What the work may ask for; see `thread-ports.ts`. */
  readonly ports?: ThreadPorts
  /** Ends the thread; the work is rejected with its reason. */
  readonly signal?: AbortSignal
}

/** What the thread answers to `task`, which is copied to it. Throws UserError as the thread does. */
export async function runInThread(task: object, { worker: file, limitMs, late, ports = {}, signal }: ThreadOptions): Promise<unknown> {
  signal?.throwIfAborted()
  const thread = takeIdle(file) ?? { worker: threadOf(file), isReady: false }
  const { worker } = thread
  const removers: (() => void)[] = []
  let timer: NodeJS.Timeout | undefined
  const answered = new Promise<unknown>((resolve, reject) => {
    const begin = () => {
      // Counted from here: a busy machine starts threads slowly.
      timer = setTimeout(() => reject(late()), limitMs)
      worker.postMessage({ task } satisfies ToThread)
    }
    const hear = (said: FromThread) => {
      if (isCall(said)) return void answerCalls(worker, ports, said)
      if (said === 'ready') return begin()
      if (said.userError === undefined) resolve(said.result)
      else reject(new UserError(said.userError, said))
    }
    const fail = (error: unknown) => reject(error)
    const ended = (code: number) => reject(new Error(`The thread ended with ${code} before its work was done.`))
    const stop = () => reject(signal?.reason)
    worker.on('message', hear).on('error', fail).on('exit', ended)
    signal?.addEventListener('abort', stop)
    removers.push(
      () => worker.off('message', hear).off('error', fail).off('exit', ended),
      () => signal?.removeEventListener('abort', stop),
    )
    if (thread.isReady) begin()
  })
  try {
    const result = await answered
    keepIdle(file, worker)
    return result
  } catch (error) {
    await worker.terminate()
    throw error
  } finally {
    clearTimeout(timer)
    for (const remove of removers) remove()
  }
}

type Idle = { readonly worker: Worker; readonly drop: () => void; readonly timer: NodeJS.Timeout }

/** Threads whose work is done, one of each file: to load its code takes longer than most work, and often more follows. */
const idle = new Map<string, Idle>()
const KEPT_MS = 30_000

function takeIdle(file: URL): { readonly worker: Worker; readonly isReady: true } | null {
  const found = idle.get(file.href)
  if (found === undefined) return null
  idle.delete(file.href)
  clearTimeout(found.timer)
  found.worker.off('error', found.drop).off('exit', found.drop).ref()
  return { worker: found.worker, isReady: true }
}

/** It keeps no process from ending. */
function keepIdle(file: URL, worker: Worker): void {
  if (idle.has(file.href)) return void worker.terminate()
  const drop = () => {
    if (idle.get(file.href)?.worker === worker) idle.delete(file.href)
    clearTimeout(timer)
    void worker.terminate()
  }
  const timer = setTimeout(drop, KEPT_MS).unref()
  worker.on('error', drop).on('exit', drop).unref()
  idle.set(file.href, { worker, drop, timer })
}

/** Tests and the demo run the sources, which a thread reads only with the loader; it is there where the sources are. */
export function threadOf(file: URL, workerData: unknown = null): Worker {
  if (!file.pathname.endsWith('.ts')) return new Worker(file, { workerData })
  const loader = pathToFileURL(createRequire(file).resolve('tsx/esm/api')).href.replace(/\.cjs$/, '.mjs')
  return new Worker(
    `import(${JSON.stringify(loader)}).then(({ tsImport }) => tsImport(${JSON.stringify(file.href)}, ${JSON.stringify(loader)}))`,
    { eval: true, workerData },
  )
}

/** Rejects when a thread that the server needs all the time ends by itself, with a TryAgainError that says which one and why. */
export function failureOf(thread: Worker, name: string, advice = 'Start the server again.'): Promise<never> {
  const failed = new Promise<never>((_, reject) => {
    const tell = (why: string, cause?: unknown) =>
      reject(new TryAgainError(`${name} ended (${why}).`, { cause, advice: `${advice} If it happens again, report it.` }))
    thread.once('error', (error: Error) => tell(error.message, error))
    thread.once('exit', (code) => tell(`exit code ${code}`))
  })
  // Whoever stops the server asks no more.
  failed.catch(() => {})
  return failed
}
