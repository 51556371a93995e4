/** Several runs and people at GitHub at the same time, request by request, in an order that is given. */
import type { GitHubClient } from '../../src/adapters/github/client/client.ts'

export type Interleaving = {
  /** Each request waits for its turn. */
  readonly client: (client: GitHubClient) => GitHubClient
  /** One thing a person does, as one turn. */
  readonly turn: <Result>(task: () => Promise<Result>) => Promise<Result>
  /** Gives turns until everybody is done: the n-th goes to the `choices[n]`-th of those who wait. */
  readonly play: (all: readonly Promise<unknown>[]) => Promise<void>
}

export function createInterleaving(choices: readonly number[]): Interleaving {
  const waiting: (() => Promise<void>)[] = []
  const turn: Interleaving['turn'] = (task) =>
    new Promise((resolve, reject) => {
      waiting.push(() => task().then(resolve, reject))
    })
  return {
    turn,
    client: (client) => ({
      github: client.github,
      graphql: (query, variables) => turn(() => client.graphql(query, variables)),
      request: (route, parameters) => turn(() => client.request(route, parameters)),
    }),
    play: async (all) => {
      let done = false
      const ended = Promise.allSettled(all).then(() => {
        done = true
      })
      for (let step = 0; ; step++) {
        await quiet()
        if (done) break
        if (waiting.length === 0) continue
        const [next] = waiting.splice((choices[step % choices.length] ?? 0) % waiting.length, 1)
        await next?.()
      }
      await ended
    },
  }
}

/** Nobody waits for anything but a turn: whatever goes on without one is over after a few rounds of the event loop. */
async function quiet(): Promise<void> {
  for (let round = 0; round < 4; round++) await new Promise((resolve) => setImmediate(resolve))
}
