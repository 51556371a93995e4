/** Changes variables in the text of a `.env` file, and no other line of it. */
type Entry = { readonly name: string | null; readonly lines: readonly string[] }

const START = /^\s*(?:export\s+)?([A-Za-z_][\w.-]*)\s*=\s*(.*)$/

/** The lines of each variable together: a quoted value may take several. Comments and anything else have no name. */
function entriesOf(text: string): readonly Entry[] {
  const lines = text.split('\n')
  const entries: Entry[] = []
  for (let at = 0; at < lines.length; ) {
    const [, name = null, value = ''] = START.exec(lines[at] ?? '') ?? []
    const quote = /^["'`]/.exec(value)?.[0]
    const isOpen = name !== null && quote !== undefined && !value.slice(1).includes(quote)
    const end = isOpen ? lines.findIndex((line, index) => index > at && line.includes(quote)) : at
    const last = end === -1 ? at : end
    entries.push({ name, lines: lines.slice(at, last + 1) })
    at = last + 1
  }
  return entries
}

/** Whether a variable is set there, be it to nothing. */
export function hasVariable(text: string, name: string): boolean {
  return entriesOf(text).some((entry) => entry.name === name)
}

/** Replaces the variables that are there, and adds the others below a comment. All other lines stay as they are. */
export function withVariables(text: string, values: Readonly<Record<string, string>>, comment: string): string {
  const entries = entriesOf(text)
  const known = new Set(entries.flatMap(({ name }) => (name !== null && Object.hasOwn(values, name) ? [name] : [])))
  const seen = new Set<string>()
  const kept = entries.flatMap(({ name, lines }) => {
    if (name === null || !known.has(name)) return lines
    if (seen.has(name)) return []
    seen.add(name)
    return [lineOf(name, values[name] ?? '')]
  })
  const before = kept.join('\n')
  const added = Object.keys(values).filter((name) => !known.has(name))
  if (added.length === 0) return before
  const gap = before === '' ? '' : before.endsWith('\n') ? '\n' : '\n\n'
  return `${before}${gap}# ${comment}\n${added.map((name) => `${lineOf(name, values[name] ?? '')}\n`).join('')}`
}

function lineOf(name: string, value: string): string {
  return /^[\w./:@+=-]*$/.test(value) ? `${name}=${value}` : `${name}='${value}'`
}
