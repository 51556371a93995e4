/** What the check of a pull request says as a whole. Pure. */
import { countOf } from '../../domain/text/count-of.ts'
import type { CheckFinding, CheckResult } from './check-finding.ts'

/** Minutes are people's text: a check of them never blocks a merge. A sprint.yml that is not valid stops the app. */
export function checkResult(findings: readonly CheckFinding[], checked: readonly string[]): CheckResult {
  const isBroken = findings.some(({ level }) => level === 'failure')
  const conclusion = isBroken ? 'failure' : findings.length > 0 ? 'neutral' : 'success'
  const files = countOf(checked.length, 'file')
  const title = findings.length === 0 ? `${files} checked: nothing to do` : `${countOf(findings.length, 'place')} to look at in ${files}`
  const kinds = new Map<string, number>()
  for (const { title: kind } of findings) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  const told = [...kinds].map(([kind, count]) => `- ${kind}: ${count}`)
  const next = isBroken
    ? 'With this file the app would stop working for the whole organization. Correct it before you merge.'
    : findings.length === 0
      ? 'The files follow the conventions of this repository.'
      : 'None of this blocks the merge. Comment `/minutes check` to get what can be corrected with one click as suggestions.'
  return { conclusion, title, summary: [...told, ...(told.length > 0 ? [''] : []), next].join('\n'), findings }
}
