/**
 * Room for work on things of some size: work for which there is none waits, first come, first served. What is larger than all the room has
 * it alone.
 */
export function createRoom(most: number): <Result>(size: number, work: () => Promise<Result>) => Promise<Result> {
  const waiting: { readonly size: number; readonly enter: () => void }[] = []
  let used = 0
  const admit = () => {
    for (let next = waiting[0]; next !== undefined && (used === 0 || used + next.size <= most); next = waiting[0]) {
      waiting.shift()
      used += next.size
      next.enter()
    }
  }
  return async (size, work) => {
    await new Promise<void>((enter) => {
      waiting.push({ size, enter })
      admit()
    })
    try {
      return await work()
    } finally {
      used -= size
      admit()
    }
  }
}
