/** By what the app tells whether a text of its own has changed. Pure. */
import { createHash } from 'node:crypto'

/** 64 hexadecimal digits. */
export function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
