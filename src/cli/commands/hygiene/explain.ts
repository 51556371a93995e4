/** `explain`: shows why each rule fired or did not fire on one epic. */
import type { Command } from 'commander'
import { UserError } from '../../../errors.ts'
import { describeExplanation, explainEpic, showableExplanation } from '../../../hygiene/explain/explain-epic.ts'
import { commandOf, tellUnnamed, wire } from '../../command-context.ts'
import { type RuleInputOptions, type RuleInputPorts, readRuleInput } from '../../input/rule-input.ts'
import { boardOption, minutesOption } from '../../options.ts'
import type { Shell } from '../../shell.ts'

export function explainCommand(shell: Shell): Command {
  return commandOf('explain', 'explain why each rule fired or did not fire on one epic')
    .argument('<epic>', 'owner/repo#number, or the URL of the issue')
    .addOption(boardOption())
    .addOption(minutesOption())
    .option('--json', 'print one JSON document')
    .action(async (epic: string, options: RuleInputOptions) => {
      const ports: RuleInputPorts = wire(shell, options)
      const looked = await readRuleInput(shell, ports, options)
      const explained = explainEpic(looked.settings, looked.seen, epic, ports.clock.now())
      if (!shell.audience.mayName(explained.epic))
        throw new UserError(
          'explain: expected a public epic, found a private one, and this output is public. Run the command on your own machine.',
        )
      const { shown, unnamed } = showableExplanation(explained, shell.audience)
      shell.out(options.json ? `${JSON.stringify(shown, null, 2)}\n` : describeExplanation(shown, looked.settings.timezone))
      tellUnnamed(shell, unnamed, 'look')
    })
}
