/** Finds commands in a comment: lines that start with `/epic`, `/minutes` or `/agenda`. Pure. */
import { visibleLines } from './visible-lines.ts'

/**
 * What follows the word on each such line, in the order typed, trimmed (`/epic snooze 2 weeks` -> `snooze 2 weeks`).
 * Lines in code, HTML comments and quotations are none.
 */
export function commandLines(body: string, word: 'epic' | 'minutes' | 'agenda'): readonly string[] {
  const command = new RegExp(`^/${word}(?:\\s+(\\S.*)|\\s*)$`, 'is')
  return visibleLines(body).flatMap(({ text, indent, isQuoted }) => {
    const match = isQuoted || indent > 3 ? null : command.exec(text.replace(UNSEEN, ''))
    return match ? [(match[1] ?? '').trim()] : []
  })
}

/** Comes along when people copy a command from a page; nobody sees it. */
const UNSEEN = /^[\u200B-\u200F\u2060\uFEFF]{1,10}/
