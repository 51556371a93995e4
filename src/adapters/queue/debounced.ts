/**
 * Collects what is to be looked at again and runs it once it has been quiet for a while: ten edits in five
 * minutes are one check. Runs never overlap. Nothing is kept on disk: a webhook only names what to read again,
 * and the next full reconcile finds whatever a stop has lost.
 */
export type DebouncedQueue<Item> = {
  readonly add: (items: readonly Item[]) => void
  /** Runs what is waiting now, and resolves when nothing runs any more. */
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

  const flush = () => {
    if (timer) clearTimeout(timer)
    timer = null
    if (waiting.length === 0) return
    const items = waiting
    waiting = []
    running = running.then(() => run(items)).catch(failed)
  }

  return {
    add: (items) => {
      if (items.length === 0) return
      if (waiting.length === 0) firstAt = Date.now()
      waiting.push(...items)
      if (timer) clearTimeout(timer)
      const left = Math.max(0, firstAt + maxMs - Date.now())
      timer = setTimeout(flush, Math.min(quietMs, left))
    },
    drain: async () => {
      flush()
      await running
    },
    waiting: () => waiting.length,
  }
}
