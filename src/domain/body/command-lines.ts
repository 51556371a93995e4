/** Finds commands in a comment: lines that start with `/epic` or `/minutes`. Pure. */
import { visibleLines } from './visible-lines.ts'

/**
 * What follows the word on each such line, in the order typed, trimmed (`/epic snooze 2 weeks` -> `snooze 2 weeks`).
 * Lines in code, HTML comments and quotations are none.
 */
export function commandLines(body: string, word: 'epic' | 'minutes'): readonly string[] {
  const command = new RegExp(`^/${word}(?:\\s+(\\S.*)|\\s*)$`, 'i')
  return visibleLines(body).flatMap(({ text, indent, isQuoted }) => {
    const match = isQuoted || indent > 3 ? null : command.exec(text)
    return match ? [(match[1] ?? '').trim()] : []
  })
}
