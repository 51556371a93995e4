/** A slide deck: its layout lives in signs and spaces, so only what nobody can see changes. */

import type { Structure } from '../structure/read-structure.ts'
import type { OutLine } from './additions.ts'

export function formatSlides({ lines }: Structure): OutLine[] {
  const out: OutLine[] = []
  let last = 0
  for (const { number, raw, kind } of lines) {
    // A line that lost its newline is two lines of the model, and stays one here.
    if (number === last) continue
    last = number
    const fixed = kind === 'code' || kind === 'front-matter'
    out.push(fixed ? { text: raw, input: number, kind: 'fixed' } : { text: raw.trimEnd(), input: number })
  }
  while (out.at(-1)?.text === '') out.pop()
  return out
}
