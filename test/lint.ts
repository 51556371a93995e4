/** What markdownlint says with SCS's configuration. */
import { type LintFinding, LOOK_RULES, lintMarkdown } from '../src/cli/markdown-lint.ts'

/** Of a text that the app wrote as a whole. `firstHeading`: the level a team's minutes begin with. Empty: clean. */
export function lintScs(text: string, firstHeading: 1 | 2 = 1): readonly string[] {
  return shown(text, lintMarkdown(text, firstHeading))
}

/** Of a text that people typed: what house format promises. */
export function lintHouse(text: string): readonly string[] {
  return shown(
    text,
    lintMarkdown(text).filter(({ rule }) => !LOOK_RULES.has(rule)),
  )
}

function shown(text: string, findings: readonly LintFinding[]): string[] {
  const lines = text.split('\n')
  return findings.map(({ line, rule }) => `${line}: ${rule} ${lines[line - 1] ?? ''}`)
}
