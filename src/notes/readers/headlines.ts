/** Lines that authors want lifted into the community call: `TL;DR: …`, `Help wanted: …`. */
import type { Notes } from '../../domain/notes/notes.ts'
import { labelledLines } from './labelled.ts'
import type { ParsedPad } from './parsed-pad.ts'

const KINDS = [
  { kind: 'tl;dr', label: 'tl;? ?dr|too long;? didn.t read|kurz gesagt|kurzfassung|headline' },
  {
    kind: 'help-wanted',
    label:
      'help (?:is )?(?:wanted|needed)|helpers? wanted|volunteers? (?:wanted|needed)|hilfe (?:gesucht|gebraucht|benötigt)|freiwillige gesucht',
  },
] as const

export function readHeadlines(reading: ParsedPad): Notes['headlines'] {
  return KINDS.flatMap(({ kind, label }) =>
    labelledLines(reading, label).map(({ text, index }) => ({ kind, text, line: reading.lines[index]?.number ?? 0 })),
  ).sort((a, b) => a.line - b.line)
}
