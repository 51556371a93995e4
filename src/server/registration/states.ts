/** The `state` parameters of registrations: random, each good for one answer of GitHub, for as long as GitHub's code is. */
import { randomBytes } from 'node:crypto'
import type { Clock } from '../../ports.ts'

const LIFETIME_MS = 60 * 60 * 1000
/** More open tabs than anyone has. */
const MOST = 100

/** What a state was given out for. */
export type Started<About> = { readonly about: About; readonly at: number }

export type States<About> = {
  readonly issue: (about: About) => string
  /** Once: the same state is unknown afterwards. null: never given out, used, or too old. */
  readonly take: (state: string) => Started<About> | null
  /** GitHub could not be reached: the same answer may come again. */
  readonly putBack: (state: string, started: Started<About>) => void
  readonly clear: () => void
}

export function createStates<About>(clock: Clock): States<About> {
  const open = new Map<string, Started<About>>()
  return {
    issue: (about) => {
      const state = randomBytes(32).toString('base64url')
      open.set(state, { about, at: clock.now().getTime() })
      const [oldest] = open.keys()
      if (open.size > MOST && oldest !== undefined) open.delete(oldest)
      return state
    },
    take: (state) => {
      const found = open.get(state)
      open.delete(state)
      return found !== undefined && clock.now().getTime() - found.at <= LIFETIME_MS ? found : null
    },
    putBack: (state, started) => void open.set(state, started),
    clear: () => open.clear(),
  }
}
