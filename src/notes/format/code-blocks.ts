/** Fenced code in house format: backticks and a language; the code itself stays. */

export type CodeLine = { readonly text: string; readonly number: number }

/** `info` is what stands behind the opening signs; `indent` the columns of the opening fence, taken off each line. */
export function formatCode(info: string, indent: number, code: readonly CodeLine[]): { open: string; code: CodeLine[]; close: string } {
  const plain = code.map(({ text, number }) => ({ number, text: outdent(text, indent) }))
  const fence = '`'.repeat(Math.max(3, longestFence(plain) + 1))
  const language = info.trim().replace(/\s+/g, ' ').replaceAll('`', "'") || 'text'
  return { open: fence + language, code: plain, close: fence }
}

/** Without the first `indent` columns, as far as they are blank; tabs in them become blanks. */
export function outdent(raw: string, indent: number): string {
  let columns = 0
  let from = 0
  for (; from < raw.length && columns < indent; from++) {
    if (raw[from] === '\t') columns += 4 - (columns % 4)
    else if (raw[from] === ' ') columns++
    else break
  }
  return ' '.repeat(Math.max(0, columns - indent)) + raw.slice(from).replaceAll('\0', '\uFFFD')
}

function longestFence(code: readonly CodeLine[]): number {
  let longest = 0
  for (const { text } of code) {
    const run = /^\s*(`{3,})/.exec(text)?.[1]?.length ?? 0
    if (run > longest) longest = run
  }
  return longest
}
