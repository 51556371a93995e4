/** The page that lists every rule, made from the rules themselves. Pure. */
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
    'Made from the rules themselves by `npm run docs`; a test fails when this page is out of date.',
    '`npx scs-sprint rules` prints the same, `npx scs-sprint explain owner/repo#1` what each rule saw on one epic.',
    '',
    '| rule | fires when | severity | by default | options |',
    '| --- | --- | --- | --- | --- |',
    ...facts.map(line),
    '',
    '## What holds for all of them',
    '',
    '- Active means: the board status is one of `board.status.active` (compared without regard to case).',
    '- A status that `board.status` does not name is neither backlog, active nor done. Findings that rest on it are withheld: nobody is accused, and the comment on the epic stays as it is. The same holds for a field that most cards lost at once, because it was rebuilt. Every command says so, with the nearest known name.',
    '- Human activity means: comments, edits of text and title, closing and reopening by people, and what people do in linked pull requests. Bots, labels, cross-references and moves on the board are none.',
    '- Stories are issues: children of an epic, and issues on the board. Drafts and pull requests on the board are none. Archived cards are ignored.',
    '- A task line names the issues it begins with (`#17 and #18`, links, emphasis, "Story: #17"); those after other words are mentions, and make no child. Boxes below "Definition of Ready", "Definition of Done", "Acceptance criteria", "Checklist" and the like are no task lines, whatever marks the title.',
    '- Plain list items and rows of tables that begin with a reference name stories as well: nobody says that these are missing or without an epic. They are no children, and do not count in the progress.',
    '- A child the app cannot read counts as a child, as neither done nor quiet. Where it stands in a comment on a public epic, it is counted but not named; the same goes for private stories.',
    `- Closed epics are looked at by ${idsOf(({ closedOnly }) => closedOnly)} alone. Their stories are stories like others.`,
    `- Grace: an epic younger than \`graceDays\` (14) gets no finding about what is missing: ${graceWords()}.`,
    '- Days are whole days; "longer than 30 days" begins with the 31st.',
    '- What only time can tell (sprints, labels, activity on the board) comes from our own earlier snapshots. Where there are none, these rules keep silent.',
    '- A picture of the board that is not complete gives no finding at all.',
    '- Every rule has the options `exemptLabels` and `exemptTitles`: kinds of issues that it leaves alone ("[Bug]": titles that begin with "[Bug]" or "Bug:", and a label or an issue type of that name). They are listed with a rule where they name something by default; a list in sprint.yml stands in place of it.',
    '- `exempt` in sprint.yml leaves epics and stories alone by label, milestone or name; `off` switches a rule off, `report` keeps it out of comments.',
    '',
    ...facts.flatMap(({ id, why, options, examples }) => [
      `## ${id}`,
      '',
      why,
      ...(options.length > 0
        ? ['', ...options.map(({ name, meaning, ...option }) => `- \`${name}\`: ${meaning} (default ${JSON.stringify(option.default)}).`)]
        : []),
      '',
      `Reported: ${examples.reported.join('; ')}.`,
      '',
      `Passed over: ${examples.passed.join('; ')}.`,
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
