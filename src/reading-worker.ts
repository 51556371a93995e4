/** A thread that reads a pad once, for nothing but the time it takes: see `adapters/pads/reading-time.ts`. */
import { parentPort } from 'node:worker_threads'
import { wordsMissing } from './notes/format-words.ts'
import { formatNotes } from './notes/house-format.ts'
import { readNotes } from './notes/read-notes.ts'
import { publishable } from './usecases/publishable.ts'

parentPort?.once('message', (text: string) => {
  const open = publishable(text, { absences: 'without-reason' }).text
  readNotes(open)
  wordsMissing(open, formatNotes(open).text)
  parentPort?.postMessage('done')
})
parentPort?.postMessage('ready')
