/** `rules`, `explain`, `simulate`: what is looked for, why it did or did not fire, what other settings would change. */
import type { Command } from 'commander'
import { UserError } from '../../errors.ts'
import { describeRules } from '../../hygiene/rules-page.ts'
import { doubtsOf, remarksOnPicture } from '../../usecases/hygiene/build-hygiene-input.ts'
import { describeExplanation, explainEpic, showableExplanation } from '../../usecases/hygiene/explain-epic.ts'
import { asksForOwners, ownerStandings } from '../../usecases/hygiene/read-owner-standings.ts'
import { describeSimulation, showableSimulation, simulateSettings } from '../../usecases/hygiene/simulate-settings.ts'
import { demandBoard } from '../../usecases/load-board.ts'
import { askedAtHand } from '../../usecases/minutes/read-story-requests.ts'
import { boardOf, type CommonOptions, commandOf, refuseWhenOff, tellUnnamed, wire } from '../command-context.ts'
import { UsageError } from '../exit.ts'
import type { Shell } from '../shell.ts'

export function rulesCommand(shell: Shell): Command {
  return commandOf('rules', 'lists every hygiene rule: id, why, options')
    .option('--json', 'one JSON array')
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

type SeenOptions = CommonOptions & { readonly board?: string; readonly minutes?: string; readonly json?: boolean }

/** Everything the rules look at, from a file, GitHub or what is kept. */
async function seen(shell: Shell, options: SeenOptions, example = false) {
  const wiring = wire(shell, options)
  const settings = await wiring.settings({ example })
  refuseWhenOff(settings)
  const board = await boardOf(shell, wiring, settings, options.board)
  if (board.remark !== null && board.snapshot !== null) shell.err(`${board.remark}\n`)
  const snapshot = demandBoard(board)
  for (const told of remarksOnPicture(settings, { snapshot, history: board.history }, wiring.clock.now())) shell.err(`${told}\n`)
  const asked = await askedAtHand(wiring.archive(settings, options.minutes), settings, snapshot)
  const isAsked = options.board === undefined && wiring.isOnline && asksForOwners(settings)
  const { standings, remarks } = await ownerStandings(isAsked ? wiring.members() : null, settings, snapshot)
  for (const remark of remarks) shell.err(`${remark}\n`)
  return { wiring, settings, seen: { snapshot, history: board.history, asked, standings } }
}

export function explainCommand(shell: Shell): Command {
  return commandOf('explain', 'every rule on one epic: what it saw, why it fired or not')
    .argument('<epic>', 'owner/repo#number, or its URL')
    .option('--board <file>', 'a saved board in place of the live one')
    .option('--minutes <dir>', 'past minutes in a folder')
    .option('--json', 'one JSON document')
    .action(async (epic: string, options: SeenOptions) => {
      const looked = await seen(shell, options)
      const explained = explainEpic(looked.settings, looked.seen, epic, looked.wiring.clock.now())
      if (!shell.audience.mayName(explained.epic))
        throw new UserError(
          'explain: expected an epic that everybody may know of, found a private one, and everybody can read this output. Run it on your own machine.',
        )
      const { shown, unnamed } = showableExplanation(explained, shell.audience)
      shell.out(options.json ? `${JSON.stringify(shown, null, 2)}\n` : describeExplanation(shown))
      tellUnnamed(shell, unnamed, 'look')
    })
}

export function simulateCommand(shell: Shell): Command {
  return commandOf('simulate', 'what a changed configuration would add and remove; writes nothing')
    .option('--board <file>', 'a saved board in place of the live one')
    .option('--minutes <dir>', 'past minutes in a folder')
    .option('--current <file>', 'the configuration in force (else as for every command without --config)')
    .option('--json', 'one JSON document')
    .action(async ({ config, current, ...options }: SeenOptions & { current?: string }) => {
      if (config === undefined) throw new UsageError('simulate: expected --config NEW.yml, the changed configuration, found none.')
      const inForce = current === undefined ? {} : { config: current }
      // Two configurations on a saved board: nothing live is looked at, so the example may be one of them.
      const looked = await seen(shell, { ...options, ...inForce }, options.board !== undefined)
      const changed = await looked.wiring.settingsFrom(config)
      const said = new Set(doubtsOf(looked.settings, looked.seen))
      for (const told of doubtsOf(changed, looked.seen)) if (!said.has(told)) shell.err(`With ${changed.source}: ${told}\n`)
      const { shown, unnamed } = showableSimulation(
        simulateSettings(looked.settings, changed, looked.seen, looked.wiring.clock.now()),
        shell.audience,
      )
      shell.out(options.json ? `${JSON.stringify(shown, null, 2)}\n` : describeSimulation(shown))
      tellUnnamed(shell, unnamed, 'finding')
    })
}
