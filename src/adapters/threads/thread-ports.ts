/**
 * Ports for work in a thread: calls run in the main thread, which has the connections, and the result is copied back. A list is
 * copied one entry at a time, so that a long one does not block the main thread.
 */
import type { MessagePort, Worker } from 'node:worker_threads'
import { TryAgainError, UserError } from '../../errors.ts'

/** Methods by port. Arguments and answers are plain data. */
export type ThreadPorts = Readonly<Record<string, Readonly<Record<string, (...given: never[]) => Promise<unknown>>>>>

type Call = { readonly call: number; readonly port: string; readonly method: string; readonly given: readonly unknown[] }
type Told =
  | { readonly answers: number; readonly entry: unknown }
  | { readonly answers: number; readonly value: unknown; readonly isList: boolean }
  | { readonly answers: number; readonly error: ErrorFacts }

/** `message` of one that passes is without its advice. */
type ErrorFacts =
  | { readonly kind: 'later'; readonly message: string; readonly advice: string | null; readonly retryAfter: number | null }
  | { readonly kind: 'user' | 'other'; readonly message: string }

export function isCall(said: unknown): said is Call {
  return typeof said === 'object' && said !== null && 'call' in said
}

/** For the side with the connections. */
export async function answerCalls(
  thread: Pick<Worker, 'postMessage'>,
  ports: ThreadPorts,
  { call, port, method, given }: Call,
): Promise<void> {
  const tell = (told: Told) => thread.postMessage(told)
  try {
    const methods = Object.hasOwn(ports, port) ? ports[port] : undefined
    const asked = methods && Object.hasOwn(methods, method) ? methods[method] : undefined
    if (!asked) throw new Error(`The thread asked for ${port}.${method}, which it was not given.`)
    const value = await asked(...(given as never[]))
    if (!Array.isArray(value)) return tell({ answers: call, value, isList: false })
    for (const entry of value) {
      tell({ answers: call, entry })
      await new Promise((resolve) => setImmediate(resolve))
    }
    tell({ answers: call, value: null, isList: true })
  } catch (error) {
    tell({ answers: call, error: factsOf(error) })
  }
}

type Waiting = { readonly entries: unknown[]; readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }

/** For the thread: asks for a method of a port. */
export function createCaller(
  parent: Pick<MessagePort, 'on' | 'postMessage'>,
): (port: string, method: string, ...given: unknown[]) => Promise<unknown> {
  const waiting = new Map<number, Waiting>()
  let last = 0
  parent.on('message', (told: Told) => {
    const asked = waiting.get(told.answers)
    if (!asked) return
    if ('entry' in told) return void asked.entries.push(told.entry)
    waiting.delete(told.answers)
    if ('error' in told) return asked.reject(errorOf(told.error))
    asked.resolve(told.isList ? asked.entries : told.value)
  })
  return (port, method, ...given) =>
    new Promise((resolve, reject) => {
      last++
      waiting.set(last, { entries: [], resolve, reject })
      parent.postMessage({ call: last, port, method, given } satisfies Call)
    })
}

function factsOf(error: unknown): ErrorFacts {
  if (error instanceof TryAgainError) {
    const { problem, advice, retryAfter } = error
    return { kind: 'later', message: problem, advice, retryAfter }
  }
  return { kind: error instanceof UserError ? 'user' : 'other', message: error instanceof Error ? error.message : String(error) }
}

function errorOf(facts: ErrorFacts): Error {
  if (facts.kind === 'later') return new TryAgainError(facts.message, facts)
  return facts.kind === 'user' ? new UserError(facts.message) : new Error(facts.message)
}
