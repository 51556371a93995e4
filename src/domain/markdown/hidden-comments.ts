/** HTML comments, which GitHub does not show. Pure; linear. */

/** Stands for a line that is nothing but a part of a comment: readers of Markdown pass over it as over the comment. */
const STILL_ONE = '<!-- -->'

/** Where a comment stands on a line; `to` is behind it. */
export type CommentPlace = { readonly from: number; readonly to: number }

/** What one line says of comments: those that end on it, and where one begins that does not; -1 for none. */
export type LineComments = { readonly closed: readonly CommentPlace[]; readonly open: number }

/** Signs in code and behind a backslash begin no comment, and `<!-->` is a whole one. */
export function commentsOn(line: string): LineComments {
  const closed: CommentPlace[] = []
  let at = 0
  for (;;) {
    const tick = line.indexOf('`', at)
    const from = line.indexOf('<!--', at)
    if (from === -1) return { closed, open: -1 }
    if (tick !== -1 && tick < from) {
      const run = /^`+/.exec(line.slice(tick, tick + 1000))?.[0] ?? '`'
      const close = closing(line, tick + run.length, run.length)
      at = close === -1 ? tick + run.length : close
      continue
    }
    if (isEscaped(line, from)) {
      at = from + 4
      continue
    }
    const end = line.startsWith('>', from + 4) ? from + 2 : line.startsWith('->', from + 4) ? from + 3 : line.indexOf('-->', from + 4)
    if (end === -1) return { closed, open: from }
    at = end + 3
    closed.push({ from, to: at })
  }
}

/** Where a comment begins that does not end on the line, and is no code; -1. */
export function commentLeftOpen(line: string): number {
  return commentsOn(line).open
}

/**
 * Tells of a line with a comment left open the index of the line that ends it; -1 where it is text. As GitHub has it: one that begins
 * its line goes on to its end, one behind words ends with the paragraph or not at all.
 */
export function commentEnds(lines: readonly string[]): (at: number, open: number) => number {
  let known: { readonly close: Int32Array; readonly paragraph: Int32Array } | null = null
  return (at, open) => {
    known ??= stops(lines)
    const close = known.close[at + 1] as number
    const isWhole = /^[\s>\u200B-\u200D\u2060\uFEFF\0]*$/.test((lines[at] as string).slice(0, Math.min(open, 100)))
    return close === lines.length || (!isWhole && close >= (known.paragraph[at + 1] as number)) ? -1 : close
  }
}

/** For each line the first from there on that ends a comment, and the first that ends a paragraph. */
function stops(lines: readonly string[]) {
  const close = new Int32Array(lines.length + 1).fill(lines.length)
  const paragraph = new Int32Array(lines.length + 1).fill(lines.length)
  for (let i = lines.length - 1; i >= 0; i--) {
    const line = lines[i] as string
    close[i] = line.includes('-->') ? i : (close[i + 1] as number)
    paragraph[i] = ENDS_PARAGRAPH.test(line.slice(0, 200)) ? i : (paragraph[i + 1] as number)
  }
  return { close, paragraph }
}

const ENDS_PARAGRAPH = /^\s*(?:$|[-*+•◦‣▪●](?:\s|$|[\p{L}@[])|\d{1,9}[.)](?:\s|$)|#{1,6}(?:\s|$)|`{3}|~{3}|>)/u

/**
 * A text of as many lines without the words of comments that go over several lines; those that end on their line stay, and so do
 * marks of the app. One that is never closed hides the rest of its line.
 */
export function withoutLongComments(text: string): string {
  if (!text.includes('<!--')) return text
  const lines = text.split('\n')
  const endOf = commentEnds(lines)
  let openTo = -1
  let fence: string | null = null
  const seen = lines.map((line, index) => {
    if (openTo < index) {
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
    if (openTo > index) return STILL_ONE
    const rest = openTo === index ? line.slice(line.indexOf('-->') + 3) : line
    const start = commentLeftOpen(rest)
    if (start !== -1) openTo = Math.max(openTo, endOf(index, start))
    const told = start === -1 ? rest : rest.slice(0, start)
    return told === line || told.trim() !== '' ? told : STILL_ONE
  })
  return seen.join('\n')
}

function isEscaped(line: string, at: number): boolean {
  let before = at
  while (line[before - 1] === '\\') before--
  return (at - before) % 2 === 1
}

/** Behind the run of backticks of this length; -1. */
function closing(line: string, from: number, length: number): number {
  const runs = /`+/g
  runs.lastIndex = from
  for (let run = runs.exec(line); run !== null; run = runs.exec(line)) if (run[0].length === length) return run.index + length
  return -1
}
