/** Where a comment gives the app a command: a line that begins with `/epic` or `/minutes`. Pure. */

/**
 * What follows the word on each such line, in the order typed, trimmed (`/epic snooze 2 weeks` -> `snooze 2 weeks`).
 * Lines in code, HTML comments and quotations are none.
 */
export function commandLines(body: string, word: 'epic' | 'minutes'): readonly string[] {
  const command = new RegExp(`^ {0,3}/${word}(?:[ \\t]+(\\S.*)|[ \\t]*)$`, 'i')
  let inFence = false
  let inComment = false
  return body.split(/\r?\n/).flatMap((line) => {
    if (/^ {0,3}(?:```|~~~)/.test(line)) inFence = !inFence
    // Hints of templates stand in comments; nobody sees them, so nobody means them.
    if (inComment) {
      inComment = !line.includes('-->')
      return []
    }
    inComment = !inFence && line.lastIndexOf('<!--') > line.lastIndexOf('-->')
    const match = command.exec(line)
    return match && !inFence ? [(match[1] ?? '').trim()] : []
  })
}
