/**
 * Collects what is to be looked at again and runs it once it has been quiet for a while: ten edits in five
 * minutes are one check. Runs never overlap. Nothing is kept on disk: whoever adds something is told when it was
 * run, and keeps it until then.
 */
export type DebouncedQueue<Item> = {
  /** Resolves when a run with these items has ended, well or not. */
  readonly add: (items: readonly Item[]) => Promise<void>
  /** Runs what is waiting now, and resolves when nothing runs any more. What comes while it does is not collected. */
  readonly drain: () => Promise<void>
  readonly waiting: () => number
}

export type DebounceOptions<Item> = {
  readonly quietMs: number
  /** Longest wait of the first item, however many follow. */
  readonly maxMs: number
  readonly run: (items: readonly Item[]) => Promise<void>
  /** A run that failed; its items come back with the next reconcile. */
  readonly failed: (error: unknown) => void
}

export function createDebouncedQueue<Item>({ quietMs, maxMs, run, failed }: DebounceOptions<Item>): DebouncedQueue<Item> {
  let waiting: Item[] = []
  let firstAt = 0
  let timer: NodeJS.Timeout | null = null
  let running: Promise<void> = Promise.resolve()
  let told: (() => void)[] = []
  let draining = 0

  const flush = () => {
    if (timer) clearTimeout(timer)
    timer = null
    if (waiting.length === 0) return
    const items = waiting
    const ended = told
    waiting = []
    told = []
    running = running
      .then(() => run(items))
      .catch(failed)
      .then(() => {
        for (const tell of ended) tell()
      })
  }

  return {
    add: (items) => {
      if (items.length === 0) return Promise.resolve()
      if (waiting.length === 0) firstAt = Date.now()
      waiting.push(...items)
      if (timer) clearTimeout(timer)
      const left = Math.max(0, firstAt + maxMs - Date.now())
      timer = setTimeout(flush, draining > 0 ? 0 : Math.min(quietMs, left))
      return new Promise((resolve) => told.push(resolve))
    },
    drain: async () => {
      draining++
      do {
        flush()
        await running
      } while (waiting.length > 0)
      draining--
    },
    waiting: () => waiting.length,
  }
}
