/** Where a comment gives the app a command: a line that begins with `/epic` or `/minutes`. Pure. */

/**
 * What follows the word on each such line, in the order typed, trimmed (`/epic snooze 2 weeks` -> `snooze 2 weeks`).
 * Lines in code, HTML comments and quotations are none.
 */
export function commandLines(body: string, word: 'epic' | 'minutes'): readonly string[] {
  const command = new RegExp(`^ {0,3}/${word}(?:[ \\t]+(\\S.*)|[ \\t]*)$`, 'i')
  let fence: string | null = null
  let inComment = false
  return body.split(/\r?\n/).flatMap((line) => {
    // Hints of templates stand in comments; nobody sees them, so nobody means them.
    if (inComment) {
      inComment = !line.includes('-->')
      return []
    }
    const wasCode = fence !== null
    fence = fenceAfter(fence, line)
    const isCode = wasCode || fence !== null
    inComment = !isCode && line.lastIndexOf('<!--') > line.lastIndexOf('-->')
    const match = command.exec(line)
    return match && !isCode ? [(match[1] ?? '').trim()] : []
  })
}

/** The marks of the code block that is open after a line; a longer fence may hold shorter ones. */
function fenceAfter(open: string | null, line: string): string | null {
  const [, marks = '', rest = ''] = /^ {0,3}(`{3,}|~{3,})(.*)$/s.exec(line) ?? []
  if (open !== null) return marks.startsWith(open) && rest.trim() === '' ? null : open
  return marks === '' || (marks.startsWith('`') && rest.includes('`')) ? null : marks
}
