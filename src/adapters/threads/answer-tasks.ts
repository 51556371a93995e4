/** The other side of `run-in-thread.ts`: a thread that does one task after another. */
import type { MessagePort } from 'node:worker_threads'
import { type Problem, UserError } from '../../errors.ts'

export type ToThread = { readonly task: object }
export type FromThread = 'ready' | { readonly result?: unknown; readonly userError?: string; readonly problem?: Problem | null }

/** What a person must do crosses as its message; anything else is a bug and ends the thread. */
export function answerTasks<Task extends object>(port: MessagePort, resultOf: (task: Task) => Promise<unknown>): void {
  const say = (said: FromThread) => port.postMessage(said)
  port.on('message', async (told: object) => {
    // Answers to what the work asked for arrive here, too.
    if (!('task' in told)) return
    try {
      say({ result: await resultOf(told.task as Task) })
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      say({ userError: error.message, problem: error.problem })
    }
  })
  say('ready')
}
