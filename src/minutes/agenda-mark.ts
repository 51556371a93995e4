/** The hidden mark of an agenda: it tells a pad nobody has typed in from one that holds a meeting. Pure. */
import { createHash } from 'node:crypto'

const MARK = /<!-- scs-sprint:agenda v1 sha256=([0-9a-f]{64})(?: lines=([\w-]{0,8000}))? -->/

/** The agenda with its mark in the last line: a hash of the whole, and a short one of each line. */
export function withAgendaMark(text: string): string {
  const lines = [...new Set(text.split('\n').filter(isTelling).map(shortHash))].slice(0, MOST_LINES)
  return `${text.trimEnd()}\n\n<!-- scs-sprint:agenda v1 sha256=${hashOf(text)} lines=${lines.join('')} -->\n`
}

/** true for an agenda as it was seeded: nobody has typed in it yet (spaces and blank lines do not count). */
export function isUntouchedAgenda(text: string): boolean {
  const mark = MARK.exec(text)
  return mark !== null && mark[1] === hashOf(text.replace(mark[0], ''))
}

/** For each line whether it stands as it was seeded: nobody said it. All false where there is no mark. */
export function seededLines(lines: readonly string[]): readonly boolean[] {
  const known = lines.map((line) => (line.startsWith('<!--') ? MARK.exec(line)?.[2] : undefined)).find((list) => list !== undefined)
  if (known === undefined) return lines.map(() => false)
  const hashes = new Set(known.match(/[\w-]{4}/g) ?? [])
  return lines.map((line) => isTelling(line) && hashes.has(shortHash(line)))
}

const MOST_LINES = 1000

/** A line with words of its own; empty bullets are everybody's. */
function isTelling(line: string): boolean {
  return /\p{L}{2}/u.test(line)
}

/** 24 bits: enough to tell a seeded line from one that a person changed. */
function shortHash(line: string): string {
  return createHash('sha256').update(plainLine(line)).digest('base64url').slice(0, 4)
}

/** Pads change line ends, spaces at line ends and blank lines by themselves. */
function hashOf(text: string): string {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map(plainLine)
    .filter((line) => line !== '')
  return createHash('sha256').update(lines.join('\n')).digest('hex')
}

function plainLine(line: string): string {
  return line.replace(/[\s\u00a0]+/g, ' ').trim()
}
