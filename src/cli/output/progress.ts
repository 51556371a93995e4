/** One line on stderr that says what is read, and how long it may take; gone when it is done. On a terminal only. */
import type { Shell } from '../shell.ts'

export type Progress = (done: number, all: number) => void

const CLEAR = '\r\u001b[K'
/** Sooner there is nothing to estimate from. */
const SOONEST_MS = 1000

export async function withProgress<Result>(
  { isTerminal, err }: Pick<Shell, 'isTerminal' | 'err'>,
  what: string,
  work: (progress: Progress | undefined) => Promise<Result>,
  now: () => number = () => performance.now(),
): Promise<Result> {
  if (!isTerminal) return work(undefined)
  const began = now()
  err(`${CLEAR}${what} …`)
  try {
    return await work((done, all) => err(`${CLEAR}${what}: ${done} of ${all}${timeLeft(now() - began, done, all)} …`))
  } finally {
    err(CLEAR)
  }
}

function timeLeft(spent: number, done: number, all: number): string {
  if (done === 0 || done >= all || spent < SOONEST_MS) return ''
  const seconds = Math.ceil((spent / done) * (all - done) * 0.001)
  return seconds < 90 ? `, about ${seconds} s left` : `, about ${Math.ceil(seconds / 60)} min left`
}
