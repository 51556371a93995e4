/** A thread in which long pads are read: what takes too long is stopped with it. See `adapters/pads/reading-time.ts`. */
import { parentPort } from 'node:worker_threads'
import { createTemplates } from './adapters/templates.ts'
import { UserError } from './errors.ts'
import { wordsMissing } from './notes/format-words.ts'
import { formatNotes } from './notes/house-format.ts'
import { readNotes } from './notes/read-notes.ts'
import { composeMinutes, type MinutesInput } from './usecases/compose-minutes.ts'
import { publishable } from './usecases/publishable.ts'

export type ReadingTask =
  /** Reads a pad for nothing but the time it takes. */
  | { readonly kind: 'read'; readonly text: string }
  /** `templates`: own ones, by name. */
  | { readonly kind: 'compose'; readonly input: Omit<MinutesInput, 'render'>; readonly templates: ReadonlyMap<string, string> }

parentPort?.once('message', (task: ReadingTask) => {
  try {
    parentPort?.postMessage({ result: task.kind === 'read' ? read(task.text) : compose(task) })
  } catch (error) {
    // What a person must do crosses as its message; anything else is a bug and ends the thread.
    if (!(error instanceof UserError)) throw error
    parentPort?.postMessage({ userError: error.message })
  }
})
parentPort?.postMessage('ready')

function read(text: string): null {
  const open = publishable(text, { absences: 'without-reason' }).text
  readNotes(open)
  wordsMissing(open, formatNotes(open).text)
  return null
}

function compose({ input, templates }: Extract<ReadingTask, { kind: 'compose' }>): object {
  const { render } = createTemplates((name) => templates.get(name) ?? null)
  const { textWithout: _, bodyOn: __, ...composed } = composeMinutes({ ...input, render })
  return composed
}
