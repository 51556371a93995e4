/** The documentation lint of the teams, as their minutes should pass it. */
import { lint } from 'markdownlint/sync'

/** `MD022 line 3: …` for each finding; `firstHeading`: as the team's setting, else the level of the text's first heading. */
export function lintFindings(text: string, firstHeading?: number): string[] {
  const level = firstHeading ?? /^(#{1,6})(?: |$)/m.exec(text)?.[1]?.length ?? 1
  const config = { default: true, MD013: false, MD024: false, MD033: { allowed_elements: ['li', 'ul'] }, MD041: { level } }
  const findings = lint({ strings: { text }, config }).text ?? []
  return findings.map(({ ruleNames, lineNumber, errorDetail, errorContext }) =>
    [`${ruleNames[0]} line ${lineNumber}:`, errorDetail, errorContext].filter(Boolean).join(' '),
  )
}
