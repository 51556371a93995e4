/** Runs work in a separate thread, so that nothing else waits for it, and stops it if it takes too long. */
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { type Problem, TryAgainError, UserError } from '../../errors.ts'
import { answerCalls, isCall, type ThreadPorts } from './thread-ports.ts'

export type ThreadOptions = {
  /** The file of the thread: `.js`, or `.ts` where the sources run. It says `ready`, and answers the task. */
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

type Answer = { readonly result?: unknown; readonly userError?: string; readonly problem?: Problem | null }

/** What the thread answers to `task`, which is copied to it. Throws UserError as the thread does. */
export function runInThread(task: object, { worker: file, limitMs, late, ports = {}, signal }: ThreadOptions): Promise<unknown> {
  signal?.throwIfAborted()
  const worker = threadOf(file)
  let timer: NodeJS.Timeout | undefined
  let stop = () => {}
  return new Promise<unknown>((resolve, reject) => {
    stop = () => reject(signal?.reason)
    signal?.addEventListener('abort', stop)
    worker.on('message', (said: 'ready' | Answer) => {
      if (isCall(said)) return void answerCalls(worker, ports, said)
      if (said !== 'ready') return said.userError === undefined ? resolve(said.result) : reject(new UserError(said.userError, said))
      // Counted from here: a busy machine starts threads slowly.
      timer = setTimeout(() => reject(late()), limitMs)
      worker.postMessage(task)
    })
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`The thread ended with ${code} before its work was done.`)))
  }).finally(async () => {
    clearTimeout(timer)
    signal?.removeEventListener('abort', stop)
    await worker.terminate()
  })
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
