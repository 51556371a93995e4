/** Minutes whose heading lacks the date of their file, or has another one, and the line that would be right. Pure. */

export type HeadingDate<Suggestion = string | null> = {
  /** From 1. */
  readonly line: number
  /** A sentence, plain text. */
  readonly message: string
  /** In place of the line; null where only a person knows. */
  readonly suggestion: Suggestion
}

/** `level`: of the first heading. */
export function withoutHeadingDate(lines: readonly string[], day: string, level: number): HeadingDate<string> {
  const message = `Expected a heading with the date of the file name, ${day}; found none.`
  return { line: 1, message, suggestion: `${'#'.repeat(level)} ${day}\n\n${lines[0] ?? ''}`.trimEnd() }
}

export function otherHeadingDate(lines: readonly string[], day: string, headingDate: string): HeadingDate {
  const compact = headingDate.replaceAll('-', '')
  const line = lines.findIndex((one) => /^#{1,3}\s/.test(one) && (one.includes(headingDate) || one.includes(compact))) + 1
  const typed = lines[line - 1] ?? ''
  return {
    line: Math.max(1, line),
    message: `The file name has the date ${day}, the heading ${headingDate}. Correct one of them.`,
    suggestion: line === 0 ? null : typed.replace(headingDate, day).replace(compact, day.replaceAll('-', '')),
  }
}
