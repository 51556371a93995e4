/** Findings for the terminal: grouped by epic, most severe first, with long lists of one kind counted. */

import type { PublishedFinding } from '../../domain/finding.ts'
import { countOf } from '../../domain/text/count-of.ts'
import { sanitize } from './sanitize.ts'

type Line = Omit<PublishedFinding, 'evidence'>

/** Stories of one rule shown under one epic before the rest is counted. */
const SHOWN = 5

/** `titles`: by reference in lower case; `none`: what is said where there are no findings. Ends with a line that sums up; plain text, no colors. */
export function hygieneTable(
  findings: readonly Line[],
  titles: ReadonlyMap<string, string> = new Map(),
  none = 'No findings: all clear.',
): string {
  if (findings.length === 0) return `${none}\n`
  const groups = new Map<string, Line[]>()
  for (const finding of findings) {
    const key = `${finding.team}\n${finding.epic ?? ''}`
    const known = groups.get(key)
    if (known) known.push(finding)
    else groups.set(key, [finding])
  }
  const blocks = [...groups].map(([key, list]) => {
    const [team = '', epic = ''] = key.split('\n')
    const title = titles.get(epic.toLowerCase())
    const head = epic === '' ? `Stories without an epic (${team})` : `${epic}${title ? ` ${sanitize(title)}` : ''} (${team})`
    return [head, ...linesOf(list)].join('\n')
  })
  const epics = new Set(findings.flatMap(({ epic }) => (epic === null ? [] : [epic]))).size
  const warnings = findings.filter(({ severity }) => severity === 'warning').length
  return `${blocks.join('\n\n')}\n\n${countOf(findings.length, 'finding')} (${countOf(warnings, 'warning')}) on ${countOf(epics, 'epic')}.\n`
}

function linesOf(findings: readonly Line[]): readonly string[] {
  const byRule = new Map<string, Line[]>()
  const ordered = [...findings].sort((a, b) => Number(b.severity === 'warning') - Number(a.severity === 'warning'))
  for (const finding of ordered) byRule.set(finding.rule, [...(byRule.get(finding.rule) ?? []), finding])
  const width = Math.max(...[...byRule.keys()].map((rule) => rule.length))
  return [...byRule].flatMap(([rule, list]) => {
    const rest = list.length - SHOWN
    return [
      ...list
        .slice(0, SHOWN)
        .flatMap(({ severity, message, since, fix }, index) => [
          `  ${severity === 'warning' ? '!' : '·'} ${rule.padEnd(width)}  ${sanitize(message)}${since ? ` (since ${since})` : ''}`,
          ...(index === Math.min(SHOWN, list.length) - 1 ? [`    ${' '.repeat(width)}  -> ${sanitize(fix)}`] : []),
        ]),
      ...(rest > 0 ? [`    ${' '.repeat(width)}  … and ${rest} more`] : []),
    ]
  })
}
