/** `simulate`: shows what a changed configuration would change on the same board. */
import type { Command } from 'commander'
import { describeSimulation, showableSimulation, simulateSettings } from '../../../hygiene/explain/simulate-settings.ts'
import { doubtsOf } from '../../../hygiene/hygiene-input.ts'
import type { Uses } from '../../../ports/app-ports.ts'
import { commandOf, tellUnnamed, wire } from '../../command-context.ts'
import { UsageError } from '../../exit.ts'
import { type RuleInputOptions, type RuleInputPorts, readRuleInput } from '../../input/rule-input.ts'
import { boardOption, minutesOption } from '../../options.ts'
import type { Shell } from '../../shell.ts'

export function simulateCommand(shell: Shell): Command {
  return commandOf('simulate', 'show which findings a changed configuration would add or remove')
    .addOption(boardOption())
    .addOption(minutesOption())
    .option('--current <file>', 'the current configuration (default: the one that other commands use)')
    .option('--json', 'print one JSON document')
    .action(async ({ config, current, ...options }: RuleInputOptions & { current?: string }) => {
      if (config === undefined) throw new UsageError('simulate: expected --config NEW.yml, the changed configuration, found none.')
      const common = { ...options, ...(current === undefined ? {} : { config: current }) }
      const ports: RuleInputPorts & Uses<'settingsFrom'> = wire(shell, common)
      // Two configurations on a saved board: nothing live is looked at, so the example may be one of them.
      const looked = await readRuleInput(shell, ports, common, options.board !== undefined)
      const changed = await ports.settingsFrom(config)
      const said = new Set(doubtsOf(looked.settings, looked.seen))
      for (const told of doubtsOf(changed, looked.seen)) if (!said.has(told)) shell.err(`With ${changed.source}: ${told}\n`)
      const { shown, unnamed } = showableSimulation(
        simulateSettings(looked.settings, changed, looked.seen, ports.clock.now()),
        shell.audience,
      )
      shell.out(options.json ? `${JSON.stringify(shown, null, 2)}\n` : describeSimulation(shown))
      tellUnnamed(shell, unnamed, 'finding')
    })
}
