/**
 * Facts that the app adds to people’s lines, in one form: `(board: in progress, @ada)` from the board, and `(minutes: open since
 * 2023-01-04, carried over twice)` from earlier minutes. The form identifies them when minutes are read again. Pure.
 */

/** What the board says, as it stands behind a line. `facts` is Markdown. */
export function boardFact(facts: string): string {
  return `(board: ${inBrackets(facts)})`
}

/** What earlier minutes say. */
export function minutesFact(facts: string): string {
  return `(minutes: ${inBrackets(facts)})`
}

/** Brackets in it are those of links and titles, one inside of the other at most. */
const INSIDE = String.raw`[^()\n]{0,1000}(?:\([^()\n]{0,1000}\)[^()\n]{0,1000}){0,200}`
const ADDED = new RegExp(String.raw` ?\((?:board|minutes): ${INSIDE}\)`, 'g')

/** A text without what the app added, line by line. */
export function withoutAdded(text: string): string {
  return text.includes('(board: ') || text.includes('(minutes: ') ? text.replace(ADDED, '') : text
}

/** true where the line says already what the board says. */
export function saysBoardFact(text: string): boolean {
  return text.includes('(board: ')
}

export function saysMinutesFact(text: string): boolean {
  return text.includes('(minutes: ')
}

/** Brackets that do not pair up, or that nest, would end the form too early. */
function inBrackets(facts: string): string {
  return new RegExp(`^${INSIDE}$`).test(facts)
    ? facts
    : facts.replace(/(\]\([^()\s]{1,1000}\))|[()]/g, (_all, link: string | undefined) => link ?? '')
}
