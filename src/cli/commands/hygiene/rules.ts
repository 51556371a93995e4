/** `rules`: lists what is checked, and why. */
import type { Command } from 'commander'
import { describeRules } from '../../../hygiene/rules-page.ts'
import { commandOf } from '../../command-context.ts'
import type { Shell } from '../../shell.ts'

export function rulesCommand(shell: Shell): Command {
  return commandOf('rules', 'list all hygiene rules with their ID, reason and options')
    .option('--json', 'print one JSON array')
    .action(({ json }: { json?: boolean }) => {
      const facts = describeRules()
      if (json) {
        shell.out(`${JSON.stringify(facts, null, 2)}\n`)
        return
      }
      for (const { id, on, severity, when, why, options } of facts) {
        const told = options.map(
          (option) => `${option.name}: ${JSON.stringify(option.default)}${option.meaning ? ` (${option.meaning})` : ''}`,
        )
        shell.out(
          [
            `${id} (${severity}${on ? '' : ', off by default'})`,
            `  fires: ${when}`,
            `  why: ${why}`,
            ...told.map((line) => `  option ${line}`),
            '',
            '',
          ].join('\n'),
        )
      }
    })
}
