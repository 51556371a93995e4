/** Looks again whenever something tells that there may be news, until everything is there. */

export type Follow = {
  /** One look at a time. Who asks during one waits for the next: what they know of may have happened after it began. Never rejects. */
  readonly look: () => Promise<void>
  /** Resolves when a look found everything; rejects where one failed in a way that nobody expects. */
  readonly ready: Promise<void>
}

/** `isReady`: looks once. */
export function follow(isReady: () => Promise<boolean>): Follow {
  let ended: { readonly resolve: () => void; readonly reject: (error: unknown) => void } = { resolve: () => {}, reject: () => {} }
  const ready = new Promise<void>((resolve, reject) => {
    ended = { resolve, reject }
  })
  let looking: Promise<void> | null = null
  let next: Promise<void> | null = null
  const once = async () => {
    try {
      if (await isReady()) ended.resolve()
    } catch (error) {
      ended.reject(error)
    } finally {
      looking = null
    }
  }
  const look = (): Promise<void> => {
    if (looking === null) {
      looking = once()
      return looking
    }
    next ??= looking.then(() => {
      next = null
      return look()
    })
    return next
  }
  return { look, ready }
}
