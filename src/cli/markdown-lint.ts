/** Runs markdownlint on a text, with the configuration of SCS’s documentation. */
import type { Configuration } from 'markdownlint'
import { lint } from 'markdownlint/sync'

export type LintFinding = { readonly line: number; readonly rule: string; readonly message: string }

/**
 * Rules that only a changed look could meet, so house format leaves their findings: levels, titles and ends of headings, headings
 * behind a bullet, two quotations in a row, tabs and prompts in code, numbers of lists, HTML, emphasis as a heading, blanks in code, links without a target or
 * with a vague label, missing alternative texts, unknown anchors and labels.
 */
export const LOOK_RULES: ReadonlySet<string> = new Set(
  'MD001 MD010 MD014 MD022 MD025 MD026 MD028 MD029 MD033 MD036 MD038 MD041 MD042 MD045 MD051 MD052 MD053 MD059'.split(' '),
)

/** `firstHeading`: the level that the text is to begin with. Lines from 1. */
export function lintMarkdown(text: string, firstHeading = 1): LintFinding[] {
  const config: Configuration = {
    default: true,
    MD013: false,
    MD024: false,
    MD033: { allowed_elements: ['li', 'ul'] },
    MD041: { level: firstHeading },
  }
  const [found = []] = Object.values(lint({ strings: { text }, config }))
  return found.map(({ lineNumber, ruleNames, ruleDescription, errorDetail }) => ({
    line: lineNumber,
    rule: ruleNames[0] ?? '',
    message: errorDetail ? `${ruleDescription} (${errorDetail})` : ruleDescription,
  }))
}
