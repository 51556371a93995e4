/** The repairs that house format makes on purpose (docs/house-format.md), recognized in the typed text. */
import type { Difference } from './rendering.ts'

/** Each changes what is a list, a paragraph, a heading or code; nothing of it touches where a link leads or what is quoted. */
const STRUCTURE: readonly RegExp[] = [
  // A bullet four columns deeper than its place, or below a paragraph: Markdown would show code or more of the text.
  /^(?: {4,}|\t+)(?:[-*+•]|\d{1,9}[.)])\s/m,
  /\S {4,}[-*+] \S/,
  /^\s*[-*+](?=[\p{L}@[])/mu,
  /^\s*(?:[-*+]|[-*+] <!--.*-->)\s*$/m,
  /^#{2,6}[\p{L}@[(]/mu,
  /^#{1,6} .* #{1,6} /m,
  // Notes indented below a heading.
  /^#.*\n(?:\s*\n)?(?: {4,}|\t)\S/m,
  /^\s*\d{1,9}[.)]\s/m,
]
const HINT = /<!--[\s\S]*?-->/

/** Differences that no listed repair explains. */
export function unexplained(typed: string, differences: readonly Difference[]): Difference[] {
  const structure = STRUCTURE.some((repair) => repair.test(typed))
  return differences.filter(({ aspect, before, after }) => {
    if (aspect === 'html') return !before.every((fact) => HINT.test(fact)) || after.length > 0
    if (aspect === 'images' || aspect === 'tables') return true
    // Only where what was code or one paragraph became notes.
    if (aspect === 'links' || aspect === 'breaks')
      return !(structure && differences.some((other) => ['code', 'items'].includes(other.aspect)))
    return !structure && !/^:::/m.test(typed)
  })
}
