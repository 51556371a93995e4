/**
 * Text of strangers must not stop the server: a long pad is first read in a thread of its own, which is stopped when it
 * takes too long. Only a pad that was read in time there is read again where everything else waits.
 */
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { isLongPad } from '../../domain/long-pad.ts'
import { UserError, userError } from '../../errors.ts'
import type { PadSource } from '../../ports.ts'

/** Five times what the longest pad that is allowed takes on a small machine. */
const LIMIT_MS = 20_000

export type ReadingTime = {
  /** The file of the thread: `.js`, or `.ts` where the sources run. */
  readonly worker: URL
  readonly limitMs?: number
}

/** Throws UserError for a pad that takes longer to read than the limit. */
export function withReadingTime(source: PadSource, options: ReadingTime): PadSource {
  return {
    async readPad(location) {
      const pad = await source.readPad(location)
      if (isLongPad(pad.text)) await inThread({ kind: 'read', text: pad.text }, pad.source ?? 'The pad', options)
      return pad
    },
  }
}

/** What the thread answers to `task`. Throws UserError as the thread does, and when it takes longer than the limit. */
export function inThread(task: object, where: string, { worker: file, limitMs = LIMIT_MS }: ReadingTime): Promise<unknown> {
  const worker = threadOf(file)
  let timer: NodeJS.Timeout | undefined
  return new Promise<unknown>((resolve, reject) => {
    worker.on('message', (said: 'ready' | { readonly result?: unknown; readonly userError?: string }) => {
      if (said !== 'ready') return said.userError === undefined ? resolve(said.result) : reject(new UserError(said.userError))
      // Counted from here: a busy machine starts threads slowly.
      timer = setTimeout(() => reject(tooLong(where, limitMs)), limitMs)
      worker.postMessage(task)
    })
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`The thread that reads a pad ended with ${code}.`)))
  }).finally(async () => {
    clearTimeout(timer)
    await worker.terminate()
  })
}

/** Tests and the demo run the sources, which a thread reads only with the loader; it is there where the sources are. */
function threadOf(file: URL): Worker {
  if (!file.pathname.endsWith('.ts')) return new Worker(file)
  const loader = pathToFileURL(createRequire(file).resolve('tsx/esm/api')).href.replace(/\.cjs$/, '.mjs')
  return new Worker(
    `import(${JSON.stringify(loader)}).then(({ tsImport }) => tsImport(${JSON.stringify(file.href)}, ${JSON.stringify(loader)}))`,
    {
      eval: true,
    },
  )
}

function tooLong(where: string, limitMs: number): Error {
  return userError({
    where,
    expected: `a pad that is read within ${limitMs / 1000} s`,
    found: 'one that takes longer: very long lines, or thousands of the same signs',
    fix: 'Look for text that nobody typed, and split very long lines; or give the part of one meeting as a file.',
  })
}
