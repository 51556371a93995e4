/** The input of the rules for `explain` and `simulate`, and the options for its source. */
import { remarksOnSnapshot } from '../../hygiene/hygiene-input.ts'
import type { Uses } from '../../ports/app-ports.ts'
import { gatherHygieneFacts } from '../../usecases/hygiene/gather-hygiene-facts.ts'
import { requireBoard } from '../../usecases/load-board.ts'
import { type BoardPorts, boardOf, type CommonOptions, refuseWhenOff } from '../command-context.ts'
import type { BoardOption, MinutesOption } from '../options.ts'
import type { Shell } from '../shell.ts'

export type RuleInputOptions = CommonOptions & BoardOption & MinutesOption & { readonly json?: boolean }

export type RuleInputPorts = BoardPorts & Uses<'settings' | 'archive' | 'members'>

/** Everything the rules look at, from a file, GitHub or what is kept. */
export async function readRuleInput(shell: Shell, ports: RuleInputPorts, options: RuleInputOptions, example = false) {
  const settings = await ports.settings({ example })
  refuseWhenOff(settings)
  const board = await boardOf(shell, ports, settings, options.board)
  if (board.remark !== null && board.snapshot !== null) shell.err(`${board.remark}\n`)
  const snapshot = requireBoard(board)
  const members = options.board === undefined && ports.isOnline ? ports.members : null
  const { facts, remarks } = await gatherHygieneFacts(
    { archive: ports.archive(settings, options.minutes), members, issueTemplates: null },
    settings,
    {
      snapshot,
      history: board.history,
    },
  )
  for (const told of remarksOnSnapshot(settings, facts, ports.clock.now())) shell.err(`${told}\n`)
  for (const remark of remarks) shell.err(`${remark}\n`)
  return { settings, seen: facts }
}
