/**
 * Collects what is to be looked at again and runs it once it has been quiet for a while: ten edits in five
 * minutes are one check. Runs never overlap. Nothing is kept on disk: whoever adds something is told how its run
 * ended, and keeps it until then.
 */
export type DebouncedQueue<Item> = {
  /** Resolves when a run with these items has succeeded, rejects when it failed. */
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
}

export function createDebouncedQueue<Item>({ quietMs, maxMs, run }: DebounceOptions<Item>): DebouncedQueue<Item> {
  let waiting: Item[] = []
  let firstAt = 0
  let timer: NodeJS.Timeout | null = null
  let running: Promise<void> = Promise.resolve()
  let told: { readonly resolve: () => void; readonly reject: (error: unknown) => void }[] = []
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
      .then(
        () => {
          for (const { resolve } of ended) resolve()
        },
        (error: unknown) => {
          for (const { reject } of ended) reject(error)
        },
      )
  }

  return {
    add: (items) => {
      if (items.length === 0) return Promise.resolve()
      if (waiting.length === 0) firstAt = Date.now()
      waiting.push(...items)
      if (timer) clearTimeout(timer)
      const left = Math.max(0, firstAt + maxMs - Date.now())
      timer = setTimeout(flush, draining > 0 ? 0 : Math.min(quietMs, left))
      return new Promise((resolve, reject) => told.push({ resolve, reject }))
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
