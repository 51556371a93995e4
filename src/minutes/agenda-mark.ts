/** The hidden mark of an agenda: it tells a pad nobody has typed in from one that holds a meeting. Pure. */
import { createHash } from 'node:crypto'

const MARK = /<!-- scs-sprint:agenda v1 sha256=([0-9a-f]{64}) -->/

/** The agenda with its mark in the last line. */
export function withAgendaMark(text: string): string {
  return `${text.trimEnd()}\n\n<!-- scs-sprint:agenda v1 sha256=${hashOf(text)} -->\n`
}

/** true for an agenda as it was seeded: nobody has typed in it yet (spaces and blank lines do not count). */
export function isUntouchedAgenda(text: string): boolean {
  const mark = MARK.exec(text)
  return mark !== null && mark[1] === hashOf(text.replace(mark[0], ''))
}

/** true for a text that was seeded by us, edited or not. */
export function isAgenda(text: string): boolean {
  return MARK.test(text)
}

/** Pads change line ends, spaces at line ends and blank lines by themselves. */
function hashOf(text: string): string {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.replace(/[\s\u00a0]+/g, ' ').trim())
    .filter((line) => line !== '')
  return createHash('sha256').update(lines.join('\n')).digest('hex')
}
