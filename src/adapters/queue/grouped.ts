/**
 * Writes items in groups. Items that arrive during a write form the next group, so a hundred webhooks in a second need
 * a few transactions. An item that arrives while nothing is being written is written at once.
 */
const MOST = 200
/** Of a group of several: what is written at once is in memory some times over. */
const MOST_BYTES = 8 * 1024 * 1024

/** Too much waits already: the item was not taken. */
export class GroupsFull extends Error {
  override readonly name = 'GroupsFull'
  constructor(bytes: number) {
    super(`More than ${bytes} bytes wait to be written.`)
  }
}

export type GroupOptions<Item> = {
  /** The error concerns all items: none is written alone. */
  readonly isForAll?: (error: unknown) => boolean
  readonly bytesOf?: (item: Item) => number
  /** Of all items that wait or are being written. One more is refused with GroupsFull, unless nothing waits. */
  readonly mostBytes?: number
}

/** `write` answers for each item in order. A group that fails is written item by item, so that one alone fails. */
export function grouped<Item, Result>(
  write: (items: readonly Item[]) => Promise<readonly Result[]>,
  { isForAll = () => false, bytesOf = () => 0, mostBytes = Number.POSITIVE_INFINITY }: GroupOptions<Item> = {},
): (item: Item) => Promise<Result> {
  type Waiting = { readonly item: Item; readonly resolve: (result: Result) => void; readonly reject: (error: unknown) => void }
  let waiting: Waiting[] = []
  let isWriting = false
  let held = 0

  const writeGroup = async (group: readonly Waiting[]): Promise<void> => {
    try {
      const results = await write(group.map(({ item }) => item))
      for (const [index, { resolve }] of group.entries()) resolve(results[index] as Result)
    } catch (error) {
      if (group.length === 1 || isForAll(error)) for (const { reject } of group) reject(error)
      else for (const one of group) await writeGroup([one])
    }
  }

  const writeAll = async (): Promise<void> => {
    isWriting = true
    // What arrived in the same moment belongs together.
    await Promise.resolve()
    while (waiting.length > 0) {
      const group = waiting.slice(0, groupSize(waiting.map(({ item }) => bytesOf(item))))
      waiting = waiting.slice(group.length)
      await writeGroup(group)
    }
    isWriting = false
  }

  return async (item) => {
    const bytes = bytesOf(item)
    if (held > 0 && held + bytes > mostBytes) throw new GroupsFull(mostBytes)
    held += bytes
    try {
      return await new Promise<Result>((resolve, reject) => {
        waiting.push({ item, resolve, reject })
        if (!isWriting) void writeAll()
      })
    } finally {
      held -= bytes
    }
  }
}

/** How many of these items belong to the next group: at least one. */
function groupSize(bytes: readonly number[]): number {
  let all = bytes[0] ?? 0
  for (let at = 1; at < bytes.length && at < MOST; at++) {
    all += bytes[at] ?? 0
    if (all > MOST_BYTES) return at
  }
  return Math.min(bytes.length, MOST)
}
