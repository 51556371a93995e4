/** Pad text or minutes in, what was understood out. Pure: same text and options, same notes. */
import type { Notes } from '../domain/notes.ts'
import type { ReadOptions } from './options.ts'

export function readNotes(_text: string, _options: ReadOptions = {}): Notes {
  throw new Error('The notes engine is not here yet.')
}
