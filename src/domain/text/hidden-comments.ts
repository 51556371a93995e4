/** HTML comments, which GitHub does not show. Pure; linear. */

/** Stands for a line that is nothing but a part of a comment: readers of Markdown pass over it as over the comment. */
const STILL_ONE = '<!-- -->'

/**
 * A text of as many lines without the words of comments that go over several lines; those that end on their line stay, and so do
 * marks of the app. One that is never closed hides the rest of its line.
 */
export function withoutLongComments(text: string): string {
  if (!text.includes('<!--')) return text
  const lines = text.split('\n')
  const lastEnd = lines.findLastIndex((line) => line.includes('-->'))
  let isOpen = false
  let fence: string | null = null
  const seen = lines.map((line, index) => {
    if (!isOpen) {
      const sign = /^\s*(?:[-*+]\s+|>\s?)*(`{3,}|~{3,})/.exec(line)?.[1] ?? null
      if (fence !== null) {
        if (sign?.startsWith(fence) && line.trim() === sign) fence = null
        return line
      }
      if (sign !== null) {
        fence = sign
        return line
      }
    }
    const end = isOpen ? line.indexOf('-->') : -3
    if (isOpen && end === -1) return STILL_ONE
    const rest = line.slice(end + 3)
    const start = commentLeftOpen(rest)
    isOpen = start !== -1 && lastEnd > index
    const told = start === -1 ? rest : rest.slice(0, start)
    return told === line || told.trim() !== '' ? told : STILL_ONE
  })
  return seen.join('\n')
}

/** Where a comment begins that does not end on the line, and is no code; -1. */
export function commentLeftOpen(line: string): number {
  let at = 0
  while (at < line.length) {
    const tick = line.indexOf('`', at)
    const comment = line.indexOf('<!--', at)
    if (comment === -1) return -1
    if (tick !== -1 && tick < comment) {
      const run = /^`+/.exec(line.slice(tick))?.[0] ?? '`'
      const close = closing(line, tick + run.length, run.length)
      at = close === -1 ? tick + run.length : close
      continue
    }
    const end = line.indexOf('-->', comment + 4)
    if (end === -1 && line[comment - 1] !== '\\') return comment
    at = end === -1 ? comment + 4 : end + 3
  }
  return -1
}

/** Behind the run of backticks of this length; -1. */
function closing(line: string, from: number, length: number): number {
  const runs = /`+/g
  runs.lastIndex = from
  for (let run = runs.exec(line); run !== null; run = runs.exec(line)) if (run[0].length === length) return run.index + length
  return -1
}
