/** The documentation page of all rules, generated from the rules. Pure. */
import { z } from 'zod'
import { rules } from './registry.ts'
import type { Rule } from './rule.ts'

/**
 * A rule as `rules --json` shows it; `options` by name with default and meaning. `exemptLabels` and `exemptTitles`, which
 * every rule has, are among them where they are not empty by default.
 */
export type RuleFacts = {
  readonly id: string
  readonly severity: string
  readonly on: boolean
  readonly when: string
  readonly why: string
  readonly grace: boolean
  /** What `/epic fix` does about it, after the command; null: only people can do something about it. */
  readonly fix: string | null
  /** Situations in which it finds something, and those that look alike. */
  readonly examples: { readonly reported: readonly string[]; readonly passed: readonly string[] }
  readonly options: readonly { readonly name: string; readonly default: unknown; readonly meaning: string }[]
}

export function describeRules(): readonly RuleFacts[] {
  return rules.map((rule) => ({
    id: rule.id,
    severity: rule.severity,
    on: rule.defaultOn,
    when: rule.when,
    why: rule.why,
    grace: rule.respectsGrace,
    fix: rule.remedy?.does ?? null,
    examples: { reported: rule.examples.reported.map(({ name }) => name), passed: rule.examples.passed.map(({ name }) => name) },
    options: optionsOf(rule),
  }))
}

function optionsOf(rule: Rule): RuleFacts['options'] {
  const schema = z.toJSONSchema(rule.options, { io: 'input' }) as {
    properties?: Record<string, { default?: unknown; description?: string }>
  }
  const isTold = ([name, option]: [string, { default?: unknown }]) => !name.startsWith('exempt') || String(option.default) !== ''
  return Object.entries(schema.properties ?? {})
    .filter(isTold)
    .map(([name, option]) => ({
      name,
      default: option.default,
      meaning: option.description ?? '',
    }))
}

/** Markdown of `docs/rules.md`. */
export function rulesPage(): string {
  const facts = describeRules()
  const line = ({ id, when, severity, on, options }: RuleFacts) => {
    const told = options.map((option) => `\`${option.name}\` ${JSON.stringify(option.default)}`).join(', ')
    return `| [${id}](#${id}) | ${when} | ${severity} | ${on ? 'on' : 'off'} | ${told} |`
  }
  return [
    '# What is checked, and why',
    '',
    'Generated from the rules by `npm run docs`. A test fails if this page is out of date.',
    '`npx scs-sprint rules` prints the same list. `npx scs-sprint explain owner/repo#1` shows the result of each rule for one epic.',
    '',
    '| rule | fires when | severity | by default | options |',
    '| --- | --- | --- | --- | --- |',
    ...facts.map(line),
    '',
    '## What applies to all rules',
    '',
    '- *Active* means that the board status is one of `board.status.active`, ignoring case.',
    '- A status that is not listed in `board.status` is neither backlog, active nor done. Findings that depend on it are withheld, and the comment on the epic stays unchanged. The same applies if most cards lose a field at once because it was rebuilt. Every command reports this, with the nearest configured name.',
    '- *Human activity* means that people comment, edit the text or title, close or reopen an issue, or work in linked pull requests. Activity by bots, labels, cross-references and moves on the board do not count.',
    '- *Stories* are issues that are children of an epic or are on the board. Drafts and pull requests are not stories. Archived cards are ignored.',
    '- A task line names the issues at its start (`#17 and #18`, links, emphasis, "Story: #17"). Issues after other words are mentions, not children. Checkboxes below "Definition of Ready", "Definition of Done", "Acceptance criteria", "Checklist" and similar titles are not task lines, however the title is formatted.',
    '- Plain list items and table rows that start with a reference also name stories. These stories are not reported as missing or without an epic, but they are not children and do not count toward the progress.',
    '- A child that the app cannot read counts as a child, but as neither done nor quiet. A comment on a public epic counts it without naming it. The same applies to private stories.',
    `- Closed epics are only checked by ${idsOf(({ closedOnly }) => closedOnly)}. Their stories are checked like all others.`,
    `- *Grace period*: an epic younger than \`graceDays\` (14) gets no finding about what is missing: ${graceWords()}.`,
    '- Days are whole days: "longer than 30 days" starts on day 31.',
    '- The history of sprints, labels and statuses comes from earlier snapshots of the app. Without them, the rules that need this history report nothing.',
    '- If the board snapshot is incomplete, no findings are reported.',
    '- Every rule has the options `exemptLabels` and `exemptTitles` for kinds of issues that it ignores. "[Bug]" matches titles that start with "[Bug]" or "Bug:", and a label or an issue type of that name. Rules with default values list them; a list in sprint.yml replaces the default.',
    '- `exempt` in sprint.yml exempts epics and stories by label, milestone or name. `off` turns a rule off, and `report` keeps it out of comments.',
    '',
    ...facts.flatMap(({ id, why, fix, options, examples }) => [
      `## ${id}`,
      '',
      why,
      ...(options.length > 0
        ? ['', ...options.map(({ name, meaning, ...option }) => `- \`${name}\`: ${meaning} (default ${JSON.stringify(option.default)}).`)]
        : []),
      '',
      `Reported: ${examples.reported.join('; ')}.`,
      '',
      `Not reported: ${examples.passed.join('; ')}.`,
      '',
      fix === null ? 'Fix: by people.' : `Fix: \`/epic fix ${id}\` ${fix}.`,
      '',
    ]),
  ]
    .join('\n')
    .replace(/\n+$/, '\n')
}

function idsOf(holds: (rule: Rule) => boolean): string {
  return rules
    .filter(holds)
    .map(({ id }) => `\`${id}\``)
    .join(', ')
}

function graceWords(): string {
  const parts = rules.flatMap(({ id, graceNote }) => (graceNote === null ? [] : [`, and of \`${id}\` ${graceNote}`]))
  return `${idsOf(({ respectsGrace }) => respectsGrace)}${parts.join('')}`
}
