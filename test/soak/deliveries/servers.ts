/** The servers of a campaign: processes of what is built. */
import { serverProcess } from '../../cli/start/server-process.ts'

type Env = Readonly<Record<string, string>>

/** One place for a server, whichever process has it. */
export type Slot = {
  /** Resolves when it listens, or was killed before. Started again where the database did not answer; rejects where it ends otherwise. */
  readonly start: (env: Env) => Promise<void>
  /** As a crash does; also before it listens. */
  readonly kill: () => Promise<void>
  /** Running work is finished. */
  readonly stop: () => Promise<void>
  /** null: nobody listens there. */
  readonly url: () => string | null
}

/** The exit code that says so: a restart policy does. */
const START_AGAIN = 3
const MOST_ATTEMPTS = 10

/** `log`: gets what each process said. */
export function aSlot(log: (line: string) => void): Slot {
  let current: ReturnType<typeof serverProcess> | null = null
  let url: string | null = null
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    const ending = current
    current = null
    if (ending === null) return
    ending.child.kill(signal)
    const { code } = await ending.ended
    url = null
    if (code !== (signal === 'SIGTERM' ? 0 : 'SIGKILL')) log(`A server ended with ${code}, asked by ${signal}.`)
  }
  return {
    start: async (env) => {
      for (let attempt = 1; ; attempt++) {
        const mine = serverProcess(env)
        current = mine
        void mine.ended.then(({ out, err }) => {
          for (const line of `${out}\n${err}`.split('\n')) if (line !== '') log(line)
        })
        try {
          const found = await mine.listening
          if (current === mine) url = found
          return
        } catch (error) {
          const { code } = await mine.ended
          // It was killed.
          if (current !== mine) return
          if (code !== START_AGAIN || attempt === MOST_ATTEMPTS) throw error
        }
      }
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    url: () => url,
  }
}

/** Jobs that wait or run, as the server itself tells; null: it does not answer. A look of its own is up to 5 s old. */
export async function jobsToldBy(url: string): Promise<number | null> {
  try {
    const text = await (await fetch(`${url}/metrics`)).text()
    return [...text.matchAll(/^scs_sprint_jobs_(?:waiting|running)\{[^}]*\} (\d+)/gm)].reduce((sum, [, count]) => sum + Number(count), 0)
  } catch {
    return null
  }
}
