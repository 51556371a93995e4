/** Fenced code in house format: backticks, a language, no tabs; the code itself stays. */

export type CodeLine = { readonly text: string; readonly number: number }

/** `info` is what stands behind the opening signs; `indent` the columns of the opening fence, taken off each line. */
export function formatCode(info: string, indent: number, code: readonly CodeLine[]): { open: string; code: CodeLine[]; close: string } {
  const plain = code.map(({ text, number }) => ({ number, text: outdent(text, indent).trimEnd() }))
  const fence = '`'.repeat(Math.max(3, longestFence(plain) + 1))
  const language = info.trim().replace(/\s+/g, ' ').replaceAll('`', "'") || 'text'
  return { open: fence + language, code: withoutPrompts(plain), close: fence }
}

function outdent(raw: string, indent: number): string {
  let text = ''
  for (const sign of raw) {
    if (sign === '\t') text += ' '.repeat(4 - (text.length % 4))
    else text += sign === '\0' ? '\uFFFD' : sign
  }
  let from = 0
  while (from < indent && text[from] === ' ') from++
  return text.slice(from)
}

function longestFence(code: readonly CodeLine[]): number {
  let longest = 0
  for (const { text } of code) {
    const run = /^\s*(`{3,})/.exec(text)?.[1]?.length ?? 0
    if (run > longest) longest = run
  }
  return longest
}

/** `$ ` before every command, and no output shown: linters want it gone, and it is no part of the command. */
function withoutPrompts(code: CodeLine[]): CodeLine[] {
  const filled = code.filter(({ text }) => text !== '')
  if (filled.length === 0 || !filled.every(({ text }) => /^\s*\$\s+\S/.test(text))) return code
  return code.map(({ text, number }) => ({ number, text: text.replace(/^(\s*)\$\s+/, '$1') }))
}
